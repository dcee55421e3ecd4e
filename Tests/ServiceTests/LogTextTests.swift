import TestSupport
import Testing

@testable import Service

@Suite struct LogTextTests {
    @Test("no control character, line end or change of direction is left, whatever the text")
    func escapes() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2000 {
            let escaped = escapingControls(in: random.text(0...40))
            for scalar in escaped.unicodeScalars {
                #expect(scalar.properties.generalCategory != .control)
                #expect(![0x2028, 0x2029, 0x202E, 0x2066].contains(scalar.value))
            }
        }
    }

    @Test(
        "ordinary text stays as it is",
        arguments: ["", "Иванова Мария Петровна", "№ 5 — «да» 👍🏽", "a\u{A0}b"]
    )
    func ordinary(text: String) { #expect(escapingControls(in: text) == text) }

    @Test(
        "instants are written in RFC 3339 with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (-1000, "1969-12-31T23:59:59.000Z"),
            (951_782_400_005, "2000-02-29T00:00:00.005Z"),
        ] as [(Int64, String)]
    )
    func instants(milliseconds: Int64, text: String) { #expect(rfc3339(milliseconds: milliseconds) == text) }
}
