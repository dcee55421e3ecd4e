internal import SQLite

/// Counts how many messages come to, and leave, each group while a transaction is under way; its commit takes the
/// sums along (``MessageStore/totals(event:)``).
///
/// Triggers of the connection alone tell it of each row: nothing is looked up, and a group of a thousand letters that
/// are sent costs two changes of the table of totals.
final class Tally {
    /// What has become of one group.
    struct Change {
        let event: String
        let notification: String
        /// 0: none.
        let mailing: Int64
        let state: String
        /// Empty: none.
        let cause: String
        let isResent: Bool
        var count = 0
        var first = Int64.max
        var last = Int64.min
    }

    private var changes: [Change] = []
    private var places: [[UInt8]: Int] = [:]
    private var key: [UInt8] = []
    /// The groups counted last, with their places: row after row changes the same two, and bytes are compared faster than hashed.
    private var recent: [(key: [UInt8], place: Int)] = []
    private static let mostRecent = 4
    /// Letters sent, by the span of ``MessageStore/sentSpan`` milliseconds.
    private(set) var sent: [Int64: Int] = [:]

    /// The parts of the invitees to whom letters went, or came back (``Schema/coverageTables``).
    private(set) var covered: Set<Int64> = []

    /// What has changed since the last commit.
    var pending: some Collection<Change> { changes }
    var isEmpty: Bool { changes.isEmpty }

    func clear() {
        changes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        recent.removeAll(keepingCapacity: true)
        sent.removeAll(keepingCapacity: true)
        covered.removeAll(keepingCapacity: true)
    }

    /// Notes what has become of one row.
    ///
    /// The arguments are its event, its notification, whether it is sent again, and its moment; then mailing, state and
    /// cause before, and the same three afterwards; then its invitee. A state of NULL stands for no row.
    func note(_ arguments: FunctionArguments) {
        let before = arguments.isNull(5) ? nil : count(arguments, from: 4, by: -1)
        let isCovered = before == "sent" || before == "bounced"
        guard !arguments.isNull(8) else {
            if isCovered { cover(arguments) }
            return
        }
        let state = count(arguments, from: 7, by: 1)
        if isCovered || state == "sent" || state == "bounced" { cover(arguments) }
        if state == "sent", before != state {
            sent[arguments.int64(3) / MessageStore.sentSpan, default: 0] += 1
        }
    }

    private func cover(_ arguments: FunctionArguments) {
        guard !arguments.isNull(10) else { return }
        covered.insert((arguments.int64(10) >> Int64(Schema.coverageBits)) * 2)
    }

    private func count(_ arguments: FunctionArguments, from first: Int, by step: Int) -> String {
        key.removeAll(keepingCapacity: true)
        for index in [0, 1, first + 1, first + 2] {
            arguments.append(index, to: &key)
            key.append(0x1F)
        }
        let mailing = arguments.int64(first)
        withUnsafeBytes(of: mailing) { key.append(contentsOf: $0) }
        key.append(arguments.int64(2) == 0 ? 0 : 1)
        let moment = arguments.int64(3)
        if let place = recent.first(where: { $0.key == key })?.place {
            return changes[place].add(step, at: moment)
        }
        let place = places[key] ?? changes.count
        if place == changes.count {
            places[key] = place
            changes.append(
                Change(
                    event: arguments.text(0) ?? "",
                    notification: arguments.text(1) ?? "",
                    mailing: mailing,
                    state: arguments.text(first + 1) ?? "",
                    cause: arguments.text(first + 2) ?? "",
                    isResent: arguments.int64(2) != 0
                )
            )
        }
        if recent.count == Self.mostRecent { recent.removeFirst() }
        recent.append((key, place))
        return changes[place].add(step, at: moment)
    }
}

extension Tally.Change {
    /// - Returns: the state of the group.
    fileprivate mutating func add(_ step: Int, at moment: Int64) -> String {
        count += step
        if step > 0 {
            first = min(first, moment)
            last = max(last, moment)
        }
        return state
    }
}
