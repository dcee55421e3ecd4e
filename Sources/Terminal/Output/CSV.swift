/// Comma-separated values (RFC 4180) that spreadsheets open without harm.
public enum CSV {
    /// A record with its line end, CRLF.
    ///
    /// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line
    /// break, and is no number) gets an apostrophe in front: what registrants type must not compute anything.
    public static func record(_ cells: [String?]) -> String {
        cells.map { cell($0 ?? "") }.joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let safe = isFormula(text) ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { "\",\r\n;\t".unicodeScalars.contains($0) }
        guard needsQuotes || safe.first == " " || safe.last == " " else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else {
            return false
        }
        let digits = text.unicodeScalars.dropFirst()
        let isNumber =
            (first == "-" || first == "+") && !digits.isEmpty
            && digits.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
        return !isNumber
    }
}
