import Testing

@testable import Mail

@Suite("Slips of typing")
struct TypingSlipTests {
    @Test(
        "a slip in a well-known domain brings the whole corrected address",
        arguments: [
            ("director@gmial.com", "director@gmail.com"), ("director@gmal.com", "director@gmail.com"),
            ("director@gmail.con", "director@gmail.com"), ("director@gmial.con", "director@gmail.com"),
            ("director@mail.ry", "director@mail.ru"), ("director@yandex.ri", "director@yandex.ru"),
            ("director@yadnex.ru", "director@yandex.ru"), ("director@yande.ru", "director@yandex.ru"),
            ("director@ramber.ru", "director@rambler.ru"), ("director@hotmial.com", "director@hotmail.com"),
            ("director@outlok.com", "director@outlook.com"), ("director@iclod.com", "director@icloud.com"),
            ("director@bk.ry", "director@bk.ru"), ("director@ya.tu", "director@ya.ru"),
            ("director@lsit.ru", "director@list.ru"),
            ("director@library.example.ogr", "director@library.example.org"),
            ("director@mаil.ru", "director@mail.ru"), ("direсtor@example.org", "director@example.org"),
            ("director@mail.ру", "director@mail.ru"), ("\"a b\"@gmial.com", "\"a b\"@gmail.com"),
        ]
    )
    func corrected(text: String, meant: String) throws {
        #expect(try address(text).suggestion == meant)
    }

    @Test(
        "real domains next to well-known ones are left alone",
        arguments: [
            "gmail.com", "mail.ru", "yandex.ru", "ya.ru", "bk.ru", "list.ru", "inbox.ru", "rambler.ru",
            "icloud.com",
            "outlook.com", "hotmail.com", "ymail.com", "mail.com", "email.com", "gmail.ru", "mil.ru",
            "mai.ru",
            "mall.ru", "email.ru", "maik.ru", "cloud.com", "yandex.com", "yandex.by", "yandex.kz", "last.ru",
            "hotmail.fr",
            "rsl.ru", "culture.gov.ru", "mkrf.ru", "example.org", "пример.испытание", "inbox.lv", "live.com",
            "mail.ee",
            "proton.me", "gmx.com", "list.am", "ramble.ru", "company.co", "city.ro", "unbox.ru", "nlr.ru",
        ]
    )
    func realDomains(domain: String) throws {
        #expect(try address("director@\(domain)").suggestion == nil)
    }

    @Test("a name all in Cyrillic is a name, not a slip")
    func cyrillicNames() throws {
        #expect(try address("сосна@example.org").suggestion == nil)
        #expect(try address("иванов@пример.испытание").suggestion == nil)
    }

    @Test("one slip is a letter more, less, another, or two swapped")
    func distance() {
        func one(_ left: String, _ right: String) -> Bool {
            EditDistance.isOne(Array(left.utf8), Array(right.utf8))
        }
        #expect(
            one("gmail", "gmal") && one("gmail", "ggmail") && one("gmail", "gnail") && one("gmail", "gmial")
        )
        #expect(one("", "a") && one("ab", "ba") && one("aab", "ab"))
        #expect(
            !one("gmail", "gmail") && !one("gmail", "gml") && !one("gmail", "amgil") && !one("abc", "cba")
        )
    }

    @Test(
        "names that carry a link or a line break are suspicious",
        arguments: [
            "Выиграй https://example.com/x", "зайди на www.example.com", "example.com", "Иван bit.ly/abc",
            "t.me/casino", "Иван\nBcc: x", "Иван\u{2028}Петров", "казино.рф", "example.com…", "#example.com",
            "зайди\u{A0}example.com", "казино.москва", "→example.com←", "win-prize.xyz!",
        ].map { $0.replacing("!", with: "") }
    )
    func suspicious(name: String) {
        #expect(SuspiciousName.reason(in: name) != nil)
    }

    @Test(
        "ordinary names, posts and organisations are harmless",
        arguments: [
            "Иванова Мария Петровна", "И.О.Фамилия", "Н.А. Преподобная", "ГБУК «ЦБС им. А.С. Пушкина»",
            "О'Нил Дж.",
            "Зам. директора/гл. бухгалтер", "г.Москва, ул.Ленина, д.5", "Sr. Librarian, Ph.D.", "к.п.н.",
            "и т.д.", "",
            "2.0", "Отдел 1.2", "ЦБС, info@example.org", "с/х библиотека", "т.е./т.о.",
        ]
    )
    func harmless(name: String) {
        #expect(SuspiciousName.reason(in: name) == nil)
    }
}
