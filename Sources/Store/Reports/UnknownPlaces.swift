internal import SQLite

/// What registrations say of where their people are, and nobody understands.
public struct UnknownPlaces: Sendable {
    /// Regions of registrations that name no time zone, each as it was written, with how many name it.
    public internal(set) var regions: [(text: String, count: Int)] = []
    /// Time zones, so too.
    public internal(set) var timeZones: [(text: String, count: Int)] = []
}

/// A place with the event and the status of the registrations that name it.
private struct NamedPlace {
    var event = ""
    var status = ""
    var zone = ""
    var region = ""
}

extension MessageStore {
    /// How many places are asked about at most: with more of them nobody reads what is told of each.
    static let askedPlaces = 20_000

    /// The regions and zones that registrations name and nobody understands.
    ///
    /// Takes a step of an index for each place that is named, however many people name it; those alone are counted that
    /// are told.
    /// - Parameters:
    ///   - isRegion: whether a text is a region whose time is known.
    ///   - isZone: whether a text is a time zone.
    /// - Returns: both, those that are named most first; a thousand at most.
    /// - Throws: what the database refuses.
    public func unknownPlaces(
        isRegion: (String) -> Bool,
        isZone: (String) -> Bool
    ) throws(StoreError) -> UnknownPlaces {
        var (regions, zones): ([String: Int], [String: Int]) = ([:], [:])
        var place = NamedPlace()
        for _ in 0..<Self.askedPlaces {
            guard let next = try self.place(after: place) else { break }
            place = next
            if place.zone.isEmpty {
                guard !place.region.isEmpty, !isRegion(place.region) else { continue }
                regions[place.region, default: 0] += try count(at: place)
            } else if !isZone(place.zone) {
                zones[place.zone, default: 0] += try count(at: place)
            }
        }
        var found = UnknownPlaces()
        found.regions = Self.mostFirst(regions)
        found.timeZones = Self.mostFirst(zones)
        return found
    }

    private func place(after last: NamedPlace) throws(StoreError) -> NamedPlace? {
        try connection.first(Self.nextPlace, last.event, last.status, last.zone, last.region) {
            NamedPlace(event: $0.text(0), status: $0.text(1), zone: $0.text(2), region: $0.text(3))
        }
    }

    private func count(at place: NamedPlace) throws(StoreError) -> Int {
        Int(
            clamping: try connection.integer(
                Self.countAtPlace,
                place.event,
                place.status,
                place.zone,
                place.region
            )
        )
    }

    private static func mostFirst(_ counts: [String: Int]) -> [(text: String, count: Int)] {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(1000).map { ($0.key, $0.value) }
    }

    private static let place = "event, status, \(Schema.zoneKey("")), \(Schema.regionKey(""))"

    /// The next region, or the first one of the next zone, status or event: each along the index.
    static let nextPlace = """
        SELECT * FROM (
            SELECT \(place) FROM registrations
            WHERE event = ?1 AND status = ?2 AND \(Schema.zoneKey("")) = ?3 AND \(Schema.regionKey("")) > ?4
            ORDER BY \(Schema.regionKey("")) LIMIT 1)
        UNION ALL SELECT * FROM (
            SELECT \(place) FROM registrations
            WHERE event = ?1 AND status = ?2 AND \(Schema.zoneKey("")) > ?3
            ORDER BY \(Schema.zoneKey("")), \(Schema.regionKey("")) LIMIT 1)
        UNION ALL SELECT * FROM (
            SELECT \(place) FROM registrations WHERE event = ?1 AND status > ?2 ORDER BY \(place) LIMIT 1)
        UNION ALL SELECT * FROM (
            SELECT \(place) FROM registrations WHERE event > ?1 ORDER BY \(place) LIMIT 1)
        LIMIT 1
        """

    static let countAtPlace = """
        SELECT count(*) FROM registrations
        WHERE event = ?1 AND status = ?2 AND \(Schema.zoneKey("")) = ?3 AND \(Schema.regionKey("")) = ?4
        """
}
