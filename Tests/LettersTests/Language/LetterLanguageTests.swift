import Events
import Foundation
import Settings
import Testing
import TestSupport
import Wording

@testable import Letters

@Suite("Languages of letters")
struct LetterLanguageTests {
    private func date(_ text: String) throws -> LocalDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(LocalDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    @Test(
        "days and ranges are written as each language writes them",
        arguments: [
            ("ru", "28\u{A0}ноября 2026\u{A0}г."), ("en", "28 November 2026"),
            ("pt", "28 de novembro de 2026"),
            ("de", "28. November 2026"), ("kk", "2026 жылғы 28 қараша"),
        ]
    )
    func days(_ code: String, _ expected: String) throws {
        let language = try #require(LetterLanguages.builtIn.language(code))
        let day = DateWording.day(try date("2026-11-28"), language: language)
        #expect(day.replacing("\u{A0}", with: " ") == expected.replacing("\u{A0}", with: " "))
    }

    @Test(
        "a range says each part once",
        arguments: [
            ("pt", "28 a 29\u{A0}de novembro de 2026", "30\u{A0}de novembro a 1\u{A0}de dezembro de 2026"),
            ("de", "28.–29.\u{A0}November 2026", "30.\u{A0}November – 1.\u{A0}Dezember 2026"),
            ("kk", "2026 жылғы 28–29\u{A0}қараша", "2026 жылғы 30\u{A0}қараша – 1\u{A0}желтоқсан"),
        ]
    )
    func ranges(_ code: String, _ month: String, _ year: String) throws {
        let language = LetterLanguages.builtIn[code]
        #expect(
            DateWording.range(try date("2026-11-28"), try date("2026-11-29"), language: language) == month
        )
        #expect(DateWording.range(try date("2026-11-30"), try date("2026-12-01"), language: language) == year)
        let years = DateWording.range(try date("2026-12-30"), try date("2027-01-02"), language: language)
        #expect(years.contains("2026") && years.contains("2027"))
    }

    @Test("salutation, hours, counted words and answers are the language's own")
    func words() throws {
        let portuguese = LetterLanguages.builtIn["pt"]
        #expect(
            Salutation.line(name: "Иванова Мария Петровна", details: .null, language: portuguese)
                == "Prezados colegas,"
        )
        #expect(
            Salutation.line(name: nil, details: ["title": "Dra.", "surname": "Silva"], language: portuguese)
                == "Dra. Silva,"
        )
        #expect([0, 1, 2].map { Plural.days($0, language: portuguese) } == ["dia", "dia", "dias"])
        let moscow = try #require(TimeZone(identifier: "Europe/Moscow"))
        let instant = Date(timeIntervalSince1970: 1_795_849_200)
        #expect(
            ClockWording.time(instant, in: moscow, language: portuguese).hasSuffix(
                "(horário de Moscou, UTC+3)"
            )
        )
        #expect(portuguese.answer(true) == "sim" && portuguese.label("name") == "Participante")
    }

    @Test("what a file lacks or has too much is told with its place and what to write")
    func faults() {
        do throws(Faults) {
            _ = try LetterLanguage.parse(
                #"{ salutation: { neutral: "Szanowni Państwo," }, days: { one: "dzień", other: "dni" }, dates: { months: ["a"] }, x: 1 }"#,
                code: "pl",
                file: "pl.json5"
            )
            Issue.record("a file without most of its words was taken")
        } catch {
            let all = error.all.map(\.description).joined(separator: "\n")
            for part in [
                "pl.json5:1:", "days.few: is missing", "days.many: is missing", "remain: is missing",
                "words: is missing",
                "labels: is missing", "calendar: is missing", "dates.months: expected 12 names, found 1",
                "x: unknown key",
            ] {
                #expect(all.contains(part), "\(part)")
            }
        }
    }

    @Test(
        "a file beside the configuration goes before the one compiled in; a faulty one leaves the language unknown"
    )
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "languages-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let german = try #require(String(contentsOf: shipped("de"), encoding: .utf8) as String?)
        try german.replacing("Sehr geehrte Damen und Herren,", with: "Guten Tag,")
            .write(to: folder.appendingPathComponent("de.json5"), atomically: true, encoding: .utf8)
        try "{".write(to: folder.appendingPathComponent("pt.json5"), atomically: true, encoding: .utf8)
        let languages = LetterLanguages.load(folder: folder.path)
        #expect(languages["de"].salutation.neutral == "Guten Tag,")
        #expect(languages.language("pt") == nil && languages.faults["pt"]?.isEmpty == false)
        #expect(languages.language("kk") != nil && languages.language("ru") != nil)
        #expect(LetterLanguages.load(folder: folder.path + "/none").codes == ["de", "en", "kk", "pt", "ru"])
    }

    @Test("every language that is shipped has all its words")
    func complete() {
        #expect(LetterLanguages.builtIn.faults.isEmpty, "\(LetterLanguages.builtIn.faults)")
        #expect(LetterLanguages.builtIn.codes == ["de", "en", "kk", "pt", "ru"])
    }

    private func shipped(_ code: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("config/languages/\(code).json5")
    }
}

@Suite("Plural rules")
struct PluralRulesTests {
    /// Of CLDR's supplemental/plurals.xml: samples of whole numbers for each category.
    @Test(
        "the categories are those of CLDR",
        arguments: [
            ("pl", "one:1 few:2,4,22,102 many:0,5,12,21,112"), ("cs", "one:1 few:2,4 other:0,5,22"),
            ("sl", "one:1,101 two:2,102 few:3,4,103 other:0,5,100"),
            ("lt", "one:1,21 few:2,9,22 other:0,10,11,20"),
            ("lv", "zero:0,10,11,20 one:1,21,101 other:2,9,22"), ("ro", "one:1 few:0,2,19,101 other:20,100"),
            ("ar", "zero:0 one:1 two:2 few:3,10,103 many:11,99,111 other:100,102"),
            ("fr", "one:0,1 other:2,10"),
            ("de", "one:1 other:0,2"), ("kk", "one:1 other:0,2"), ("ja", "other:0,1,2"),
            ("hr", "one:1,21 few:2,24 other:0,5,11"),
            ("uk", "one:1,21 few:2,24 many:0,5,11,12"), ("he", "one:1 two:2 other:0,3"),
            ("is", "one:1,21 other:0,11"),
        ]
    )
    func categories(_ code: String, _ samples: String) {
        for group in samples.split(separator: " ") {
            let parts = group.split(separator: ":")
            for number in parts[1].split(separator: ",").compactMap({ Int($0) }) {
                #expect(PluralCategory.of(number, language: code).rawValue == parts[0], "\(code) \(number)")
            }
        }
    }
}
