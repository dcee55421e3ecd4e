internal import Wording

/// A return path with a place for each letter's own mark (VERP).
public struct VariableReturnPath: Sendable, Hashable {
    /// What stands before the mark.
    public let before: String
    /// What stands behind it, with the domain.
    public let after: String

    /// The word that the mark takes the place of.
    static let place = "{token}"
    /// Octets of the longest mark.
    static let longestMark = 32

    /// Reads `bounces+{token}@example.org`; nil for what would be no address with a mark in it (RFC 5321 §4.5.3.1.1).
    init?(_ text: String) {
        let parts = text.split(separator: Self.place, omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let sides = parts[1].split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, !parts[0].contains("@") else { return nil }
        let local = parts[0] + String(repeating: "a", count: Self.longestMark) + sides[0]
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        guard local.utf8.count <= 64,
            atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isAtomText) }),
            Self.isNeighbour(parts[0].utf8.last), Self.isNeighbour(sides[0].utf8.first)
        else { return nil }
        let domain = String(sides[1])
        let host = try? Endpoint("smtp://" + domain, schemes: ["smtp"]).host
        guard domain.contains("."), host == domain.lowercased() else { return nil }
        (before, after) = (String(parts[0]), String(parts[1]))
    }

    /// The address with a letter's mark.
    public func address(marked mark: String) -> String { before + mark + after }

    /// The mark must be told from what stands beside it.
    private static func isNeighbour(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return !(97...122 ~= byte || 65...90 ~= byte || 48...57 ~= byte)
    }

    /// RFC 5322 §3.2.3.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        97...122 ~= byte || 65...90 ~= byte || 48...57 ~= byte || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
}

extension Reading where Value == VariableReturnPath {
    /// An address with `{token}` in its left side.
    static var variableReturnPath: Reading {
        Reading<String>.string(MailboxFaults.returnPath).map {
            FaultWords.expected(MailboxFaults.returnPath, text: $0)
        } transform: {
            VariableReturnPath($0)
        }
    }
}
