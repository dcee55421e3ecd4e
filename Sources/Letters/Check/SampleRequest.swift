public import Events
public import Foundation
import Mustache

extension LetterWriter {
    /// An order for a letter to a person who does not exist.
    ///
    /// - Parameters:
    ///   - notification: one of the event's.
    ///   - sample: whom it is for.
    ///   - language: the reader's.
    ///   - date: the letter's Date; the sample's row is a little older.
    /// - Returns: an order with every field of `details` that the template uses.
    public func request(
        for notification: Events.Notification,
        to sample: SamplePerson,
        language: String,
        date: Date
    ) -> LetterRequest {
        let isInvitee = notification.audience?.isOfInvitees ?? false
        var person = sample.person(isInvitee ? .invitee : .registration, language: language)
        if notification.trigger == .on(.waitlisted) { person.status = "waitlisted" }
        if notification.trigger == .on(.cancelled) { person.status = "cancelled" }
        if sample != .minimal {
            person.details = DetailsSample(templateSet, notification.name, language, text: sample.detail).json
        }
        // The database fills these in for every registration.
        if !isInvitee || sample != .minimal {
            let age = notification.isTimed ? 20 * 86_400.0 : 60
            person.createdAt = date.addingTimeInterval(-age).ISO8601Format()
            person.updatedAt = person.createdAt
        }
        var request = request(for: notification, to: person, language: language, date: date)
        if sample == .hostile, case .object = request.extra {
            let (old, new) = (sample.text("old"), sample.text("new"))
            request.extra = [
                "change": [
                    "fields": ["name"], "what": .string(sample.text("what")), "old": .string(old),
                    "new": .string(new),
                ]
            ]
        }
        return request
    }

    /// An order for a letter to a person of the database, outside of any plan: what a plan would add, such as what
    /// has changed, is made up.
    ///
    /// - Parameters:
    ///   - notification: one of the event's.
    ///   - person: whom it is for.
    ///   - language: the language to write in; nil: the reader's own.
    ///   - date: the letter's Date.
    /// - Returns: an order with a Message-ID that no real letter has.
    public func request(
        for notification: Events.Notification,
        to person: Person,
        language: String?,
        date: Date
    ) -> LetterRequest {
        let name = "\(notification.name)-\(person.kind.rawValue)-\(person.id)-\(language ?? "own")"
        var request = LetterRequest(
            person: person,
            notification: notification.name,
            messageID: "<sample-\(name)@\(event.sender.address.asciiDomain)>",
            date: date,
            language: language
        )
        if notification.trigger == .on(.changed) {
            let own = self.language(of: person, for: notification.name) ?? event.language
            request.extra = sampleChange(language ?? own)
        }
        // What changes or withdraws an entry outdoes the one before it (RFC 5546 §2.1.4).
        if notification.trigger == .on(.changed) || notification.calendar == .cancel { request.sequence = 1 }
        return request
    }

    private func sampleChange(_ language: String) -> Mustache.Value {
        let isRussian = language == "ru"
        return [
            "change": [
                "fields": ["event.venue"],
                "what": .string(
                    languages[language].withinSentence(languages[language].label("event.venue") ?? "")
                ),
                "old": .string(isRussian ? "Большой зал" : "Great Hall"),
                "new": .string(isRussian ? "Малый зал" : "Small Hall"),
            ]
        ]
    }

    /// The moment at which a trial letter would go: its hour by the recipient's clock, or for a prompted one today.
    ///
    /// Where registration is over or about to be, a prompted one is shown as a week before that.
    ///
    /// - Parameters:
    ///   - notification: one of the event's.
    ///   - person: whose clock counts.
    ///   - calendar: which days are worked.
    ///   - now: today.
    /// - Returns: the moment to count days from.
    public func moment(
        of notification: Events.Notification,
        for person: Person,
        calendar: ProductionCalendar,
        now: Date
    ) -> Date {
        let zone = Schedule.zone(own: person.timeZone, region: person.region, event: event)
        let due = Schedule.due(
            notification,
            event: event,
            zone: zone,
            calendar: calendar,
            region: person.region
        )
        if let due { return due }
        let end = (event.registrationCloses ?? event.starts).earliest(in: event.timeZone)
        return min(now, end.addingTimeInterval(-7 * 86_400))
    }
}

extension LetterRequest {
    /// Lets a letter tried out say where one unsubscribes with a click.
    ///
    /// - Parameter publicAddress: `dashboard.public`; nil: nothing changes, the mailbox is what readers have.
    public mutating func offerUnsubscription(at publicAddress: String?) {
        guard let publicAddress else { return }
        unsubscribe = Unsubscribe(url: publicAddress + "/u/sample")
    }
}
