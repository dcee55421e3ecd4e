import Testing

@testable import Mail

@Suite("How long somebody is away")
struct AbsenceTests {
    /// 24 November 2026, noon.
    private static let written: Int64 = 1_795_521_600

    private func read(_ text: String) -> String? {
        Absence(subject: "Автоответ", lines: [text], written: Self.written).map {
            "\($0.isReturn ? "back" : "until") \($0.until.year)-\($0.until.month)-\($0.until.day)"
        }
    }

    @Test(
        "the end is found where the words state one",
        arguments: [
            ("I am out of the office until 30 November 2026.", "until 2026-11-30"),
            ("I'm away till December 4th.", "until 2026-12-4"),
            ("On leave from 23 Nov to 4 Dec 2026.", "until 2026-12-4"),
            ("Out of office: 11/23/2026 - 12/04/2026", "until 2026-12-4"),
            ("I will be back on Monday, 7 December.", "back 2026-12-7"),
            ("Returning to the office on 2026-12-07.", "back 2026-12-7"),
            ("Я в отпуске с 16 по 30 ноября.", "until 2026-11-30"),
            ("Отсутствую по 04.12.2026 включительно", "until 2026-12-4"),
            ("Буду в командировке до 28 ноября 2026 г.", "until 2026-11-28"),
            ("Вернусь 7 декабря.", "back 2026-12-7"),
            ("Нахожусь в отпуске 16.11.2026-30.11.2026", "until 2026-11-30"),
            ("Выйду на работу в понедельник, 11 января.", "back 2027-1-11"),
            ("Ich bin vom 24.11. bis 04.12.2026 nicht im Büro.", "until 2026-12-4"),
            ("Ich bin ab dem 7. Dezember wieder erreichbar.", "back 2026-12-7"),
            ("Je suis absent jusqu'au 4 décembre 2026 inclus.", "until 2026-12-4"),
            ("Estaré fuera hasta el 4 de diciembre de 2026.", "until 2026-12-4"),
        ]
    )
    func ends(text: String, end: String) {
        #expect(read(text) == end, "\(text)")
    }

    @Test(
        "a day that is no end is none: of the past, far away, without a word before it, of a telephone",
        arguments: [
            "I was away until 30 November 2019.", "Thank you for your mail of 24 November 2026.",
            "Call 8-800-555-35-35 until then.",
            "Я в отпуске.", "Away until 30 November 2099.", "Вернусь скоро", "Version 2.11.3",
            "until 99.99.2026", "",
        ]
    )
    func none(text: String) {
        #expect(read(text) == nil, "\(text)")
    }

    @Test("without a date of the mail days need their year")
    func undated() {
        #expect(Absence(subject: "", lines: ["until 30 November"], written: nil) == nil)
        #expect(
            Absence(subject: "", lines: ["until 30 November 2026"], written: nil)?.until
                == CivilDate(year: 2026, month: 11, day: 30)
        )
    }
}
