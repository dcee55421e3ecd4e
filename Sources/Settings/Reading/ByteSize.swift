internal import Wording

/// A size in bytes as people write it: a whole number and a unit, `"500B"`, `"64KB"`, `"10MB"`, `"1GB"`.
///
/// A KB counts 1024 bytes, as in PostgreSQL's and systemd's settings.
public struct ByteSize: Sendable, Hashable, CustomStringConvertible {
    /// The unit of a size; the raw value is how it is written.
    public enum Unit: String, Sendable, CaseIterable {
        case bytes = "B"
        case kilobytes = "KB"
        case megabytes = "MB"
        case gigabytes = "GB"

        /// How many bytes one of it has.
        public var bytes: Int {
            switch self {
            case .bytes: 1
            case .kilobytes: 1 << 10
            case .megabytes: 1 << 20
            case .gigabytes: 1 << 30
            }
        }
    }

    /// 0 or more.
    public let count: Int
    /// As it was written.
    public let unit: Unit

    /// The most that makes sense anywhere: a terabyte.
    static let largest = 1 << 40

    /// A size of that many units; a negative count counts as none.
    public init(_ count: Int, _ unit: Unit) {
        self.count = max(0, count)
        self.unit = unit
    }

    /// A size in the largest unit of which it is a whole number.
    init(whole bytes: Int) {
        let unit = Unit.allCases.last { bytes > 0 && bytes % $0.bytes == 0 } ?? .bytes
        self.init(bytes / unit.bytes, unit)
    }

    /// Reads `"64KB"`; nil for anything else: a sign, a fraction, a blank, a unit in lower case, more than a terabyte.
    public init?(_ text: String) {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard let unit = Unit(rawValue: String(text.dropFirst(digits.count))), let count = Int(digits),
            count <= Self.largest / unit.bytes
        else { return nil }
        self.init(count, unit)
    }

    /// The whole size in bytes.
    public var bytes: Int { count * unit.bytes }

    /// As it is written in a file.
    public var description: String { "\(count)\(unit.rawValue)" }
}

extension Reading where Value == Int {
    /// A size, as `"64KB"`, within bounds; its value is in bytes.
    ///
    /// - Parameters:
    ///   - least: no smaller.
    ///   - most: no larger.
    /// - Returns: the reading.
    public static func bytes(_ least: ByteSize, _ most: ByteSize) -> Reading {
        let expected = Wording(
            ru: "размер в виде \"64KB\" или \"10MB\"",
            en: "a size such as \"64KB\" or \"10MB\""
        )
        let bounds = FaultWords.bounds("\"\(least)\"", "\"\(most)\"")
        let written: (Int) -> String? = { "\"\(ByteSize(whole: $0))\"" }
        let declared = Wording(ru: "размер", en: "a size") + bounds
        return Reading(expected: declared, written: written) { node, path, log in
            guard case .string(let text) = node.content else {
                return mismatch(node, path, log, expected: expected)
            }
            guard let size = ByteSize(text) else {
                log.fault(at: node.position, path, FaultWords.expected(expected, text: text))
                return nil
            }
            if size.bytes < least.bytes {
                log.fault(at: node.position, path, FaultWords.atLeast("\"\(least)\"", text: text))
                return nil
            }
            if size.bytes > most.bytes {
                log.fault(at: node.position, path, FaultWords.atMost("\"\(most)\"", text: text))
                return nil
            }
            return size.bytes
        }
    }
}
