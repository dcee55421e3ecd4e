import Invitees
import Reports
import Store
import Terminal
import Wording

/// What an import reads, finds and does, for people and programs.
struct ImportReport {
    /// What became of it.
    struct Outcome {
        var counts: ImportCounts
        /// How many of the event's invitees the file does not name.
        var absent: Int
        var late: LateReport?
        /// How many rows the file has, those of the same address taken for one.
        var rows: Int
        var regions: Int
        /// How many of them have neither region nor time zone.
        var nowhere: Int
    }

    let event: String
    let file: String
    let invitees: InviteeFile
    /// How many rows it has, and the first of them.
    let count: Int
    let sample: [InviteeFile.Row]
    let context: CommandContext
    /// So many rows, changes and people are shown.
    static let shown = (rows: 3, changes: 10, people: 10)

    private var isTrial: Bool { context.invocation.flag("dry-run") }

    /// What each column is taken for, and the first rows, before anything is written.
    func tellWhatWasRead() throws {
        guard !context.wantsJSON else { return }
        let kind =
            switch invitees.source {
            case .text(let encoding, let separator)?:
                ImportWording.text(encoding.rawValue, separator: separator)
            case .workbook(let sheet, let others)?: ImportWording.workbook(sheet, others: others)
            case nil: Wording.nothing
            }
        try context.tell(inert(ImportWording.columns(file, kind)))
        let width = invitees.columns.map { DisplayWidth.of(Visible.line($0.heading)) }.max() ?? 0
        for column in invitees.columns.prefix(100) {
            let heading = Visible.line(column.heading)
            let gap = String(repeating: " ", count: max(0, min(width, 40) - DisplayWidth.of(heading)))
            let meaning =
                column.name == "-" ? ImportWording.leftOut : Wording(verbatim: Visible.line(column.name))
            try context.tell("  \(heading)\(gap) → " + meaning)
        }
        if invitees.columns.count > 100 {
            try context.tell("  " + ImportWording.more(invitees.columns.count - 100))
        }
        let rows = sample
        guard !rows.isEmpty else { return }
        try context.tell(ImportWording.firstRows(rows.count))
        for row in rows {
            let values = row.values.map { "\($0.column) \($0.value)" }.joined(separator: " | ")
            try context.tell("  " + ImportWording.row(row.line) + Visible.line(": " + values))
        }
        // A pipe sees it before the writing begins, too.
        try context.output.flush()
    }

    func tell(_ outcome: Outcome) throws {
        let counts = outcome.counts
        guard !context.wantsJSON else {
            try context.output.writeLine(json(outcome).text)
            return
        }
        let what = isTrial ? ImportWords.would : ImportWords.done
        try context.tell(
            Wording(
                ru: "\(what.ru) в \(event): новых \(counts.inserted), изменённых \(counts.updated), "
                    + "прежних \(counts.unchanged)",
                en: "\(what.en) into \(event): \(counts.inserted) new, \(counts.updated) changed, "
                    + "\(counts.unchanged) unchanged"
            )
        )
        for remark in remarks(outcome) { try context.tell("  " + inert(remark)) }
        let changes = counts.changes.prefix(Self.shown.changes)
        for change in changes {
            try context.tell(
                "  " + inert(ImportWording.change(change.email, change.column, change.old, change.new))
            )
        }
        if counts.changes.count > changes.count { try context.tell("  " + ImportWording.evenMore) }
        for mailing in outcome.late?.mailings ?? [] {
            try context.tell("  " + LateReport.sentence(mailing))
            for person in mailing.people.prefix(Self.shown.people) {
                try context.tell("    " + Wording(verbatim: Visible.line(person)))
            }
            let rest = mailing.count - Self.shown.people
            if rest > 0 { try context.tell("    " + ImportWording.more(rest)) }
        }
    }

    private func remarks(_ outcome: Outcome) -> [Wording] {
        let rows = Words.rows(invitees.rowsRead)
        let encoding = invitees.encoding?.rawValue ?? "XLSX"
        var remarks = [Wording(ru: "\(rows.ru) в \(encoding)", en: "\(rows.en) in \(encoding)")]
        let merged = invitees.rowsRead - count
        if merged > 0 { remarks.append(ImportWords.merged(merged)) }
        if outcome.absent > 0 { remarks.append(ImportWords.absent(outcome.absent)) }
        if outcome.regions > 0 { remarks.append(Words.regions(outcome.regions)) }
        if outcome.nowhere > 0 { remarks.append(ImportWords.nowhere(outcome.nowhere)) }
        if !outcome.counts.kept.isEmpty { remarks.append(ImportWording.kept(outcome.counts.kept)) }
        return remarks
    }

    /// What people typed may hold marks that turn a line around.
    private func inert(_ sentence: Wording) -> Wording {
        Wording(ru: Visible.line(sentence.ru), en: Visible.line(sentence.en))
    }
}

extension ImportReport {
    /// Everything as one object; without an outcome nothing was written.
    func json(_ outcome: Outcome?) -> JSONLine {
        var line = JSONLine()
        line.add("event", event)
        line.add("file", file)
        line.add("dry_run", context.invocation.flag("dry-run"))
        line.add("encoding", invitees.encoding?.rawValue)
        line.add("separator", invitees.separator.map { String($0) })
        if case .workbook(let sheet, let others)? = invitees.source {
            line.add("sheet", sheet)
            line.add("other_sheets", others)
        }
        line.add("columns", invitees.columns.map(Self.json))
        line.add("sample", sample.map(Self.json))
        line.add("rows", invitees.rowsRead)
        line.add("merged", max(0, invitees.rowsRead - count))
        line.add("inserted", outcome?.counts.inserted ?? 0)
        line.add("forgotten", outcome?.counts.forgotten ?? 0)
        line.add("updated", outcome?.counts.updated ?? 0)
        line.add("unchanged", outcome?.counts.unchanged ?? 0)
        line.add("absent", outcome?.absent)
        line.add("kept", outcome?.counts.kept ?? [])
        line.add("changes", (outcome?.counts.changes ?? []).map(Self.json))
        line.add("faults", invitees.faults.map(Self.json))
        line.add("warnings", invitees.warnings.map(Self.json))
        if let outcome { line.add("late", outcome.late?.linesWithPeople ?? []) }
        return line
    }

    private static func json(_ column: InviteeFile.Column) -> JSONLine {
        var line = JSONLine()
        line.add("number", column.number)
        line.add("heading", column.heading)
        line.add("column", column.name)
        return line
    }

    private static func json(_ row: InviteeFile.Row) -> JSONLine {
        var line = JSONLine()
        line.add("line", row.line)
        for (column, value) in row.values { line.add(column, value) }
        return line
    }

    private static func json(_ change: InviteeChange) -> JSONLine {
        var line = JSONLine()
        line.add("email", change.email)
        line.add("column", change.column)
        line.add("old", change.old)
        line.add("new", change.new)
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
