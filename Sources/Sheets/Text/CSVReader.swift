import Glibc

/// Comma-separated values by RFC 4180, with the separators that spreadsheets use in its place.
struct CSVReader {
    private(set) var separator = Unicode.Scalar(UInt8(ascii: ","))
    private(set) var rows: [Sheet.Row] = []
    private(set) var faults: [Sheet.Fault] = []

    private let bytes: [UInt8]
    private let limits: SheetLimits
    private var index = 0
    private var line = 1
    private var cells = 0

    private static let quote = UInt8(ascii: "\"")
    private static let blank = UInt8(ascii: " ")

    /// A reader of UTF-8.
    init(_ bytes: [UInt8], _ limits: SheetLimits = SheetLimits()) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads to the end, to a quotation mark that is never closed, or to the last fault that is told.
    mutating func read() throws(SheetError) {
        let zero = bytes.withUnsafeBytes { text in
            text.baseAddress.flatMap { base in memchr(base, 0, text.count).map { UnsafeRawPointer($0) - base }
            }
        }
        if let zero { throw .zeroByte(line: line(of: zero)) }
        readSeparator()
        while index < bytes.count, faults.count < limits.faults { try readRow() }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func isEndOfCell(_ byte: UInt8) -> Bool {
        byte == UInt8(truncatingIfNeeded: separator.value) || byte == 10 || byte == 13
    }

    private func line(of place: Int) -> Int {
        var line = 1
        for (index, byte) in bytes[..<place].enumerated()
        where byte == 10 || (byte == 13 && bytes[index + 1] != 10) {
            line += 1
        }
        return line
    }

    /// Excel's `sep=;` in the first line, or else what the first line has most of outside quotes.
    private mutating func readSeparator() {
        let head = bytes.prefix(limits.cellBytes)
        let first = head.prefix { $0 != 10 && $0 != 13 }
        if first.count == 5, let mark = first.last, mark < 0x80,
            String(decoding: first.prefix(4), as: UTF8.self).lowercased() == "sep="
        {
            separator = Unicode.Scalar(mark)
            index = 5
            endLine()
            return
        }
        var counts = [Int](repeating: 0, count: 256)
        var isQuoted = false
        for byte in head {
            if byte == Self.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 { break }
            counts[Int(byte)] += 1
        }
        var most = 0
        for candidate in [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        where counts[Int(candidate)] > most {
            separator = Unicode.Scalar(candidate)
            most = counts[Int(candidate)]
        }
    }

    private mutating func readRow() throws(SheetError) {
        var row = Sheet.Row(line: line, cells: [])
        var width = 0
        while true {
            width += 1
            guard width <= limits.columns else { throw .tooManyColumns(limits.columns, line: row.line) }
            let text = try readCell(number: width)
            if !text.isEmpty {
                // Empty cells are put in once one follows that is not.
                while row.cells.count < width - 1 { row.cells.append("") }
                row.cells.append(text)
            }
            guard let byte = current, UInt32(byte) == separator.value else { break }
            index += 1
        }
        endLine()
        // Of a row whose quote is never closed nobody knows what is in it.
        if faults.last?.kind == .unclosedQuote { return }
        guard row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return }
        cells += row.cells.count
        guard cells <= limits.cells else { throw .tooManyCells(limits.cells, line: row.line) }
        guard rows.count < limits.rows else { throw .tooManyRows(limits.rows) }
        row.width = width
        rows.append(row)
    }

    private mutating func readCell(number: Int) throws(SheetError) -> String {
        var begin = index
        while begin < bytes.count, bytes[begin] == Self.blank { begin += 1 }
        // Programs other than spreadsheets write `a, "b, c"`.
        if begin < bytes.count, bytes[begin] == Self.quote {
            if let text = readQuoted(from: begin, number: number) { return text }
        }
        return try readBare()
    }

    /// A quote inside a bare cell, as in ООО "Ромашка", is meant as it stands.
    private mutating func readBare() throws(SheetError) -> String {
        let start = index
        while let byte = current, !isEndOfCell(byte), index - start <= limits.cellBytes { index += 1 }
        guard index - start <= limits.cellBytes else { throw .cellTooLong(limits.cellBytes, line: line) }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// The cell that begins with a quotation mark; nil where that mark belongs to the text of a bare cell:
    /// `, "Ромашка" и Ко`.
    private mutating func readQuoted(from begin: Int, number: Int) -> String? {
        var text: [UInt8] = []
        var place = begin + 1
        var lines = 0
        var holdsEnd = false
        while place < bytes.count, place - begin <= limits.cellBytes {
            let byte = bytes[place]
            if byte == Self.quote {
                guard place + 1 < bytes.count, bytes[place + 1] == Self.quote else { break }
                place += 1
            } else if isEndOfCell(byte) {
                holdsEnd = true
                if byte == 10 || (byte == 13 && !(place + 1 < bytes.count && bytes[place + 1] == 10)) {
                    lines += 1
                }
            }
            text.append(byte)
            place += 1
        }
        guard place < bytes.count, bytes[place] == Self.quote else {
            // What stands behind it cannot be told from what stands within: nothing more is read.
            faults.append(Sheet.Fault(kind: .unclosedQuote, line: line, column: number))
            index = bytes.count
            return String(decoding: text.prefix(1000), as: UTF8.self)
        }
        // After the closing mark only blanks may stand before the separator.
        var end = place + 1
        while end < bytes.count, !isEndOfCell(bytes[end]) { end += 1 }
        let isClosed = bytes[(place + 1)..<end].allSatisfy { $0 == Self.blank || $0 == 9 }
        if !isClosed, begin > index, !holdsEnd { return nil }
        if !isClosed { faults.append(Sheet.Fault(kind: .afterQuote, line: line, column: number)) }
        index = end
        line += lines
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func endLine() {
        if current == 13 { index += 1 }
        if current == 10 { index += 1 }
        line += 1
    }
}
