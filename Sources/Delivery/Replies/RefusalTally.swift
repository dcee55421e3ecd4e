import Letters
import SMTP
import Wording

/// How mail of one kind fares: what was refused for which reason, of all and of late.
///
/// A relay may turn against us in the middle of a mailing, so the newest verdicts count by themselves.
struct RefusalTally: Equatable, Sendable {
    /// What one message adds.
    enum Entry: Equatable, Sendable {
        /// A relay took it.
        case taken
        /// It was refused for good, or for a person to look; `letterAlone` where that says nothing of the relay.
        case refused(Wording, letterAlone: Bool)
    }

    /// How many messages were sent or refused for good.
    private(set) var ended = 0
    /// How many of them were refused, by reason.
    private(set) var byReason: [Wording: Int] = [:]
    /// The newest verdicts, the latest last; nil for one that was sent.
    private var latest: [Wording?] = []

    /// How many verdicts are the newest.
    static let window = 20

    /// Counts one message.
    mutating func count(_ entry: Entry) {
        switch entry {
        case .taken: count(refusedFor: nil)
        case .refused(let reason, _): count(refusedFor: reason)
        }
    }

    /// Counts one message that was sent, or refused for good for a reason.
    mutating func count(refusedFor reason: Wording?) {
        ended += 1
        if let reason { byReason[reason, default: 0] += 1 }
        if latest.count == Self.window { latest.removeFirst() }
        latest.append(reason)
    }

    /// The reason that too many share.
    ///
    /// Of all: at least five, and half; where policy refuses the letter rather than the address (5.7.x and the like),
    /// three and three in ten. Of the newest: ten of twenty, or of policy's five of ten.
    var alarm: Alarm? { alarmOfAll ?? alarmOfLatest }

    private var alarmOfAll: Alarm? {
        guard let (reason, count) = byReason.max(by: { ($0.value, $1.key.en) < ($1.value, $0.key.en) }) else {
            return nil
        }
        let isTooMany =
            Self.isPolicy(reason) ? count >= 3 && count * 10 >= ended * 3 : count >= 5 && count * 2 >= ended
        return isTooMany ? Alarm(reason: reason, count: count, ended: ended) : nil
    }

    private var alarmOfLatest: Alarm? {
        guard let reason = latest.last ?? nil else { return nil }
        let size = Self.isPolicy(reason) ? 10 : Self.window
        let newest = latest.suffix(size)
        let count = newest.count { $0 == reason }
        return count * 2 >= size ? Alarm(reason: reason, count: count, ended: newest.count) : nil
    }

    /// How many of the newest, and nothing else in between, were refused alike by a relay that does not say whose fault it
    /// is.
    ///
    /// One address after another may be wrong, but so many in a row are as likely all that we send: OpenSMTPD says `550
    /// Invalid recipient` also where it will not relay for us.
    var unexplained: Alarm? {
        let newest = latest.suffix(Self.row)
        guard newest.count == Self.row, let reason = newest.last ?? nil, Self.isCodeAlone(reason),
            newest.allSatisfy({ $0 == reason })
        else { return nil }
        return Alarm(reason: reason, count: Self.row, ended: Self.row)
    }

    /// How many refusals in a row without an enhanced code are too many.
    static let row = 5

    /// Whether a refusal is about what we send or how, rather than about the address.
    static func isPolicy(_ reason: Wording) -> Bool {
        ["5.7.", "5.3.", "5.4.", "5.6."].contains { reason.en.contains($0) }
    }

    /// Whether a relay gave no enhanced code; what is wrong with a letter that cannot be made is no code at all.
    private static func isCodeAlone(_ reason: Wording) -> Bool {
        !reason.en.isEmpty && reason.en.allSatisfy(\.isNumber)
    }

    /// What makes two refusals alike: the codes, not the text, which names the address.
    static func reason(_ outcome: Outcome) -> Wording {
        let codes = [outcome.reply.map { String($0.code) }, outcome.enhanced?.description]
        return Wording(verbatim: codes.compactMap(\.self).joined(separator: " "))
    }

    /// Letters that cannot be made are alike when the same thing is wrong with them.
    static func reason(_ error: LetterError) -> Wording { error.wording }
}
