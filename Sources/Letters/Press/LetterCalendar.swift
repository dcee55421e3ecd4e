import Events
import Foundation
import Mail

/// The calendar part of an event's letters.
final class LetterCalendar {
    private let event: Event
    private let span: CalendarObject.Span
    /// What entries in a language say of the event.
    private var forms: [FormKey: TextForm] = [:]

    private struct FormKey: Hashable {
        let method: String
        let language: String
    }

    init(event: Event) {
        self.event = event
        if let start = event.starts.time, let end = event.ends.time {
            let zone = CalendarZone(
                event.timeZone,
                from: event.starts.earliest(in: event.timeZone),
                to: event.ends.latest(in: event.timeZone)
            )
            span = .hours(
                start: CivilTime(Self.civil(event.starts.date), hour: start.hour, minute: start.minute),
                end: CivilTime(Self.civil(event.ends.date), hour: end.hour, minute: end.minute),
                zone: zone
            )
        } else {
            span = .days(first: Self.civil(event.starts.date), last: Self.civil(event.ends.date))
        }
    }

    /// The entry's bytes and its method; nil when the notification carries none.
    func entry(
        for order: Order,
        method: CalendarMethod?,
        language: String,
        recipient: Address
    ) -> (object: FilledText, method: String)? {
        guard let method else { return nil }
        let attendee = Mailbox(name: order.person.name, address: recipient)
        let object = CalendarObject(
            method: kind(method, attendee),
            uid: uid(method, order.person),
            sequence: order.sequence,
            stamp: Int64(order.date.timeIntervalSince1970.rounded(.down)),
            span: span,
            summary: event.name[language],
            location: event.venue?[language],
            description: description(language),
            url: event.url,
            organizer: Mailbox(name: event.sender.name?[language], address: event.sender.address)
        )
        let key = FormKey(method: object.method.name, language: language)
        let form = forms[key] ?? object.form
        forms[key] = form
        return (object.filled(form), object.method.name)
    }

    private func kind(_ method: CalendarMethod, _ attendee: Mailbox) -> CalendarObject.Method {
        switch method {
        case .request: .request(attendee: attendee)
        case .publish: .publish
        case .cancel: .cancel(attendee: isPersonal(.cancel) ? attendee : nil)
        }
    }

    /// Stable forever: of the person where the entry asks that person, of the event where it is for anyone.
    private func uid(_ method: CalendarMethod, _ person: Person) -> String {
        let domain = event.sender.address.asciiDomain
        guard isPersonal(method) else { return "\(event.id)@\(domain)" }
        return "\(event.id)-\(person.kind.rawValue)-\(person.id)@\(domain)"
    }

    /// A cancellation withdraws what the event's other letters gave: a request, unless all of them publish.
    private func isPersonal(_ method: CalendarMethod) -> Bool {
        switch method {
        case .request: true
        case .publish: false
        case .cancel:
            event.notifications.contains { $0.calendar == .request }
                || !event.notifications.contains { $0.calendar == .publish }
        }
    }

    private func description(_ language: String) -> String {
        language == "ru"
            ? "Ответ через календарь не учитывается: регистрация уже принята."
            : "There is no need to respond through your calendar: you are already registered."
    }

    private static func civil(_ date: LocalDate) -> CivilDate {
        CivilDate(year: date.year, month: date.month, day: date.day)
    }
}
