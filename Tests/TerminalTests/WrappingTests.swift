import Testing
@testable import Terminal

struct WrappingTests {
    @Test("lines are broken at blanks, but not at no-break spaces")
    func wrapping() {
        #expect(Wrapping.lines(of: "one two\n three", width: 8) == ["one two", "three"])
        #expect(
            Wrapping.lines(of: "28\u{A0}ноября 2023\u{A0}г.", width: 10) == [
                "28\u{A0}ноября", "2023\u{A0}г.",
            ]
        )
        #expect(Wrapping.lines(of: "unbreakable a", width: 4) == ["unbreakable", "a"])
        #expect(Wrapping.lines(of: "", width: 4) == [""])
    }

    @Test("where nothing may be wider, a long word is broken between characters and none is lost")
    func filled() {
        #expect(Wrapping.filled("a unbreakable b", width: 4) == ["a", "unbr", "eaka", "ble", "b"])
        #expect(Wrapping.filled("漢字漢字", width: 5) == ["漢字", "漢字"])
        #expect(Wrapping.filled("漢字", width: 1) == ["漢", "字"])
        #expect(Wrapping.filled("", width: 4) == [""])
        let text = "director@a-very-long-name-of-a-library.example.org 550 5.1.1 нет такого ящика 漢字"
        for width in 2...90 {
            let lines = Wrapping.filled(text, width: width)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }

    @Test("marks that combine without end do not go on without end")
    func marks() {
        let text = "а" + String(repeating: "\u{301}", count: 100_000) + "б"
        let lines = Wrapping.fitted(text, width: 20)
        #expect(lines.count == 1 && lines[0].utf8.count < 100 && lines[0].hasSuffix("б"))
    }

    @Test("the first line may have less room, and what is broken is never joined to look like two words")
    func first() {
        #expect(Wrapping.filled("one two three", first: 5, width: 9) == ["one", "two three"])
        #expect(Wrapping.filled("unbreakable", first: 3, width: 20) == ["", "unbreakable"])
        #expect(Wrapping.filled("abcdefgh ij", width: 5) == ["abcde", "fgh", "ij"])
    }
}
