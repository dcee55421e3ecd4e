internal import SQLite

extension MessageStore {
    /// How many letters went in each of the spans that follow each other from a moment on.
    ///
    /// Known of the last two days.
    /// - Parameters:
    ///   - since: where the first span begins, in milliseconds since 1970 UTC.
    ///   - length: of each span, in milliseconds; a multiple of five seconds.
    ///   - count: how many spans.
    /// - Returns: a number for each.
    /// - Throws: what the database refuses.
    public func sentHistory(since: Int64, length: Int64, count: Int) throws(StoreError) -> [Int] {
        guard length >= Self.sentSpan, count > 0 else { return [] }
        try connection.flushTally()
        var found = Array(repeating: 0, count: count)
        try connection.rows(
            Self.sentBySpan,
            since / Self.sentSpan,
            (since + Int64(count) * length) / Self.sentSpan,
            length / Self.sentSpan
        ) { row throws(StoreError) in
            let place = row.int(0)
            if found.indices.contains(place) { found[place] += row.int(1) }
            return true
        }
        return found
    }

    static let sentBySpan = """
        SELECT (span - ?1) / ?3, sum(count) FROM sent_spans WHERE span >= ?1 AND span < ?2 GROUP BY 1
        """

    /// How long letters had waited that went in each of the spans that follow each other from a moment on, in
    /// milliseconds; nil for spans in which none went.
    ///
    /// Of each span the last few that went are asked, and the one that had waited least tells: others may have waited for
    /// their own recipients' servers.
    public func waitHistory(since: Int64, length: Int64, count: Int) throws(StoreError) -> [Int64?] {
        var found: [Int64?] = []
        for number in 0..<Int64(max(0, count)) {
            let start = since + number * length
            let wait = try connection.first(Self.leastWait, start, start + length) { $0.optionalInt64(0) }
            found.append(wait ?? nil)
        }
        return found
    }

    static let leastWait = """
        SELECT min(max(0, a.at - max(m.due_at, m.created_at))) FROM (
            SELECT at, message FROM attempts WHERE at >= ?1 AND at < ?2 ORDER BY at DESC LIMIT 20) a
        JOIN messages m ON m.id = a.message WHERE m.state = 'sent'
        """
}
