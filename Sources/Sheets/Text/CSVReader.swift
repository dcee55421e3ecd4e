import Glibc

/// Comma-separated values by RFC 4180, with the separators that spreadsheets use in its place.
struct CSVReader {
    private(set) var separator = Unicode.Scalar(UInt8(ascii: ","))
    private(set) var faults: [Sheet.Fault] = []

    private var source: TextStream
    /// What is read of it and not passed yet.
    private var bytes: [UInt8] = []
    /// Whether nothing comes behind these bytes.
    private var isWhole = false
    private let limits: SheetLimits
    private var index = 0
    private var line = 1
    private var rows = 0
    private var cells = 0
    /// Behind a quotation mark that is never closed nothing is read.
    private var isStopped = false

    private static let quote = UInt8(ascii: "\"")
    private static let blank = UInt8(ascii: " ")
    /// So much is kept behind what is passed, rather than to move the rest each time.
    private static let passedBytes = 1 << 18

    init(_ source: TextStream, _ limits: SheetLimits = SheetLimits()) {
        self.source = source
        self.limits = limits
    }

    /// Hands over each row that is not blank, to the end, to a quotation mark that is never closed, or to the last fault
    /// that is told.
    mutating func read(_ take: (Sheet.Row) throws(SheetError) -> Void) throws(SheetError) {
        while !isStopped, faults.count < limits.faults {
            if index >= bytes.count, try !fill() { return }
            if let row = try nextRow() { try take(row) }
        }
    }

    /// The next row; once more from its beginning where it may go on behind what was read so far.
    private mutating func nextRow() throws(SheetError) -> Sheet.Row? {
        while true {
            let before = (index, line, faults.count)
            let row = try readRow()
            if isStopped || isWhole || index < bytes.count { return try counted(row) }
            (index, line) = (before.0, before.1)
            faults.removeLast(faults.count - before.2)
            guard bytes.count - index <= limits.rowBytes else {
                throw .cellTooLong(limits.cellBytes, line: line)
            }
            _ = try fill()
        }
    }

    private mutating func counted(_ row: Sheet.Row?) throws(SheetError) -> Sheet.Row? {
        guard let row else { return nil }
        cells += row.cells.count
        guard cells <= limits.cells else { throw .tooManyCells(limits.cells, line: row.line) }
        guard rows < limits.rows else { throw .tooManyRows(limits.rows) }
        rows += 1
        return row
    }

    /// Reads on; false at the end.
    private mutating func fill() throws(SheetError) -> Bool {
        guard !isWhole else { return false }
        if index > Self.passedBytes || index >= bytes.count {
            bytes.removeSubrange(..<index)
            index = 0
        }
        guard let part = source.next() else {
            isWhole = true
            return index < bytes.count
        }
        let zero = part.withUnsafeBytes { text in
            text.baseAddress.flatMap { base in memchr(base, 0, text.count).map { UnsafeRawPointer($0) - base }
            }
        }
        bytes += part
        if let zero { throw .zeroByte(line: line(of: bytes.count - part.count + zero)) }
        return true
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func isEndOfCell(_ byte: UInt8) -> Bool {
        byte == UInt8(truncatingIfNeeded: separator.value) || byte == 10 || byte == 13
    }

    private func line(of place: Int) -> Int {
        var line = line
        for index in index..<max(index, place)
        where bytes[index] == 10 || (bytes[index] == 13 && bytes[index + 1] != 10) {
            line += 1
        }
        return line
    }

    /// Excel's `sep=;` in the first line, or else what the first line has most of outside quotes.
    ///
    /// Before any row is.
    mutating func readSeparator() throws(SheetError) {
        while bytes.count < limits.cellBytes { guard try fill() else { break } }
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

    private mutating func readRow() throws(SheetError) -> Sheet.Row? {
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
        if isStopped { return nil }
        guard row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        row.width = width
        return row
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
            // Else it may be closed in what was not read yet.
            isStopped = isWhole || place - begin > limits.cellBytes
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
