/// What a token is good for; one for one purpose is none for another.
public protocol TokenPurpose {
    /// What goes into the code, beside letter and person.
    static var label: String { get }
}

/// A token of one letter to one person, signed: whoever shows it has seen the letter, or was a server on its way.
///
/// It names the letter by its number and carries a code (HMAC-SHA256, its first 96 bits) of purpose, number and person,
/// so that nobody makes one up, and none is good for another person, should the number ever be given anew. It holds no
/// address and never expires.
public struct SignedToken<Purpose: TokenPurpose>: Sendable, Hashable {
    /// `messages.id`.
    public let message: Int64
    private let code: [UInt8]

    /// Octets of the code: 96 bits, which nobody guesses.
    private static var codeSize: Int { 12 }

    /// The token of a letter.
    ///
    /// - Parameters:
    ///   - message: the letter's number, `messages.id`.
    ///   - personKey: whose letter it is: `Address.key`.
    ///   - key: what it is signed with.
    public init(message: Int64, personKey: String, key: SecretKey) {
        self.message = message
        code = Self.code(message, personKey, key)
    }

    /// Reads a token, in upper or lower case, and says nothing of whether it is genuine; nil for what is none.
    public init?(_ text: some StringProtocol) {
        // The shortest has a number of one octet, the longest one of eight.
        guard (21...32).contains(text.utf8.count), let bytes = Base32.bytes(text) else { return nil }
        let digits = bytes.dropLast(Self.codeSize)
        guard (1...8).contains(digits.count), digits.first != 0 else { return nil }
        let number = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let message = Int64(exactly: number) else { return nil }
        self.message = message
        code = Array(bytes.suffix(Self.codeSize))
    }

    /// What may be tokens in the first 1000 octets of a text, between other signs, in their order.
    public static func all(in text: some StringProtocol) -> [Self] {
        text.utf8.prefix(1000).split(maxSplits: 100) { byte in
            !(97...122 ~= byte || 65...90 ~= byte || 50...55 ~= byte)
        }.compactMap { Self(String(decoding: $0, as: UTF8.self)) }
    }

    /// As it stands in letters: 21 to 32 letters and digits.
    public var text: String {
        let number = UInt64(bitPattern: message)
        let size = max(1, (64 - number.leadingZeroBitCount + 7) / 8)
        let digits = (0..<size).map { UInt8(truncatingIfNeeded: number >> UInt64((size - 1 - $0) * 8)) }
        return Base32.text(digits + code)
    }

    /// Whether it was signed with this key for that person.
    ///
    /// It takes as long for a code that is nearly right as for any other.
    public func isGenuine(personKey: String, key: SecretKey) -> Bool {
        zip(code, Self.code(message, personKey, key)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func code(_ message: Int64, _ personKey: String, _ key: SecretKey) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        bytes.append(contentsOf: Purpose.label.utf8)
        bytes.append(0)
        for shift in stride(from: Int64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: message >> shift))
        }
        bytes.append(contentsOf: personKey.utf8)
        return Array(key.code(of: bytes).prefix(codeSize))
    }
}

/// Stopping bulk mail: what a letter's `List-Unsubscribe` carries.
public enum UnsubscribePurpose: TokenPurpose {
    /// Goes into the code.
    public static let label = "unsubscribe"
}

/// The token that stops bulk mail to its letter's person, whoever shows it.
public typealias UnsubscribeToken = SignedToken<UnsubscribePurpose>

/// Finding the letter that came back: what its return path carries (VERP).
public enum ReturnPathPurpose: TokenPurpose {
    /// Goes into the code.
    public static let label = "return-path"
}

/// The token in a letter's return path.
public typealias ReturnPathToken = SignedToken<ReturnPathPurpose>
