import TestSupport
import Testing

@testable import Sheets

@Suite("Workbooks")
struct WorkbookTests {
    private func read(_ bytes: [UInt8], sheet: String? = nil) throws -> Sheet {
        var options = SheetOptions()
        options.sheet = sheet
        return try Sheet.read(bytes, options)
    }

    private func cells(_ writer: WorkbookWriter) throws -> [[String]] {
        try read(writer.bytes).rows.map(\.cells)
    }

    private let shared = """
        <si><t>email</t></si><si><t xml:space="preserve"> ФИО </t></si>
        <si><r><rPr><b/></rPr><t>Иванова </t></r><r><t xml:space="preserve">Мария</t></r></si>
        <si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si><si/>
        <si><t>a_x000D_b _x005F_x0041_ _x041F__xZZZZ_</t></si>
        """

    @Test("shared strings are read with their runs, without what is said of their sound, escapes undone")
    func strings() throws {
        var writer = WorkbookWriter(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
            <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" t="s"><v>4</v></c>
            <c r="D2" t="s"><v>5</v></c></row>
            """
        )
        writer.strings = shared
        #expect(
            try cells(writer) == [
                ["email", " ФИО "], ["Иванова Мария", "山田", "", "a\rb _x0041_ П_xZZZZ_"],
            ]
        )
    }

    @Test("inline strings, results of formulas, cells without references, in any order, are read")
    func dialects() throws {
        let cases: [(String, [[String]])] = [
            (
                #"<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><r><t>b</t></r><r><t>c</t></r></is></c></row>"#,
                [["a", "bc"]]
            ),
            (#"<row r="3"><c r="C3" t="str"><f>A1&amp;"x"</f><v>да</v></c></row>"#, [["", "", "да"]]),
            (#"<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c><c><v>2</v></c></row>"#, [["1", "2"]]),
            (
                #"<row r="2"><c><v>2</v></c></row><row r="1"><c><v>1</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>"#,
                [["1"], ["2", "3"]]
            ),
            // Styled cells without values, blanks, whole empty rows.
            (
                #"<row r="1"><c r="A1" s="1"/><c r="XFD1" s="1"/></row><row r="2"><c r="A2" t="str"><v> </v></c></row><row r="3"><c r="A3"><v>x</v></c></row>"#,
                [["x"]]
            ),
            (#"<row><c t="str"><v><![CDATA[a<b]]>&amp;c&#x416;</v></c></row>"#, [["a<b&cЖ"]]),
            (
                #"<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c></row>"#,
                [["#DIV/0!", "ИСТИНА"]]
            ),
        ]
        for (data, expected) in cases {
            #expect(try cells(WorkbookWriter(data)) == expected, "\(data)")
        }
    }

    @Test(
        "prefixes, the strict edition's namespaces, absolute targets, other folders and cases are the same to a reader"
    )
    func packaging() throws {
        let files: [ZipWriter.File] = [
            .init(
                "_rels\\.rels",
                """
                <r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">
                <r:Relationship Id="x" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Book/Main.xml"/>
                </r:Relationships>
                """
            ),
            .init(
                "book/main.xml",
                """
                \u{FEFF}<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="http://purl.oclc.org/ooxml/officeDocument/relationships">
                <x:sheets><x:sheet name="List" sheetId="7" q:id="s"/></x:sheets></x:workbook>
                """
            ),
            .init(
                "book/_rels/main.xml.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="s" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../pages/./one.xml"/>
                <Relationship Id="e" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="http://example.org/styles.xml" TargetMode="External"/>
                </Relationships>
                """
            ),
            .init(
                "pages/one.xml",
                #"<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
            ),
        ]
        #expect(try read(ZipWriter().archive(files)).rows == [Sheet.Row(line: 1, cells: ["5"])])
    }

    @Test("archives are read deflated, with sizes behind the data, with 64-bit fields, with a note")
    func archives() throws {
        let files = WorkbookWriter(rows: [["email"], ["a@example.org"]]).files
        var writers = [ZipWriter(), ZipWriter(), ZipWriter(), ZipWriter()]
        writers[1].hasDescriptors = true
        writers[2].isWide = true
        writers[3].note = Array(repeating: 0x50, count: 65_535)
        for writer in writers {
            for files in [files, files.map(\.packed)] {
                #expect(try read(writer.archive(files)).rows.map(\.cells) == [["email"], ["a@example.org"]])
            }
        }
    }

    @Test("the first visible sheet with cells is read, another one by its name, and the others are named")
    func sheets() throws {
        let row = { (text: String) in "<row><c t=\"str\"><v>\(text)</v></c></row>" }
        var writer = WorkbookWriter("")
        writer.sheets = [("Скрытый", row("h")), ("Пустой", ""), ("Список", row("x")), ("Архив", row("y"))]
        writer.states = ["Скрытый": "state=\"veryHidden\""]
        let sheet = try read(writer.bytes)
        #expect(sheet.rows.map(\.cells) == [["x"]])
        #expect(sheet.source == .workbook(sheet: "Список", others: ["Пустой", "Архив"]))
        #expect(try read(writer.bytes, sheet: "архив").rows.map(\.cells) == [["y"]])
        #expect(try read(writer.bytes, sheet: "Скрытый").rows.map(\.cells) == [["h"]])
        #expect(try read(writer.bytes, sheet: "Пустой").rows.isEmpty)
        #expect(throws: SheetError.noSuchSheet("X", ["Скрытый", "Пустой", "Список", "Архив"])) {
            try read(writer.bytes, sheet: "X")
        }
        writer.sheets = [("Скрытый", row("h")), ("Пустой", "")]
        #expect(throws: SheetError.noVisibleSheet) { try read(writer.bytes) }
        #expect(throws: SheetError.hasNoSheets) { try read(Array("email\n".utf8), sheet: "X") }
    }

    @Test("cells that are merged downwards are read in each of their rows that has others")
    func merged() throws {
        var writer = WorkbookWriter(
            """
            <row r="1"><c r="A1" t="str"><v>Список</v></c></row>
            <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><v>Библиотека</v></c></row>
            <row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="B4" s="1"/></row><row r="5"><c r="A5"><v>3</v></c></row>
            """
        )
        writer.behind =
            #"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B4"/><mergeCell ref="nonsense"/></mergeCells>"#
        let rows = try read(writer.bytes).rows
        #expect(rows.map(\.cells) == [["Список"], ["1", "Библиотека"], ["2", "Библиотека"], ["3"]])
        #expect(rows.map(\.line) == [1, 2, 3, 5])
    }

    @Test("rows that are hidden are read and counted; a formula without a result is a fault in its place")
    func remarks() throws {
        let sheet = try read(
            WorkbookWriter(
                #"<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"/><row r="3"><c r="A3"><v>1</v></c><c r="C3"><f>A1+1</f></c></row>"#
            ).bytes
        )
        #expect(sheet.hiddenRows == 1 && sheet.rows.count == 2)
        #expect(sheet.faults == [Sheet.Fault(kind: .uncalculated, line: 3, column: 3)])
    }

    @Test("what openpyxl writes is read as it was meant")
    func openpyxl() throws {
        let python = try #require(Programs.python, "python3 is not installed")
        let folder = try TemporaryFolder()
        let script = """
            import datetime, openpyxl
            book = openpyxl.Workbook(); sheet = book.active; sheet.title = 'Приглашённые'
            sheet.append(['email', 'ФИО', 'Телефон', 'Приезд', 'Час', 'Код', 'Доля', 'Да', None, 'Длинный\\nзаголовок'])
            sheet.append(['joao@example.org', 'João Conceição', 79161234567, datetime.date(2026, 11, 28), datetime.time(9, 5),
                          5, 0.5, True, None, '007'])
            sheet['F2'].number_format = '00'; sheet['G2'].number_format = '0%'; sheet['D2'].number_format = 'dd.mm.yyyy'
            book.create_sheet('Другой'); book.save('\(folder.path("list.xlsx"))')
            """
        let made = try ChildProcess.run(python, ["-c", script])
        try #require(made.status == 0, "python3-openpyxl is not installed: \(made.errors)")
        let sheet = try read(folder.bytes(of: "list.xlsx"))
        #expect(sheet.source == .workbook(sheet: "Приглашённые", others: ["Другой"]))
        #expect(
            sheet.rows.last?.cells == [
                "joao@example.org", "João Conceição", "79161234567", "28.11.2026", "9:05:00", "05", "50%",
                "ИСТИНА", "",
                "007",
            ]
        )
    }
}
