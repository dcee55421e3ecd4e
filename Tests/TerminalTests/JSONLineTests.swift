import Foundation
import Testing
@testable import Terminal

struct JSONLineTests {
    @Test("keys stay in their order, nil is null")
    func order() {
        var line = JSONLine()
        line.add("id", 7)
        line.add("b", String?.none)
        line.add("a", "x")
        line.add("code", Int64?.none)
        line.add("share", 0.5)
        line.add("whole", 3.0)
        line.add("nan", Double.nan)
        line.add("ok", true)
        line.add("list", ["1", "2"])
        line.add("raw", json: "{}")
        #expect(
            line.text == #"{"id":7,"b":null,"a":"x","code":null,"share":0.5,"whole":3,"nan":null,"ok":true,"#
                + #""list":["1","2"],"raw":{}}"#
        )
    }

    @Test("ready JSON stands on one line too, and cannot reorder it")
    func rawText() {
        var line = JSONLine()
        line.add("details", json: "{\n  \"a\": \"x\u{202E}y\"\n}")
        #expect(line.text == #"{"details":{   "a": "x\u202ey" }}"#)
    }

    @Test("objects hold objects")
    func nested() {
        var inner = JSONLine()
        inner.add("x", 1)
        var line = JSONLine()
        line.add("o", inner)
        line.add("l", [inner, JSONLine()])
        #expect(line.text == #"{"o":{"x":1},"l":[{"x":1},{}]}"#)
    }

    @Test("every text is one line and is read back the same by another reader")
    func anyText() throws {
        for scalar in (0..<0x250).compactMap(Unicode.Scalar.init) + ["\u{2028}", "😀", "\u{FEFF}"] {
            let text = "a\(scalar)b"
            var line = JSONLine()
            line.add(text, text)
            #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
            let read = try JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: String]
            #expect(read == [text: text])
        }
    }
}
