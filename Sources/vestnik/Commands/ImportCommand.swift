import Events
import Foundation
import Glibc
import Invitees
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
            ru: "Импортировать приглашённых из файла CSV: все строки или ни одной",
            en: "Import invitees from a CSV file: all rows or none"
        ),
        discussion: Wording(
            ru: """
                UTF-8, UTF-16 или Windows-1251; запятая, точка с запятой или табуляция. Заголовки — имена столбцов (email, second_email, \
                name, organization, position, region, language, time_zone) или «Эл. почта», «Эл. почта 2», «ФИО», «Организация», \
                «Должность», «Регион», «Язык», «Часовой пояс»; любой другой столбец попадает в details. Другие заголовки можно назвать в \
                настройках (import.headings).

                Если есть хоть одна ошибка, не импортируется ничего; о каждой сказано, в какой она строке и каком столбце и что написать \
                вместо неё. Кто уже есть в списке (по адресу), того команда обновляет: исправленный файл можно импортировать снова. \
                Никого не удаляет.
                """,
            en: """
                UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab. Headings are the columns' names (email, second_email, name, \
                organization, position, region, language, time_zone) or «Эл. почта», «Эл. почта 2», «ФИО», «Организация», «Должность», \
                «Регион», «Язык», «Часовой пояс»; any other heading goes to details. The configuration may name further headings \
                (import.headings).

                With a single fault nothing is imported; each fault is told with its line and column and what to write instead. Who is \
                there already, by address, is updated: a corrected file may be imported again. Nobody is removed.
                """
        ),
        positionals: [
            Positional("EVENT", Words.event),
            Positional(
                "FILE",
                completion: .files,
                Wording(ru: "Файл CSV; - означает стандартный ввод", en: "The CSV file; - for standard input")
            ),
        ],
        options: [
            .flag(
                "dry-run",
                short: "n",
                Wording(
                    ru: "Прочитать и проверить всё, ничего не записывая",
                    en: "Read and check everything, and write nothing"
                )
            ), CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik import annual-meeting invitees.csv --dry-run",
                Wording(ru: "Что произойдёт", en: "What would happen")
            ),
            Command.Example(
                "vestnik import annual-meeting invitees.csv",
                Wording(ru: "Сделать это", en: "Do it")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let path = context.invocation.argument("FILE") ?? ""
        let configuration = try context.configuration()
        try refuseUnknown(event, configuration)
        let file = InviteeFile.read(
            try bytes(of: path),
            headings: configuration.importHeadings,
            language: configuration.language
        )
        let name = path == "-" ? "stdin" : path
        for warning in file.warnings { try context.errors.writeLine(Visible.line(warning.text(file: name))) }
        let result = ImportResult(event: event, file: name, invitees: file, context: context)
        guard file.faults.isEmpty else {
            for fault in file.faults { try context.errors.writeLine(Visible.line(fault.text(file: name))) }
            try context.errors.flush()
            if context.wantsJSON { try context.output.writeLine(result.json(nil, absent: nil).text) }
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
        let isTrial = context.invocation.flag("dry-run")
        let store = try context.store(.readWrite)
        let bar = ProgressBar(context.text(Wording(ru: "Импорт", en: "Importing")), total: file.rows.count)
        var done = 0
        let counts = try store.importInvitees(
            file.rows.lazy.map { row in
                done += 1
                bar.update(done)
                return InviteeRecord(row)
            },
            event: event,
            dryRun: isTrial
        )
        bar.finish()
        let listed = try store.count(.invitees, event: event)
        let absent = listed - file.rows.count + (isTrial ? counts.inserted : 0)
        let late = isTrial ? nil : try LateReport(store, context, event: event)
        try result.tell(counts, absent: max(0, absent), late: late)
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

    private static func bytes(of path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard access(path, R_OK) == 0 else {
            throw Failure(.noInput, "\(path): " + .systemError(errno))
        }
        do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            throw Failure(.noInput, path + Wording(ru: ": не читается", en: ": cannot be read"))
        }
    }
}

/// What an import says of its rows.
enum ImportWords {
    static let would = Wording(ru: "было бы импортировано", en: "would import")
    static let done = Wording(ru: "импортировано", en: "imported")

    static func merged(_ count: Int) -> Wording {
        Wording(
            ru: "объединено с другими строками того же адреса: \(count)",
            en: "\(count) merged with others of the same address"
        )
    }

    static func absent(_ count: Int) -> Wording {
        Wording(
            ru: "приглашены раньше, а в файле их нет: \(count); оставлены как есть",
            en: "\(count) invited before and not in this file: left as they are"
        )
    }

    static func nowhere(_ count: Int) -> Wording {
        Wording(
            ru: "без региона и часового пояса: \(count); для них действует пояс мероприятия",
            en: "\(count) without region and time zone: the event's zone counts"
        )
    }
}

/// What an import found and did, for people and programs.
struct ImportResult {
    let event: String
    let file: String
    let invitees: InviteeFile
    let context: CommandContext

    func tell(_ counts: ImportCounts, absent: Int, late: LateReport?) throws {
        if context.wantsJSON {
            var line = json(counts, absent: absent)
            line.add("late", late?.lines ?? [])
            try context.output.writeLine(line.text)
            return
        }
        let trial = context.invocation.flag("dry-run")
        let merged = invitees.rowsRead - invitees.rows.count
        let what = trial ? ImportWords.would : ImportWords.done
        try context.tell(
            Wording(
                ru: "\(what.ru) в \(event): новых \(counts.inserted), изменённых \(counts.updated), "
                    + "прежних \(counts.unchanged)",
                en: "\(what.en) into \(event): \(counts.inserted) new, \(counts.updated) changed, "
                    + "\(counts.unchanged) unchanged"
            )
        )
        let rows = Words.rows(invitees.rowsRead)
        let encoding = invitees.encoding?.rawValue ?? "xlsx"
        var remarks = [Wording(ru: "\(rows.ru) в \(encoding)", en: "\(rows.en) in \(encoding)")]
        if merged > 0 { remarks.append(ImportWords.merged(merged)) }
        if absent > 0 { remarks.append(ImportWords.absent(absent)) }
        let regions = Set(invitees.rows.compactMap(\.region)).count
        if regions > 0 { remarks.append(Words.regions(regions)) }
        let nowhere = invitees.rows.count { $0.region == nil && $0.timeZone == nil }
        if nowhere > 0 { remarks.append(ImportWords.nowhere(nowhere)) }
        remarks += late?.sentences ?? []
        for remark in remarks { try context.tell("  " + remark) }
    }

    func json(_ counts: ImportCounts?, absent: Int?) -> JSONLine {
        var line = JSONLine()
        line.add("event", event)
        line.add("file", file)
        line.add("dry_run", context.invocation.flag("dry-run"))
        line.add("encoding", invitees.encoding?.rawValue)
        line.add("separator", invitees.separator.map { String($0) })
        line.add("rows", invitees.rowsRead)
        line.add("merged", max(0, invitees.rowsRead - invitees.rows.count))
        line.add("inserted", counts?.inserted ?? 0)
        line.add("updated", counts?.updated ?? 0)
        line.add("unchanged", counts?.unchanged ?? 0)
        line.add("absent", absent)
        line.add("faults", invitees.faults.map(Self.json))
        line.add("warnings", invitees.warnings.map(Self.json))
        return line
    }

    private static func json(_ remark: InviteeFile.Remark) -> JSONLine {
        var line = JSONLine()
        line.add("line", remark.line)
        line.add("column", remark.column)
        line.add("heading", remark.heading)
        line.add("message", remark.message)
        return line
    }
}

extension InviteeRecord {
    /// A row of the file as the database takes it.
    init(_ row: InviteeFile.Row) {
        self.init(email: row.email)
        secondEmail = row.secondEmail
        name = row.name
        organization = row.organization
        position = row.position
        region = row.region
        language = row.language
        timeZone = row.timeZone
        details = row.detailsJSON
    }
}
