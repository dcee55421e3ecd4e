/// The trial of overlapping: whether each relay takes the commands of the next message behind the dot of the one
/// before.
///
/// A relay that throws them away (RFC 2920 §3.2 forbids that) costs the session that tried it some seconds; so one
/// session tries, and the others follow when it has been answered. A pure value, of the loop's thread.
struct OverlapTrial {
    private enum Standing: Equatable {
        case untried
        case tried(by: UInt64)
        case works
        case fails
    }

    private var standings: [Standing]

    init(relays: [RelayEndpoint]) {
        standings = relays.map { $0.overlaps ? .untried : .fails }
    }

    /// Whether a session may overlap; the first of a relay's sessions that is asked about tries it.
    mutating func mayOverlap(_ session: UInt64, relay: Int) -> Bool {
        switch standings[relay] {
        case .untried:
            standings[relay] = .tried(by: session)
            return true
        case .tried(let other): return other == session
        case .works: return true
        case .fails: return false
        }
    }

    /// Whether nobody knows yet, and nobody tries.
    func isOpen(relay: Int) -> Bool { standings[relay] == .untried }

    /// Whether a session is the one that tries.
    func isTried(by session: UInt64, relay: Int) -> Bool { standings[relay] == .tried(by: session) }

    /// The relay has answered what went behind a dot.
    mutating func succeeded(relay: Int) { standings[relay] = .works }

    /// A session is over; `hasLost` when nothing came back to what had gone behind a dot.
    ///
    /// - Returns: whether that has just been learnt of the relay.
    mutating func ended(_ session: UInt64, relay: Int, hasLost: Bool) -> Bool {
        if hasLost {
            defer { standings[relay] = .fails }
            return standings[relay] != .fails
        }
        if isTried(by: session, relay: relay) { standings[relay] = .untried }
        return false
    }
}
