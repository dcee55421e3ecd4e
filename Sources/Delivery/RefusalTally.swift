import SMTP

/// How a mailing fares: what was refused for which reason.
struct RefusalTally: Equatable, Sendable {
    /// How many messages were sent or refused for good.
    private(set) var ended = 0
    /// How many of them were refused, by reason.
    private(set) var byReason: [String: Int] = [:]

    /// Counts one message that was sent, or refused for good for a reason.
    mutating func count(refusedFor reason: String?) {
        ended += 1
        if let reason { byReason[reason, default: 0] += 1 }
    }

    /// The reason that too many share: at least five, and half of all that ended; three in ten, where policy refuses
    /// the letter rather than the address (5.7.x and the like), from the third on.
    var alarm: Alarm? {
        guard let (reason, count) = byReason.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
            return nil
        }
        let isPolicy = ["5.7.", "5.3.", "5.4.", "5.6."].contains { reason.contains($0) }
        let isTooMany = isPolicy ? count >= 3 && count * 10 >= ended * 3 : count >= 5 && count * 2 >= ended
        return isTooMany ? Alarm(reason: reason, count: count, ended: ended) : nil
    }

    /// What makes two refusals alike: the codes, not the text, which names the address.
    static func reason(_ outcome: Outcome) -> String {
        [outcome.reply.map { String($0.code) }, outcome.enhanced?.description].compactMap(\.self)
            .joined(separator: " ")
    }
}

/// Too many messages of a mailing were refused alike.
struct Alarm: Equatable, Sendable {
    /// The codes that they share.
    var reason: String
    /// How many.
    var count: Int
    /// Of how many that were sent or refused.
    var ended: Int
}
