import Testing
@testable import Wording

@Suite("Counted forms")
struct CountedTests {
    private let letters = Counted(ru: ("письмо", "письма", "писем"), en: ("letter", "letters"))

    @Test(
        "a noun takes the form that its number asks for, in each language",
        arguments: [
            // CLDR 44: ru one: v = 0 and i % 10 = 1 and i % 100 != 11; few: 2..4 but 12..14; en one: i = 1.
            (0, "0 писем", "0 letters"), (1, "1 письмо", "1 letter"), (2, "2 письма", "2 letters"),
            (4, "4 письма", "4 letters"), (5, "5 писем", "5 letters"), (11, "11 писем", "11 letters"),
            (12, "12 писем", "12 letters"), (14, "14 писем", "14 letters"), (21, "21 письмо", "21 letters"),
            (22, "22 письма", "22 letters"), (25, "25 писем", "25 letters"),
            (100, "100 писем", "100 letters"),
            (101, "101 письмо", "101 letters"), (111, "111 писем", "111 letters"),
            (112, "112 писем", "112 letters"), (1001, "1001 письмо", "1001 letters"),
            (-1, "-1 письмо", "-1 letter"), (.min, "\(Int.min) писем", "\(Int.min) letters"),
        ]
    )
    func forms(number: Int, ru: String, en: String) {
        #expect(letters(number) == Wording(ru: ru, en: en))
    }

    @Test("the form can be had without its number")
    func withoutNumber() {
        #expect(letters.form(for: 3) == Wording(ru: "письма", en: "letters"))
    }

    @Test("those with other forms are others")
    func equality() {
        let alike = Counted(ru: ("письмо", "письма", "писем"), en: ("letter", "letters"))
        let other = Counted(ru: ("письмо", "письма", "писем"), en: ("message", "messages"))
        #expect(letters == alike && letters.hashValue == alike.hashValue)
        #expect(letters != other)
    }
}
