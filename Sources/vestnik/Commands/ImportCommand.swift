import Events
import Foundation
import Glibc
import Settings
import Store
import Terminal

/// `vestnik import`: the invitation list from a spreadsheet.
enum ImportCommand: Subcommand {
    static let command = Command(
        "import",
        "Import invitees from a CSV file: all rows or none",
        discussion: """
            UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab. Headings are the columns' names (email, second_email, name, \
            organization, position, region, language, time_zone) or «Эл. почта», «Эл. почта 2», «ФИО», «Организация», «Должность», \
            «Регион», «Язык», «Часовой пояс»; any other heading goes to details. The configuration may name further headings \
            (import.headings).

            With a single fault nothing is imported; each fault is told with its line and column and what to write instead. Who is \
            there already, by address, is updated: a corrected file may be imported again. Nobody is removed.
            """,
        positionals: [
            Positional("EVENT", "The event: its folder's name"),
            Positional("FILE", completion: .files, "The CSV file; - for standard input"),
        ],
        options: [
            .flag("dry-run", short: "n", "Read and check everything, and write nothing"), CommandContext.json,
        ],
        examples: [
            Command.Example("vestnik import annual-meeting invitees.csv --dry-run", "What would happen"),
            Command.Example("vestnik import annual-meeting invitees.csv", "Do it"),
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
            throw Failure(.badData, "nothing was imported: \(counted(file.faults.count, "fault")) in \(name)")
        }
        try context.errors.flush()
        let isTrial = context.invocation.flag("dry-run")
        let store = try context.store(.readWrite)
        let bar = ProgressBar("Importing", total: file.rows.count)
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
        let told = known.isEmpty ? "none is there" : "there is \(known.joined(separator: ", "))"
        throw Failure(.noInput, "\(configuration.events) has no event “\(event)”; \(told)")
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard access(path, R_OK) == 0 else {
            throw Failure(.noInput, "\(path): \(String(cString: strerror(errno)))")
        }
        do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            throw Failure(.noInput, "\(path): cannot be read")
        }
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
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
        try context.output.writeLine(
            "\(trial ? "would import" : "imported") into \(event): \(counts.inserted) new, "
                + "\(counts.updated) changed, \(counts.unchanged) unchanged"
        )
        var remarks = ["\(ImportCommand.counted(invitees.rowsRead, "row")) in \(invitees.encoding.rawValue)"]
        if merged > 0 { remarks.append("\(merged) merged with others of the same address") }
        if absent > 0 { remarks.append("\(absent) invited before and not in this file: left as they are") }
        let regions = Set(invitees.rows.compactMap(\.region)).count
        if regions > 0 { remarks.append(ImportCommand.counted(regions, "region")) }
        let nowhere = invitees.rows.count { $0.region == nil && $0.timeZone == nil }
        if nowhere > 0 { remarks.append("\(nowhere) without region and time zone: the event's zone counts") }
        remarks += late?.sentences ?? []
        for remark in remarks { try context.output.writeLine("  " + remark) }
    }

    func json(_ counts: ImportCounts?, absent: Int?) -> JSONLine {
        var line = JSONLine()
        line.add("event", event)
        line.add("file", file)
        line.add("dry_run", context.invocation.flag("dry-run"))
        line.add("encoding", invitees.encoding.rawValue)
        line.add("separator", String(invitees.separator))
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
