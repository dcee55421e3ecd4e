import SMTP

/// The identity of a relay: its place in the configuration's list, by which queue, pool and sessions know it.
///
/// A reload that changes the list makes all of these anew; what outlives a run names relays by ``RelayMark`` or by name.
struct RelayID: Hashable, Comparable, Sendable {
    let index: Int

    /// The relay at a place in the list.
    init(_ index: Int) { self.index = index }

    static func < (first: Self, second: Self) -> Bool { first.index < second.index }
}

extension Array {
    /// What the list has for a relay; there must be such a place.
    subscript(relay: RelayID) -> Element {
        get { self[relay.index] }
        _modify { yield &self[relay.index] }
    }

    /// What the list has for a relay; nil where it has no such place.
    func of(_ relay: RelayID) -> Element? { indices.contains(relay.index) ? self[relay.index] : nil }

    /// The relays of a list that has a place for each.
    var relayIDs: LazyMapSequence<Range<Int>, RelayID> { indices.lazy.map { RelayID($0) } }
}

extension SessionInfo {
    /// The session's relay.
    var relayID: RelayID { RelayID(relay) }
}
