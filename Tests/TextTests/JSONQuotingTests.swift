import Foundation
import Testing
import Text

@Suite("Texts as JSON strings")
struct JSONQuotingTests {
    @Test("what may not stand in a string is escaped, and nothing else")
    func escaped() {
        #expect(
            "Имя \"a\\b\"\n\r\t\u{1}\u{7F}\u{9B}/".jsonQuoted == #""Имя \"a\\b\"\n\r\t\u0001\u007f\u009b/""#
        )
    }

    @Test("every character comes back through another reader")
    func readBack() throws {
        let text = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
        let read = try JSONDecoder().decode([String].self, from: Data("[\(text.jsonQuoted)]".utf8))
        #expect(read == [text])
    }

    @Test("what reorders or breaks a line is escaped, in ready JSON as well; emoji stay whole")
    func reordering() {
        #expect("a\u{202E}b\u{2028}\u{61C}\u{2066}".jsonQuoted == #""a\u202eb\u2028\u061c\u2066""#)
        #expect("👨‍👩‍👧".jsonQuoted == "\"👨‍👩‍👧\"")
        #expect("{\n\t\"a\": \"\u{202E}\u{9B}\"}".jsonInert == #"{  "a": "\u202e\u009b"}"#)
        #expect("{\"a\":\"ё\"}".jsonInert == "{\"a\":\"ё\"}")
    }
}
