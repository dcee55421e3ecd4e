/// The category that CLDR's plural rules give a whole number.
public enum PluralCategory: String, CaseIterable, Sendable, Hashable {
    case zero, one, two, few, many, other

    /// The category of a number in the language of a code, as `ru`; one that CLDR has no rule for follows English.
    public static func of(_ number: Int, language code: String) -> PluralCategory {
        let n = number.magnitude
        let (ones, tens) = (n % 10, n % 100)
        switch rule(of: code) {
        case .never: return .other
        case .one: return n == 1 ? .one : .other
        case .upToOne: return n <= 1 ? .one : .other
        case .eastSlavic:
            if ones == 1, tens != 11 { return .one }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? .few : .many
        case .southSlavic:
            if ones == 1, tens != 11 { return .one }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? .few : .other
        case .polish:
            if n == 1 { return .one }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? .few : .many
        case .czech: return n == 1 ? .one : (2...4).contains(n) ? .few : .other
        case .slovene: return tens == 1 ? .one : tens == 2 ? .two : tens == 3 || tens == 4 ? .few : .other
        case .lithuanian:
            if (11...19).contains(tens) { return .other }
            return ones == 1 ? .one : ones >= 2 ? .few : .other
        case .latvian:
            if ones == 0 || (11...19).contains(tens) { return .zero }
            return ones == 1 ? .one : .other
        case .romanian:
            if n == 1 { return .one }
            return n == 0 || (1...19).contains(tens) ? .few : .other
        case .icelandic: return ones == 1 && tens != 11 ? .one : .other
        case .arabic:
            switch n {
            case 0: return .zero
            case 1: return .one
            case 2: return .two
            default: return (3...10).contains(tens) ? .few : tens >= 11 ? .many : .other
            }
        case .hebrew: return n == 1 ? .one : n == 2 ? .two : .other
        }
    }

    /// The categories that whole numbers have in a language.
    public static func categories(of code: String) -> [PluralCategory] {
        let used = Set((0...200).map { of($0, language: code) })
        return allCases.filter { used.contains($0) }
    }

    private enum Rule {
        case never, one, upToOne, eastSlavic, southSlavic, polish, czech, slovene, lithuanian, latvian,
            romanian
        case icelandic, arabic, hebrew
    }

    /// CLDR 45, supplemental/plurals.xml, for whole numbers.
    private static func rule(of code: String) -> Rule {
        switch code {
        case "ru", "uk", "be": .eastSlavic
        case "sr", "hr", "bs", "sh": .southSlavic
        case "pl": .polish
        case "cs", "sk": .czech
        case "sl": .slovene
        case "lt": .lithuanian
        case "lv": .latvian
        case "ro", "mo": .romanian
        case "is", "mk": .icelandic
        case "ar": .arabic
        case "he", "iw": .hebrew
        case "fr", "pt", "hi", "fa", "hy", "bn", "gu", "kn", "zu", "am", "as", "si", "pa", "ti", "wa", "mg",
            "ln":
            .upToOne
        case "ja", "zh", "ko", "vi", "th", "id", "ms", "lo", "my", "km", "sah", "yue", "jv", "su", "bo", "dz",
            "to",
            "wo", "yo", "ig":
            .never
        default: .one
        }
    }
}
