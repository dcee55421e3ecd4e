internal import SQLite

/// Sums of parts of the lists, for ``coverage(event:)``.
extension MessageStore {
    /// Counts a part anew of which something has changed.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public func recountCoverage() throws(StoreError) -> Bool {
        guard var count = try beginCoverage() else { return false }
        try countCoverage(&count)
        try concludeCoverage(count)
        return true
    }

    /// Begins to count a part anew of which something has changed: what changes from here on marks it again.
    ///
    /// - Returns: nil where none is marked.
    public func beginCoverage() throws(StoreError) -> CoverageCount? {
        try connection.transaction { () throws(StoreError) in
            try connection.flushTally()
            // Whoever was killed over one has counted nothing.
            try connection.run(
                "INSERT INTO coverage_stale (part) SELECT \(Self.counting) ON CONFLICT DO NOTHING"
            )
            let stale = try connection.first("SELECT part FROM coverage_stale ORDER BY part LIMIT 1") {
                $0.int64(0)
            }
            guard let stale else {
                try setMeta(Self.countingKey, nil)
                return nil
            }
            let count = CoverageCount(part: stale)
            try setMeta(Self.countingKey, count.note)
            try connection.run("DELETE FROM coverage_stale WHERE part = ?", stale)
            return count
        }
    }

    /// Counts the people of the part, while everyone else goes on writing.
    public func countCoverage(_ count: inout CoverageCount) throws(StoreError) {
        var sums: [CoverageCount.Sum] = []
        try connection.rows(Self.countPart(invitees: count.part & 1 == 0), count.part) {
            row throws(StoreError) in
            sums.append((row.text(0), row.text(1), (2...6).map { row.int64($0) }))
            return true
        }
        count.sums = sums
    }

    /// Puts what was counted in the place of what stood there: one short commit.
    ///
    /// Where something has changed meanwhile the part stays marked, and is counted once more.
    public func concludeCoverage(_ count: CoverageCount) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try connection.flushTally()
            // Somebody else may have begun anew.
            guard let sums = count.sums, try meta(Self.countingKey) == count.note else { return }
            try setMeta(Self.countingKey, nil)
            let marks = "SELECT EXISTS (SELECT 1 FROM coverage_stale WHERE part = ?)"
            guard try connection.integer(marks, count.part) == 0 else { return }
            try connection.run("DELETE FROM coverage_parts WHERE part = ?", count.part)
            let statement = try connection.statement(
                """
                INSERT INTO coverage_parts (part, event, region, invited, reached, answered, registered, bounced)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            for sum in sums {
                statement.bind([count.part, sum.event, sum.region] + sum.counts)
                try statement.execute()
            }
        }
    }

    /// The part that is being counted, and by which count.
    private static let countingKey = "coverage_counting"
    private static let counting = "CAST(value AS INTEGER) FROM meta WHERE key = '\(countingKey)'"
    /// The parts whose sums are not to be relied on.
    private static let staleParts = "SELECT part FROM coverage_stale UNION SELECT \(counting)"

    /// Has all of it counted anew, part by part: marks them, some in a commit.
    public func recountAllCoverage() throws(StoreError) {
        let bits = Schema.coverageBits
        for (table, odd) in [("invitees", Int64(0)), ("registrations", 1)] {
            try markCoverage { after throws(StoreError) in
                let next = "SELECT min(id) FROM \(table) WHERE id > ?"
                guard let id = try connection.first(next, after, read: { $0.optionalInt64(0) }) ?? nil else {
                    return nil
                }
                return ((id >> bits) * 2 + odd, id | (1 << bits - 1))
            }
        }
        try markCoverage { after throws(StoreError) in
            let next = "SELECT min(part) FROM coverage_parts WHERE part > ?"
            let part = try connection.first(next, after, read: { $0.optionalInt64(0) }) ?? nil
            return part.map { ($0, $0) }
        }
    }

    private func markCoverage(
        _ next: (Int64) throws(StoreError) -> (part: Int64, end: Int64)?
    ) throws(StoreError) {
        var after: Int64? = .min
        while after != nil {
            try connection.transaction { () throws(StoreError) in
                for _ in 0..<Self.markedAtOnce {
                    guard let last = after, let found = try next(last) else { return after = nil }
                    try connection.run(
                        "INSERT INTO coverage_stale (part) VALUES (?) ON CONFLICT DO NOTHING",
                        found.part
                    )
                    after = found.end
                }
            }
        }
    }

    private static let markedAtOnce = 250

    /// Whether something of it is to be counted anew.
    public func hasStaleCoverage() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (\(Self.staleParts))") != 0
    }

    /// The regions where the sums are not what counting person by person gives: event and region.
    ///
    /// Reads all people.
    public func wrongCoverage() throws(StoreError) -> [String] {
        try connection.flushTally()
        var wrong: [String] = []
        var events: [String] = []
        try connection.rows(Schema.distinct("event", of: "invitees")) { row throws(StoreError) in
            events.append(row.text(0))
            return true
        }
        for event in events {
            let counted = try countedCoverage(event: event)
            for row in try coverage(event: event) where !counted.contains(row) {
                wrong.append("\(event) \(row.region ?? "")")
            }
        }
        return wrong
    }

    /// How many people of a part are what, by event and region.
    static func countPart(invitees: Bool) -> String {
        """
        SELECT event, coalesce(region, ''), \(sums) FROM (\(
            people(invitees: invitees, among: "SELECT ?1 AS part"))) GROUP BY 1, 2
        """
    }

    private static let sums = """
        sum(invited), sum(reached), sum(answered), sum(registered), sum(bounced AND NOT reached)
        """

    /// The people of parts, each with what counts of them.
    static func people(invitees: Bool, among parts: String, where condition: String = "1") -> String {
        let start = "((s.part >> 1) << \(Schema.coverageBits))"
        let end = "\(start) + \((1 << Schema.coverageBits) - 1)"
        let standing = "('registered', 'confirmed')"
        if invitees {
            return """
                SELECT i.event, coalesce(k.code, i.region) AS region, 1 AS invited,
                    EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'sent') AS reached,
                    \(hasAnswered) AS answered, 0 AS registered,
                    EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'bounced') AS bounced
                FROM (\(parts)) s CROSS JOIN invitees i ON i.id BETWEEN \(start) AND \(end)
                LEFT JOIN region_keys k ON k.key = trim(i.region)
                WHERE s.part & 1 = 0 AND \(isFirstInvitee) AND \(condition.replacing("$", with: "i"))
                """
        }
        return """
            SELECT r.event, coalesce(k.code, r.region) AS region, 0 AS invited, 0 AS reached, 0 AS answered,
                1 AS registered, 0 AS bounced
            FROM (
                SELECT q.event, coalesce((
                    SELECT max(x.region) FROM registrations x INDEXED BY registrations_person
                    WHERE x.event = q.event AND x.person_key = q.person_key AND x.status IN \(standing)), (
                    SELECT i.region FROM invitees i
                    WHERE i.event = q.event AND i.person_key = q.person_key ORDER BY i.id LIMIT 1)) AS region
                FROM (\(parts)) s CROSS JOIN registrations q ON q.id BETWEEN \(start) AND \(end)
                WHERE s.part & 1 = 1 AND q.status IN \(standing) AND \(condition.replacing("$", with: "q"))
                    AND NOT EXISTS (
                        SELECT 1 FROM registrations o INDEXED BY registrations_person
                        WHERE o.event = q.event AND o.person_key = q.person_key AND o.id < q.id AND o.status IN \(standing))
            ) r LEFT JOIN region_keys k ON k.key = trim(r.region)
            """
    }

    /// Sums of all parts; those that have changed since are counted here and now.
    static let coverageSums = """
        WITH sums AS (
            SELECT nullif(region, '') AS region, sum(invited) AS invited, sum(reached) AS reached,
                sum(answered) AS answered, sum(registered) AS registered, sum(bounced) AS bounced
            FROM (
                SELECT region, invited, reached, answered, registered, bounced FROM coverage_parts p
                WHERE event = ?1 AND NOT EXISTS (SELECT 1 FROM coverage_stale s WHERE s.part = p.part)
                    AND p.part IS NOT (SELECT \(counting))
                UNION ALL
                SELECT region, invited, reached, answered, registered, bounced AND NOT reached FROM (
                    \(people(invitees: true, among: staleParts, where: "+$.event = ?1"))
                    UNION ALL
                    \(people(invitees: false, among: staleParts, where: "+$.event = ?1")))
            ) GROUP BY 1)
        SELECT g.code, g.name, coalesce(t.invited, 0), coalesce(t.reached, 0), coalesce(t.answered, 0),
            coalesce(t.registered, 0), coalesce(t.bounced, 0)
        FROM regions g LEFT JOIN sums t ON t.region = g.code
        WHERE EXISTS (SELECT 1 FROM sums)
        UNION ALL
        SELECT region, NULL, invited, reached, answered, registered, bounced
        FROM sums WHERE (region IS NULL OR region NOT IN (SELECT code FROM regions)) AND invited + registered > 0
        ORDER BY 1
        """
}

/// What the people of a part come to, counted on one picture of the database.
public struct CoverageCount: Sendable {
    typealias Sum = (event: String, region: String, counts: [Int64])

    let part: Int64
    /// What the database knows it by: its part, and what tells it from any other count of that part.
    let note: String
    /// Nil: not counted yet.
    var sums: [Sum]?

    init(part: Int64) {
        self.part = part
        note = "\(part) \(UInt64.random(in: .min ... .max))"
    }

    /// Whether it was counted.
    public var isCounted: Bool { sums != nil }
}
