import Invitees
import Reports
import Service
import Store
import Terminal
import Wording

/// Brings a list of invitees into the database, so that nobody else waits for it however long it is.
///
/// A short one is one commit. The rows of a long one are put aside in parts, one commit accepts the list, and its rows
/// follow in parts; whoever is killed before that commit leaves nothing that counts, and what he leaves behind it the daemon,
/// or the next import, brings to its end.
struct ImportRun {
    private let list: InviteeList
    private let event: String
    private let context: CommandContext
    private let columns: InviteeColumns

    /// So many rows are one commit, and so many are put aside at once.
    private static let short = 500
    private static let part = 500

    init(_ list: InviteeList, event: String, _ context: CommandContext) {
        self.list = list
        self.event = event
        self.context = context
        columns = InviteeColumns(list.file)
    }

    /// What is seen of the rows as they pass.
    private final class Passed {
        var regions: Set<String> = []
        var nowhere = 0

        func note(_ row: InviteeFile.Row) {
            if let region = row.region { regions.insert(region) }
            if row.region == nil, row.timeZone == nil { nowhere += 1 }
        }
    }

    /// What it would do; nothing is written.
    func rehearse(_ store: MessageStore) throws -> ImportReport.Outcome {
        let bar = progress(list.count)
        let passed = Passed()
        var done = 0
        var listed = 0
        var late: LateReport?
        let counts = try store.rehearseImport(event: event, columns: columns) { take in
            try list.forEach { row in
                passed.note(row)
                try take(InviteeRecord(row))
                done += 1
                bar.update(done)
            }
        } look: {
            listed = try store.size(of: .invitees, event: event)
            late = try LateReport(store, context, event: event)
        }
        bar.finish()
        return outcome(counts, passed, listed: listed, late: late)
    }

    /// Does it.
    func write(_ store: MessageStore) throws -> ImportReport.Outcome {
        let lock = try takeLock(store)
        defer { withExtendedLifetime(lock) {} }
        // What a killed import has left.
        while try store.dropUnaccepted() { FollowingRun.rest() }
        while try store.followImport() != nil { FollowingRun.rest() }
        let passed = Passed()
        var counts = try list.count <= Self.short ? writeAtOnce(store, passed) : writeInParts(store, passed)
        if counts.updated + counts.unchanged > 0, list.count > Self.short {
            counts.kept = try store.keptColumns(event: event, columns: columns)
        }
        return outcome(
            counts,
            passed,
            listed: try store.size(of: .invitees, event: event),
            late: try LateReport(store, context, event: event)
        )
    }

    private func writeAtOnce(_ store: MessageStore, _ passed: Passed) throws -> ImportCounts {
        var records: [InviteeRecord] = []
        try list.forEach { row in
            passed.note(row)
            records.append(InviteeRecord(row))
        }
        return try store.importInvitees(records, event: event, columns: columns)
    }

    private func writeInParts(_ store: MessageStore, _ passed: Passed) throws -> ImportCounts {
        // Each row passes twice: aside, and into the list.
        let bar = progress(2 * list.count)
        let id = try store.beginImport(event: event, columns: columns, now: context.now)
        var part: [InviteeRecord] = []
        var done = 0
        func putAside() throws {
            try store.putAside(part, import: id)
            done += part.count
            part.removeAll(keepingCapacity: true)
            bar.update(done)
            FollowingRun.rest()
        }
        try list.forEach { row in
            passed.note(row)
            part.append(InviteeRecord(row))
            if part.count == Self.part { try putAside() }
        }
        try putAside()
        try store.acceptImport(id, now: context.now)
        var counts = ImportCounts()
        while let part = try store.followImport() {
            let changes = Array((counts.changes + part.counts.changes).prefix(MessageStore.mostChangesTold))
            counts = part.counts
            counts.changes = changes
            bar.update(done + part.followed)
            if part.followed == part.rows { break }
            FollowingRun.rest()
        }
        bar.finish()
        return counts
    }

    private func outcome(
        _ counts: ImportCounts,
        _ passed: Passed,
        listed: Int,
        late: LateReport?
    ) -> ImportReport.Outcome {
        ImportReport.Outcome(
            counts: counts,
            absent: max(0, listed - list.count),
            late: late,
            rows: list.count,
            regions: passed.regions.count,
            nowhere: passed.nowhere
        )
    }

    private func progress(_ total: Int) -> ProgressBar {
        ProgressBar(context.text(Wording(ru: "Импорт", en: "Importing")), total: total)
    }

    /// Nobody else puts a list aside meanwhile.
    private func takeLock(_ store: MessageStore) throws -> LockFile {
        let path = MessageStore.importLock(besides: store.databasePath)
        var tries = 0
        while true {
            do throws(ServiceError) { return try LockFile(path) } catch {
                // Somebody who only looks whether it is free holds it for a moment.
                guard case .held = error, tries < 20 else {
                    guard case .held = error else { throw error }
                    throw Failure(.temporaryFailure, ImportWords.underWay)
                }
                tries += 1
                FollowingRun.rest()
            }
        }
    }
}
