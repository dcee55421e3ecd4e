public import Intake
import Mail
import Mustache
import Settings
public import Wording

/// What is wrong with registrations that are handed in, in words.
public enum RegisterWords {
    /// A fault; `input` is all that was read, for what is no JSON is looked at once more to say where.
    public static func fault(_ fault: RegistrationLineFault, _ input: [UInt8]) -> Wording {
        switch fault.kind {
        case .lineTooLong(let most):
            Wording(ru: "строка длиннее \(most) байт", en: "the line is longer than \(most) bytes")
        case .notUTF8: Wording(ru: "не UTF-8", en: "is not UTF-8")
        case .notJSON: notJSON(fault.line, input)
        case .notAnObject: Wording(ru: "нужен объект JSON: {…}", en: "a JSON object is wanted: {…}")
        case .holdsNul: Wording(ru: "в тексте символ U+0000", en: "a text holds U+0000")
        case .missing(let key): Wording(ru: "не указан \(key)", en: "\(key) is missing")
        case .unknown(let key): unknown(key)
        case .repeated(let key): Wording(ru: "\(key) указан дважды", en: "\(key) is given twice")
        case .kept(let key):
            Wording(ru: "\(key): это ведёт сама база, уберите", en: "\(key): the database keeps this itself")
        case .notText("key"):
            Wording(ru: "key: нужен текст или целое число", en: "key: a text or a whole number is wanted")
        case .notText(let key):
            Wording(
                ru: "\(key): нужен текст в кавычках или null",
                en: "\(key): a text in quotes or null is wanted"
            )
        case .tooLong(let key, let most):
            Wording(ru: "\(key): длиннее \(most) байт", en: "\(key): longer than \(most) bytes")
        case .detailsNotAnObject:
            Wording(ru: "details: нужен объект JSON: {…}", en: "details: a JSON object is wanted: {…}")
        case .unknownStatus(let status):
            Wording(ru: "status: состояния «\(status)» нет; ", en: "status: “\(status)” is none; ")
                + known(RegistrationLineFault.statuses)
        case .otherKey(let key):
            Wording(
                ru: "key: здесь «\(key)», а запись отправлена под другим ключом",
                en: "key: names “\(key)”, and the record was sent to another"
            )
        case .otherEvent(let event):
            Wording(
                ru: "event: здесь назван «\(event)», а регистрации пишутся на другое мероприятие",
                en: "event: names “\(event)”, and these registrations are for another"
            )
        }
    }

    /// What is wrong with the address of a registration; nil where nothing is.
    public static func addressFault(_ line: RegistrationLine) -> Wording? {
        do throws(AddressError) {
            _ = try Address(line.email)
            return nil
        } catch {
            let said = Wording(ru: error.message(language: "ru"), en: error.message(language: "en"))
            return "email: " + said
        }
    }

    /// The column that a fault is about; nil where it is about the whole.
    public static func column(of fault: RegistrationLineFault) -> String? {
        switch fault.kind {
        case .lineTooLong, .notUTF8, .notJSON, .notAnObject, .holdsNul: nil
        case .missing(let key), .unknown(let key), .repeated(let key), .kept(let key), .notText(let key),
            .tooLong(let key, _):
            key
        case .detailsNotAnObject: "details"
        case .unknownStatus: "status"
        case .otherEvent: "event"
        case .otherKey: "key"
        }
    }

    private static func known(_ names: [String]) -> Wording {
        let list = names.joined(separator: ", ")
        return Wording(ru: "есть: \(list)", en: "there is \(list)")
    }

    private static func unknown(_ key: String) -> Wording {
        let near = nearest(to: key, among: ["key"] + RegistrationLine.columns)
        let hint =
            near.map { Wording(ru: "возможно, \($0)?", en: "did you mean \($0)?") }
            ?? Wording(ru: "прочее пишут в details", en: "anything else goes into details")
        return Wording(ru: "ключа «\(key)» нет: ", en: "there is no key “\(key)”: ") + hint
    }

    private static func notJSON(_ number: Int, _ input: [UInt8]) -> Wording {
        let start = input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let lines = input[start...].split(
            separator: 0x0A,
            maxSplits: number,
            omittingEmptySubsequences: false
        )
        let general = Wording(ru: "не JSON", en: "is no JSON")
        guard lines.indices.contains(number - 1) else { return general }
        do throws(JSONError) { _ = try Value(json: Array(lines[number - 1])) } catch {
            return general
                + Wording(
                    ru: ", столбец \(error.column): \(error.message.ru)",
                    en: ", column \(error.column): \(error.message.en)"
                )
        }
        return general
    }
}
