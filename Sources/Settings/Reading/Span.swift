/// A duration as people write it: a whole number and a unit, `"90s"`, `"15m"`, `"2h"`, `"4d"`.
///
/// It keeps its unit, because "7d" before a date means seven calendar days, not 168 hours.
public struct Span: Sendable, Hashable, CustomStringConvertible {
    /// The unit of a span; the raw value is its letter.
    public enum Unit: Character, Sendable, CaseIterable {
        case seconds = "s"
        case minutes = "m"
        case hours = "h"
        case days = "d"

        /// How many seconds one of it has; a day counts 24 hours.
        public var seconds: Int {
            switch self {
            case .seconds: 1
            case .minutes: 60
            case .hours: 3600
            case .days: 86_400
            }
        }
    }

    /// 0 or more.
    public let count: Int
    /// As it was written.
    public let unit: Unit

    /// The most that makes sense anywhere: a hundred years.
    static let longestSeconds = 36_525 * 86_400

    /// A span of that many units; a negative count counts as none.
    public init(_ count: Int, _ unit: Unit) {
        self.count = max(0, count)
        self.unit = unit
    }

    /// A duration in the largest unit of which it is a whole number; nil where it is none of seconds.
    init?(whole duration: Duration) {
        let (seconds, rest) = duration.components
        guard rest == 0, let count = Int(exactly: seconds) else { return nil }
        let unit = Unit.allCases.last { count > 0 && count % $0.seconds == 0 } ?? .seconds
        self.init(count / unit.seconds, unit)
    }

    /// Reads `"90s"`; nil for anything else, a sign, a fraction or more than a hundred years included.
    public init?(_ text: String) {
        guard let last = text.last, let unit = Unit(rawValue: last) else { return nil }
        let digits = text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits),
            count <= Self.longestSeconds / unit.seconds
        else { return nil }
        self.init(count, unit)
    }

    /// The whole length in seconds.
    public var seconds: Int { count * unit.seconds }

    /// The whole length.
    public var duration: Duration { .seconds(seconds) }

    /// As it is written in a file.
    public var description: String { "\(count)\(unit.rawValue)" }
}

extension Duration {
    /// The length in whole milliseconds, towards zero; ±Int64.max / 1000 seconds at most.
    public var inMilliseconds: Int64 {
        let parts = components
        let bound = Int64.max / 1000 - 1
        let seconds = min(max(parts.seconds, -bound), bound)
        return seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    }
}
