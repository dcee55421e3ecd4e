internal import SQLite
internal import Wording

/// The work on one intake: opens its file, gives changes, writes what it is told to, says how the file is doing.
///
/// The same in the reading process and without one. Nothing here throws: what does not go is told by ``condition`` and
/// tried again. Moments are monotonic milliseconds.
final class IntakeSession {
    /// How the file is doing; repairs are taken away by whoever tells them.
    var condition = IntakeCondition()
    /// How many calls of ``erase(_:)`` are done, since the beginning.
    private(set) var erased: Int64 = 0

    private let options: Options
    private var place: IntakePlace?
    private var file: IntakeFile?
    private var mayCreate: Bool
    /// The file as it was seen at the last try to open it: one that somebody is writing changes from look to look.
    private var lastSeen: FileMark?
    /// How often it is still looked at without being opened, after it went away or was damaged.
    private var patience = 0
    /// The last file that was open.
    private var lastOpen: FileMark?

    var outstanding = OutstandingChanges()
    private var statuses = PendingStatuses()
    private var erasures: [[Int64]] = []
    /// Whom somebody looks for; nil: nobody.
    private var search: PersonSearch?
    /// The registration at which reading everything goes on; nil when that is not wanted.
    var resumeAt: Int64?
    private var hasMore = true
    private var logIsDirty = false
    private var hasCommitted = false

    private var readFault = Fault()
    private var writeFault = Fault()
    private var openAt: Int64 = .min
    private var writeAt: Int64 = .min
    private var logAt: Int64 = .min
    private var fileAt: Int64 = .min
    private var countAt: Int64 = .min
    private var partAt: Int64 = .min
    private var schema = RepairPace()

    private static let looksWithoutOpening = 15
    /// Milliseconds between two looks at a queue that there is no room for.
    private static let partialRest: Int64 = 250

    init(_ options: Options) {
        self.options = options
        mayCreate = options.create
    }

    /// Does what libraries do once in a process, before the process may no longer do it: SQLite asks for randomness.
    static func warmUp() {
        _ = try? Connection(path: ":memory:", mode: .readWrite).integer("SELECT random()")
        _ = PersonSearch.identity(of: "a@пример.рф")
    }

    // MARK: what it is told

    /// The newest ticket whose statuses the file has.
    var published: Int64 { statuses.published }

    /// How many more statuses are taken.
    var roomForStatuses: Int { statuses.room }

    /// How many calls of ``erase(_:)`` wait.
    var unerased: Int { erasures.count }

    /// Whether the file was read and nothing more is to be given now.
    private var isCaughtUp: Bool { file != nil && !hasMore && resumeAt == nil }

    /// Whether the file was written to since the last question.
    func takeHasCommitted() -> Bool {
        defer { hasCommitted = false }
        return hasCommitted
    }

    /// Notes that changes were consumed.
    func settle(_ changes: [IntakeChange]) { for change in changes { outstanding.settle(change) } }

    /// Takes statuses to write.
    func publish(_ new: [DeliveryStatus], ticket: Int64, isLast: Bool = true) {
        statuses.add(new, ticket: ticket, isLast: isLast)
    }

    /// Takes registrations to erase.
    func erase(_ registrations: [Int64]) { erasures.append(registrations) }

    /// Begins to give every registration.
    func readAgain() { resumeAt = .min }

    /// Begins to look for a person; another search is over.
    func search(for key: String) { search = PersonSearch(key: key) }

    /// What was found, once, when the search is at its end.
    func takeFound() -> PersonSearch? {
        guard let done = search, done.isAtEnd else { return nil }
        search = nil
        return done
    }

    // MARK: the look

    /// When the session wants to be called again though nothing stirs; nil: not at all.
    var nextLook: Int64? {
        guard file != nil else { return openAt }
        if let search, !search.isAtEnd, readFault.since == nil { return .min }
        let reads = hasMore && outstanding.hasRoom || resumeAt != nil && outstanding.room > 0
        var next: Int64?
        for (isWaiting, at) in [
            (reads || readFault.since != nil, readFault.retryAt),
            (schema.isWaiting, max(schema.next, readFault.retryAt)),
            (hasWriting, writeAt), (logIsDirty, max(logAt, writeAt)),
        ] where isWaiting { next = min(next ?? at, at) }
        return next
    }

    private var hasWriting: Bool {
        !outstanding.removable.isEmpty || !statuses.isEmpty || !erasures.isEmpty || mustMarkRead
    }

    /// Whether every row was read again after a repair, and the file does not know.
    private var mustMarkRead: Bool { file?.isMarkedUnread == true && hasReadAll }

    /// Whether nothing is left of reading everything.
    var hasReadAll: Bool { resumeAt == nil && !outstanding.hasAgain }

    /// Does what waits and gives what has come.
    func look(now: Int64) -> [IntakeChange] {
        defer { tell() }
        guard let file = opened(now: now) else { return [] }
        write(file, now: now)
        guard now >= readFault.retryAt || readFault.since == nil else { return [] }
        do throws(SQLiteError) {
            let isChanged = try file.hasChanged()
            if isChanged { schema.stir() }
            try checkSchema(file, now: now)
            try search?.goOn(in: file)
            var changes: [IntakeChange] = []
            if isChanged { hasMore = true }
            if hasMore, mayRead(now) { changes = try readQueue(file, now: now) }
            if changes.isEmpty, resumeAt != nil { changes = try readEverything(file) }
            readFault.clear()
            return changes
        } catch {
            failed(.sqlite(error), reading: true, now: now)
            return []
        }
    }

    /// Does what waits to be written.
    func work(now: Int64) {
        defer { tell() }
        guard hasWriting || logIsDirty, let file = opened(now: now) else { return }
        write(file, now: now)
    }

    /// Removes what was settled, and closes.
    func close() {
        if let file {
            write(file, now: .max)
            if isStillThere(file) { _ = try? file.emptyLog() }
        }
        file = nil
    }

    // MARK: the file

    private func opened(now: Int64) -> IntakeFile? {
        if now >= fileAt { leaveStale(now: now) }
        if let file {
            guard now >= fileAt else { return file }
            fileAt = now + IntakeLimits.retry
            if isStillThere(file) { return whole(file, now: now) }
            // Nothing of the old file is of use any more, and its name may belong to another one already.
            leave(file)
            failed(.missing(IntakeWords.gone(options.path)), reading: true, now: now)
        }
        guard now >= openAt else { return nil }
        openAt = now + IntakeLimits.retry
        do throws(IntakeError) {
            let place = try IntakePlace(options.path)
            self.place = place
            let seen = FileMark(path: place.path)
            // What took its place may be in the making: it is left alone until it stands still.
            if patience > 0, let seen, seen != lastSeen {
                lastSeen = seen
                patience -= 1
                return nil
            }
            let opened = try IntakeFile(place, create: mayCreate, detailsLimit: options.detailsLimit)
            mayCreate = false
            if let lastOpen, !lastOpen.isSameFile(as: opened.mark) { resumeAt = .min }
            lastOpen = opened.mark
            patience = 0
            file = opened
            hasMore = true
            noteRepairs(opened)
            fileAt = now + IntakeLimits.retry
            readFault.clear()
            return opened
        } catch {
            if case .missing = error {} else { mayCreate = false }
            if !mayCreate, error.trouble != nil { patience = Self.looksWithoutOpening }
            failed(error, reading: true, now: now)
            return nil
        }
    }

    private func isStillThere(_ file: IntakeFile) -> Bool {
        guard let place, let mark = FileMark(path: place.path) else { return false }
        return mark.isSameFile(as: file.mark) && mark.size > 0
    }

    /// Lets the file go when its log or its index is another one: nobody else sees what this connection works with.
    ///
    /// The file itself is the same, and is opened at once. It must be closed by then: connections of a process share their
    /// index.
    private func leaveStale(now: Int64) {
        guard file?.hasLostCompanion == true else { return }
        file = nil
        outstanding = OutstandingChanges()
        openAt = now
    }

    /// The file, unless somebody has cut it short: SQLite would not see it before it reads what is gone.
    private func whole(_ file: IntakeFile, now: Int64) -> IntakeFile? {
        do throws(SQLiteError) { try file.checkSize() } catch {
            failed(.sqlite(error), reading: true, now: now)
            return nil
        }
        return file
    }

    private func leave(_ file: IntakeFile) {
        self.file = nil
        outstanding = OutstandingChanges()
        patience = Self.looksWithoutOpening
        lastSeen = nil
    }

    /// The folder stirred: whether the file is still the same one is looked at with the next look.
    func stirred() { fileAt = .min }

    private func checkSchema(_ file: IntakeFile, now: Int64) throws(SQLiteError) {
        guard schema.isDue(now) else { return }
        let wasRepaired = try file.checkSchema(thorough: schema.isThorough(now))
        schema.checked(now, wasRepaired: wasRepaired)
        try file.checkIDs()
        noteRepairs(file)
    }

    // MARK: reading

    /// Whether the queue is read now: with room for a whole batch, and without, from time to time, for its age is told.
    ///
    /// Each reading passes over what is out already: for a few new entries at a time that would be most of the work.
    private func mayRead(_ now: Int64) -> Bool {
        if outstanding.hasRoom { return true }
        guard now >= partAt else { return false }
        partAt = now + Self.partialRest
        return true
    }

    private func readQueue(_ file: IntakeFile, now: Int64) throws(SQLiteError) -> [IntakeChange] {
        let room = min(outstanding.room, IntakeLimits.batch)
        let limit = outstanding.passedOver + IntakeLimits.batch + 1
        return try file.snapshot { () throws(SQLiteError) -> [IntakeChange] in
            let found = try file.entries(limit: limit)
            var fresh = found.filter { !outstanding.contains($0) }
            let isAll = found.count < limit
            guard room > 0 else {
                hasMore = !fresh.isEmpty
                if let first = fresh.first {
                    if now >= countAt {
                        countAt = now + IntakeLimits.retry
                        let count = try file.entryCount(most: 100_000)
                        condition.unread = max(fresh.count, count - found.count + fresh.count)
                    }
                    condition.oldestUnread = first.shownAt
                }
                return []
            }
            hasMore = fresh.count > room || !isAll
            fresh = Array(fresh.prefix(room))
            var changes: [IntakeChange] = []
            var earlier: [Int64: [IntakeFile.Entry]] = [:]
            var last: [Int64: Int] = [:]
            for (index, entry) in fresh.enumerated() { last[entry.registration] = index }
            var bytes = 0
            for (index, entry) in fresh.enumerated() {
                guard last[entry.registration] == index else {
                    earlier[entry.registration, default: []].append(entry)
                    continue
                }
                let row = try file.row(entry.registration)
                let cost = row?.cost ?? 64
                if bytes + cost > IntakeLimits.batchBytes, !changes.isEmpty {
                    hasMore = true
                    break
                }
                bytes += cost
                outstanding.give(entry, earlier: earlier[entry.registration] ?? [], bytes: cost)
                changes.append(
                    IntakeChange(
                        id: entry.id,
                        registration: entry.registration,
                        row: row,
                        at: entry.shownAt
                    )
                )
            }
            if !hasMore {
                condition.unread = 0
                condition.oldestUnread = nil
            }
            return changes
        }
    }

    // MARK: writing

    private func write(_ file: IntakeFile, now: Int64) {
        guard hasWriting || logIsDirty, now >= writeAt else { return }
        hasCommitted = true
        do throws(SQLiteError) {
            while !outstanding.removable.isEmpty {
                let slice = outstanding.removable.prefix(IntakeLimits.slice)
                try file.remove(slice)
                outstanding.removed(slice.count)
            }
            while !statuses.isEmpty {
                let slice = statuses.next(IntakeLimits.slice)
                try file.write(slice[...])
                statuses.written(slice.count)
            }
            while let ids = erasures.first {
                for start in stride(from: 0, to: ids.count, by: IntakeLimits.slice) {
                    let slice = Array(ids[start..<min(start + IntakeLimits.slice, ids.count)])
                    try file.erase(slice)
                    outstanding.erased(Set(slice))
                }
                logIsDirty = true
                erasures.removeFirst()
                erased += 1
            }
            if mustMarkRead { try file.markRead() }
            // For the site nobody else makes its log short again, which may have filled the disk.
            if file.isShortOfRoom || file.isLogLarge { logIsDirty = true }
            if logIsDirty, now >= logAt {
                logAt = now == .max ? now : now + IntakeLimits.retry
                logIsDirty = try !file.emptyLog()
            }
            writeFault.clear()
        } catch {
            // A quota that is reached is told as the disk's failure.
            if error.category == .full || error.category == .inputOutput { file.giveRoom() }
            failed(.sqlite(error), reading: false, now: now)
        }
    }

    // MARK: trouble

    private func failed(_ error: IntakeError, reading: Bool, now: Int64) {
        if reading { readFault.note(error, now: now) } else { writeFault.note(error, now: now) }
        if !reading { writeAt = writeFault.retryAt }
        guard case .sqlite(let cause) = error else { return }
        switch cause.category {
        case .busy, .full, .readOnly: break
        case .constraint, .other:
            // The schema is not what our statements were made for.
            schema.stir()
        case .inputOutput where !reading:
            // What cannot be written can still be read.
            break
        default:
            // What SQLite keeps of a damaged file in memory must not outlive it.
            if let file { leave(file) }
            openAt = now == .max ? now : now + IntakeLimits.retry
        }
    }

    private func tell() {
        condition.tell(readFault.trouble == nil ? writeFault : readFault)
        if condition.trouble == nil, file?.isOutOfIDs == true {
            (condition.trouble, condition.detail) = (.unwritable, IntakeWords.outOfIDs)
        }
        condition.isCaughtUp = isCaughtUp
    }
}
