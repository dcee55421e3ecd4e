package import Events
package import Foundation
import Letters
import Mail
package import Store

/// What one mailing of an event comes to: who is due when.
///
/// A value; instants are engine milliseconds. Plans are kept by place, because hundreds of people share a zone.
package struct MailingPlanner {
    package let event: Event
    package let notification: Events.Notification
    package let calendar: ProductionCalendar
    /// The hour that the rule names, by the event's clock; 0 for a letter that no clock asks for.
    package let nominal: Int64
    /// Since when the rule has named that hour.
    package let planned: Int64
    /// The moment that it counts back from: it never goes after it; `.max` where there is none.
    package let latest: Int64

    /// When someone at a place is due, and until when the first attempt is not too late.
    package struct Due: Hashable {
        package var at: Int64
        package var lateUntil: Int64
    }

    private var known: [Place: Due?] = [:]

    /// Begins the identity of a copy that goes to a named address beforehand: it is nobody of the audience.
    package static let proofPrefix = "proof:"

    struct Place: Hashable {
        var timeZone: String?
        var region: String?
    }

    /// A planner for a notification.
    ///
    /// - Parameters:
    ///   - event: whose facts count.
    ///   - notification: one of its mailings.
    ///   - calendar: which days are worked, unless the event has a calendar of its own.
    ///   - mailing: as it was planned before; nil: it never was.
    ///   - now: engine milliseconds.
    package init(
        event: Event,
        notification: Events.Notification,
        calendar: ProductionCalendar,
        mailing: Mailing?,
        now: Int64
    ) {
        self.event = event
        self.notification = notification
        self.calendar = calendar
        let plan = Schedule.plan(notification, event: event, zone: event.timeZone, calendar: calendar)
        let nominal = plan.map { Self.milliseconds($0.nominal) } ?? 0
        self.nominal = nominal
        planned = mailing.flatMap { $0.nominal == nominal ? $0.planned : nil } ?? now
        latest = plan?.latest.map(Self.milliseconds) ?? .max
    }

    /// The lane of its messages.
    package var priority: Priority { notification.bulk ? .bulk : .timed }

    /// Whom it is for, as the store selects them; `where` narrows that further.
    package var audience: MailingAudience {
        guard notification.isTimed else {
            func names(_ triggers: [Prompting]) -> Set<String> {
                Set(event.notifications.filter { triggers.map(Trigger.on).contains($0.trigger) }.map(\.name))
            }
            return .told(
                statusLetters: names([.registered, .confirmed, .waitlisted, .cancelled, .changed]),
                cancellations: names([.cancelled])
            )
        }
        switch notification.audience {
        case .invitees, nil: return .invitees
        case .unanswered: return .unanswered(match)
        case .registered, .confirmed, .waitlisted, .cancelled:
            return .registrations(statuses: notification.audience?.statuses ?? [])
        }
    }

    /// Hands each person of the audience to `body`, until it returns false.
    package func recipients(
        in store: MessageStore,
        _ body: (PersonRow) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try store.recipients(of: audience, event: event.id) { row throws(StoreError) in
            notification.admits(row, of: event) ? try body(row) : true
        }
    }

    /// Whose registration, besides the invitee's own, answers an invitation.
    package var match: AnswerMatch {
        var match = AnswerMatch.addressAlone
        if event.match.contains(.organization) { match.insert(.organization) }
        if event.match.contains(.region) { match.insert(.region) }
        return match
    }

    /// When someone there is due; nil when the fact it counts from is not known.
    package mutating func due(timeZone: String?, region: String?) -> Due? {
        let place = Place(timeZone: timeZone, region: region)
        if let due = known[place] { return due }
        let due: Due?
        if notification.isTimed {
            let plan = Schedule.plan(
                notification,
                event: event,
                zone: Schedule.zone(own: timeZone, region: region, event: event),
                calendar: calendar,
                region: region,
                planned: Date(timeIntervalSince1970: Double(planned) / 1000)
            )
            due = plan.map { Due(at: Self.milliseconds($0.due), lateUntil: Self.milliseconds($0.lateUntil)) }
        } else {
            due = Due(at: planned, lateUntil: planned + Int64(notification.lateSeconds) * 1000)
        }
        known[place] = due
        return due
    }

    /// The last moment at which anyone asked about so far may still get it.
    package var lastLateUntil: Int64 { known.values.compactMap { $0?.lateUntil }.max() ?? .max }

    /// That moment if the letter may go there then, else when the recipient's window opens next.
    package func opening(from moment: Int64, zone: TimeZone, region: String?) -> Int64 {
        let at = Date(timeIntervalSince1970: Double(moment) / 1000)
        let opening = hours(zone: zone, region: region).opening(from: at)
        return opening > at ? Self.milliseconds(opening) : moment
    }

    /// Until when the first attempt of a letter that may go from `moment` on is not too late: `lateBy` of open hours,
    /// but never after the moment that it counts to.
    package func lateUntil(from moment: Int64, timeZone: String?, region: String?) -> Int64 {
        let hours = hours(
            zone: Schedule.zone(own: timeZone, region: region, event: event),
            region: region
        )
        let at = Date(timeIntervalSince1970: Double(moment) / 1000)
        return min(
            Self.milliseconds(hours.end(ofOpen: notification.lateSeconds, from: hours.opening(from: at))),
            latest
        )
    }

    /// Until when a letter is tried that was tried in time: like any other, but never after the moment that it counts
    /// to.
    package func retryUntil(from moment: Int64, giveUpAfter: Int64) -> Int64 {
        min(moment + giveUpAfter, latest)
    }

    private func hours(zone: TimeZone, region: String?) -> OpenHours {
        Schedule.hours(of: notification, event: event, zone: zone, calendar: calendar, region: region)
    }

    /// The earliest moment at which anyone on Earth could be due: before it nothing needs to be asked.
    package mutating func earliest() -> Int64? {
        Self.corners.compactMap { due(timeZone: $0, region: nil)?.at }.min()
    }

    /// The latest moment at which anyone on Earth who registers could be due; nil for a mailing to invitees.
    package mutating func last() -> Int64? {
        guard notification.audience?.isOfInvitees == false else { return nil }
        return Self.corners.compactMap { due(timeZone: $0, region: nil)?.at }.max()
    }

    /// From where the day begins to where it ends.
    private static let corners = [
        "Pacific/Kiritimati", "Asia/Kamchatka", "Europe/Moscow", "Pacific/Pago_Pago",
    ]

    /// Whether a registration known since then belongs to the audience: its reminder's time had not passed.
    package func isEntitled(_ row: PersonRow, due: Due) -> Bool {
        guard row.kind == .registration, let created = row.createdAt.flatMap(Self.instant) else {
            return true
        }
        return created <= due.at
    }

    /// Whether someone who is no member yet belongs to a mailing whose audience is known.
    ///
    /// Each belongs to it by what they are at their own hour: a row that has changed since may have been something
    /// else then.
    /// - Parameters:
    ///   - row: someone of the audience as it is now.
    ///   - due: that person's hour.
    ///   - isWaiting: the mailing waits for approval: nothing has gone to anybody.
    ///   - lastLook: when it was seen last who belongs to it; 0: not since the start.
    ///   - now: engine milliseconds.
    /// - Returns: whether the person was of the audience at that hour, as far as can be told.
    package func belongs(_ row: PersonRow, due: Due, isWaiting: Bool, lastLook: Int64, now: Int64) -> Bool {
        guard notification.isTimed, due.at <= now else { return true }
        if row.kind == .invitee, isWaiting { return true }
        // A row that was committed at the very hour may be seen a moment after it.
        guard lastLook < due.at + Self.grace else { return false }
        let moments = row.kind == .invitee ? [row.createdAt] : [row.createdAt, row.updatedAt]
        return moments.compactMap { $0.flatMap(Self.instant) }.allSatisfy { $0 <= due.at }
    }

    /// Whether a registrant belongs to a mailing whose audience becomes known only now, though the person's hour has
    /// struck.
    ///
    /// With somebody of the audience there at that hour it would have become known then. A daemon that did not run
    /// then, or a rule that was written since, takes everyone who was registered.
    package mutating func belonged(_ row: PersonRow, lastLook: Int64, now: Int64) -> Bool {
        guard row.kind == .registration, lastLook > 0,
            let due = due(timeZone: row.timeZone, region: row.region), planned <= due.at
        else { return true }
        return belongs(row, due: due, isWaiting: false, lastLook: lastLook, now: now)
    }

    /// How long after someone's hour it is looked once more who was of the audience then, in milliseconds.
    package static let grace: Int64 = 2000

    /// The message for one person of the audience, or nil where the rules leave the person out.
    ///
    /// `wave` is the wave that the person goes with; `late` stands for the hour of somebody who is written to after it.
    /// With `again` it is the same letter once more, for a person asked for that.
    package mutating func message(
        for row: PersonRow,
        wave: Int64 = 0,
        from late: Int64? = nil,
        again: PastLetter? = nil,
        facts: Int64? = nil,
        history: PersonHistory
    ) throws(StoreError) -> NewMessage? {
        guard notification.admits(row, of: event),
            var due = due(timeZone: row.timeZone, region: row.region),
            late != nil || isEntitled(row, due: due)
        else { return nil }
        if let late {
            due.at = max(due.at, late)
            due.lateUntil = lateUntil(from: due.at, timeZone: row.timeZone, region: row.region)
        }
        let rules = history.rules
        var address = Result { () throws(AddressError) in try Address(row.email) }
        let key = row.personKey.isEmpty ? Address.identity(of: row.email) : row.personKey
        let second = try useful(second: row.secondEmail, first: address, key: key, history)
        if let second { address = .success(second) }
        let undo = again == nil ? Int64(notification.undo.seconds) * 1000 : 0
        let delay = wave * Int64(notification.pause.seconds) * 1000 + undo
        var message = NewMessage(
            event: event.id,
            notification: notification.name,
            priority: priority,
            person: row,
            personKey: key,
            domain: "",
            due: due.at + delay,
            expires: due.lateUntil + delay
        )
        guard let round = try again == nil ? round(key, history) : nextRound(key, history) else { return nil }
        message.round = round
        message.resendOf = again?.id
        if let second { message.email = row.secondEmail ?? second.wire }
        if delay > 0 {
            let end = lateUntil(from: message.due, timeZone: row.timeZone, region: row.region)
            message.expires = max(message.expires, end)
        }
        message.expires = min(message.expires, latest, max(rules.now, message.due) + rules.giveUpAfter)
        message.language = row.language ?? event.language
        try setEntry(of: &message, row, facts, history)
        message.messageID = "<\(history.newID())@\(event.sender.address.asciiDomain)>"
        message.data = MessageData(
            references: try history.references(key, event: event.id)
        ).json(language: rules.languages[event.language(of: notification.name, for: row.language)])
        if case .success(let address) = address {
            message.domain = address.asciiDomain
            let mailbox = address.limitKey
            message.limitKey = mailbox == key ? nil : mailbox
        }
        if let objection = try Objection(
            to: address,
            row: row,
            keys: [key] + [second?.key].compactMap(\.self).filter { $0 != key },
            dead: second.map { _ in key },
            limitKey: message.limitKey,
            priority: priority,
            at: due.at,
            history: history
        ) {
            message.state = objection.state
            message.cause = objection.cause
            message.reason = objection.reason
        } else if message.expires < rules.now {
            message.state = .expired
            message.cause = .missed
            message.reason = Reasons.missed.text(in: rules.language)
        }
        return message
    }

    private func setEntry(
        of message: inout NewMessage,
        _ row: PersonRow,
        _ facts: Int64?,
        _ history: PersonHistory
    ) throws(StoreError) {
        guard let method = notification.calendar?.rawValue else { return }
        let entry = try history.entry(
            message.personKey,
            event: event.id,
            registration: row.kind == .registration ? row.id : nil
        )
        // Nothing is taken out of a calendar that holds nothing (RFC 5546 §3.2.5).
        if method == CalendarMethod.cancel.rawValue, entry.current?.entry ?? method == method { return }
        message.facts = facts
        (message.entry, message.uid) = (method, entry.uid)
        message.sequence = entry.sequence(method: method, facts: facts, isNews: method == "cancel")
    }

    /// The second address, where the first is none, known to be dead, or kept from this kind of letter for what came back
    /// from there.
    private func useful(
        second: String?,
        first: Result<Address, AddressError>,
        key: String,
        _ history: PersonHistory
    ) throws(StoreError) -> Address? {
        guard let second, let address = try? Address(second) else { return nil }
        guard case .success = first else { return address }
        if try history.isDead(key) { return address }
        guard try history.isSuppressed(key, priority: priority) else { return nil }
        return try history.isListedForFailures(key) ? address : nil
    }

    package static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

    /// Reads `2026-11-12T09:30:00.125Z` as the database writes it; others may have written anything.
    package static func instant(_ text: String) -> Int64? {
        let digits = text.utf8.split { !(48...57).contains($0) }
        guard (6...7).contains(digits.count), digits.allSatisfy({ $0.count <= 4 }) else { return nil }
        let numbers = digits.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == digits.count, numbers[3] < 24, numbers[4] < 60, numbers[5] < 61,
            let date = LocalDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else { return nil }
        let seconds = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        let fraction = digits.count > 6 ? Double("0." + String(decoding: digits[6], as: UTF8.self)) ?? 0 : 0
        return Int64(date.daysSince1970 * 86_400 + seconds) * 1000 + Int64((fraction * 1000).rounded())
    }
}
