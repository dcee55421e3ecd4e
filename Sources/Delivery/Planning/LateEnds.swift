package import Store

/// The ends of letters that a person lets go outside the hours in which mail may go: each may be late from the moment
/// at which it may go.
package final class LateEnds {
    private let planner: MailingPlanner
    private var known: [Departure: Int64] = [:]

    /// By a mailing's rules.
    package init(_ planner: MailingPlanner) { self.planner = planner }

    /// The end of a letter, in milliseconds since 1970 UTC.
    package func end(of message: MessageRow, _ start: LateStart) -> Int64 {
        let departure = Departure(
            timeZone: message.timeZone,
            region: message.region,
            from: max(start.notBefore, message.due)
        )
        if let end = known[departure] { return end }
        let end = planner.lateUntil(
            from: departure.from,
            timeZone: message.timeZone,
            region: message.region
        )
        // Waves give few moments; a mailing whose letters have moved one by one gives as many as there are letters.
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[departure] = end
        return end
    }

    private static let most = 10_000

    /// Whence and from when on a letter may go.
    private struct Departure: Hashable {
        let timeZone: String?
        let region: String?
        let from: Int64
    }
}
