@testable import Mustache

/// A source of reproducible chance (SplitMix64).
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Any text, with a preference for characters that mean something somewhere.
    mutating func text(upTo length: Int = 12) -> String {
        let special = Array("{}#^/>$!&=.*<\"'\\\n\r\t -abЖё😀\u{0}\u{7F}\u{A0}\u{301}")
        return String(
            (0..<Int.random(in: 0...length, using: &self)).map { _ in
                special.randomElement(using: &self) ?? " "
            }
        )
    }

    mutating func value(depth: Int = 3) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: .null
        case 1: .bool(.random(using: &self))
        case 2: .integer(.random(in: Int.min...Int.max, using: &self))
        case 3: .number(Double(Int.random(in: -9_999_999...9_999_999, using: &self)) / 1000 + 0.0001)
        case 4: .string(text())
        case 5: .list((0..<3).map { _ in value(depth: depth - 1) })
        default: .object(["a": value(depth: depth - 1), text(): value(depth: depth - 1)])
        }
    }

    /// Pieces of templates in any order, well formed or not.
    mutating func template() -> String {
        let pieces = [
            "{{a}}", "{{{a.b}}}", "{{#a}}", "{{/a}}", "{{^a}}", "{{>p}}", "{{<p}}", "{{/p}}", "{{$a}}",
            "{{!x}}",
            "{{=| |=}}", "|={{ }}=|", "\n", "\r\n", "  ", "text", "{{", "}}", "{{.}}", "{{>*a}}", "{{#.}}",
            "{{/.}}",
        ]
        return (0..<Int.random(in: 0...12, using: &self))
            .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
