extension Schema {
    /// The views that others read: a promise, column by column.
    static let views = """
        CREATE VIEW messages_view AS
        SELECT id, event, notification, email, name, region, organization, language, state, reason, attempts,
            \(utc("due_at")) AS due_at, \(utc("next_attempt_at")) AS next_attempt_at,
            \(utc("sent_at")) AS sent_at, code, enhanced_code, reply, relay, message_id, registration_id,
            invitee_id, \(utc("created_at")) AS created_at, \(utc("updated_at")) AS updated_at
        FROM messages;

        CREATE VIEW delivery_log AS
        SELECT id, \(utc("at")) AS at, message, kind, outcome, relay, code, enhanced_code, reply, tls,
            duration_ms, actor, note
        FROM attempts;

        -- The newest round of each letter. A second registration of an address shares the letters of the first;
        -- copies to named addresses are nobody's.
        CREATE VIEW registration_delivery AS
        WITH letters AS (
            SELECT * FROM messages WHERE registration_id IS NOT NULL AND person_key NOT GLOB 'proof:*'
        )
        SELECT registration_id, notification, state, reason, \(utc("sent_at")) AS sent_at
        FROM letters m
        WHERE NOT EXISTS (
            SELECT 1 FROM letters n
            WHERE n.registration_id = m.registration_id AND n.notification = m.notification
                AND (n.round, n.id) > (m.round, m.id))
        UNION ALL
        SELECT r.id, m.notification, m.state, m.reason, \(utc("m.sent_at"))
        FROM registrations r JOIN letters m ON m.person_key = lower(trim(r.email))
        WHERE m.event = r.event AND m.registration_id <> r.id
            AND NOT EXISTS (
                SELECT 1 FROM letters o WHERE o.registration_id = r.id AND o.notification = m.notification)
            AND NOT EXISTS (
                SELECT 1 FROM letters n
                WHERE n.person_key = m.person_key AND n.event = m.event AND n.notification = m.notification
                    AND (n.round, n.id) > (m.round, m.id));

        CREATE VIEW mailings_view AS
        SELECT m.event, m.notification, \(utc("m.due_at")) AS due_at, m.state, m.audience,
            \(stateColumns)
        FROM mailings m LEFT JOIN (
            SELECT mailing_id, state, count(*) AS n FROM messages
            WHERE mailing_id IS NOT NULL GROUP BY mailing_id, state
        ) c ON c.mailing_id = m.id
        GROUP BY m.id;

        \(coverage)
        """

    private static let stateColumns =
        MessageState.allCases
        .map { "coalesce(sum(c.n) FILTER (WHERE c.state = '\($0.rawValue)'), 0) AS \($0.rawValue)" }
        .joined(separator: ", ")

    /// For each event all regions, and a row more for each region that nobody knows.
    ///
    /// `reached`: invitees to whom a letter went and did not come back; `answered`: invitees who registered under either
    /// address, whatever became of it, or wrote back; `bounced`: invitees whose letters only came back.
    private static let coverage = """
        CREATE VIEW coverage AS
        WITH people AS (
            SELECT i.event, coalesce(k.code, i.region) AS region, 1 AS invited,
                EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'sent') AS reached,
                EXISTS (
                    SELECT 1 FROM registrations r
                    WHERE r.event = i.event AND r.email = i.email COLLATE NOCASE)
                OR EXISTS (
                    SELECT 1 FROM registrations r
                    WHERE r.event = i.event AND r.email = i.second_email COLLATE NOCASE)
                OR EXISTS (
                    SELECT 1 FROM messages m JOIN attempts a ON a.message = m.id
                    WHERE m.invitee_id = i.id AND a.kind = 'answer') AS answered,
                0 AS registered,
                EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'bounced') AS bounced
            FROM invitees i LEFT JOIN region_keys k ON k.key = trim(i.region)
            WHERE \(Store.isFirstInvitee)
            UNION ALL
            SELECT r.event, coalesce(k.code, r.region), 0, 0, 0, 1, 0
            FROM (
                SELECT event, coalesce(
                    max(region), (
                        SELECT i.region FROM invitees i
                        WHERE i.event = q.event AND i.email = q.email COLLATE NOCASE ORDER BY i.id LIMIT 1))
                        AS region
                FROM registrations q WHERE status IN ('registered', 'confirmed')
                GROUP BY event, email COLLATE NOCASE
            ) r LEFT JOIN region_keys k ON k.key = trim(r.region)
        ), totals AS (
            SELECT event, region, sum(invited) AS invited, sum(reached) AS reached, sum(answered) AS answered,
                sum(registered) AS registered, sum(bounced AND NOT reached) AS bounced
            FROM people GROUP BY event, region
        ), events AS (SELECT DISTINCT event FROM totals)
        SELECT e.event, g.code AS region, g.name AS region_name, coalesce(t.invited, 0) AS invited,
            coalesce(t.reached, 0) AS reached, coalesce(t.answered, 0) AS answered,
            coalesce(t.registered, 0) AS registered, coalesce(t.bounced, 0) AS bounced
        FROM events e CROSS JOIN regions g
        LEFT JOIN totals t ON t.event = e.event AND t.region = g.code
        UNION ALL
        SELECT event, region, NULL, invited, reached, answered, registered, bounced
        FROM totals WHERE region IS NULL OR region NOT IN (SELECT code FROM regions);
        """
}
