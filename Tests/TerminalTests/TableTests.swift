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
                128  a@b.example

                """
        )
    }

    @Test("what matters least leaves its row and stands below it in full")
    func below() {
        #expect(
            sample().text(width: 40) == """
                 id  reply
                    email
                  7  250 2.0.0 Ok: queued
                    директор@пример.испытание
                128
                    a@b.example

                """
        )
    }

    /// A table as `log` has it.
    private func log() -> Table {
        var table = Table([
            .init("TIME", keep: 3), .init("ID", numeric: true, keep: 0), .init("OUTCOME", keep: 0),
            .init("TO", keep: 4), .init("LETTER", keep: 2), .init("CODE", numeric: true, keep: 0),
            .init("REPLY", keep: 1),
        ])
        table.add([
            "2026-11-27 10:00:00", "12345", "deferred", "director@library.example.org", "invitation", "451",
            "4.7.1 Greylisted, try again later: https://example.org/help?ip=192.0.2.1&to=director@library",
        ])
        table.add(["2026-11-27 10:00:01", "12346", "sent", "漢字@例え.テスト", "invitation", "250", "2.0.0 Ok"])
        return table
    }

    @Test("at 80 columns address and outcome stand whole in the row, the reply wrapped below it")
    func eighty() {
        #expect(
            log().text(width: 80) == """
                TIME                    ID  OUTCOME   TO                            CODE
                    LETTER · REPLY
                2026-11-27 10:00:00  12345  deferred  director@library.example.org   451
                    invitation · 4.7.1 Greylisted, try again later:
                    https://example.org/help?ip=192.0.2.1&to=director@library
                2026-11-27 10:00:01  12346  sent      漢字@例え.テスト               250
                    invitation · 2.0.0 Ok

                """
        )
    }

    @Test("at 60 columns address and outcome still stand whole in the row")
    func sixty() {
        let lines = log().text(width: 60).split(separator: "\n")
        #expect(lines[0] == "   ID  OUTCOME   TO                            CODE")
        #expect(lines[1] == "    TIME · LETTER · REPLY")
        #expect(lines[2] == "12345  deferred  director@library.example.org   451")
    }

    @Test("however narrow the terminal, no line is wider and nothing is lost", arguments: 8...120)
    func anyWidth(width: Int) {
        let text = log().text(width: width)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
        let seen = text.filter { !" \n".contains($0) }
        for cell in [
            "2026-11-2710:00:00", "12345", "deferred", "director@library.example.org", "451",
            "4.7.1Greylisted,tryagainlater:https://example.org/help?ip=192.0.2.1&to=director@library",
        ] {
            #expect(seen.contains(cell), "\(cell) is not in \(text)")
        }
    }

    @Test("a column that wraps stays in its row as long as it has room for words, and takes what is left")
    func wraps() {
        var table = Table([
            .init("CODE", keep: 0), .init("NAME", wraps: true), .init("SENT", numeric: true, keep: 0),
        ])
        table.add(["86", "Ханты-Мансийский автономный округ — Югра", "12"])
        #expect(
            table.text(width: 36) == """
                CODE  NAME                      SENT
                86    Ханты-Мансийский            12
                      автономный округ — Югра

                """
        )
        #expect(table.text(width: 20).hasPrefix("CODE  SENT\n    NAME\n86      12\n    Ханты-Мансийский\n"))
    }

    @Test("a number that has left its row has its title beside it")
    func numberBelow() {
        var table = Table([.init("NAME", keep: 0), .init("SENT", numeric: true, keep: 1)])
        table.add(["a@b.example", "7"])
        #expect(table.text(width: 14) == "NAME\na@b.example\n    SENT 7\n")
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
        #expect(table.text(width: 12) == "a\n    b\n1 2 3\n    \u{FFFD}[31m\u{FFFD}x\n")
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
