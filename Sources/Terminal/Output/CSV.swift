/// Comma-separated values (RFC 4180).
///
/// No cell computes anything in a spreadsheet, and none moves a terminal's cursor or reorders a line.
public struct CSV: Sendable, Hashable {
    /// What stands between two cells.
    private let separator: String
    /// What stands before the first record.
    public let beginning: String

    private init(separator: String, beginning: String) {
        self.separator = separator
        self.beginning = beginning
    }

    /// For programs: commas, and nothing before the first record.
    public static let plain = CSV(separator: ",", beginning: "")

    /// For spreadsheets to open by themselves: UTF-8 says so by its mark, and where a comma divides decimals a semicolon
    /// divides cells.
    public static func spreadsheet(language: String) -> CSV {
        CSV(separator: language == "ru" ? ";" : ",", beginning: "\u{FEFF}")
    }

    /// A record with its line end, CRLF.
    ///
    /// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line
    /// break, and is no number) gets an apostrophe in front: what registrants type must not compute anything. Line
    /// breaks within a cell stay; other control characters become U+FFFD.
    public func record(_ cells: [String?]) -> String {
        cells.map { Self.cell($0 ?? "") }.joined(separator: separator) + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let safe = (isFormula(text) ? "'" : "") + Visible.lines(text)
        let needsQuotes = safe.unicodeScalars.contains { "\",\r\n;\t".unicodeScalars.contains($0) }
        guard needsQuotes || safe.first == " " || safe.last == " " else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static func isFormula(_ text: String) -> Bool {
        // Some spreadsheets trim a cell, or take wide signs for their narrow ones.
        let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace || $0.isInvisible }
        if let first = text.unicodeScalars.first, "\t\r\n".unicodeScalars.contains(first) { return true }
        guard let first = trimmed.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else { return false }
        let digits = trimmed.dropFirst()
        let isNumber =
            (first == "-" || first == "+") && !digits.isEmpty
            && digits.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
        return !isNumber
    }
}

extension Unicode.Scalar {
    /// Takes no room: a spreadsheet may drop it.
    fileprivate var isInvisible: Bool {
        properties.generalCategory == .format || properties.generalCategory == .control
    }
}
