import TestSupport
import Testing

@testable import Events

@Suite("Comma-separated values")
struct CSVTests {
    private func cells(_ text: String) -> [[String]] { CSV(text).records.map(\.cells) }

    @Test(
        "the separator is what the first line has most of",
        arguments: [
            ("a,b,c\n1,2,3", ","), ("a;b\n1,5;2", ";"), ("a\tb\tc\n1\t2\t3", "\t"), ("\"a,b,c\";d", ";"),
            ("a", ","), ("a;b,c", ";"),
            ("sep=|\na|b", "|"), ("SEP=;\r\na;b,c,d", ";"), ("\"a\n,,\";b", ";"),
        ] as [(String, Unicode.Scalar)]
    )
    func separators(text: String, expected: Unicode.Scalar) {
        #expect(CSV(text).separator == expected)
    }

    @Test(
        "cells are read as RFC 4180 writes them",
        arguments: [
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("\"a \"\"b\"\", c\",d", [["a \"b\", c", "d"]]), ("\"a\nb\",c", [["a\nb", "c"]]),
            ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
            ("a,,\n,,b", [["a", "", ""], ["", "", "b"]]), ("ООО \"Ромашка\",1", [["ООО \"Ромашка\"", "1"]]),
            ("\"\",x", [["", "x"]]),
            ("\n\n , \na\n\n", [["a"]]), ("", []), ("sep=;\na;b", [["a", "b"]]), ("\"a\"  ,b", [["a", "b"]]),
        ]
    )
    func records(text: String, expected: [[String]]) {
        #expect(cells(text) == expected)
        #expect(CSV(text).faults.isEmpty)
    }

    @Test("each row knows the line it starts in, quoted line feeds counted")
    func lines() {
        #expect(CSV("a,b\n\"1\n\r\n\r3\",2\n\nx,y").records.map(\.line) == [1, 2, 7])
        #expect(CSV("sep=;\na\nb").records.map(\.line) == [2, 3])
    }

    @Test("a quote that is never closed and text after one are faults with line and column")
    func quotes() {
        #expect(CSV("a,b\n1,\"2\n3").faults == [CSV.Fault(kind: .unclosed, line: 2, column: 2)])
        #expect(CSV("a,b\n\"1\" x,2\n").faults == [CSV.Fault(kind: .afterQuote, line: 2, column: 1)])
    }

    @Test("whatever is written by the rules is read back the same")
    func roundTrip() {
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
            #expect(Array(cells(text).dropFirst()) == rows, "\(text.debugDescription)")
        }
    }
}
