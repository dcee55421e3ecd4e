public import Events
public import Foundation
import Mustache

/// People who do not exist, to try templates on.
public enum SamplePerson: String, Sendable, CaseIterable {
    /// Every column filled.
    case full
    /// Nothing but the address, which is all that a row must have.
    case minimal
    /// Every column filled with what breaks careless programs: markup, links, quotes, ends of line.
    case hostile

    /// A sample order for a notification of an event, in a language.
    ///
    /// - Parameters:
    ///   - notification: what is tried.
    ///   - event: the event it is of.
    ///   - language: the reader's.
    ///   - date: the letter's Date.
    ///   - details: the details column, a JSON object.
    /// - Returns: an order that a press can compose.
    public func order(
        for notification: Events.Notification,
        of event: Event,
        language: String,
        date: Date,
        details: String = "{}"
    ) -> Order {
        var person = self.person(language: language, isInvitee: notification.audience?.isOfInvitees ?? false)
        if self != .minimal { person.details = details }
        var extra: Value = .null
        if notification.trigger == .on(.changed) {
            let what = language == "ru" ? "Место проведения" : "Venue"
            extra = ["change": ["what": .string(what), "old": .string(text("A")), "new": .string(text("B"))]]
        }
        let id = "<sample-\(notification.name)-\(language)-\(rawValue)@\(event.sender.address.asciiDomain)>"
        return Order(
            person: person,
            notification: notification.name,
            messageID: id,
            date: date,
            extra: extra,
            language: language
        )
    }

    private func person(language: String, isInvitee: Bool) -> Person {
        var person = Person(
            kind: isInvitee ? .invitee : .registration,
            id: 17,
            email: "director@library.example.org",
            language: language,
            status: isInvitee ? nil : "registered",
            createdAt: "2026-01-15T07:30:00.000Z",
            updatedAt: "2026-01-15T07:30:00.000Z"
        )
        switch self {
        case .minimal:
            if isInvitee { (person.createdAt, person.updatedAt) = (nil, nil) }
        case .full:
            person.name = "Иванова Мария Петровна"
            person.organization = "ГБУК «Областная научная библиотека»"
            person.position = "Директор центральной библиотеки"
            person.region = "54"
            person.timeZone = "Asia/Novosibirsk"
        case .hostile:
            person.name = text("Иванова")
            person.organization = text("ГБУК")
            person.position = text("Директор")
            person.region = text("Край")
        }
        return person
    }

    /// What a hostile registrant types; harmless text for the others.
    func text(_ word: String) -> String {
        guard self == .hostile else { return word }
        return
            "\(word) <script>\(Self.mark)</script> [x](javascript:\(Self.mark)) **b** `c` \"q\" 'a' &amp; {{y}}"
            + " ![i](http://example.com/i.png)\r\nBcc: \(Self.mark)@example.com\u{202E} \u{0}\u{FFFE}"
    }

    /// A word that no letter holds by itself.
    static let mark = "vzlom7391"
}
