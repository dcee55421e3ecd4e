/// A place in a queue: messages stand in the order of these.
struct QueuePlace: Comparable, Sendable {
    var ready: Int64
    var id: Int64

    static let start = QueuePlace(ready: .min, id: .min)
    static let end = QueuePlace(ready: .max, id: .max)

    /// The place just before a message.
    var before: QueuePlace { QueuePlace(ready: ready, id: id - 1) }

    static func < (first: Self, second: Self) -> Bool { (first.ready, first.id) < (second.ready, second.id) }
}

/// The beginning of a queue, in which only messages for some domains wait: those that were full when it was passed.
///
/// A full destination is passed once: however many of its messages stand ahead, a claim begins behind them. A domain
/// that takes mail again is looked for where the first of its messages can be. What others have put back into the beginning is
/// found by looking at some of it with each claim.
struct SkippedRange {
    /// The domains that wait there; no message of one stands before its place.
    private(set) var heads: [String: QueuePlace] = [:]
    /// The last place of the beginning.
    private(set) var end = QueuePlace.start
    /// How far it was looked for what others have put back.
    var checked = QueuePlace.start

    /// All messages up to a place are for domains that wait here, or for these.
    mutating func extend(to place: QueuePlace, passing domains: Set<String>) {
        for domain in domains where heads[domain] == nil { heads[domain] = end }
        if place > end { end = place }
    }

    /// A message of a domain may stand behind this place.
    mutating func note(_ domain: String, from place: QueuePlace) {
        heads[domain] = min(heads[domain] ?? place, place)
    }

    /// No message of these domains stands before a place any more.
    mutating func advance(_ domains: some Sequence<String>, to place: QueuePlace) {
        for domain in domains {
            guard let head = heads[domain] else { continue }
            heads[domain] = place >= end ? nil : max(head, place)
        }
    }
}
