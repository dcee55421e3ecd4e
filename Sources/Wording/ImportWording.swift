/// What `vestnik import` says of a list of invitees.
public enum ImportWording {
    /// Lines as people list them: `2, 5–9, 12`, the first dozen of them.
    static func ranges(_ lines: [Int]) -> Wording {
        var ranges: [(first: Int, last: Int)] = []
        for line in lines {
            if let last = ranges.last, line == last.last + 1 {
                ranges[ranges.count - 1].last = line
            } else {
                ranges.append((line, line))
            }
        }
        let told = ranges.prefix(12).map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
        let list = Wording(verbatim: told.joined(separator: ", "))
        return ranges.count > told.count ? list + Wording(ru: " и др.", en: " and more") : list
    }

    /// Rows above the headings.
    public static func above(_ lines: [Int], headings: Int) -> Wording {
        let list = ranges(lines)
        return Wording(
            ru: "заголовки — в строке \(headings); над ними пропущено: \(list.ru)",
            en: "the headings are in row \(headings); left out above them: \(list.en)"
        )
    }

    /// Rows with fewer cells than there are headings.
    public static func short(_ lines: [Int]) -> Wording {
        let list = ranges(lines)
        return Wording(
            ru: "в этих строках ячеек меньше, чем заголовков, недостающие считаются пустыми: \(list.ru)",
            en: "these rows have fewer cells than there are headings, the others count as empty: \(list.en)"
        )
    }

    /// Rows that a person does not see in their spreadsheet program.
    public static func hidden(_ count: Int) -> Wording {
        Wording(
            ru: "прочитаны и скрытые строки, их \(count): если они лишние, удалите их",
            en: "hidden rows were read as well, \(count) of them: delete them if they do not belong"
        )
    }

    // MARK: - What was read

    /// Which file the columns are of: `list.csv (Windows-1251, ";")`.
    public static func columns(_ file: String, _ kind: Wording) -> Wording {
        Wording(ru: "Столбцы \(file) (\(kind.ru)):", en: "Columns of \(file) (\(kind.en)):")
    }

    /// A text with separators.
    public static func text(_ encoding: String, separator: Character) -> Wording {
        separator == "\t"
            ? Wording(ru: "\(encoding), табуляция", en: "\(encoding), tabs")
            : Wording(ru: "\(encoding), «\(separator)»", en: "\(encoding), “\(separator)”")
    }

    /// A sheet of a workbook, and its other sheets.
    public static func workbook(_ sheet: String, others: [String]) -> Wording {
        let more = others.prefix(10).joined(separator: ", ")
        return Wording(
            ru: "книга Excel, лист «\(sheet)»"
                + (others.isEmpty ? "" : "; не читаются: \(more), см. --sheet"),
            en: "Excel workbook, sheet “\(sheet)”"
                + (others.isEmpty ? "" : "; not read: \(more), see --sheet")
        )
    }

    /// What a column that is left out is taken for.
    public static let leftOut = Wording(ru: "не читается", en: "left out")

    /// Over the rows that are shown.
    public static func firstRows(_ count: Int) -> Wording {
        Wording(
            ru: count == 1 ? "Первая строка прочитана так:" : "Первые строки прочитаны так:",
            en: count == 1 ? "The first row as read:" : "The first rows as read:"
        )
    }

    /// The number of a row.
    public static func row(_ line: Int) -> Wording { Wording(ru: "строка \(line)", en: "row \(line)") }

    /// The names of encodings that may be asked for.
    public static func unknownEncoding(_ name: String, _ known: [String]) -> Wording {
        Wording(
            ru: "кодировки «\(name)» нет; есть: \(known.joined(separator: ", "))",
            en: "there is no encoding “\(name)”; there is \(known.joined(separator: ", "))"
        )
    }

    // MARK: - What changes

    /// A value that an invitee had, and the one of the list.
    public static func change(_ email: String, _ column: String, _ old: String?, _ new: String?) -> Wording {
        let (oldRu, newRu) = (old.map { "«\($0)»" } ?? "пусто", new.map { "«\($0)»" } ?? "пусто")
        let (oldEn, newEn) = (old.map { "“\($0)”" } ?? "empty", new.map { "“\($0)”" } ?? "empty")
        return Wording(
            ru: "\(email): \(column): \(oldRu) → \(newRu)",
            en: "\(email): \(column): \(oldEn) → \(newEn)"
        )
    }

    /// What follows what was shown.
    public static func more(_ count: Int) -> Wording {
        Wording(ru: "… и ещё \(count)", en: "… and \(count) more")
    }

    /// More than can be counted.
    public static let evenMore = Wording(ru: "… и другие", en: "… and others")

    /// Columns that the list lacks.
    public static func kept(_ columns: [String]) -> Wording {
        let list = columns.joined(separator: ", ")
        return Wording(
            ru: "этих столбцов в файле нет, прежние значения остаются: \(list)",
            en: "not in this file, what stands there is kept: \(list)"
        )
    }
}
