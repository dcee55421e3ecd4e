/// How long something took each time, counted by bounds: a histogram that costs a comparison or two.
public struct DurationTally: Sendable, Hashable {
    /// In microseconds; what took longer than the last is counted behind them.
    public static let bounds: [Int64] = [
        250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000,
    ]

    /// How many took no longer than each bound and longer than the one before, and how many longer than all.
    public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// How long all of them took together.
    public private(set) var microseconds: Int64 = 0

    /// Of nothing yet.
    public init() {}

    /// How many there were.
    public var count: Int { counts.reduce(0, +) }

    /// Counts one.
    public mutating func note(microseconds taken: Int64) {
        counts[Self.bounds.firstIndex { taken <= $0 } ?? Self.bounds.count] += 1
        microseconds += max(0, taken)
    }

    /// One word: the sum and the counts, with commas.
    var word: String { ([microseconds] + counts.map(Int64.init)).map(String.init).joined(separator: ",") }

    /// What a word says; nil where it is none of this making.
    init?(word: some StringProtocol) {
        let numbers = word.split(separator: ",", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == Self.bounds.count + 2, numbers.allSatisfy({ $0 ?? -1 >= 0 }) else {
            return nil
        }
        let found = numbers.compactMap(\.self)
        microseconds = found[0]
        counts = found.dropFirst().map { Int(clamping: $0) }
    }
}
