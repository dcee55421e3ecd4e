import Events
import Foundation
import Mail

/// The calendar part of an event's letters.
final class CalendarPart {
    private let event: Event
    private let languages: LetterLanguages
    private let span: CalendarObject.Span
    /// Entries but for whom they are for.
    private var cards: [EntryKey: CalendarEntryTemplate] = [:]

    private struct EntryKey: Hashable {
        let method: CalendarMethod
        let language: String
        let kind: Person.Kind
    }

    init(event: Event, languages: LetterLanguages = .builtIn) {
        self.event = event
        self.languages = languages
        if let start = event.starts.time {
            // Without an hour of its end the entry has that of its start alone (RFC 5545 §3.6.1).
            let end = event.ends.time.map {
                CivilTime(Self.civil(event.ends.date), hour: $0.hour, minute: $0.minute)
            }
            let begins = CivilTime(Self.civil(event.starts.date), hour: start.hour, minute: start.minute)
            let zone = CalendarZone(
                event.timeZone,
                from: event.starts.earliest(in: event.timeZone),
                to: event.ends.latest(in: event.timeZone)
            )
            span = .hours(
                start: begins,
                end: end ?? begins,
                zone: zone
            )
        } else {
            span = .days(first: Self.civil(event.starts.date), last: Self.civil(event.ends.date))
        }
    }

    /// What is the same in all entries of a method, a language, and for invitees or registrants.
    func card(_ method: CalendarMethod, _ language: String, _ kind: Person.Kind) -> CalendarEntryTemplate {
        let key = EntryKey(method: method, language: language, kind: kind)
        if let known = cards[key] { return known }
        let sender = Mailbox(name: event.sender.name?[language], address: event.sender.address)
        let object = CalendarObject(
            method: self.method(method, attendee: sender),
            uid: "",
            sequence: 0,
            stamp: 0,
            span: span,
            summary: event.name[language],
            location: location(language),
            description: description(method, kind, language),
            url: event.url,
            organizer: sender,
            isAccepted: kind == .registration
        )
        let card = CalendarEntryTemplate(
            form: CalendarForm(object),
            event: event.id,
            isPersonal: isPersonal(method)
        )
        cards[key] = card
        return card
    }

    private func method(_ method: CalendarMethod, attendee: Mailbox) -> CalendarObject.Method {
        switch method {
        case .request: .request(attendee: attendee)
        case .publish: .publish
        case .cancel: .cancel(attendee: attendee)
        }
    }

    /// City, venue and address, as far as the event names them: what a map can find.
    private func location(_ language: String) -> String? {
        let known = Set(event.name.byLanguage.keys).union(["ru", "en", event.language, language])
        let facts = FactValue(
            language: languages[language],
            fallback: event.language,
            zone: event.timeZone,
            languages: known
        ).value(of: event.facts)
        func fact(_ name: String) -> String? {
            guard case .string(let text)? = facts[name], !text.trimmed.isEmpty else { return nil }
            // Maps look for it as people type it.
            return text.trimmed.replacing(SignWording.noBreakSpace, with: " ")
        }
        var parts = [event.venue?[language], fact("address")].compactMap { $0 }
        // An address often names the city itself.
        if let city = fact("city"), !parts.contains(where: { $0.contains(city) }) {
            parts.insert(city, at: 0)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
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

    private func description(_ method: CalendarMethod, _ kind: Person.Kind, _ language: String) -> String {
        let words = languages[language].calendar
        return switch (method, kind) {
        case (.cancel, _):
            words.withdrawn
        case (_, .invitee):
            words.invitee
        case (_, .registration):
            words.registered
        }
    }

    private static func civil(_ date: LocalDate) -> CivilDate {
        CivilDate(year: date.year, month: date.month, day: date.day)
    }
}

/// A calendar entry but for whom it is for.
final class CalendarEntryTemplate {
    private let form: CalendarForm
    private let event: String
    /// Whether it asks, or takes back from, one person, so that it names them; else it is for anyone.
    private let isPersonal: Bool

    init(form: CalendarForm, event: String, isPersonal: Bool) {
        self.form = form
        self.event = event
        self.isPersonal = isPersonal
    }

    /// The method's name for `Content-Type`.
    var method: String { form.method }

    /// The entry for a person.
    func entry(for request: LetterRequest, _ recipient: Address) -> FilledText {
        form.filled(
            uid: request.uid ?? "sample-\(event)-\(request.person.kind.rawValue)-\(request.person.id)",
            sequence: request.sequence,
            stamp: Int64(request.date.timeIntervalSince1970.rounded(.down)),
            attendee: MessageBuilder.displayName(request.person.name),
            wire: isPersonal ? recipient.wire : nil
        )
    }
}
