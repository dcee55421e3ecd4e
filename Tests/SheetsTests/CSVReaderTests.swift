import TestSupport
import Testing

@testable import Sheets

@Suite("Comma-separated values")
struct CSVReaderTests {
    private struct Table {
        var separator: Unicode.Scalar
        var rows: [Sheet.Row] = []
        var faults: [Sheet.Fault] = []
    }

    private func read(
        _ text: String,
        _ limits: SheetLimits = SheetLimits(),
        partBytes: Int = 1 << 17
    ) throws -> Table {
        var reader = CSVReader(TextStream(ByteSource(Array(text.utf8)), partBytes: partBytes), limits)
        try reader.readSeparator()
        var table = Table(separator: reader.separator)
        try reader.read { table.rows.append($0) }
        table.faults = reader.faults
        return table
    }

    private func cells(_ text: String) throws -> [[String]] { try read(text).rows.map(\.cells) }

    @Test(
        "the separator is what the first line has most of",
        arguments: [
            ("a,b,c\n1,2,3", ","), ("a;b\n1,5;2", ";"), ("a\tb\tc\n1\t2\t3", "\t"), ("\"a,b,c\";d", ";"),
            ("a", ","), ("a;b,c", ";"),
            ("sep=|\na|b", "|"), ("SEP=;\r\na;b,c,d", ";"), ("\"a\n,,\";b", ";"),
        ] as [(String, Unicode.Scalar)]
    )
    func separators(text: String, expected: Unicode.Scalar) throws {
        #expect(try read(text).separator == expected)
    }

    @Test(
        "cells are read as RFC 4180 writes them",
        arguments: [
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("\"a \"\"b\"\", c\",d", [["a \"b\", c", "d"]]), ("\"a\nb\",c", [["a\nb", "c"]]),
            ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
            ("a,,\n,,b", [["a"], ["", "", "b"]]), ("ООО \"Ромашка\",1", [["ООО \"Ромашка\"", "1"]]),
            ("\"\",x", [["", "x"]]),
            ("email, \"Иванов, П.\"\n", [["email", "Иванов, П."]]),
            ("a,  \"b\nc\"  ,d", [["a", "b\nc", "d"]]),
            ("a, \"Ромашка\" и Ко,b", [["a", " \"Ромашка\" и Ко", "b"]]),
            ("\n\n , \na\n\n", [["a"]]), ("", []), ("sep=;\na;b", [["a", "b"]]), ("\"a\"  ,b", [["a", "b"]]),
        ]
    )
    func records(text: String, expected: [[String]]) throws {
        #expect(try cells(text) == expected)
        #expect(try read(text).faults.isEmpty)
    }

    @Test("each row knows the line it starts in, quoted line feeds counted")
    func lines() throws {
        #expect(try read("a,b\n\"1\n\r\n\r3\",2\n\nx,y").rows.map(\.line) == [1, 2, 7])
        #expect(try read("sep=;\na\nb").rows.map(\.line) == [2, 3])
        #expect(try read("a,b,,\nc,,\n").rows.map(\.width) == [4, 3])
    }

    @Test(
        "a quote that is never closed and text after one are faults where the quote began",
        arguments: [
            ("a,b\n1,\"2\n3", .unclosedQuote, 2, 2), ("a,b\n\"1\" x,2\n", .afterQuote, 2, 1),
            // A lone quote pairs with the next one: it is the first of the two that is wrong.
            ("a,b\n1,\"x\n2,\"y\"\n", .afterQuote, 2, 2), ("a,b\n1, \"x\n2,y\n", .unclosedQuote, 2, 2),
            ("a,b\n1, \"x, y\" z\n", .afterQuote, 2, 2),
        ] as [(String, Sheet.Fault.Kind, Int, Int)]
    )
    func quotes(text: String, kind: Sheet.Fault.Kind, line: Int, column: Int) throws {
        #expect(try read(text).faults == [Sheet.Fault(kind: kind, line: line, column: column)])
    }

    @Test("a row, a cell, a file without end is refused where it passes the bound")
    func bounds() throws {
        var limits = SheetLimits()
        (limits.columns, limits.cells, limits.cellBytes, limits.rows) = (3, 8, 10, 4)
        let cases: [(String, SheetError)] = [
            ("a\n,,,\n", .tooManyColumns(3, line: 2)), ("a\n01234567890", .cellTooLong(10, line: 2)),
            ("a,b,c\na,b,c\na,b,c\n", .tooManyCells(8, line: 3)), ("a\nb\nc\nd\ne\n", .tooManyRows(4)),
            ("a\nb\u{0}\n", .zeroByte(line: 2)),
        ]
        for (text, expected) in cases {
            #expect(throws: expected) { try read(text, limits) }
        }
        #expect(try read("a,b,c\n\n\n\nd,e,f\n0123456789", limits).rows.count == 3)
        // A quote that is opened and not closed within the bound of a cell is one that is never closed.
        #expect(try read("a\n\"0123456789012\"\n", limits).faults.map(\.kind) == [.unclosedQuote])
        limits.faults = 2
        #expect(try read("\"a\"x\n\"b\"x\n\"c\"x\n", limits).faults.count == 2)
    }

    @Test("whatever is written by the rules is read back the same")
    func roundTrip() throws {
        var random = SplitMix64(seed: 7)
        let pieces = ["a", "Ж", "\"", ",", ";", "\n", "\r\n", "\t", " ", "x y"]
        for _ in 0..<500 {
            let width = Int.random(in: 2...5, using: &random)
            let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<width).map { column in
                    (column == 0 ? "k" : "")
                        + (0..<Int.random(in: 0...4, using: &random)).map { _ in
                            pieces.randomElement(using: &random) ?? ""
                        }.joined()
                }
            }
            let separator = [",", ";", "\t"].randomElement(using: &random) ?? ","
            let head = (1...width).map { "h\($0)" }.joined(separator: separator)
            let body = rows.map {
                $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator)
            }
            let text = ([head] + body).joined(separator: "\r\n")
            let shown = rows.map { row in Array(row.reversed().drop(while: \.isEmpty).reversed()) }
            #expect(try Array(cells(text).dropFirst()) == shown, "\(text.debugDescription)")
        }
    }

    @Test(
        "however a text is cut into parts, its rows and faults are the same",
        arguments: [
            "a,b,c\r\n\"1\r\n\"\"2\"\"\", x ,\r\n\r\nñé, \"й\" и Ко,«я»\r\n",
            "sep=;\r\na;b\r\n\"x\" y;z\r\n1;2\r3;4\n", "a,b\n1,\"2\n3\n4,5\n",
            "\u{1F600},\u{1F601}\n\"\u{1F602}\n\",\n",
        ]
    )
    func parts(text: String) throws {
        let whole = try read(text)
        for partBytes in 4...12 {
            let cut = try read(text, partBytes: partBytes)
            #expect(cut.rows == whole.rows, "\(partBytes)")
            #expect(cut.faults == whole.faults, "\(partBytes)")
        }
    }

    @Test("a zero byte is told by its line, however far it stands, and so is a row without end")
    func farFaults() throws {
        let text = "a\n" + String(repeating: "x,y\n", count: 100_000)
        #expect(throws: SheetError.zeroByte(line: 100_002)) { try read(text + "\u{0}") }
        var limits = SheetLimits()
        (limits.rowBytes, limits.cellBytes) = (1000, 100)
        #expect(throws: SheetError.cellTooLong(limits.cellBytes, line: 1)) {
            try read(String(repeating: "x,", count: 1000), limits, partBytes: 100)
        }
    }
}
