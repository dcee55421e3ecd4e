/// Why a file cannot be read as a table, and what to do.
public enum SheetWording {
    /// A size as people write it.
    private static func megabytes(_ bytes: Int) -> Wording {
        Wording(ru: "\(bytes >> 20) МБ", en: "\(bytes >> 20) MB")
    }

    /// More bytes than are read.
    public static func tooLarge(bytes: Int) -> Wording {
        let most = megabytes(bytes)
        return Wording(
            ru:
                "файл больше \(most.ru): таким список приглашённых не бывает; разделите его, если это всё же он",
            en: "the file is larger than \(most.en): no invitation list is; divide it if it is one after all"
        )
    }

    /// A row with too many cells.
    public static func tooManyColumns(_ most: Int) -> Wording {
        Wording(
            ru:
                "столбцов больше \(most): таких таблиц не бывает; проверьте, тот ли это файл и какой в нём разделитель",
            en:
                "there are more than \(most) columns: no spreadsheet has so many; is it the right file, and which is its separator?"
        )
    }

    /// Too many rows.
    public static func tooManyRows(_ most: Int) -> Wording {
        Wording(
            ru: "строк больше \(most): разделите файл",
            en: "there are more than \(most) rows: divide the file"
        )
    }

    /// Too many cells altogether.
    public static func tooManyCells(_ most: Int) -> Wording {
        Wording(
            ru: "к этой строке ячеек уже больше \(most): уберите лишние столбцы или разделите файл",
            en: "up to this row there are more than \(most) cells: take columns away, or divide the file"
        )
    }

    /// A cell without an end.
    public static func cellTooLong(bytes: Int) -> Wording {
        Wording(
            ru: "в ячейке больше \(bytes >> 10) КБ текста: проверьте, тот ли это файл",
            en: "a cell holds more than \(bytes >> 10) KB of text: is it the right file?"
        )
    }

    /// Zero bytes in a text.
    public static let zeroByte = Wording(
        ru:
            "в строке есть нулевой байт, в тексте его быть не может: сохраните таблицу заново в CSV (UTF-8) или .xlsx",
        en: "there is a zero byte, which no text has: save the table anew as CSV (UTF-8) or .xlsx"
    )

    /// Several encodings make sense.
    public static func undecidable(_ candidates: [(encoding: String, sample: String)]) -> Wording {
        let ru = candidates.map { "\($0.encoding) — «\($0.sample)»" }.joined(separator: "; ")
        let en = candidates.map { "\($0.encoding) reads “\($0.sample)”" }.joined(separator: "; ")
        return Wording(
            ru: "кодировку по этому тексту не определить: \(ru); назовите верную: --encoding",
            en: "the text does not tell its encoding: \(en); name the right one with --encoding"
        )
    }

    /// A workbook of 1997.
    public static let xls = Wording(
        ru: "это книга Excel 97–2003 (.xls): сохраните её как «Книга Excel (*.xlsx)»",
        en: "this is an Excel 97–2003 workbook (.xls): save it as “Excel Workbook (*.xlsx)”"
    )
    /// A binary workbook.
    public static let xlsb = Wording(
        ru: "это двоичная книга Excel (.xlsb): сохраните её как «Книга Excel (*.xlsx)»",
        en: "this is a binary Excel workbook (.xlsb): save it as “Excel Workbook (*.xlsx)”"
    )
    /// OpenDocument.
    public static let ods = Wording(
        ru: "это таблица OpenDocument (.ods): сохраните её как «Книга Excel (*.xlsx)» или CSV",
        en: "this is an OpenDocument spreadsheet (.ods): save it as Excel (.xlsx) or CSV"
    )
    /// Behind a password.
    public static let protected = Wording(
        ru: "книга защищена паролем: снимите пароль (Файл → Сведения → Защита книги) и сохраните её",
        en: "the workbook is protected by a password: take it away (File → Info → Protect Workbook) and save"
    )
    /// HTML, or XML of 2003.
    public static let markup = Wording(
        ru:
            "это страница HTML или XML, а не таблица: откройте её в программе для таблиц и сохраните как .xlsx или CSV",
        en:
            "this is a page of HTML or XML and no table: open it in a spreadsheet program and save it as .xlsx or CSV"
    )
    /// PDF.
    public static let pdf = Wording(
        ru: "это документ PDF: нужна сама таблица, .xlsx или CSV",
        en: "this is a PDF document: the table itself is wanted, .xlsx or CSV"
    )
    /// Some other archive.
    public static let packed = Wording(
        ru: "это архив: распакуйте его и назовите файл, который в нём лежит",
        en: "this is an archive: unpack it and name the file within"
    )
    /// Something else.
    public static let unknown = Wording(
        ru: "это не таблица: читаются книги Excel (.xlsx) и тексты с разделителями (CSV)",
        en: "this is no table: Excel workbooks (.xlsx) and texts with separators (CSV) are read"
    )

    /// `--sheet` beside a text.
    public static let hasNoSheets = Wording(
        ru: "это текст, листов в нём нет: уберите --sheet",
        en: "this is a text and has no sheets: leave out --sheet"
    )

    /// A sheet that the workbook lacks.
    public static func noSuchSheet(_ name: String, _ known: [String]) -> Wording {
        Wording(
            ru: "листа «\(name)» в книге нет; есть: \(known.map { "«\($0)»" }.joined(separator: ", "))",
            en:
                "the workbook has no sheet “\(name)”; there is \(known.map { "“\($0)”" }.joined(separator: ", "))"
        )
    }

    /// All sheets are hidden, or charts.
    public static let noVisibleSheet = Wording(
        ru: "в книге нет видимого листа с ячейками: назовите лист: --sheet",
        en: "the workbook has no visible sheet with cells: name one with --sheet"
    )

    /// Cut off or broken.
    public static func damaged(_ part: String) -> Wording {
        Wording(
            ru: "книга повреждена (\(part)): откройте её в программе для таблиц и сохраните заново",
            en: "the workbook is damaged (\(part)): open it in a spreadsheet program and save it anew"
        )
    }

    /// A bomb, or a book that large.
    public static func unpacksTooLarge(bytes: Int) -> Wording {
        let most = megabytes(bytes)
        return Wording(
            ru:
                "в распакованном виде книга больше \(most.ru) или устроена так, как программы для таблиц не пишут: не читается",
            en:
                "unpacked the workbook is larger than \(most.en), or made as no spreadsheet program does: it is not read"
        )
    }

    /// A file for what does not fit into memory cannot be made, or is full.
    public static func noScratch(_ problem: Int32) -> Wording {
        let told = Wording.systemError(problem)
        return Wording(
            ru: "для временного файла нет места: \(told.ru); папку для него можно назвать в TMPDIR",
            en: "no room for a temporary file: \(told.en); TMPDIR names a folder for it"
        )
    }

    /// A document type.
    public static func hasEntities(_ part: String) -> Wording {
        Wording(
            ru:
                "в книге (\(part)) есть описание типа документа, таких программы для таблиц не пишут: не читается",
            en:
                "the workbook has a document type declaration (\(part)), which no spreadsheet program writes: it is not read"
        )
    }

    /// A formula without its result.
    public static let uncalculated = Wording(
        ru:
            "формула, результат которой в файле не сохранён: откройте файл в программе для таблиц и сохраните его",
        en: "a formula whose result is not in the file: open the file in a spreadsheet program and save it"
    )

    /// What a formula gave instead of a result.
    public static func errorValue(_ text: String) -> Wording {
        Wording(
            ru: "вместо значения ошибка \(text): исправьте формулу или впишите значение",
            en: "there is the error \(text) instead of a value: mend the formula, or write the value"
        )
    }
}
