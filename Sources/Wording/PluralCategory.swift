/// The category that CLDR's plural rules give a whole number.
public enum PluralCategory: Sendable, Hashable, CaseIterable {
    case one, few, many, other

    /// The category of a number beside a Russian noun: 1, 21 письмо; 2–4, 22 письма; 0, 5–20 писем.
    public static func russian(_ number: Int) -> PluralCategory {
        let ones = number.magnitude % 10, tens = number.magnitude % 100
        if ones == 1, tens != 11 { return .one }
        if (2...4).contains(ones), !(12...14).contains(tens) { return .few }
        return .many
    }

    /// The category of a number beside an English noun: 1 letter; 0, 2 letters.
    public static func english(_ number: Int) -> PluralCategory { number.magnitude == 1 ? .one : .other }
}
