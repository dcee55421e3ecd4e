/// Comma-separated values by RFC 4180, with the separators that spreadsheets use in its place.
struct CSV {
    /// A row with the line it starts in.
    struct Record: Equatable {
        var line: Int
        var cells: [String]
    }

    /// What is wrong with the quotes, and where.
    struct Fault: Equatable {
        enum Kind { case unclosed, afterQuote }
        var kind: Kind
        var line: Int
        var column: Int
    }

    private(set) var separator: Unicode.Scalar = ","
    private(set) var records: [Record] = []
    private(set) var faults: [Fault] = []

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        readSeparator()
        while index < scalars.count { readRecord() }
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    /// Excel's `sep=;` in the first line, or else what the first line has most of outside quotes.
    private mutating func readSeparator() {
        let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
        if first.count == 5, String(String.UnicodeScalarView(first.prefix(4))).lowercased() == "sep=" {
            separator = scalars[4]
            index = 5
            endLine()
            return
        }
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        for scalar in scalars {
            if scalar == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if scalar == "\n" || scalar == "\r" { break }
            counts[scalar, default: 0] += 1
        }
        var most = 0
        for candidate in [";", "\t", ","] as [Unicode.Scalar] where counts[candidate, default: 0] > most {
            separator = candidate
            most = counts[candidate, default: 0]
        }
    }

    private mutating func readRecord() {
        var record = Record(line: line, cells: [])
        while true {
            record.cells.append(readCell(number: record.cells.count + 1))
            guard current == separator else { break }
            index += 1
        }
        endLine()
        if record.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { records.append(record) }
    }

    private mutating func readCell(number: Int) -> String {
        var text = String.UnicodeScalarView()
        guard current == "\"" else {
            // A quote inside a bare cell, as in ООО "Ромашка", is meant as it stands.
            while let scalar = current, scalar != separator, scalar != "\n", scalar != "\r" {
                text.append(scalar)
                index += 1
            }
            return String(text)
        }
        let start = line
        index += 1
        while let scalar = current {
            index += 1
            if scalar == "\"" {
                guard current == "\"" else { return closed(text, number) }
                index += 1
            } else if scalar == "\n" || (scalar == "\r" && current != "\n") {
                line += 1
            }
            text.append(scalar)
        }
        faults.append(Fault(kind: .unclosed, line: start, column: number))
        return String(text)
    }

    /// After the closing quote only blanks may stand before the separator.
    private mutating func closed(_ text: String.UnicodeScalarView, _ number: Int) -> String {
        var rest = String.UnicodeScalarView()
        while let scalar = current, scalar != separator, scalar != "\n", scalar != "\r" {
            rest.append(scalar)
            index += 1
        }
        if !String(rest).allSatisfy(\.isWhitespace) {
            faults.append(Fault(kind: .afterQuote, line: line, column: number))
        }
        return String(text)
    }

    private mutating func endLine() {
        if current == "\r" { index += 1 }
        if current == "\n" { index += 1 }
        line += 1
    }
}
