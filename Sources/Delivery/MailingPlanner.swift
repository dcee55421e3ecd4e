import Events
import Foundation
import Letters
import Mail
import Store

/// What one timed notification of an event comes to: who is due when.
///
/// A value; instants are engine milliseconds. Plans are kept by place, because hundreds of people share a zone.
struct MailingPlanner {
    let event: Event
    let notification: Events.Notification
    let calendar: ProductionCalendar

    /// When someone at a place is due, and until when it is not too late.
    struct Due: Hashable {
        var at: Int64
        var lateUntil: Int64
    }

    private var known: [Place: Due?] = [:]

    /// Begins the identity of a copy that goes to a named address beforehand: it is nobody of the audience.
    static let proofPrefix = "proof:"

    private struct Place: Hashable {
        var timeZone: String?
        var region: String?
    }

    init(event: Event, notification: Events.Notification, calendar: ProductionCalendar) {
        self.event = event
        self.notification = notification
        self.calendar = calendar
    }

    /// The lane of its messages.
    var lane: Lane { notification.bulk ? .bulk : .timed }

    /// Whom it is for, as the store selects them.
    var audience: Store.Selection {
        switch notification.audience {
        case .invitees, nil: .invitees
        case .unanswered: .unanswered(match)
        case .registered, .confirmed, .waitlisted, .cancelled:
            .registrations(statuses: notification.audience?.statuses ?? [])
        }
    }

    /// Whose registration, besides the invitee's own, answers an invitation.
    var match: AnswerMatch {
        var match = AnswerMatch.addressAlone
        if event.match.contains(.organization) { match.insert(.organization) }
        if event.match.contains(.region) { match.insert(.region) }
        return match
    }

    /// When someone there is due; nil when the fact it counts from is not known.
    mutating func due(timeZone: String?, region: String?) -> Due? {
        let place = Place(timeZone: timeZone, region: region)
        if let due = known[place] { return due }
        let zone = Schedule.zone(own: timeZone, region: region, event: event)
        let plan = Schedule.plan(notification, event: event, zone: zone, calendar: calendar, region: region)
        let due = plan.map { plan in
            Due(at: Self.milliseconds(plan.due), lateUntil: Self.milliseconds(plan.lateUntil))
        }
        known[place] = due
        return due
    }

    /// The first and the last moment that the people at these places are due, and when it is too late for all.
    ///
    /// With nobody there, the event's own zone stands for them.
    mutating func span(of places: [AudiencePlace]) -> (first: Int64, last: Int64, lateUntil: Int64)? {
        let dues = places.compactMap { due(timeZone: $0.timeZone, region: $0.region) }
        let all = dues.isEmpty ? [due(timeZone: nil, region: nil)].compactMap(\.self) : dues
        guard let first = all.map(\.at).min(), let last = all.map(\.at).max(),
            let lateUntil = all.map(\.lateUntil).max()
        else { return nil }
        return (first, last, lateUntil)
    }

    /// What the rules say about the mailing now; nil when the fact it counts from is not known.
    mutating func plan(for places: [AudiencePlace]) -> MailingPlan? {
        span(of: places).map { span in
            MailingPlan(
                event: event.id,
                notification: notification.name,
                lane: lane,
                due: span.first,
                expires: span.lateUntil,
                approvers: notification.approval ? notification.approvers : 0
            )
        }
    }

    /// The last moment at which anyone asked about so far may still get it.
    var lastLateUntil: Int64 { known.values.compactMap { $0?.lateUntil }.max() ?? .max }

    /// That moment if timed letters may go there then, else when the recipient's window opens next.
    func opening(from moment: Int64, zone: TimeZone, region: String?) -> Int64 {
        let at = Date(timeIntervalSince1970: Double(moment) / 1000)
        let opening = Schedule.opening(
            from: at,
            window: event.window,
            zone: zone,
            calendar: calendar,
            region: region
        )
        return opening > at ? Self.milliseconds(opening) : moment
    }

    /// Until when a letter that may go from `moment` on is not too late: `lateBy` after the window next opens, but never
    /// after the fact that it comes before.
    func lateUntil(from moment: Int64, timeZone: String?, region: String?) -> Int64 {
        let zone = Schedule.zone(own: timeZone, region: region, event: event)
        return min(
            opening(from: moment, zone: zone, region: region) + Int64(notification.lateSeconds) * 1000,
            latest
        )
    }

    /// The fact that it comes before, in milliseconds: of no use after it; `.max` where there is none.
    var latest: Int64 {
        guard case .relative(let relative) = notification.trigger, relative.side == .before,
            let fact = event.moment(of: relative.fact)?.latest(in: event.timeZone)
        else { return .max }
        return Self.milliseconds(fact)
    }

    /// The earliest moment at which anyone on Earth could be due: before it nothing needs to be asked.
    mutating func earliest() -> Int64? {
        Self.corners.compactMap { due(timeZone: $0, region: nil)?.at }.min()
    }

    /// The latest moment at which anyone on Earth who registers could be due; nil for a mailing to invitees.
    mutating func last() -> Int64? {
        guard notification.audience?.isOfInvitees == false else { return nil }
        return Self.corners.compactMap { due(timeZone: $0, region: nil)?.at }.max()
    }

    /// From where the day begins to where it ends.
    private static let corners = [
        "Pacific/Kiritimati", "Asia/Kamchatka", "Europe/Moscow", "Pacific/Pago_Pago",
    ]

    /// Whether a registration known since then belongs to the audience: its reminder's time had not passed.
    func isEntitled(_ row: PersonRow, due: Due) -> Bool {
        guard row.kind == .registration, let created = row.createdAt.flatMap(Self.instant) else {
            return true
        }
        return created <= due.at
    }

    /// The message for one person of the audience, or nil where the rules leave the person out.
    mutating func message(
        for row: PersonRow,
        wave: Int64 = 0,
        world: PromptPlanner.World
    ) -> NewMessage? {
        guard let due = due(timeZone: row.timeZone, region: row.region), isEntitled(row, due: due) else {
            return nil
        }
        var address = Result { () throws(AddressError) in try Address(row.email) }
        let key = PromptPlanner.personKey(address, raw: row.email)
        let second = useful(second: row.secondEmail, first: address, key: key, world)
        if let second { address = .success(second) }
        let delay = wave * Int64(notification.pause.seconds) * 1000 + Int64(notification.undo.seconds) * 1000
        var message = NewMessage(
            event: event.id,
            notification: notification.name,
            lane: lane,
            person: row,
            personKey: key,
            domain: "",
            due: due.at + delay,
            expires: due.lateUntil + delay
        )
        if let second { message.email = row.secondEmail ?? second.wire }
        if delay > 0 {
            let end = lateUntil(from: message.due, timeZone: row.timeZone, region: row.region)
            message.expires = max(message.expires, end)
        }
        message.expires = min(message.expires, max(world.now, message.due) + world.giveUpAfter)
        message.language = row.language ?? event.language
        message.sequence = PromptPlanner.sequence(of: notification, event: event, key: key, world)
        message.messageID = world.messageID(event, notification.name, key, 0)
        message.data = MessageData(
            references: world.references(event.id, key),
            unsubscribeToken: notification.bulk ? world.unsubscribeToken() : nil
        ).json(language: row.language ?? event.language)
        if case .success(let address) = address { message.domain = address.asciiDomain }
        if let (state, reason) = PromptPlanner.objection(
            address,
            row: row,
            keys: [key] + [second?.key].compactMap(\.self).filter { $0 != key },
            lane: lane,
            at: due.at,
            world: world
        ) {
            message.state = state
            message.reason = reason
        } else if message.expires < world.now {
            message.state = .expired
            message.reason = Reasons.missed.text(in: world.language)
        }
        return message
    }

    /// The second address, where the first is none or known to be dead.
    private func useful(
        second: String?,
        first: Result<Address, AddressError>,
        key: String,
        _ world: PromptPlanner.World
    ) -> Address? {
        guard let second, let address = try? Address(second) else { return nil }
        if case .success = first, !world.isDead(key) { return nil }
        return address
    }

    static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

    /// Reads `2026-11-12T09:30:00.125Z` as the database writes it; others may have written anything.
    static func instant(_ text: String) -> Int64? {
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
