import Events
import Foundation
import Glibc
import Invitees
import Reports
import Settings
import Sheets
import Store
import Terminal
import Wording

/// `vestnik import`: the invitation list from a spreadsheet.
enum ImportCommand: Subcommand {
    static let command = Command(
        "import",
        Wording(
            ru: "Импортировать приглашённых из CSV или книги Excel: все строки или ни одной",
            en: "Import invitees from CSV or an Excel workbook: all rows or none"
        ),
        discussion: Wording(
            ru: """
                Книга Excel (.xlsx) или текст с разделителями: запятая, точка с запятой, табуляция; UTF-8, UTF-16, Windows-1251, \
                Windows-1252, Windows-1250, CP866 или KOI8-R. Кодировка определяется по тому, что в тексте написано; решает --encoding. \
                Из книги читается первый видимый лист или названный в --sheet. Заголовки — имена столбцов (email, second_email, \
                name, organization, position, region, language, time_zone) или «Эл. почта», «Эл. почта 2», «ФИО», «Организация», \
                «Должность», «Регион», «Язык», «Часовой пояс»; «Фамилия», «Имя» и «Отчество» соединяются; любой другой столбец попадает в details. \
                Другие заголовки можно назвать в настройках (import.headings). Прежде чем что-либо записать, команда показывает, что чем \
                сочтено, и три строки так, как она их прочитала.

                Если есть хоть одна ошибка, не импортируется ничего; о каждой сказано, в какой она строке и каком столбце и что написать \
                вместо неё. Кто уже есть в списке (по адресу), того команда обновляет: исправленный файл можно импортировать снова. \
                Столбцы, которых в файле нет, остаются как были; пустая ячейка стирает значение. Никого не удаляет.
                """,
            en: """
                An Excel workbook (.xlsx), or a text with commas, semicolons or tabs in UTF-8, UTF-16, Windows-1251, Windows-1252, \
                Windows-1250, CP866 or KOI8-R. The encoding is told by what is written in it; --encoding decides. Of a workbook the first \
                visible sheet is read, or that of --sheet. Headings are the columns' names (email, second_email, name, \
                organization, position, region, language, time_zone) or «Эл. почта», «Эл. почта 2», «ФИО», «Организация», «Должность», \
                «Регион», «Язык», «Часовой пояс»; first name, last name and middle name («Фамилия», «Имя», «Отчество») are joined; any other \
                heading goes to details. The configuration may name further headings (import.headings). Before anything is written the \
                command shows what each column is taken for, and three rows as it has read them.

                With a single fault nothing is imported; each fault is told with its line and column and what to write instead. Who is \
                there already, by address, is updated: a corrected file may be imported again. Columns that the file lacks stay as \
                they were; an empty cell empties the value. Nobody is removed.
                """
        ),
        positionals: [
            Positional("EVENT", completion: .events, Words.event),
            Positional(
                "FILE",
                completion: .files,
                Wording(
                    ru: "Файл CSV или .xlsx; - означает стандартный ввод",
                    en: "The file, CSV or .xlsx; - for standard input"
                )
            ),
        ],
        options: SheetChoice.options + [CommandContext.json],
        examples: [
            Command.Example(
                "vestnik import annual-meeting invitees.xlsx --dry-run",
                Wording(ru: "Что произойдёт", en: "What would happen")
            ),
            Command.Example(
                "vestnik import annual-meeting invitees.xlsx",
                Wording(ru: "Сделать это", en: "Do it")
            ),
            Command.Example(
                "vestnik import annual-meeting old.csv --encoding cp866",
                Wording(ru: "Текст времён DOS", en: "A text of the days of DOS")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let path = context.invocation.argument("FILE") ?? ""
        let options = try SheetChoice.read(context, limits: .list)
        let configuration = try context.configuration()
        try refuseUnknown(event, configuration)
        let name = path == "-" ? "stdin" : path
        return try ImportSource(path).withBytes(limit: options.limits.fileBytes) { bytes in
            let list = InviteeList(
                bytes,
                headings: configuration.importHeadings,
                language: configuration.language,
                options: options
            )
            return try run(list, event: event, name: name, context)
        }
    }

    private static func run(
        _ list: InviteeList,
        event: String,
        name: String,
        _ context: CommandContext
    ) throws -> ExitCode {
        let file = list.file
        for warning in file.warnings { try context.errors.writeLine(Visible.line(warning.text(file: name))) }
        if file.furtherWarnings > 0 {
            context.say("vestnik: " + ImportWords.furtherWarnings(file.furtherWarnings))
        }
        let report = ImportReport(
            event: event,
            file: name,
            invitees: file,
            count: list.count,
            sample: try list.first(ImportReport.shown.rows),
            context: context
        )
        guard file.faults.isEmpty else {
            for fault in file.faults { try context.errors.writeLine(Visible.line(fault.text(file: name))) }
            try context.errors.flush()
            if context.wantsJSON { try context.output.writeLine(report.json(nil).text) }
            let faults = Words.faults(file.faults.count)
            throw Failure(
                .badData,
                Wording(
                    ru: "ничего не импортировано: \(faults.ru) в \(name)",
                    en: "nothing was imported: \(faults.en) in \(name)"
                )
            )
        }
        try context.errors.flush()
        let run = ImportRun(list, event: event, context)
        // The database is there, and of this edition, before anything is told.
        let store = try context.store(.readWrite)
        try report.tellWhatWasRead()
        let outcome =
            try context.invocation.flag("dry-run") ? run.rehearse(context.store(.readOnly)) : run.write(store)
        if outcome.counts.forgotten > 0 {
            context.say("vestnik: " + ErasingWords.importedForgotten(outcome.counts.forgotten))
        }
        try report.tell(outcome)
        return .done
    }

    /// An event is a folder with an `event.json5`: a slip of the finger must not make an invitation list of its own.
    private static func refuseUnknown(_ event: String, _ configuration: Configuration) throws {
        let files = FileManager.default
        let known = ((try? files.contentsOfDirectory(atPath: configuration.events)) ?? [])
            .filter { files.fileExists(atPath: "\(configuration.events)/\($0)/event.json5") }.sorted()
        guard !known.contains(event) else { return }
        let told = Words.known(known)
        throw Failure(
            .noInput,
            Wording(
                ru: "в папке \(configuration.events) мероприятия «\(event)» нет; \(told.ru)",
                en: "\(configuration.events) has no event “\(event)”; \(told.en)"
            )
        )
    }
}
