internal import SQLite
internal import Wording

extension IntakeSession {
    /// Gives the next registrations where all of them are wanted, whatever the queue says.
    func readEverything(_ file: IntakeFile) throws(SQLiteError) -> [IntakeChange] {
        guard let first = resumeAt else { return [] }
        let room = min(outstanding.room, IntakeLimits.batch)
        guard room > 0 else { return [] }
        return try file.snapshot { () throws(SQLiteError) -> [IntakeChange] in
            let ids = try file.registrations(from: first, limit: room)
            let now = try file.now()
            var changes: [IntakeChange] = []
            var bytes = 0
            for id in ids {
                guard let row = try file.row(id) else { continue }
                bytes += row.cost
                changes.append(IntakeChange(id: nil, registration: id, row: row, at: now))
                outstanding.giveAgain(id, bytes: row.cost)
                resumeAt = id == .max ? nil : id + 1
                if bytes > IntakeLimits.batchBytes { return changes }
            }
            if ids.count < room { resumeAt = nil }
            return changes
        }
    }

    /// Notes what was put right, for people; where changes may have gone unqueued, all is read again.
    func noteRepairs(_ file: IntakeFile) {
        condition.repairs = Array((condition.repairs + file.takeRepairs()).suffix(20))
        if file.takeMayHaveMissed() { resumeAt = .min }
    }

    /// Takes what was put right.
    func takeRepairs() -> [Wording] {
        defer { condition.repairs = [] }
        return condition.repairs
    }
}
