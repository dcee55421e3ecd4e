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
    /// Whether the database was found to be restored at this start, and the facts are not compared yet.
    var isRestored = false
    /// When the rules were looked at last.
    var lookedAt: Int64 = 0
    /// The mailings whose messages may be claimed.
    var running: [Int64] = []

    /// How long the last look took, in milliseconds.
    var lookTook: Int64 = 0

    /// Looking at the rules reads every person of each event: with rows changing all the time, once a second is soon enough,
    /// and a twentieth of the time.
    var restBetweenLooks: Int64 { max(1000, lookTook * 20) }

    /// Whether the rules must be looked at now.
    func isDue(_ now: Int64) -> Bool {
        if isFresh || now < lookedAt { return true }
        if let nextInstant, nextInstant <= now { return true }
        return isStale && now - lookedAt >= restBetweenLooks
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
