internal import SQLite

/// Sums of parts of the lists, for ``coverage(event:)``.
extension MessageStore {
    /// Counts a part anew of which something has changed: one commit.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public func recountCoverage() throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            try connection.flushTally()
            let stale = try connection.first("SELECT part FROM coverage_stale ORDER BY part LIMIT 1") {
                $0.int64(0)
            }
            guard let stale else { return false }
            try connection.run("DELETE FROM coverage_parts WHERE part = ?", stale)
            try connection.run(Self.countPart(invitees: stale & 1 == 0), stale)
            try connection.run("DELETE FROM coverage_stale WHERE part = ?", stale)
            return true
        }
    }

    /// Has all of it counted anew, part by part.
    public func recountAllCoverage() throws(StoreError) {
        try connection.transaction { () throws(StoreError) in try connection.execute(Schema.allStale) }
    }

    /// Whether something of it is to be counted anew.
    public func hasStaleCoverage() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM coverage_stale)") != 0
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
        INSERT INTO coverage_parts (part, event, region, invited, reached, answered, registered, bounced)
        SELECT ?1, event, coalesce(region, ''), \(sums) FROM (\(
            people(invitees: invitees, among: "SELECT ?1 AS part"))) GROUP BY 2, 3
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
                UNION ALL
                SELECT region, invited, reached, answered, registered, bounced AND NOT reached FROM (
                    \(people(invitees: true, among: "SELECT part FROM coverage_stale", where: "+$.event = ?1"))
                    UNION ALL
                    \(people(invitees: false, among: "SELECT part FROM coverage_stale", where: "+$.event = ?1")))
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
