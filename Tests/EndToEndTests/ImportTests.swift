import Foundation
import TestSupport
import Testing

@Suite("Lists of invitees, as they come")
struct ImportTests {
    private func house(language: String = "en") throws -> House {
        let house = try House(language: language)
        _ = try house.vestnik("init")
        return house
    }

    @Test("what each column is taken for and three rows as read stand before what was done")
    func summary() throws {
        let house = try house()
        try house.folder.write(
            "E-mail;First name;Last name;Hotel;№\na@example.org;João;Conceição;yes;\n"
                + "b@example.org;Мария;Иванова;;\nc@example.org;;;;\nd@example.org;;;;\n",
            to: "list.csv"
        )
        for arguments in [["--dry-run"], []] {
            let result = try house.run(["import", "meeting", "list.csv"] + arguments)
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
            let done = arguments.isEmpty ? "imported" : "would import"
            #expect(
                result.lines.prefix(11) == [
                    "Columns of list.csv (UTF-8, “;”):", "  E-mail     → email", "  First name → name",
                    "  Last name  → name", "  Hotel      → details.Hotel", "  №          → left out",
                    "The first rows as read:",
                    "  row 2: email a@example.org | name João Conceição | details.Hotel yes",
                    "  row 3: email b@example.org | name Иванова Мария", "  row 4: email c@example.org",
                    "\(done) into meeting: 4 new, 0 changed, 0 unchanged",
                ],
                "\(result.output)"
            )
            #expect(try house.value("SELECT count(*) FROM invitees") == (arguments.isEmpty ? "4" : "0"))
        }
    }

    @Test("columns that the file lacks stay, and are named; each change is shown, tried as well as done")
    func kept() throws {
        let house = try house()
        try house.folder.write(
            "email,name,Hall\na@example.org,Иванова,Малый\nb@example.org,Петров,",
            to: "list.csv"
        )
        _ = try house.vestnik("import", "meeting", "list.csv")
        try house.folder.write(
            "email,organization\na@example.org,Библиотека\nb@example.org,\n",
            to: "more.csv"
        )
        for arguments in [["--dry-run"], []] {
            let result = try house.run(["import", "meeting", "more.csv"] + arguments)
            #expect(result.output.contains("into meeting: 0 new, 1 changed, 1 unchanged\n"))
            #expect(
                result.output.contains("  not in this file, what stands there is kept: name, details.Hall\n")
            )
            #expect(result.output.contains("  a@example.org: organization: empty → “Библиотека”\n"))
        }
        #expect(
            try house.value("SELECT group_concat(name || coalesce(organization, '-')) FROM invitees")
                == "ИвановаБиблиотека,Петров-"
        )
        let json = try #require(
            try house.objects(house.vestnik("import", "meeting", "more.csv", "--json")).first
        )
        #expect(json["kept"] as? [String] == ["name", "details.Hall"] && json["unchanged"] as? Int == 2)
        #expect(
            (json["columns"] as? [[String: Any]])?.compactMap { $0["column"] as? String } == [
                "email", "organization",
            ]
        )
        #expect((json["sample"] as? [[String: Any]])?.first?["organization"] as? String == "Библиотека")
    }

    @Test("a workbook is read like the text that is saved from it: the second import changes nothing")
    func workbook() throws {
        let house = try house(language: "ru")
        var book = WorkbookWriter(
            """
            <row r="1"><c r="A1" t="str"><v>Список приглашённых</v></c></row>
            <row r="3"><c r="A3" t="str"><v>Эл. почта</v></c><c r="B3" t="str"><v>ФИО</v></c><c r="C3" t="str"><v>Телефон</v></c>
            <c r="D3" t="str"><v>Приезд</v></c></row>
            <row r="4"><c r="A4" t="str"><v>a@example.org</v></c><c r="B4" t="str"><v>Иванова Мария</v></c>
            <c r="C4"><v>7.9161234567E10</v></c><c r="D4" s="1"><v>46354</v></c></row>
            """
        )
        book.styles = #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#
        book.sheets.append(("Прочее", ""))
        try house.folder.write(book.bytes, to: "list.xlsx")
        let result = try house.vestnik("import", "meeting", "list.xlsx")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.hasPrefix(
                "Столбцы list.xlsx (книга Excel, лист «Лист1»; не читаются: Прочее, см. --sheet):\n"
            )
        )
        #expect(
            result.output.contains(
                "  строка 4: email a@example.org | name Иванова Мария | details.Телефон 79161234567 | details.Приезд 28.11.2026\n"
            )
        )
        #expect(result.errors == "list.xlsx:1:1: заголовки — в строке 3; над ними пропущено: 1\n")
        try house.folder.write(
            Array(
                #require(
                    "Эл. почта;ФИО;Телефон;Приезд\r\na@example.org;Иванова Мария;79161234567;28.11.2026\r\n"
                        .data(using: .windowsCP1251)
                )
            ),
            to: "list.csv"
        )
        let again = try house.vestnik("import", "meeting", "list.csv")
        #expect(again.output.contains("новых 0, изменённых 0, прежних 1"), "\(again.output)")
        #expect(try house.vestnik("import", "meeting", "list.xlsx", "--sheet", "лист1").status == 0)
        let unknown = try house.vestnik("import", "meeting", "list.xlsx", "--sheet", "Нет")
        #expect(
            unknown.status == 65
                && unknown.errors.contains("листа «Нет» в книге нет; есть: «Лист1», «Прочее»")
        )
    }

    @Test("the encoding that is asked for decides; one that nobody knows is a slip of the finger")
    func encoding() throws {
        let house = try house(language: "ru")
        let bytes: [UInt8] = Array("email;name\na@example.org;".utf8) + [0xED, 0xE5, 0xF2]
        try house.folder.write(bytes, to: "list.csv")
        let open = try house.vestnik("import", "meeting", "list.csv")
        #expect(
            open.status == 65
                && open.errors.contains("кодировку по этому тексту не определить: Windows-1251 — «нет»")
        )
        #expect(try house.vestnik("import", "meeting", "list.csv", "--encoding", "cp1251").status == 0)
        #expect(try house.value("SELECT name FROM invitees") == "нет")
        let unknown = try house.vestnik("import", "meeting", "list.csv", "--encoding", "ebcdic")
        #expect(unknown.status == 64 && unknown.errors.contains("кодировки «ebcdic» нет; есть: UTF-8"))
    }

    @Test(
        "files that would take the machine are refused at once, and nothing is written",
        .timeLimit(.minutes(1))
    )
    func hostile() throws {
        let house = try house()
        let files: [(String, [UInt8], String)] = [
            (
                "columns.csv",
                Array(("email" + String(repeating: ",", count: 1_000_000) + "\na@example.org\n").utf8),
                "columns.csv:1:1: there are more than 16384 columns"
            ),
            (
                "quote.csv",
                Array(
                    ("email,name\na@example.org,x\nb@example.org,\"y\n"
                        + String(repeating: "c@example.org,z\n", count: 200_000)).utf8
                ), "quote.csv:3:2: a quote is opened and never closed"
            ),
            (
                "zero.csv", Array("email\na@example.org\nb\u{0}@example.org\n".utf8),
                "zero.csv:3:1: there is a zero byte"
            ),
            (
                "long.csv", Array(("email\n" + String(repeating: "a", count: 20_000_000)).utf8),
                "long.csv:2:1: a cell holds more than 128 KB"
            ),
            (
                "old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
                "old.xls:1:1: this is an Excel 97–2003 workbook"
            ),
            (
                "ragged.csv", Array("email,name\na@example.org,x,y\nb@example.org,z,w\n".utf8),
                "ragged.csv:3:3: there is no heading over this cell"
            ),
        ]
        for (name, bytes, told) in files {
            try house.folder.write(bytes, to: name)
            let result = try house.vestnik("import", "meeting", name)
            #expect(
                result.status == 65 && result.errors.contains(told),
                "\(name): \(result.errors.prefix(500))"
            )
        }
        // A file of 2 GB that takes no place on the disk.
        let huge = house.folder.path("huge.csv")
        #expect(FileManager.default.createFile(atPath: huge, contents: nil))
        #expect(truncate(huge, 2 << 30) == 0)
        let result = try house.vestnik("import", "meeting", "huge.csv")
        #expect(result.status == 65)
        #expect(result.errors.contains("huge.csv:1:1: the file is larger than 1024 MB"))
        #expect(try house.value("SELECT count(*) FROM invitees") == "0")
    }

    @Test("what would turn a line around or move the cursor is shown as no character")
    func inert() throws {
        let house = try house()
        try house.folder.write(
            "email,ho\u{202E}tel,name\n\u{202A}a@example.org\u{202C},\u{1B}[2J\u{202E}x,\u{2066}Ivan\n",
            to: "list.csv"
        )
        let first = try house.vestnik("import", "meeting", "list.csv")
        try house.folder.write("email,name\na@example.org,\u{202E}Petr\n", to: "list.csv")
        let second = try house.vestnik("import", "meeting", "list.csv")
        #expect(
            first.status == 0 && second.status == 0 && second.output.contains("→ “Petr”"),
            "\(first.errors)"
        )
        // By plain SQL anything can be written.
        try house.sql(
            "UPDATE invitees SET name = char(27) || '[2J' || char(8238) || 'x', region = char(8294) || 'y' || char(155)"
        )
        let commands = [
            ["coverage", "meeting"], ["coverage", "meeting", "--csv"],
            ["coverage", "meeting", "--spreadsheet"], ["coverage", "meeting", "--json"],
            ["report", "meeting"], ["report", "meeting", "--html"], ["report", "meeting", "--csv"],
            ["show", "a@example.org"], ["export", "a@example.org"],
            ["import", "meeting", "list.csv", "--dry-run"],
            ["import", "meeting", "list.csv", "--json"],
        ]
        let others = try commands.map { try house.run($0).output }
        #expect(
            others.filter { $0.contains("\u{FFFD}") || $0.contains("u202e") || $0.contains("u2066") }.count
                >= 6
        )
        for output in [first.output, first.errors, second.output] + others {
            let found = output.unicodeScalars.filter {
                ["\u{1B}", "\u{9B}", "\u{202E}", "\u{2066}"].contains($0)
            }
            #expect(found.isEmpty, "\(output.debugDescription)")
        }
    }
}
