internal import SQLite

/// Ids of rows: those after one, up to another.
public struct RowRange: Sendable, Hashable {
    /// The id before the first.
    public let after: Int64
    /// The last id.
    public let through: Int64

    /// The ids after one, up to another.
    public init(after: Int64, through: Int64) {
        self.after = after
        self.through = through
    }
}

/// How far the audience of a mailing is gathered.
public struct Gathering: Sendable, Hashable {
    /// The last row that was asked: of the table that the audience is of.
    public let after: Int64
    /// The last row to be asked: who comes later joins as anyone does once the audience is known.
    public let through: Int64
    /// How many people were counted off so far.
    public let people: Int
    /// How many there were when it began, for waves.
    public let total: Int
}

/// What gathering a part of an audience came to.
public struct GatheredPart: Sendable, Hashable {
    /// How many people were counted off in this part.
    public let people: Int
    /// The size of the whole audience; nil while it is not whole.
    public let audience: Int?
}

extension MessageStore {
    /// Gathers a part of the audience of a mailing: each person that `plan` makes a message for belongs to it from
    /// now on.
    ///
    /// One transaction: the part is there with the note how far it reaches, or the mailing is as before. Nothing of
    /// it goes before the audience is whole: then it is known, and the mailing awaits approval when it needs one that
    /// it does not have (its messages are held), else it runs. A mailing whose audience is known already is left alone.
    /// - Parameters:
    ///   - id: the mailing.
    ///   - audience: whom it is for.
    ///   - rows: how many rows are asked at most.
    ///   - total: how large the audience is at the beginning; kept for the parts that follow.
    ///   - now: milliseconds since 1970 UTC.
    ///   - plan: makes a person's message.
    /// - Returns: what the part came to; nil when nothing was done.
    /// - Throws: what the database refuses, and what `plan` throws.
    @discardableResult
    public func gather(
        mailing id: Int64,
        audience: MailingAudience,
        rows: Int = .max,
        total: Int = 0,
        now: Int64,
        plan: (PersonRow) throws(StoreError) -> NewMessage?
    ) throws(StoreError) -> GatheredPart? {
        try connection.transaction { () throws(StoreError) in
            guard let mailing = try mailing(id: id), mailing.frozenAt == nil, !mailing.state.isFinal else {
                return nil
            }
            let isApproved = try approvals(mailing: id).count >= mailing.approvers
            let table = Self.table(of: audience)
            let last = try lastRow(of: table)
            let before = mailing.gathering ?? Gathering(after: .min, through: last, people: 0, total: total)
            let rest = RowRange(after: before.after, through: before.through)
            let part = try self.part(of: table, rest, rows: rows)
            var people = 0
            try recipients(of: audience, event: mailing.event, part: part) { person throws(StoreError) in
                guard var message = try plan(person) else { return true }
                message.mailing = id
                if !isApproved, message.state == .queued {
                    message.state = .held
                    message.cause = .awaitsApproval
                    message.reason = StoreReasons.awaitsApproval.text(in: language)
                }
                _ = try insert(message, now: now)
                people += 1
                return true
            }
            guard part.through >= before.through else {
                try note(mailing: id, before, upTo: part.through, people: people)
                return GatheredPart(people: people, audience: nil)
            }
            try connection.run("UPDATE mailings SET asked_through = ? WHERE id = ?", before.through, id)
            let audience = try close(mailing, isApproved: isApproved, now: now)
            return GatheredPart(people: people, audience: audience)
        }
    }

    /// The audience is whole.
    private func close(_ mailing: Mailing, isApproved: Bool, now: Int64) throws(StoreError) -> Int {
        // Those of an earlier freeze (a missed mailing whose time came again) are still accounted for.
        let count = Int(
            clamping: try connection.integer("SELECT count(*) FROM messages WHERE mailing_id = ?", mailing.id)
        )
        try connection.run(
            """
            UPDATE mailings SET audience = ?, frozen_at = ?, updated_at = ?, gathered = NULL, gather_to = NULL,
                gathered_people = NULL, gather_total = NULL
            WHERE id = ?
            """,
            count,
            now,
            now,
            mailing.id
        )
        if mailing.state == .scheduled {
            // Approved while it was gathered: the first parts waited for that.
            if isApproved, mailing.approvers > 0, mailing.gathering != nil {
                _ = try begin(Following(mailing.id, .letGo, stoppedBy: [.awaitsApproval]), now: now)
            }
            try move(mailing: mailing.id, to: isApproved ? .running : .awaitingApproval, now: now)
        }
        return count
    }

    private func note(
        mailing id: Int64,
        _ before: Gathering,
        upTo last: Int64,
        people: Int
    ) throws(StoreError) {
        try connection.run(
            """
            UPDATE mailings SET gathered = ?, gather_to = ?, gathered_people = ?, gather_total = ? WHERE id = ?
            """,
            last,
            before.through,
            before.people + people,
            before.total,
            id
        )
    }

    /// The table whose rows an audience is gathered along.
    static func table(of audience: MailingAudience) -> String {
        switch audience {
        case .selection(.registrations): "registrations"
        case .selection: "invitees"
        case .told: "messages"
        }
    }

    func lastRow(of table: String) throws(StoreError) -> Int64 {
        try connection.integer("SELECT coalesce(max(id), 0) FROM \(table)")
    }

    /// The next rows to be asked: so many, whatever event they are of, for a walk past others takes time as well.
    func part(of table: String, _ rest: RowRange, rows: Int) throws(StoreError) -> RowRange {
        guard rows < .max else { return rest }
        let end = try connection.first(
            """
            SELECT max(id), count(*) FROM (
                SELECT id FROM \(table) WHERE id > ? AND id <= ? ORDER BY id LIMIT ?)
            """,
            rest.after,
            rest.through,
            rows
        ) { row in row.int(1) < rows ? nil : row.optionalInt64(0) }
        guard let last = end ?? nil else { return rest }
        return RowRange(after: rest.after, through: last)
    }

    /// The names of those who approved a mailing.
    public func approvals(mailing id: Int64) throws(StoreError) -> [String] {
        var actors: [String] = []
        try connection.rows("SELECT actor FROM approvals WHERE mailing_id = ? ORDER BY at", id) {
            row throws(StoreError) in
            actors.append(row.text(0))
            return true
        }
        return actors
    }

    /// Moves what is not yet sent with the facts: all of it by so many milliseconds, so that waves keep their distance.
    ///
    /// The first letters move at once, the others in parts (``follow(now:lateEnd:)``); none is claimed before.
    /// - Returns: how many letters move.
    @discardableResult
    public func move(
        mailing id: Int64,
        by shift: Int64,
        now: Int64
    ) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            var start = LateStart()
            start.shift = shift
            let moved = try begin(Following(id, .move, start: start), now: now)
            return moved.changed + moved.left
        }
    }
}
