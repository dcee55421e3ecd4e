import Invitees
import Reports
import Settings
import Sheets
import Store
import Terminal
import Wording

/// `vestnik suppress import`: the suppression list from a file, all rows or none.
enum SuppressImport {
    static func run(_ files: [String], _ context: CommandContext) throws -> ExitCode {
        guard files.count == 1, let path = files.first else { throw UsageError(SuppressWords.oneFile) }
        let options = try SheetChoice.read(context)
        let name = path == "-" ? "stdin" : path
        let file = SuppressionFile(
            try ImportSource(path).bytes(limit: options.limits.fileBytes),
            language: Language(rawValue: context.language) ?? .ru,
            options: options
        )
        for fault in file.faults { try context.errors.writeLine(Visible.line(fault.text(file: name))) }
        try context.errors.flush()
        guard file.faults.isEmpty else {
            throw Failure(.badData, SuppressWords.refused(Words.faults(file.faults.count), name))
        }
        let isTrial = context.invocation.flag("dry-run")
        let counts = try context.store(.readWrite).suppress(
            file.rows.map { entry($0, context) },
            actor: try context.actor,
            now: context.now,
            isTrial: isTrial
        )
        try tell(counts, of: file, name: name, isTrial: isTrial, context)
        return .done
    }

    private static func entry(_ row: SuppressionFile.Row, _ context: CommandContext) -> SuppressionEntry {
        SuppressionEntry(
            personKey: row.key,
            scope: row.scope.flatMap(Suppression.Scope.init(rawValue:)) ?? SuppressCommand.scope(context),
            reason: row.reason ?? context.invocation.value("reason")
        )
    }

    private static func tell(
        _ counts: SuppressionCounts,
        of file: SuppressionFile,
        name: String,
        isTrial: Bool,
        _ context: CommandContext
    ) throws {
        guard context.wantsJSON else {
            try context.tell(
                SuppressWords.summary(
                    added: counts.added,
                    widened: counts.widened,
                    unchanged: counts.unchanged,
                    stopped: Words.messages(counts.stopped),
                    isTrial: isTrial
                )
            )
            return
        }
        var line = JSONLine()
        line.add("file", name)
        line.add("rows", file.rows.count)
        line.add("added", counts.added)
        line.add("widened", counts.widened)
        line.add("unchanged", counts.unchanged)
        line.add("stopped", counts.stopped)
        line.add("dry_run", isTrial)
        try context.output.writeLine(line.text)
    }
}
