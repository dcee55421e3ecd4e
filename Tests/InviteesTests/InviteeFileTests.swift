import Invitees
import Settings
import TestSupport
import Testing

@Suite("The list of invitees")
struct InviteeFileTests {
    private func read(
        _ text: String,
        _ headings: [String: String] = [:],
        _ language: Language = .ru
    ) -> InviteeFile {
        InviteeFile.read(Array(text.utf8), headings: headings, language: language)
    }

    /// The faults as they are shown, the file named f.
    private func faults(_ text: String, _ language: Language = .ru) -> [String] {
        read(text, [:], language).faults.map { $0.text(file: "f") }
    }

    @Test("a ministry's spreadsheet is read whole")
    func whole() throws {
        let file = read(
            #"""
            Эл. почта;ФИО;Организация;Должность;Регион;Язык;Часовой пояс;Гостиница;№
            director@library.example.org; Иванова  Мария Петровна ;"ГБУК ""Библиотека""";директор;54;русский;Asia/Novosibirsk;да;1
            b@example.org, b2@example.org;;;;RU-KAM;en;;;2
            c@example.org;;;;Республика Саха (Якутия);;;;
            """#,
            ["№": "-"]
        )
        #expect(file.faults.isEmpty && file.warnings.isEmpty)
        #expect(file.separator == ";" && file.encoding == .utf8 && file.rowsRead == 3)
        let row = try #require(file.rows.first)
        #expect(row.email == "director@library.example.org" && row.name == "Иванова Мария Петровна")
        #expect(row.organization == "ГБУК \"Библиотека\"" && row.position == "директор" && row.region == "54")
        #expect(row.language == "ru" && row.timeZone == "Asia/Novosibirsk" && row.line == 2)
        #expect(row.detailsJSON == "{\"Гостиница\":\"да\"}" && row.secondEmail == nil)
        #expect(
            file.rows[1].secondEmail == "b2@example.org" && file.rows[1].region == "41"
                && file.rows[1].language == "en"
        )
        #expect(file.rows[1].name == nil && file.rows[1].detailsJSON == nil)
        #expect(file.rows[2].region == "14")
    }

    @Test("Windows-1251, with tabs, reads the same as UTF-8")
    func windows1251() {
        // «ФИО», «Эл. почта» and «Жуков» in code page 1251.
        let bytes: [UInt8] =
            [0xD4, 0xC8, 0xCE, 0x09, 0xDD, 0xEB, 0x2E, 0x20, 0xEF, 0xEE, 0xF7, 0xF2, 0xE0, 0x0D, 0x0A]
            + [0xC6, 0xF3, 0xEA, 0xEE, 0xE2, 0x09] + Array("a@example.org\r\n".utf8)
        let file = InviteeFile.read(bytes)
        #expect(file.encoding == .windows1251 && file.separator == "\t" && file.faults.isEmpty)
        #expect(file.rows.map(\.name) == ["Жуков"] && file.rows.map(\.email) == ["a@example.org"])
    }

    @Test(
        "several addresses of one organisation are the first and the second",
        arguments: [
            ("a@example.org; b@example.org", "a@example.org", "b@example.org"),
            ("a@example.org b@example.org", "a@example.org", "b@example.org"),
            ("a@example.org / b@example.org", "a@example.org", "b@example.org"),
            ("a@example.org,\nb@example.org", "a@example.org", "b@example.org"),
            ("Иванова М. П. <a@example.org>", "a@example.org", nil),
            ("<a@example.org>", "a@example.org", nil),
            ("a@example.org, A@Example.org", "a@example.org", nil), ("a@example.org;", "a@example.org", nil),
        ] as [(String, String, String?)]
    )
    func addresses(cell: String, first: String, second: String?) {
        let file = read("email\n\"\(cell)\"")
        #expect(
            file.faults.isEmpty && file.rows.map(\.email) == [first]
                && file.rows.map(\.secondEmail) == [second]
        )
    }

    @Test("the second address may have a column of its own, on either side of the first")
    func secondColumn() {
        for text in [
            "email,Эл. почта 2\na@example.org,b@example.org", "email 2,email\nb@example.org,a@example.org",
        ] {
            let file = read(text)
            #expect(
                file.rows.map(\.email) == ["a@example.org"]
                    && file.rows.map(\.secondEmail) == ["b@example.org"]
            )
        }
    }

    @Test(
        "each fault says line, column, heading and what to write instead",
        arguments: [
            ("ФИО\nИванов", "f:1:1: нет столбца с адресами: назовите его «Эл. почта» или email"),
            (
                "a@example.org,Иванов",
                "f:1:1: в первой строке нет заголовков: напишите над столбцами, что в них: «Эл. почта», «ФИО», «Организация», …"
            ),
            ("", "f:1:1: в файле нет ни одной строки"),
            ("email,ФИО\n,Иванов", "f:2:1: email: нет адреса: впишите эл. почту или уберите строку"),
            (
                "email\n\na@example.org b@example.org c@example.org",
                "f:3:1: email: адресов 3: оставьте не больше двух, первый и запасной"
            ),
            (
                "email,Эл. почта\na@example.org,",
                "f:1:2: Эл. почта: означает то же, что и столбец 1: оставьте один из них или назовите иначе"
            ),
            (
                "email,X,X\na@example.org,1,2",
                "f:1:3: X: означает то же, что и столбец 2: оставьте один из них или назовите иначе"
            ),
            (
                "email,ФИО\na@example.org,Б,лишнее",
                "f:2:3: над этой ячейкой нет заголовка: назовите столбец или уберите лишнее"
            ),
            (
                "email,,ФИО\na@example.org,лишнее,Б",
                "f:2:2: над этой ячейкой нет заголовка: назовите столбец или уберите лишнее"
            ),
            (
                "email,Регион\na@example.org,82",
                "f:2:2: Регион: нет субъекта «82»: напишите код субъекта (54), код ISO (RU-NVS) или полное название; на номерах машин так обозначают: Республика Крым"
            ),
            (
                "email,Язык\na@example.org,клингонский",
                "f:2:2: Язык: нет языка «клингонский»: напишите его код (ru, en, pt) или название"
            ),
            (
                "email,Часовой пояс\na@example.org,МСК+4",
                "f:2:2: Часовой пояс: нет часового пояса «МСК+4»: напишите имя IANA, например Asia/Novosibirsk"
            ),
            (
                "email\n\"a@example.org",
                "f:2:1: кавычка открыта и не закрыта: закройте её, а кавычку внутри текста удвойте: \"\""
            ),
            (
                "email,ФИО\na@example.org,\"Б\" В",
                "f:2:2: после закрывающей кавычки стоит текст: удвойте кавычки внутри текста: \"\""
            ),
            (
                "email,ФИО\na@example.org,Б\u{FFFD}",
                "f:2:2: ФИО: в ячейке есть знак, который не удалось прочесть: сохраните файл в UTF-8"
            ),
        ]
    )
    func wording(text: String, expected: String) {
        #expect(faults(text) == [expected])
    }

    @Test("faults are told in English, too")
    func english() {
        #expect(
            faults("email,region\n,00", .en) == [
                "f:2:1: email: there is no address: write one, or take the row away",
                "f:2:2: region: there is no region \"00\": write its subject code (54), its ISO code (RU-NVS) or its full name",
            ]
        )
    }

    @Test("an address that cannot be is named with its reason, and the row is not called empty as well")
    func wrongAddress() {
        let made = faults("email\nivanov.example.org\na b@c@d")
        #expect(made.count >= 2 && made.allSatisfy { !$0.contains("нет адреса: впишите") })
        #expect(made.first?.hasPrefix("f:2:1: email: «ivanov.example.org»: ") == true)
    }

    @Test("all faults of all rows are told in one run, in the file's order")
    func several() {
        let text = "email,region,language\nx,00,zz9\na@example.org,54,ru\n,,\ny,,"
        #expect(read(text).faults.map { "\($0.line):\($0.column)" } == ["2:1", "2:2", "2:3", "5:1"])
    }

    @Test("a code that means another region on number plates is taken as a subject code, and that is said")
    func clash() {
        let file = read(
            "email,Регион\na@example.org,95\nb@example.org,54\nc@example.org,Чеченская Республика\nd@example.org,5"
        )
        #expect(file.rows.map(\.region) == ["95", "54", "20", "05"])
        #expect(file.faults.isEmpty && file.warnings.count == 1)
        #expect(
            file.warnings.first?.message.contains(
                "Херсонская область; на номерах машин он значит другое: Чеченская Республика"
            ) == true
        )
        #expect(file.warnings.first?.line == 2 && file.warnings.first?.column == 2)
    }

    @Test("a region as people write it is found; one that is no subject stays, and is told with what is near")
    func regions() {
        let file = read(
            "email,Регион\na@example.org,Камчатка\nb@example.org,Москва г\nc@example.org,Алтай\nd@example.org,Казань\n"
                + "e@example.org,Минская область"
        )
        #expect(file.faults.isEmpty)
        #expect(file.rows.map(\.region) == ["41", "77", "Алтай", "Казань", "Минская область"])
        let told = file.warnings.map { "\($0.line): \($0.message)" }
        let unknown = "не субъект Федерации: часовой пояс по нему неизвестен"
        #expect(
            told == [
                "4: «Алтай» — \(unknown); так называют «Республика Алтай» и «Алтайский край»: напишите полное название",
                "5: «Казань» — \(unknown); может быть, «Республика Татарстан»?",
                "6: «Минская область» — \(unknown)",
            ]
        )
    }

    @Test("a language is read by its tag in any form, or by its name")
    func languages() {
        let file = read(
            "email,Язык\na@example.org,pt-BR\nb@example.org,en_GB\nc@example.org, EN \nd@example.org,португальский\n"
                + "e@example.org,русский\nf@example.org,Deutsch"
        )
        #expect(file.faults.isEmpty)
        #expect(file.rows.map(\.language) == ["pt-br", "en-gb", "en", "pt", "ru", "de"])
    }

    @Test("a slip of typing in an address is asked about, not refused")
    func slip() {
        let file = read("email\nivanov@gmial.com")
        #expect(file.faults.isEmpty && file.rows.count == 1)
        #expect(file.warnings.first?.message.contains("ivanov@gmail.com") == true)
    }

    @Test("no bytes bring the reader down")
    func anyBytes() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<1000 {
            let head = Bool.random(using: &random) ? Array("email;ФИО;Регион\n".utf8) : []
            _ = InviteeFile.read(head + random.bytes(0...200))
        }
    }
}
