internal import SQLite

/// A place where people of an audience are: a time zone and a region, as rows name them.
public struct AudiencePlace: Sendable, Hashable {
    /// The row's own time zone.
    public let timeZone: String?
    /// The row's region.
    public let region: String?
    /// How many people are known to be there.
    public let count: Int

    /// So many people at one place.
    public init(timeZone: String?, region: String?, count: Int) {
        self.timeZone = timeZone
        self.region = region
        self.count = count
    }

    var zoneKey: String { timeZone ?? "" }
    var regionKey: String { region ?? "" }
}

extension MessageStore {
    /// How many rows at a place are asked whether somebody there is of an audience, before that is taken for granted.
    public static let askedAtPlace = 1000

    /// Where the people of an audience are, with how many are at each place.
    public func places(of audience: AudienceQuery, event: String) throws(StoreError) -> [AudiencePlace] {
        let (sql, values, _) = Self.query(audience, event: event)
        var found: [AudiencePlace] = []
        let grouped =
            "SELECT time_zone, region, count(*) FROM (\(sql)) GROUP BY time_zone, region ORDER BY 1, 2"
        try connection.statement(grouped).rows(values) { row throws(StoreError) in
            found.append(
                AudiencePlace(
                    timeZone: row.optionalText(0),
                    region: row.optionalText(1),
                    count: row.int(2)
                )
            )
            return true
        }
        return found
    }

    /// The places that rows name among which an audience is chosen: each once, uncounted.
    ///
    /// Somebody who is there need not be of the audience: of one person's rows, say, another stands
    /// (``hasPeople(_:event:at:where:)``). Takes a step of the index for each place, however many people are there.
    public func possiblePlaces(
        of audience: AudienceQuery,
        event: String
    ) throws(StoreError) -> [AudiencePlace] {
        var places: Set<AudiencePlace> = []
        switch audience {
        case .invitees, .unanswered: try walk("invitees", "event = ?1", [event], into: &places)
        case .registrations(let statuses):
            for status in statuses {
                try walk("registrations", "event = ?1 AND status = ?2", [event, status], into: &places)
            }
        }
        return places.sorted { ($0.zoneKey, $0.regionKey) < ($1.zoneKey, $1.regionKey) }
    }

    private func walk(
        _ table: String,
        _ condition: String,
        _ values: [String],
        into places: inout Set<AudiencePlace>
    ) throws(StoreError) {
        let next = values.count + 1
        let (zoneKey, regionKey) = (Schema.zoneKey(""), Schema.regionKey(""))
        func step(_ key: String, _ condition: String, _ values: [String]) throws(StoreError) -> String? {
            var found: String?
            try connection.statement("SELECT min(\(key)) FROM \(table) WHERE \(condition)").rows(values) {
                row throws(StoreError) in
                found = row.optionalText(0)
                return false
            }
            return found
        }
        var zone = try step(zoneKey, condition, values)
        while let there = zone {
            let inZone = "\(condition) AND \(zoneKey) = ?\(next)"
            var region = try step(regionKey, inZone, values + [there])
            while let name = region {
                places.insert(
                    AudiencePlace(
                        timeZone: there.isEmpty ? nil : there,
                        region: name.isEmpty ? nil : name,
                        count: 0
                    )
                )
                region = try step(
                    regionKey,
                    "\(inZone) AND \(regionKey) > ?\(next + 1)",
                    values + [there, name]
                )
            }
            zone = try step(zoneKey, "\(condition) AND \(zoneKey) > ?\(next)", values + [there])
        }
    }

    /// Whether somebody of an audience is at a place.
    ///
    /// Where the first ``askedAtPlace`` rows there are of nobody who is, and there are more, it is taken for granted.
    public func hasPeople(
        _ audience: AudienceQuery,
        event: String,
        at place: AudiencePlace,
        where admits: (PersonRow) -> Bool
    ) throws(StoreError) -> Bool {
        var isThere = false
        let rows = AudienceRows.place(place, limit: Self.askedAtPlace)
        try people(audience, event: event, rows: rows) { row throws(StoreError) in
            isThere = admits(row)
            return !isThere
        }
        if isThere { return true }
        let more = AudienceRows.place(place, limit: Self.askedAtPlace + 1)
        var count: Int64 = 0
        let (_, values, kind) = Self.query(audience, event: event, rows: more)
        let asked = kind == .registration ? Self.registrationsAtPlace : Self.inviteesAtPlace
        try connection.statement("SELECT count(*) FROM (\(asked))").rows(values) { row throws(StoreError) in
            count = row.int64(0)
            return false
        }
        return count > Self.askedAtPlace
    }
}
