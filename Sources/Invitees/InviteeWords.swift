import Regions
import Settings
import Wording

/// The sentences about an invitee file, in the administrator's language.
struct InviteeWords {
    var language: Language

    func say(ru: String, en: String) -> String { language == .ru ? ru : en }

    func say(_ wording: Wording) -> String { wording.text(in: language.rawValue) }

    var uncalculated: String { say(SheetWording.uncalculated) }
    func errorValue(_ text: String) -> String { say(SheetWording.errorValue(text)) }
    func above(_ lines: [Int], _ headings: Int) -> String {
        say(ImportWording.above(lines, headings: headings))
    }
    func short(_ lines: [Int]) -> String { say(ImportWording.short(lines)) }
    func hidden(_ count: Int) -> String { say(ImportWording.hidden(count)) }

    var empty: String {
        say(ru: "в файле нет ни одной строки", en: "the file has no rows")
    }
    var noHeadings: String {
        say(
            ru:
                "в первой строке нет заголовков: напишите над столбцами, что в них: «Эл. почта», «ФИО», «Организация», …",
            en:
                "the first row has no headings: write over the columns what they hold: email, name, organization, …"
        )
    }
    var noEmailColumn: String {
        say(
            ru: "нет столбца с адресами: назовите его «Эл. почта» или email",
            en: "there is no column with addresses: head it email"
        )
    }
    func repeatedHeading(_ other: Int) -> String {
        say(
            ru: "означает то же, что и столбец \(other): оставьте один из них или назовите иначе",
            en: "means the same as column \(other): keep one of them, or head it otherwise"
        )
    }
    var noHeading: String {
        say(
            ru: "над этой ячейкой нет заголовка: назовите столбец или уберите лишнее",
            en: "there is no heading over this cell: head the column, or take away what is too much"
        )
    }
    var unclosedQuote: String {
        say(
            ru: "кавычка открыта и не закрыта: закройте её, а кавычку внутри текста удвойте: \"\"",
            en: "a quote is opened and never closed: close it, and double a quote inside the text: \"\""
        )
    }
    var afterQuote: String {
        say(
            ru: "после закрывающей кавычки стоит текст: удвойте кавычки внутри текста: \"\"",
            en: "text follows the closing quote: double quotes inside the text: \"\""
        )
    }
    var noAddress: String {
        say(
            ru: "нет адреса: впишите эл. почту или уберите строку",
            en: "there is no address: write one, or take the row away"
        )
    }
    func tooManyAddresses(_ count: Int) -> String {
        say(
            ru: "адресов \(count): оставьте не больше двух, первый и запасной",
            en: "there are \(count) addresses: keep at most two, the first and one in reserve"
        )
    }
    func address(_ text: String, _ message: String) -> String {
        say(ru: "«\(text)»: \(message)", en: "\"\(text)\": \(message)")
    }
    func suggestion(_ text: String, _ better: String) -> String {
        say(
            ru: "«\(text)» похоже на описку: может быть, \(better)?",
            en: "\"\(text)\" looks like a slip: perhaps \(better)?"
        )
    }
    func region(_ text: String, plate: Region?) -> String {
        let hint = plate.map { region in
            say(
                ru: "; на номерах машин так обозначают: \(region.nameRu)",
                en: "; on number plates it means: \(region.nameEn)"
            )
        }
        return say(
            ru: "нет субъекта «\(text)»: напишите код субъекта (54), код ISO (RU-NVS) или полное название",
            en:
                "there is no region \"\(text)\": write its subject code (54), its ISO code (RU-NVS) or its full name"
        )
            + (hint ?? "")
    }
    /// A text that names no subject of the Federation stays as it is.
    func unknownRegion(_ text: String, near: [Region]) -> String {
        let names = near.map { language == .ru ? "«\($0.nameRu)»" : "\"\($0.nameEn)\"" }
        let hint: String =
            switch names.count {
            case 0: ""
            case 1: say(ru: "; может быть, \(names[0])?", en: "; did you mean \(names[0])?")
            default:
                say(
                    ru: "; так называют \(names.joined(separator: " и ")): напишите полное название",
                    en: "; it may be \(names.joined(separator: " or ")): write the full name"
                )
            }
        return say(
            ru: "«\(text)» — не субъект Федерации: часовой пояс по нему неизвестен",
            en: "\"\(text)\" is no region of Russia: it tells no time zone"
        ) + hint
    }
    func clash(_ text: String, taken: Region, plate: Region) -> String {
        say(
            ru: "код \(text) прочитан как код субъекта: \(taken.nameRu); на номерах машин он значит другое: "
                + "\(plate.nameRu). Если нужен второй, напишите название",
            en: "code \(text) is taken as a subject code: \(taken.nameEn); on number plates it is another: "
                + "\(plate.nameEn). Write the name if that one is meant"
        )
    }
    func badLanguage(_ text: String) -> String {
        say(
            ru: "нет языка «\(text)»: напишите его код (ru, en, pt) или название",
            en: "there is no language \"\(text)\": write its code (ru, en, pt) or its name"
        )
    }
    func badZone(_ text: String) -> String {
        say(
            ru: "нет часового пояса «\(text)»: напишите имя IANA, например Asia/Novosibirsk",
            en: "there is no time zone \"\(text)\": write an IANA name, as Asia/Novosibirsk"
        )
    }
    var badCharacter: String {
        say(
            ru: "в ячейке есть знак, который не удалось прочесть: сохраните файл в UTF-8",
            en: "the cell has a character that cannot be read: save the file as UTF-8"
        )
    }
    func tooLong(_ most: Int) -> String {
        say(ru: "длиннее \(most) знаков: сократите", en: "is longer than \(most) characters: shorten it")
    }
    func merged(_ lines: [Int], _ address: String) -> String {
        let list = lines.map(String.init).joined(separator: ", ")
        return say(
            ru: "адрес \(address) встречается в строках \(list): строки объединены",
            en: "the address \(address) is in lines \(list): the rows were merged"
        )
    }
    func differs(_ heading: String, kept: String, other: String) -> String {
        say(
            ru: "в объединённых строках «\(heading)» не совпадает: взято «\(kept)», не взято «\(other)»",
            en: "the merged rows differ in \"\(heading)\": \"\(kept)\" was taken, \"\(other)\" was not"
        )
    }
}
