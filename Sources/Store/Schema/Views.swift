extension Schema {
    /// The views that others read: a promise, column by column.
    static let views = """
        CREATE VIEW messages_view AS
        SELECT id, event, notification, round, email, name, region, organization, language, state, cause, reason,
            attempts,
            \(utc("due_at")) AS due_at, \(utc("next_attempt_at")) AS next_attempt_at,
            \(utc("sent_at")) AS sent_at, code, enhanced_code, reply, relay, message_id, registration_id,
            invitee_id, \(utc("created_at")) AS created_at, \(utc("updated_at")) AS updated_at
        FROM messages;

        CREATE VIEW delivery_log AS
        SELECT a.id, \(utc("a.at")) AS at, a.message, a.kind, a.outcome, a.relay, a.code, a.enhanced_code, a.reply,
            a.tls, a.duration_ms, a.actor, a.note, coalesce(m.event, a.event) AS event,
            coalesce(m.notification, a.notification) AS notification,
            coalesce(a.email, nullif(m.email, '')) AS email
        FROM attempts a LEFT JOIN messages m ON m.id = a.message;

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
    /// `reached`: invitees to whom a letter went and did not come back; `answered`: invitees who registered under
    /// either address, whatever became of it, wrote back, or whose answer was written down; `bounced`: invitees whose letters only came back.
    private static let coverage = """
        CREATE VIEW coverage AS
        WITH people AS (
            SELECT i.event, coalesce(k.code, i.region) AS region, 1 AS invited,
                EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'sent') AS reached,
                \(MessageStore.hasAnswered) AS answered,
                0 AS registered,
                EXISTS (SELECT 1 FROM messages m WHERE m.invitee_id = i.id AND m.state = 'bounced') AS bounced
            FROM invitees i LEFT JOIN region_keys k ON k.key = trim(i.region)
            WHERE \(MessageStore.isFirstInvitee)
            UNION ALL
            SELECT r.event, coalesce(k.code, r.region), 0, 0, 0, 1, 0
            FROM (
                SELECT event, coalesce(
                    max(region), (
                        SELECT i.region FROM invitees i
                        WHERE i.event = q.event AND i.person_key = q.person_key ORDER BY i.id LIMIT 1)) AS region
                FROM registrations q WHERE status IN ('registered', 'confirmed')
                GROUP BY event, person_key
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
