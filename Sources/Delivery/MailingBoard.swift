import Events
import Foundation
import SQLite
import Store

/// What the engine keeps in mind about mailings between turns.
struct MailingBoard {
    /// When something is due to be planned next, in engine milliseconds; nil for never.
    var nextInstant: Int64?
    /// The SEQUENCE of each event's calendar entry.
    var sequences: [String: Int] = [:]
    private var openings: [String: (from: Int64, until: Int64, opening: Int64?)] = [:]

    /// When a timed letter that is claimed now may go, if not now: its recipient's window is closed.
    mutating func opening(_ message: Claimed, now: Int64, installation: Installation) -> Int64? {
        guard let kit = installation.events[message.event], let window = kit.event.window else { return nil }
        let row = message.registration ?? message.invitee
        let zone = Schedule.zone(own: message.timeZone, region: row?.region, event: kit.event)
        let at = Date(timeIntervalSince1970: Double(now) / 1000)
        let opening = Schedule.opening(
            from: at,
            window: window,
            zone: zone,
            calendar: installation.calendar,
            region: row?.region
        )
        return opening > at ? Int64(opening.timeIntervalSince1970 * 1000) : nil
    }
}

extension Engine {
    func planMailings(now: Int64, registrationsChanged: Bool) throws(SQLiteError) {}
    func runningMailings() throws(SQLiteError) -> [Int64] { [] }
    func watchMailings(_ landings: [Landing], _ records: [AttemptRecord], now: Int64) throws(SQLiteError) {}
}
