import Events
import Foundation
import Mail

/// The calendar part of an event's letters.
final class LetterCalendar {
    private let event: Event
    private let span: CalendarObject.Span
    /// Entries but for whom they are for.
    private var cards: [CardKey: CalendarCard] = [:]

    private struct CardKey: Hashable {
        let method: CalendarMethod
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

    /// The entry and its method; nil when the notification carries none.
    func entry(
        for order: Order,
        method: CalendarMethod?,
        language: String,
        recipient: Address
    ) -> (object: FilledText, method: String)? {
        guard let method else { return nil }
        let card = card(method, language)
        return (card.entry(for: order, recipient), card.method)
    }

    /// What is the same in all entries of a method and a language.
    func card(_ method: CalendarMethod, _ language: String) -> CalendarCard {
        let key = CardKey(method: method, language: language)
        if let known = cards[key] { return known }
        let sender = Mailbox(name: event.sender.name?[language], address: event.sender.address)
        let object = CalendarObject(
            method: kind(method, attendee: sender),
            uid: "",
            sequence: 0,
            stamp: 0,
            span: span,
            summary: event.name[language],
            location: event.venue?[language],
            description: description(language),
            url: event.url,
            organizer: sender
        )
        let card = CalendarCard(
            form: CalendarForm(object),
            event: event.id,
            domain: event.sender.address.asciiDomain,
            isPersonal: isPersonal(method)
        )
        cards[key] = card
        return card
    }

    private func kind(_ method: CalendarMethod, attendee: Mailbox) -> CalendarObject.Method {
        switch method {
        case .request: .request(attendee: attendee)
        case .publish: .publish
        case .cancel: .cancel(attendee: attendee)
        }
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

/// A calendar entry but for whom it is for.
final class CalendarCard {
    private let form: CalendarForm
    private let event: String
    private let domain: String
    /// Whether it asks, or takes back from, one person, so that it names them; else it is for anyone.
    private let isPersonal: Bool

    init(form: CalendarForm, event: String, domain: String, isPersonal: Bool) {
        self.form = form
        self.event = event
        self.domain = domain
        self.isPersonal = isPersonal
    }

    /// The method's name for `Content-Type`.
    var method: String { form.method }

    /// The entry for a person.
    func entry(for order: Order, _ recipient: Address) -> FilledText {
        form.filled(
            uid: uid(order.person.kind, order.person.id),
            sequence: order.sequence,
            stamp: Int64(order.date.timeIntervalSince1970.rounded(.down)),
            attendee: order.person.name,
            wire: isPersonal ? recipient.wire : nil
        )
    }

    /// Stable forever: of the person where the entry asks that person, of the event where it is for anyone.
    private func uid(_ kind: Person.Kind, _ id: Int64) -> String {
        var uid = event
        if isPersonal {
            uid += kind == .registration ? "-registration-" : "-invitee-"
            uid += String(id)
        }
        uid += "@"
        uid += domain
        return uid
    }
}
