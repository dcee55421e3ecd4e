import Invitees
import Settings
import Sheets
import TestSupport
import Testing

@Suite("Lists of invitees as spreadsheet programs hand them over")
struct InviteeSheetTests {
    private func read(
        _ text: String,
        _ headings: [String: String] = [:],
        _ language: Language = .ru
    ) -> InviteeFile {
        InviteeFile.read(Array(text.utf8), headings: headings, language: language)
    }

    /// The faults as they are shown, the file named f.
    private func faults(_ text: String) -> [String] { read(text).faults.map { $0.text(file: "f") } }

    @Test(
        "parts of a name are joined in the order of their language; a whole name counts before its parts",
        arguments: [
            ("First name,Last name", "João,Conceição", "João Conceição"),
            ("Last name,First name", "Conceição,João", "João Conceição"),
            ("First name,Last name", "Мария,Иванова", "Иванова Мария"),
            ("Имя,Отчество,Фамилия", "Мария,Петровна,Иванова", "Иванова Мария Петровна"),
            ("Фамилия,Имя,Отчество", "Smith,John,Paul", "John Paul Smith"),
            ("Фамилия,Имя", ",Мария", "Мария"),
            ("Имя,Фамилия", ",", nil), ("ФИО,Имя,Фамилия", "Иванова М. П.,Мария,Иванова", "Иванова М. П."),
            ("ФИО,Имя,Фамилия", ",Мария,Иванова", "Иванова Мария"),
        ] as [(String, String, String?)]
    )
    func names(headings: String, cells: String, expected: String?) {
        let file = read("email,\(headings)\na@example.org,\(cells)")
        #expect(file.faults.isEmpty && file.rows.map(\.name) == [expected])
        #expect(file.columns.dropFirst().allSatisfy { $0.name == "name" })
    }

    @Test("a title above the headings is passed over and told; data above them is not")
    func above() {
        let file = read("Список приглашённых;\n;на 1 октября\n\nЭл. почта;ФИО\na@example.org;Иванова\n")
        #expect(file.rows.map(\.line) == [5] && file.faults.isEmpty)
        #expect(
            file.warnings.map { $0.text(file: "f") } == [
                "f:1:1: заголовки — в строке 4; над ними пропущено: 1–2"
            ]
        )
        #expect(
            faults("a@example.org;x\nemail;name\n").first?.hasPrefix("f:1:1: в первой строке нет") == true
        )
        let deep = String(repeating: "строка\n", count: 10) + "email\na@example.org\n"
        #expect(faults(deep) == ["f:1:1: нет столбца с адресами: назовите его «Эл. почта» или email"])
    }

    @Test("rows with fewer cells than headings are read, and named together")
    func short() {
        let file = read(
            "email;ФИО;Зал\na@example.org\nb@example.org;x\nc@example.org;;\nd@example.org\n",
            [:],
            .en
        )
        #expect(file.faults.isEmpty && file.rows.count == 4)
        #expect(
            file.warnings.map { $0.text(file: "f") } == [
                "f:2:1: these rows have fewer cells than there are headings, the others count as empty: 2–3, 5"
            ]
        )
    }

    @Test("what a formula gives instead of a result is a fault, but in a column that is left out")
    func errorValues() {
        for value in ["#N/A", "#н/д", "#REF!", "#ЗНАЧ!"] {
            #expect(
                faults("email,ФИО\na@example.org,\(value)") == [
                    "f:2:2: ФИО: вместо значения ошибка \(value): исправьте формулу или впишите значение"
                ]
            )
            #expect(read("email,ФИО\na@example.org,\(value)", ["ФИО": "-"]).faults.isEmpty)
        }
        #expect(read("email,Метка\na@example.org,#библиотека").faults.isEmpty)
    }

    @Test("a workbook's rows, its hidden ones and its formulas without results are told in their places")
    func workbook() {
        let book = WorkbookWriter(
            """
            <row r="1"><c r="B1" t="str"><v>email</v></c><c r="C1" t="str"><v>ФИО</v></c><c r="D1" t="str"><v>№</v></c></row>
            <row r="4" hidden="1"><c r="B4" t="str"><v>a@example.org</v></c><c r="C4"><f>X1</f></c><c r="D4"><f>X1</f></c></row>
            """
        )
        let file = InviteeFile.read(book.bytes)
        #expect(
            file.faults.map { $0.text(file: "f") } == [
                "f:4:3: ФИО: формула, результат которой в файле не сохранён: откройте файл в программе для таблиц и сохраните его"
            ]
        )
        #expect(
            file.warnings.map(\.message) == ["прочитаны и скрытые строки, их 1: если они лишние, удалите их"]
        )
        #expect(
            file.columns.map { "\($0.number) \($0.heading) \($0.name)" } == [
                "2 email email", "3 ФИО name", "4 № -",
            ]
        )
        #expect(file.encoding == nil && file.source == .workbook(sheet: "Лист1", others: []))
    }

    @Test("a file that cannot be read at all is one fault, in the language of the reader")
    func unreadable() {
        #expect(
            InviteeFile.read(Array("%PDF-1.7".utf8), language: .en).faults.map { $0.text(file: "f") } == [
                "f:1:1: this is a PDF document: the table itself is wanted, .xlsx or CSV"
            ]
        )
    }

    @Test("faults are told up to a bound")
    func bound() {
        let text = "email\n" + String(repeating: "x\n", count: 3000)
        #expect((1000...1001).contains(read(text).faults.count))
    }
}
