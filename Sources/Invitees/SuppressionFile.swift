import Mail
public import Settings
public import Sheets
import Wording

/// A suppression list out of a file: rows and faults.
///
/// Pure: whether a row is new, and whether anything is written, is decided elsewhere.
public struct SuppressionFile: Sendable {
    /// One person who is not to be written to.
    public struct Row: Sendable, Hashable {
        /// The person's identity; of somebody who was erased the hash, as a list that was handed out has it.
        public var key: String
        /// `all` or `bulk`; nil: the file does not say.
        public var scope: String?
        /// Why; nil: the file does not say.
        public var reason: String?
    }

    /// What can be imported, once there are no faults; in the file's order.
    public private(set) var rows: [Row] = []
    /// With any of these nothing is imported; in the file's order.
    public private(set) var faults: [InviteeFile.Remark] = []

    private let words: InviteeWords
    private let limits: SheetLimits
    private var columns: [Column] = []
    private var titles: [String] = []

    private enum Column {
        case email, scope, reason, ignored

        init(heading: String) {
            switch InviteeColumn(heading: heading, mapping: [:]) {
            case .email: self = .email
            default: self = Self.usual[InviteeColumn.fold(heading)] ?? .ignored
            }
        }

        private static let usual: [String: Column] = [
            "scope": .scope, "что": .scope, "reason": .reason, "причина": .reason, "address": .email,
            "адрес": .email, "почта": .email,
        ]
    }

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: the whole file: a text with separators, or a workbook.
    ///   - language: of the faults.
    ///   - options: what is not to be recognised: encoding, sheet.
    public init(_ bytes: [UInt8], language: Language = .ru, options: SheetOptions = SheetOptions()) {
        words = InviteeWords(language: language)
        limits = options.limits
        var options = options
        options.language = language.rawValue
        do throws(SheetError) { read(try Sheet.read(bytes, options)) } catch {
            fault(error.line, 0, words.say(error.wording))
        }
        faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    private mutating func read(_ sheet: Sheet) {
        guard let first = sheet.rows.first else {
            take(sheet.faults)
            if faults.isEmpty { fault(1, 0, words.empty) }
            return
        }
        titles = first.cells.map(CellText.tidy)
        columns = titles.map(Column.init(heading:))
        var rows = sheet.rows[...]
        if columns.contains(.email) {
            rows = rows.dropFirst()
        } else if sheet.rows.allSatisfy({ $0.cells.count == 1 }), titles.first?.contains("@") == true {
            // A list of addresses, and nothing else.
            (columns, titles) = ([.email], [""])
        }
        take(sheet.faults)
        guard let place = columns.firstIndex(of: .email) else {
            let isData = titles.contains { $0.contains("@") }
            fault(first.line, 0, isData ? words.noHeadings : words.noEmailColumn)
            return
        }
        for row in rows where faults.count < limits.faults { read(row, email: place) }
    }

    private mutating func read(_ record: Sheet.Row, email place: Int) {
        func cell(_ column: Column) -> (text: String, index: Int)? {
            guard let index = columns.firstIndex(where: { $0 == column }), index < record.cells.count else {
                return nil
            }
            let text = CellText.tidy(record.cells[index])
            return text.isEmpty ? nil : (text, index)
        }
        guard let email = cell(.email) else {
            fault(record.line, place + 1, words.say(SuppressWords.noAddress))
            return
        }
        let scope = cell(.scope)
        if let scope, !["all", "bulk"].contains(scope.text.lowercased()) {
            fault(record.line, scope.index + 1, words.say(SuppressWords.scope(scope.text)))
        }
        let key: String
        if Self.isHash(email.text) {
            key = email.text
        } else {
            do throws(AddressError) { key = try Address(email.text).key } catch {
                fault(record.line, place + 1, words.say(error.wording))
                return
            }
        }
        rows.append(Row(key: key, scope: scope?.text.lowercased(), reason: cell(.reason)?.text))
    }

    /// `sha256:` and 64 digits: somebody who was erased.
    private static func isHash(_ text: String) -> Bool {
        text.hasPrefix("sha256:") && text.utf8.count == 71
            && text.utf8.dropFirst(7).allSatisfy { 48...57 ~= $0 || 97...102 ~= $0 }
    }

    private mutating func take(_ found: [Sheet.Fault]) {
        for found in found {
            let isRead = found.column <= columns.count && columns[found.column - 1] != .ignored
            switch found.kind {
            case .unclosedQuote: fault(found.line, found.column, words.unclosedQuote)
            case .afterQuote: fault(found.line, found.column, words.afterQuote)
            case .uncalculated where !isRead: break
            case .uncalculated: fault(found.line, found.column, words.uncalculated)
            }
        }
    }

    private mutating func fault(_ line: Int, _ column: Int, _ message: String) {
        let title = column > 0 && column <= titles.count ? titles[column - 1] : ""
        faults.append(.init(line: line, column: column, heading: title, message: message))
    }
}
