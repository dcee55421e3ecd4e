/// Changes that were given and wait to be settled, or to be removed from the queue after that: bounded in number and
/// bytes.
///
/// There is no cursor: ids are a stranger's, and one of 2⁶³ − 1 must not hide those that come after it.
struct OutstandingChanges {
    private struct Out {
        var entry: IntakeFile.Entry
        var bytes: Int
        /// Entries of the same registration that were queued before and are settled with it.
        var earlier: [IntakeFile.Entry]
    }

    private var out: [Int64: Out] = [:]
    /// Entries known here, by the id of the queue: those given, those before them, those settled and not removed.
    private var known: [Int64: IntakeFile.Entry] = [:]
    /// Registrations given without being asked for, and their bytes.
    private var again: [Int64: Int] = [:]
    private var bytes = 0
    /// Settled, and still in the file.
    private(set) var removable: [IntakeFile.Entry] = []

    /// How many entries of the queue must be passed over when it is read.
    var passedOver: Int { known.count }

    /// How many more changes may be given; one at least when none is out.
    var room: Int {
        bytes >= IntakeLimits.unsettledBytes ? 0 : max(0, IntakeLimits.unsettled - known.count - again.count)
    }

    /// Whether there is room for a whole batch.
    var hasRoom: Bool { room >= IntakeLimits.batch }

    /// Whether an entry is known already; another row of the same id is not the same entry.
    func contains(_ entry: IntakeFile.Entry) -> Bool {
        guard let mine = known[entry.id] else { return false }
        return mine.registration == entry.registration && mine.at == entry.at
    }

    /// Notes that an entry is given, with those of the same registration before it.
    mutating func give(_ entry: IntakeFile.Entry, earlier: [IntakeFile.Entry], bytes cost: Int) {
        // Somebody gave an id of ours to another row: what was out under it is not ours to remove any more.
        if let stale = out.removeValue(forKey: entry.id) {
            bytes -= stale.bytes
            for entry in stale.earlier where known[entry.id] == entry { known[entry.id] = nil }
        }
        out[entry.id] = Out(entry: entry, bytes: cost, earlier: earlier)
        known[entry.id] = entry
        for entry in earlier { known[entry.id] = entry }
        bytes += cost
    }

    /// Notes that a registration is given without being asked for.
    mutating func giveAgain(_ registration: Int64, bytes cost: Int) {
        bytes += cost - (again.updateValue(cost, forKey: registration) ?? 0)
    }

    /// Whether a registration is out without being asked for.
    var hasAgain: Bool { !again.isEmpty }

    /// Notes that a change was consumed.
    mutating func settle(_ change: IntakeChange) {
        guard let id = change.id else {
            bytes -= again.removeValue(forKey: change.registration) ?? 0
            return
        }
        if let mine = out[id], mine.entry.registration == change.registration {
            out[id] = nil
            bytes -= mine.bytes
            removable += mine.earlier
            removable.append(mine.entry)
        } else if known[id] == nil, removable.count < IntakeLimits.unsettled {
            // Given by a reader before this one: it may still stand in the file.
            let entry = IntakeFile.Entry(
                id: id,
                registration: change.registration,
                at: change.at,
                shownAt: change.at
            )
            known[id] = entry
            removable.append(entry)
        }
    }

    /// Notes that the first entries that could be removed are out of the file.
    mutating func removed(_ count: Int) {
        for entry in removable.prefix(count) where known[entry.id] == entry { known[entry.id] = nil }
        removable.removeFirst(min(count, removable.count))
    }

    /// Notes that registrations were erased: what was queued of them is out of the file as well.
    mutating func erased(_ registrations: Set<Int64>) {
        for entry in known.values where registrations.contains(entry.registration) {
            known[entry.id] = nil
            if let mine = out.removeValue(forKey: entry.id) { bytes -= mine.bytes }
        }
        removable.removeAll { registrations.contains($0.registration) }
        for id in registrations { bytes -= again.removeValue(forKey: id) ?? 0 }
    }
}
