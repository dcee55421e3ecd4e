public import Settings

/// Which days are worked: weekends, public holidays and the Saturdays that a decree makes working days.
public struct ProductionCalendar: Sendable, Hashable {
    /// What a day is.
    public enum Kind: String, Sendable, CaseIterable {
        case working
        /// A working day one hour less, on the eve of a holiday.
        case short
        case off
    }

    var kinds: [LocalDate: Kind] = [:]
    var regional: [String: [LocalDate: Kind]] = [:]
    /// The years it has been told about; in others only weekends are off.
    public internal(set) var years: Set<Int> = []

    /// Saturdays and Sundays off, nothing else known.
    public static let weekends = ProductionCalendar()

    /// Reads a calendar file, as `config/calendars/ru.json5`.
    public static func load(path: String) throws(Faults) -> ProductionCalendar {
        throw Faults([])
    }

    /// Reads a calendar file's text.
    public static func parse(_ text: String, file: String) throws(Faults) -> ProductionCalendar {
        throw Faults([])
    }

    /// What a day is, in a region (subject code) that may have holidays of its own.
    public func kind(of date: LocalDate, region: String? = nil) -> Kind {
        if let region, let kind = regional[region]?[date] { return kind }
        return kinds[date] ?? (date.weekday >= 6 ? .off : .working)
    }

    /// The day is worked, be it shortened.
    public func isWorking(_ date: LocalDate, region: String? = nil) -> Bool {
        kind(of: date, region: region) != .off
    }
}
