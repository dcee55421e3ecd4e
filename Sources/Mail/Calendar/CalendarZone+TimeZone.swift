public import Foundation

extension CalendarZone {
    /// The zone with what is in force from `start` to `end`, and the change after, if it comes within a year.
    public init(_ zone: TimeZone, from start: Date, to end: Date) {
        self.init(identifier: zone.identifier, observances: Observance.list(of: zone, from: start, to: end))
    }
}

extension Observance {
    /// What a zone observes around an event, oldest first.
    ///
    /// - Parameters:
    ///   - zone: the zone.
    ///   - start: the event's beginning; the observance in force then is the first of the list.
    ///   - end: the event's end; changes up to a year after it are included, so that readers who look at the
    ///     zone beyond the event see its other half too.
    /// - Returns: at least one observance; for a zone without changes since 1970 one that begins there.
    public static func list(of zone: TimeZone, from start: Date, to end: Date) -> [Observance] {
        let offset = { (second: Int) in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        }
        let first = second(of: start)
        let last = max(first, second(of: end))
        var changes: [Int] = []
        if let before = change(before: first, offset) { changes.append(before) }
        var position = first
        while let next = change(after: position, until: last + 366 * 86_400, offset), changes.count < 100 {
            changes.append(next)
            position = next
        }
        if changes.first.map({ $0 > first }) ?? true {
            let epoch = CivilTime(CivilDate(year: 1970, month: 1, day: 1), hour: 0, minute: 0)
            let now = offset(first)
            let steady = Observance(
                isDaylight: false,
                start: epoch,
                offsetFrom: now,
                offsetTo: now,
                name: name(zone, at: first)
            )
            return [steady] + changes.map { observance(of: zone, from: $0, offset) }
        }
        return changes.map { observance(of: zone, from: $0, offset) }
    }

    private static func observance(of zone: TimeZone, from second: Int, _ offset: (Int) -> Int) -> Observance
    {
        let before = offset(second - 1)
        return Observance(
            isDaylight: zone.isDaylightSavingTime(for: Date(timeIntervalSince1970: Double(second))),
            start: CivilTime(secondsSince1970: Int64(second), offset: before),
            offsetFrom: before,
            offsetTo: offset(second),
            name: name(zone, at: second)
        )
    }

    /// Seconds from probe to probe: no zone changes and comes back within two weeks.
    private static let step = 14 * 86_400

    /// The last second before `limit`, itself included, at which the offset changed; nil for none since 1970.
    private static func change(before limit: Int, _ offset: (Int) -> Int) -> Int? {
        var high = limit
        while high > 0 {
            let low = max(0, high - step)
            if offset(low) != offset(high) { return narrow(low, high, offset) }
            high = low
        }
        return nil
    }

    private static func change(after start: Int, until end: Int, _ offset: (Int) -> Int) -> Int? {
        var low = start
        while low < end {
            let high = min(end, low + step)
            if offset(low) != offset(high) { return narrow(low, high, offset) }
            low = high
        }
        return nil
    }

    /// The first second with the new offset between two seconds with different ones.
    private static func narrow(_ from: Int, _ to: Int, _ offset: (Int) -> Int) -> Int {
        var low = from
        var high = to
        let old = offset(from)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(middle) == old { low = middle } else { high = middle }
        }
        return high
    }

    /// Seconds since 1970, within the years that calendars write.
    private static func second(of date: Date) -> Int {
        Int(min(max(date.timeIntervalSince1970, 0), 253_000_000_000))
    }

    /// Foundation's short name where it is one (`MSK`, `CET`); `GMT+3` says nothing new.
    private static func name(_ zone: TimeZone, at second: Int) -> String? {
        guard let name = zone.abbreviation(for: Date(timeIntervalSince1970: Double(second))),
            !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic })
        else { return zone.identifier == "Europe/Moscow" ? "MSK" : nil }
        return name
    }
}
