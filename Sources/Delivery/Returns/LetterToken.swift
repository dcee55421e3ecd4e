import Store

/// The mark of a letter in its envelope: its number, and a part of its Message-ID.
///
/// Whoever returns it has seen the letter, or was a server on its way: a number alone anybody can guess. It stands in
/// ENVID (RFC 3461 §4.4) and, where the mailbox takes them, in the return path.
struct LetterToken: Hashable {
    /// `messages.id`.
    let message: Int64
    /// Twelve characters of the Message-ID, 60 bits; empty for a letter without one.
    let secret: String

    private static let secretLength = 12

    init(message: Int64, messageID: String?) {
        self.message = message
        secret = Self.secret(messageID)
    }

    init(_ message: ClaimedMessage) { self.init(message: message.id, messageID: message.messageID) }

    /// Reads `123.abcdefghijkl`; nil for anything else.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let message = Int64(parts[0]), message > 0,
            parts[1].utf8.count == Self.secretLength,
            parts[1].utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
        else { return nil }
        self.message = message
        secret = String(parts[1])
    }

    /// `123.abcdefghijkl`.
    var text: String { secret.isEmpty ? String(message) : "\(message).\(secret)" }

    /// Whether it is the mark of this letter.
    func marks(_ letter: ReturnedLetter) -> Bool {
        letter.id == message && !secret.isEmpty && secret == Self.secret(letter.messageID)
    }

    private static func secret(_ messageID: String?) -> String {
        let end: [UInt8] = [UInt8(ascii: "@"), UInt8(ascii: ".")]
        let left = (messageID ?? "").utf8.drop { $0 == UInt8(ascii: "<") }.prefix { !end.contains($0) }
        return left.count == secretLength ? String(left) ?? "" : ""
    }
}
