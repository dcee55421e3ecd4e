import Testing
@testable import Mustache

struct ValueTests {
    static let texts: [(Value, String)] = [
        (nil, ""), (true, "true"), (85, "85"), (85.0, "85"), (-0.5, "-0.5"), (1.21, "1.21"), (1e20, "1e+20"),
        (.number(9_007_199_254_740_991), "9007199254740991"), ("а", "а"), (["a", 1, ["b"]], "a, 1, b"),
        (["k": [1, nil], "a": "\"\n\u{1}"], #"{"a":"\"\n\u0001","k":[1,null]}"#),
    ]

    @Test("values have the text that a reader expects", arguments: texts)
    func text(value: Value, expected: String) { #expect(value.text == expected) }

    @Test("infinity and NaN, which JSON lacks, are written as null")
    func nonFinite() {
        #expect(Value.list([.number(.infinity), .number(.nan)]).json == "[null,null]")
        #expect(Value.number(.nan).text == "nan")
    }

    @Test("sections show for all but nothing, false, zero, an empty text and an empty list")
    func truth() {
        for value in [true, 1, 0.1, "0", " ", [nil], [:]] as [Value] { #expect(value.isTruthy) }
        for value in [nil, false, 0, 0.0, "", []] as [Value] { #expect(!value.isTruthy) }
        #expect(!Value.number(.nan).isTruthy)
    }

    @Test("members are found by name and by path")
    func members() {
        let value: Value = ["a": ["b": ["c": 1]]]
        #expect(value["a"] == ["b": ["c": 1]])
        #expect(value[path: "a.b.c"] == 1)
        #expect(value[path: "a.x.c"] == nil)
        #expect(Value.list([])["a"] == nil)
    }
}
