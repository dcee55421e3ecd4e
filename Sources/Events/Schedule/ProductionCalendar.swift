import Regions

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

    /// No day is off, not even a Sunday.
    private var isEveryDay = false

    /// Every day is a working day: for events that know no weekends.
    public static let everyDay: ProductionCalendar = {
        var calendar = ProductionCalendar()
        calendar.isEveryDay = true
        return calendar
    }()

    /// Saturdays and Sundays off, nothing else known.
    public static let weekends = ProductionCalendar()

    /// The calendar of Russia that the programs carry; `calendar` in the configuration replaces it.
    public static let builtIn: ProductionCalendar = {
        let path = "config/calendars/ru.json5"
        // A test reads the same file, so the fallback is never met in a released program.
        guard let text = EmbeddedFiles.text(of: path), let calendar = try? parse(text, file: path) else {
            return .weekends
        }
        return calendar
    }()

    /// What a day is.
    ///
    /// - Parameters:
    ///   - date: any day.
    ///   - region: a subject code, for holidays of its own.
    /// - Returns: what the calendar says, or else what the weekday makes it.
    public func kind(of date: LocalDate, region: String? = nil) -> Kind {
        if isEveryDay { return .working }
        if let region, let kind = regional[region]?[date] { return kind }
        return kinds[date] ?? (date.weekday >= 6 ? .off : .working)
    }

    /// Whether the day is worked, be it shortened.
    ///
    /// - Parameters:
    ///   - date: any day.
    ///   - region: a subject code, for holidays of its own.
    /// - Returns: false on days off.
    public func isWorking(_ date: LocalDate, region: String? = nil) -> Bool {
        kind(of: date, region: region) != .off
    }

    /// Whether the holidays of that year are known, so that more than weekends is off.
    public func knows(year: Int) -> Bool { isEveryDay || years.contains(year) }

    /// The code of a region that is written in any way, where there are regional lists at all.
    func code(of region: String?) -> String? {
        guard let region, !regional.isEmpty else { return nil }
        return Regions.find(region)?.code
    }
}
