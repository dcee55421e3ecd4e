internal import SQLite

/// A query for the ids of few messages, among which alone a filter's are.
struct FilterDriver {
    let sql: String
    let values: [(any Bindable)?]

    /// With its parameters behind so many others.
    func numbered(after count: Int) -> String {
        let pieces = sql.split(separator: "?", omittingEmptySubsequences: false)
        var sql = String(pieces.first ?? "")
        for piece in pieces.dropFirst() {
            let digits = piece.prefix { $0.isNumber }
            sql += "?\((Int(digits) ?? 0) + count)" + piece.dropFirst(digits.count)
        }
        return sql
    }
}

extension MessageStore {
    /// So many messages are looked at one by one; of more than that enough are met soon on the way along the log.
    static let fewMessages = 5000

    /// The condition of a filter that the fewest messages meet; nil where each is met by many.
    ///
    /// Costs some thousand steps along indexes at most, however many messages there are.
    func driver(of filter: LogFilter, isLog: Bool) throws(StoreError) -> FilterDriver? {
        var best: (count: Int64, driver: FilterDriver)?
        for driver in try candidates(filter, isLog: isLog) {
            let limit = min(Int64(Self.fewMessages), best?.count ?? .max)
            let count = try connection.count(
                "SELECT 1 FROM (\(driver.sql)) LIMIT \(limit + 1)",
                driver.values
            )
            if count <= limit { best = (count, driver) }
            if count == 0 { break }
        }
        return best?.driver
    }

    private func candidates(_ filter: LogFilter, isLog: Bool) throws(StoreError) -> [FilterDriver] {
        var found: [FilterDriver] = []
        func add(_ condition: String, _ values: any Bindable...) {
            found.append(FilterDriver(sql: "SELECT d.id FROM messages d WHERE \(condition)", values: values))
        }
        if let ids = filter.ids { add("d.id IN (SELECT value FROM json_each(?1))", Self.jsonNumbers(ids)) }
        if let to = filter.to { found += addressees(to) }
        if let mailing = filter.mailing { add("d.mailing_id = ?1", mailing) }
        switch (filter.event, filter.notification) {
        case (let event?, let notification?): add("d.event = ?1 AND d.notification = ?2", event, notification)
        case (let event?, nil): add("d.event = ?1", event)
        case (nil, let notification?):
            add(
                "d.event IN (SELECT t.event FROM totals t WHERE t.notification = ?1) AND d.notification = ?1",
                notification
            )
        case (nil, nil): break
        }
        if let region = filter.region {
            add(
                "d.region IN (SELECT value FROM json_each(?1)) AND d.region IS NOT NULL",
                Self.jsonList(try spellings(of: region))
            )
        }
        // What an attempt came to is the log's to tell.
        guard !isLog else { return found }
        // Rows that have still to follow an act are in another state than they are found by.
        if !filter.states.isEmpty, filter.states.allSatisfy(Schema.isSetAside), try !isFollowing() {
            add(
                "d.state IN (SELECT value FROM json_each(?1)) AND \(Schema.setAside("d"))",
                Self.jsonList(filter.states.map(\.rawValue))
            )
        }
        if let code = filter.code {
            if code.contains("."), !code.hasPrefix("2.") {
                add("d.enhanced_code = ?1 AND \(Schema.isRefused("d.enhanced_code"))", code)
            } else if let range = Self.codes(code), range.lowerBound >= 300 {
                add("d.code BETWEEN ?1 AND ?2 AND d.code >= 300", range.lowerBound, range.upperBound)
            }
        }
        return found
    }

    private func addressees(_ to: String) -> [FilterDriver] {
        if to.hasPrefix("@"), !to.contains("*") {
            return [
                FilterDriver(
                    sql: "SELECT d.id FROM messages d WHERE d.domain = ?1",
                    values: [String(to.dropFirst()).lowercased()]
                )
            ]
        }
        guard to.contains("*") else {
            return [FilterDriver(sql: Self.messagesOfAddress("?1", "?2"), values: [to.lowercased(), to])]
        }
        // What a pattern begins with, before anything in it that stands for something else.
        let start = String(to.lowercased().prefix { !"*?[".contains($0) })
        guard !start.isEmpty else { return [] }
        return [
            FilterDriver(
                sql: "SELECT d.id FROM messages d WHERE d.person_key >= ?1 AND d.person_key < ?2",
                values: [start, start + "\u{10FFFF}"]
            )
        ]
    }

    /// The messages to an address: by what it folds to, and by what it shows.
    static func messagesOfAddress(_ key: String, _ address: String) -> String {
        """
        SELECT p.id FROM messages p WHERE p.person_key = \(key)
        UNION SELECT p.id FROM messages p WHERE p.email = \(address) COLLATE NOCASE AND \(Schema.hasOtherEmail("p"))
        """
    }

    /// How rows write a region that is meant.
    private func spellings(of region: String) throws(StoreError) -> [String] {
        var found: [String] = []
        try connection.rows(
            """
            SELECT r.value FROM (\(Schema.distinct("region", of: "messages"))) r
            WHERE r.value = ?1 COLLATE NOCASE OR (SELECT k.code FROM region_keys k WHERE k.key = trim(r.value))
                = (SELECT k.code FROM region_keys k WHERE k.key = trim(?1))
            """,
            region
        ) { row throws(StoreError) in
            found.append(row.text(0))
            return true
        }
        return found
    }

    /// The codes that begin with these digits.
    static func codes(_ start: String) -> ClosedRange<Int>? {
        guard let number = Int(start), (1...3).contains(start.count) else { return nil }
        let width = start.count == 1 ? 100 : start.count == 2 ? 10 : 1
        return number * width...(number * width + width - 1)
    }

    static func jsonNumbers(_ ids: [Int64]) -> String { "[\(ids.map(String.init).joined(separator: ","))]" }
}
