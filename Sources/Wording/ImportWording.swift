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
}
