import Events
import Foundation
import Store

/// What the engine keeps in mind about mailings between turns.
struct MailingBoard {
    /// When something is due to be planned next, in engine milliseconds; nil for never.
    var nextInstant: Int64?
    /// The SEQUENCE of each event's calendar entry.
    var sequences: [String: Int] = [:]
    /// Whether rows have changed since the last look at the rules.
    var isStale = true
    /// Whether facts or rules may have changed: after a start or a reload.
    var isFresh = true
    /// When the rules were looked at last.
    var lookedAt: Int64 = 0
    /// The mailings whose messages may be claimed.
    var running: [Int64] = []
    /// Refusals by mailing, to notice when too many are alike.
    var refusals: [Int64: RefusalTally] = [:]

    /// Looking at the rules costs a few milliseconds: with rows changing all the time, once a second is soon enough.
    static let restBetweenLooks: Int64 = 1000

    /// Whether the rules must be looked at now.
    func isDue(_ now: Int64) -> Bool {
        if isFresh || now < lookedAt { return true }
        if let nextInstant, nextInstant <= now { return true }
        return isStale && now - lookedAt >= Self.restBetweenLooks
    }

    /// When a timed letter that is claimed now may go, if not now: its recipient's window is closed.
    func opening(_ message: Claimed, now: Int64, installation: Installation) -> Int64? {
        guard let kit = installation.events[message.event], let window = kit.event.window else { return nil }
        let region = message.registration?.region ?? message.invitee?.region
        let zone = Schedule.zone(own: message.timeZone, region: region, event: kit.event)
        let at = Date(timeIntervalSince1970: Double(now) / 1000)
        let opening = Schedule.opening(
            from: at,
            window: window,
            zone: zone,
            calendar: installation.calendar,
            region: region
        )
        return opening > at ? MailingPlanner.milliseconds(opening) : nil
    }
}

/// How a mailing fares: what was refused for which reason.
struct RefusalTally: Equatable {
    private(set) var ended = 0
    private(set) var byReason: [String: Int] = [:]

    /// Counts one message that was sent, or refused for good for a reason.
    mutating func count(refusedFor reason: String?) {
        ended += 1
        if let reason { byReason[reason, default: 0] += 1 }
    }

    /// The reason that too many share: at least five, and half of all that ended; three in ten, where policy refuses
    /// the letter rather than the address (5.7.x and the like), from the third on.
    var alarm: (reason: String, count: Int)? {
        guard let (reason, count) = byReason.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
            return nil
        }
        let isPolicy = ["5.7.", "5.3.", "5.4.", "5.6."].contains { reason.contains($0) }
        let isTooMany = isPolicy ? count >= 3 && count * 10 >= ended * 3 : count >= 5 && count * 2 >= ended
        return isTooMany ? (reason, count) : nil
    }
}
