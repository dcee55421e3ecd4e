import Testing
import Wording

@testable import Letters

@Suite("Plurals")
struct PluralTests {
    @Test(
        "Russian days have three forms",
        arguments: [
            (0, "дней"), (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"), (12, "дней"),
            (14, "дней"),
            (21, "день"), (22, "дня"), (25, "дней"), (101, "день"), (111, "дней"), (112, "дней"),
            (121, "день"),
        ]
    )
    func days(_ number: Int, _ word: String) {
        #expect(Plural.days(number, language: "ru") == word)
    }

    @Test("the Russian verb changes for 1, 21, 31 and not for 11")
    func verbs() {
        for number in [1, 21, 31, 101] { #expect(Plural.remain(number, language: "ru") == "остался") }
        for number in [0, 2, 5, 11, 22, 111] { #expect(Plural.remain(number, language: "ru") == "осталось") }
    }

    @Test("English has two forms")
    func english() {
        #expect(Plural.days(1, language: "en") == "day")
        #expect([0, 2, 11, 21].map { Plural.days($0, language: "en") } == ["days", "days", "days", "days"])
        #expect(Plural.remain(1, language: "en") == "remains")
        #expect(Plural.remain(21, language: "en") == "remain")
    }

    @Test("every whole number has a category, the extreme ones too")
    func extremes() {
        #expect(PluralCategory.of(.min, language: "ru") == .many)
        #expect(PluralCategory.of(-1, language: "ru") == .one)
        #expect(PluralCategory.of(.max, language: "ru") == .many)
    }

    @Test("a number stands behind № with a no-break space")
    func numbers() {
        #expect(SignWording.number(5, language: "ru") == "№\u{A0}5")
        #expect(SignWording.number(5, language: "en") == "No.\u{A0}5")
    }
}
