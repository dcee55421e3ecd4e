/// Dates without a calendar library: the proleptic Gregorian calendar by arithmetic.
enum MailDate {
    /// The date and time of day at a count of seconds since 1970, on a clock at the given offset.
    static func civil(_ seconds: Int64, offset: Int64 = 0) -> CivilTime {
        // Years 1 to 9999, less a day at both ends for the offset.
        let local = min(max(seconds, -62_135_510_400), 253_402_214_400) + offset
        let day = (local >= 0 ? local : local - 86_399) / 86_400
        let second = Int(local - day * 86_400)
        return CivilTime(
            date(daysSince1970: Int(day)),
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60
        )
    }

    /// Days since 1970-01-01, negative before.
    static func days(_ date: CivilDate) -> Int {
        // Years begin in March, so that the leap day is the last of its year.
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that lies so many days after 1970-01-01.
    static func date(daysSince1970: Int) -> CivilDate {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return CivilDate(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// `Sat, 28 Nov 2026 10:00:00 +0300`: RFC 5322 §3.3.
    static func text(_ seconds: Int64, offset: Int) -> String {
        // The zone says hours and minutes; the clock beside it must agree.
        let minutes = min(max(offset / 60, -1439), 1439)
        let time = civil(seconds, offset: Int64(minutes) * 60)
        let weekday = names(weekdays, (days(time.date) % 7 + 11) % 7)
        let zone = "\(minutes < 0 ? "-" : "+")\(two(abs(minutes) / 60))\(two(abs(minutes) % 60))"
        let day = "\(time.date.day) \(names(months, time.date.month - 1)) \(four(time.date.year))"
        return "\(weekday), \(day) \(two(time.hour)):\(two(time.minute)):\(two(time.second)) \(zone)"
    }

    /// A number with two digits at least.
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A number with four digits at least.
    static func four(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func names(_ list: [String], _ index: Int) -> String {
        list.indices.contains(index) ? list[index] : list[0]
    }
}
