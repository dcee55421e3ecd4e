import Testing
@testable import Terminal

struct TableTests {
    private func sample() -> Table {
        var table = Table([.init("id", numeric: true, keep: 0), .init("email"), .init("reply", keep: 2)])
        table.add(["7", "директор@пример.испытание", "250 2.0.0 Ok: queued"])
        table.add(["128", "a@b.example"])
        return table
    }

    @Test("columns line up, numbers to the right, Cyrillic counted as one column a letter")
    func lineUp() {
        #expect(
            sample().text(width: 100) == """
                 id  email                      reply
                  7  директор@пример.испытание  250 2.0.0 Ok: queued
                128  a@b.example                \("")

                """
        )
    }

    @Test("what matters least is shortened first, until the table fits")
    func shortened() {
        #expect(
            sample().text(width: 40) == """
                 id  email          reply
                  7  директор@при…  250 2.0.0 Ok: queued
                128  a@b.example    \("")

                """
        )
        for width in 30...80 {
            for line in sample().text(width: width).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width)
            }
        }
    }

    @Test("columns that must be kept are never shortened, however narrow the terminal")
    func kept() {
        let lines = sample().text(width: 5).split(separator: "\n")
        #expect(lines.last?.hasPrefix("128  a@b.e…") == true)
    }

    @Test("without a terminal everything is there, separated by tabs")
    func tabs() {
        #expect(
            sample().text(width: nil)
                == "id\temail\treply\n7\tдиректор@пример.испытание\t250 2.0.0 Ok: queued\n128\ta@b.example\t\n"
        )
    }

    @Test("a cell cannot break its line, move the cursor or colour what follows")
    func hostileCells() {
        var table = Table([.init("a"), .init("b")])
        table.add(["1\t2\r\n3", "\u{1B}[31m\u{202E}x"])
        #expect(table.text(width: nil) == "a\tb\n1 2 3\t\u{FFFD}[31m\u{FFFD}x\n")
    }

    @Test("cells have the colours of their roles, without a change of width")
    func colours() {
        var table = Table([.init("state"), .init("x")])
        table.add(["sent", "y"], roles: ["state": .good])
        #expect(
            table.text(width: 80, style: Style(coloured: true))
                == "\u{1B}[1mstate\u{1B}[0m  \u{1B}[1mx\u{1B}[0m\n\u{1B}[32msent\u{1B}[0m   y\n"
        )
    }

    @Test("surplus cells are left out; an empty table is its headings")
    func unevenRows() {
        var table = Table([.init("a")])
        #expect(table.isEmpty && table.text(width: nil) == "a\n")
        table.add(["1", "2"])
        #expect(table.text(width: nil) == "a\n1\n")
    }
}
