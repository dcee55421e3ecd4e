public import Foundation
internal import Wording

/// Reads the times that people type: `--since 2h`, `--until 2026-11-01`, `--at 2026-11-20T10:00`.
public struct TimeArgument: Sendable {
    /// What the time is counted from.
    public let now: Date
    /// The zone of times that name none.
    public let zone: TimeZone

    /// A reader; by default in the machine's zone.
    public init(now: Date, zone: TimeZone = .current) {
        self.now = now
        self.zone = zone
    }

    /// Reads a time: a date, a date and an hour, RFC 3339, a time ago (`2h`, `1d12h`, `2h ago`), a time ahead
    /// (`+3d`), `now`, `today` or `yesterday`.
    /// - Parameters:
    ///   - text: what was typed.
    ///   - endOfDay: a date alone means its end rather than its beginning, as for `--until`.
    /// - Returns: the moment meant.
    /// - Throws: the text is none of these.
    public func read(_ text: String, endOfDay: Bool = false) throws(UsageError) -> Date {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let date = word(text, endOfDay) ?? relative(text) ?? absolute(text, endOfDay) { return date }
        throw UsageError(
            Wording(ru: "«\(text)» — не время", en: "“\(text)” is no time"),
            hint: Wording(
                ru: "укажите дату (2026-11-01), дату и час (2026-11-01T10:00), время по RFC 3339"
                    + " (2026-11-01T10:00:00Z) или давность (90s, 15m, 2h, 4d, 1w)",
                en: "write a date (2026-11-01), a date and hour (2026-11-01T10:00), RFC 3339"
                    + " (2026-11-01T10:00:00Z), or how long ago (90s, 15m, 2h, 4d, 1w)"
            )
        )
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func word(_ text: String, _ endOfDay: Bool) -> Date? {
        switch text.lowercased() {
        case "now": now
        case "today": day(calendar.startOfDay(for: now), endOfDay)
        case "yesterday":
            calendar.date(byAdding: .day, value: -1, to: calendar.startOfDay(for: now))
                .flatMap { day($0, endOfDay) }
        default: nil
        }
    }

    private func day(_ start: Date, _ endOfDay: Bool) -> Date? {
        endOfDay ? calendar.date(byAdding: .day, value: 1, to: start) : start
    }

    private func relative(_ text: String) -> Date? {
        var rest = Substring(text)
        let isAhead = rest.hasPrefix("+")
        if isAhead { rest = rest.dropFirst() }
        if rest.hasSuffix(" ago") { rest = isAhead ? "" : rest.dropLast(4) }
        var seconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let amount = Int(digits), amount < 1_000_000_000, let unit = rest.popFirst(),
                let length = Self.units[unit]
            else { return nil }
            seconds += Double(amount) * length
        }
        // More than a century is a slip of the finger.
        guard seconds < 3.2e9 else { return nil }
        return now.addingTimeInterval(isAhead ? seconds : -seconds)
    }

    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800]

    /// `2026-11-01`, `2026-11-01T10:00`, `…:05`, `….250`, with `Z`, `+03:00` or nothing behind.
    private func absolute(_ text: String, _ endOfDay: Bool) -> Date? {
        let parts = text.uppercased().split(
            maxSplits: 1,
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "T" || $0 == " " }
        )
        guard let day = numbers(parts[0], separator: "-", widths: [4, 2, 2]) else { return nil }
        guard parts.count == 2 else {
            guard let start = moment(day, [0, 0, 0], zone) else { return nil }
            return self.day(start, endOfDay)
        }
        var clock = parts[1]
        var zone = zone
        var shift = 0.0
        if clock.hasSuffix("Z") {
            clock.removeLast()
            zone = .gmt
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let offset = numbers(clock[clock.index(after: sign)...], separator: ":", widths: [2, 2]),
                offset[0] < 24, offset[1] < 60
            else { return nil }
            // RFC 3339 goes up to 23:59, the zones of Foundation to 18 hours.
            zone = .gmt
            shift = Double(offset[0] * 3600 + offset[1] * 60) * (clock[sign] == "-" ? 1 : -1)
            clock = clock[..<sign]
        }
        var fraction = 0.0
        if let dot = clock.firstIndex(of: ".") {
            let digits = clock[clock.index(after: dot)...]
            guard (1...9).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
                let value = Double("0." + digits)
            else { return nil }
            fraction = value
            clock = clock[..<dot]
        }
        guard var time = numbers(clock, separator: ":", widths: clock.count > 5 ? [2, 2, 2] : [2, 2]) else {
            return nil
        }
        if time.count == 2 { time.append(0) }
        return moment(day, time, zone)?.addingTimeInterval(fraction + shift)
    }

    private func numbers(_ text: Substring, separator: Character, widths: [Int]) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } })
        else { return nil }
        return parts.compactMap { Int($0) }
    }

    private func moment(_ day: [Int], _ time: [Int], _ zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        guard day[0] >= 1970, (1...12).contains(day[1]), (1...31).contains(day[2]), time[0] < 24,
            time[1] < 60,
            time[2] < 60
        else { return nil }
        let parts = DateComponents(
            year: day[0],
            month: day[1],
            day: day[2],
            hour: time[0],
            minute: time[1],
            second: time[2]
        )
        guard let date = calendar.date(from: parts) else { return nil }
        // 31 November would slide into December.
        return calendar.component(.day, from: date) == day[2] ? date : nil
    }
}
