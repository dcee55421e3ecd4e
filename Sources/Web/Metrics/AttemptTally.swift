import Locks
import Store

/// Counts of attempts since the web server began.
///
/// The log is read on from where the last look ended, so that a look costs what is new and not what is old. Counters begin at nothing with each start, as Prometheus expects of them.
final class AttemptTally: Sendable {
    /// What attempts are told apart by.
    struct Key: Hashable, Sendable {
        let relay: String
        let outcome: String
        /// The first digit of the reply's code; empty where there was no reply.
        let replyClass: String
    }

    struct State: Sendable {
        /// The last row that was counted; nil before the first look.
        var last: Int64?
        var outcomes: [Key: Int] = [:]
        /// For each relay how many attempts took no longer than each bound, how many there were, how long all took.
        var durations: [String: (counts: [Int], all: Int, seconds: Double)] = [:]
        /// When a relay took a message last, in milliseconds since 1970 UTC.
        var lastSent: Int64?
    }

    /// Bounds of the histogram, in seconds.
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
    /// At most so many rows are read at one look; the rest waits for the next.
    private static let most = 200_000

    private let state = Locked(State())

    /// Reads on, and gives the counts; another that looks at the same time waits.
    func look(_ store: MessageStore) throws(StoreError) -> State {
        try state.withLock { state throws(StoreError) in
            guard let last = state.last else {
                state.last = try store.lastLogID()
                state.lastSent = try Self.newestSent(store)
                return state
            }
            var filter = LogFilter()
            filter.after = last
            filter.limit = Self.most
            try store.log(filter) { row throws(StoreError) in
                Self.count(row, &state)
                return true
            }
            return state
        }
    }

    static func count(_ row: LogRow, _ state: inout State) {
        state.last = max(state.last ?? 0, row.id)
        guard row.kind == .attempt else { return }
        let relay = row.relay ?? ""
        let replyClass = row.code.map { String($0 / 100) } ?? ""
        state.outcomes[Key(relay: relay, outcome: row.outcome ?? "", replyClass: replyClass), default: 0] += 1
        if row.outcome == MessageState.sent.rawValue { state.lastSent = max(state.lastSent ?? 0, row.at) }
        guard let duration = row.duration else { return }
        let seconds = Double(duration) / 1000
        var found = state.durations[relay] ?? (bounds.map { _ in 0 }, 0, 0)
        for (index, bound) in bounds.enumerated() where seconds <= bound { found.counts[index] += 1 }
        found.all += 1
        found.seconds += seconds
        state.durations[relay] = found
    }

    /// Looked for in the newest rows alone.
    private static func newestSent(_ store: MessageStore) throws(StoreError) -> Int64? {
        var filter = LogFilter()
        filter.limit = 200
        var found: Int64?
        try store.log(filter) { row throws(StoreError) in
            guard row.kind == .attempt, row.outcome == MessageState.sent.rawValue else { return true }
            found = row.at
            return false
        }
        return found
    }
}
