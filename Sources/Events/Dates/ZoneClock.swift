public import Foundation

extension TimeZone {
    /// The instant of a local time in this zone.
    ///
    /// A time that occurs twice (clocks put back) is the first of the two. A time that does not occur (clocks put
    /// forward) is taken with the offset before the change, so 02:30 becomes 03:30 (RFC 5545 §3.3.5).
    public func instant(of local: LocalDateTime) -> Date {
        let asUTC = Double(local.date.daysSince1970) * 86_400 + Double(local.time.secondsSinceMidnight)
        let before = offset(at: asUTC - 86_400)
        let after = offset(at: asUTC + 86_400)
        let withBefore = asUTC - before
        if before == after || offset(at: withBefore) == before {
            return Date(timeIntervalSince1970: withBefore)
        }
        let withAfter = asUTC - after
        if offset(at: withAfter) == after { return Date(timeIntervalSince1970: withAfter) }
        return Date(timeIntervalSince1970: withBefore)
    }

    /// What the clocks of this zone show at an instant, to the second.
    public func local(_ instant: Date) -> LocalDateTime {
        let seconds = instant.timeIntervalSince1970.rounded(.down)
        let bounded = min(max(seconds, -62_000_000_000), 253_000_000_000)  // the years 5 to 9987
        let shifted = Int(bounded + offset(at: bounded))
        let day = shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400
        return LocalDateTime(
            LocalDate(daysSince1970: day),
            LocalTime(secondsSinceMidnight: shifted - day * 86_400)
        )
    }

    private func offset(at seconds: Double) -> Double {
        Double(secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
    }
}
