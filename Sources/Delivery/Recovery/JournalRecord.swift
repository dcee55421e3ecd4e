import Store

/// Which claim of which message a trace belongs to.
struct JournalKey: Hashable, Sendable {
    var message: Int64
    var claim: Int64
}

/// How far a claimed message had got.
enum JournalTrace: Sendable, Equatable {
    /// The end of data had not gone: the relay cannot have taken it.
    case untouched
    /// The end of data may have gone; no reply had been read.
    case endOfDataSent
    /// The reply had been read, but not yet recorded.
    case answered(JournalReply)

    enum Mark: UInt32 { case none = 0, endOfDataSent, answered }
}

/// What an earlier run left behind.
struct JournalRecord: Sendable {
    var identity: JournalIdentity
    var sequence: Int64
    var traces: [JournalKey: JournalTrace]
    /// Where they were going.
    var relays: [JournalKey: RelayMark] = [:]
    /// Which letters were made for them.
    var letters: [JournalKey: LetterMark] = [:]
    /// The message that the session thread was working on; 0 for none.
    var inHand: Int64 = 0
    /// How the run ended, as far as it could say.
    var ending: UInt32 = 0

    /// The run ended by a fault of its own.
    static let crashed = UInt32.max

    /// Whether it lies in another file than the one that the program made for it.
    var isCopied = false

    /// The message that the program was working on when it died in this boot of the machine; nil for none.
    ///
    /// A machine that went down took the program with it, whatever that was doing. Certain is what crashed or hung; a
    /// program that was killed from outside may have had any message in hand.
    func messageInHand(boot: [UInt8]) -> (id: Int64, isCertain: Bool)? {
        guard identity.boot == boot, boot.contains(where: { $0 != 0 }), inHand != 0 else { return nil }
        let wasLong = ending != 0 && ending == UInt32(truncatingIfNeeded: inHand)
        return (inHand, ending == Self.crashed || wasLong)
    }

    /// What became of a claim; nil when the record cannot know, because the machine was or may have been
    /// restarted meanwhile.
    func trace(message: Int64, claim: Int64, boot: [UInt8]) -> JournalTrace? {
        // A boot without a name is like any other.
        guard identity.boot == boot, boot.contains(where: { $0 != 0 }) else { return nil }
        return traces[JournalKey(message: message, claim: claim)] ?? .untouched
    }
}

/// A relay in eight bytes, by its name: its place in the list may be another's after the next start.
struct RelayMark: Sendable, Hashable {
    var number: UInt64

    /// None was noted.
    static let unknown = RelayMark(number: 0)

    init(number: UInt64) { self.number = number }

    /// FNV-1a: the same in every run, unlike Swift's own hashes.
    init(relay name: String) {
        number = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
