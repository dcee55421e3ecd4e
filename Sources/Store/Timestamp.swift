/// Moments as text: RFC 3339 in UTC with milliseconds, as the views show them.
public enum Timestamp {
    /// The text of a moment in milliseconds since 1970 UTC, such as `2026-11-28T07:00:00.000Z`.
    public static func text(_ milliseconds: Int64) -> String {
        let day = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - day * 86_400_000
        let (year, month, date) = civil(day)
        guard (0...9999).contains(year) else {
            return "\(year)-\(month)-\(date)T\(rest / 3_600_000):\(rest / 60_000 % 60):\(rest / 1000 % 60)Z"
        }
        return String(unsafeUninitializedCapacity: 24) { bytes in
            var end = 0
            func write(_ number: Int64, _ width: Int, _ mark: UInt8) {
                var rest = number
                for place in (end..<end + width).reversed() {
                    bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                bytes[end + width] = mark
                end += width + 1
            }
            write(year, 4, UInt8(ascii: "-"))
            write(month, 2, UInt8(ascii: "-"))
            write(date, 2, UInt8(ascii: "T"))
            write(rest / 3_600_000, 2, UInt8(ascii: ":"))
            write(rest / 60_000 % 60, 2, UInt8(ascii: ":"))
            write(rest / 1000 % 60, 2, UInt8(ascii: "."))
            write(rest % 1000, 3, UInt8(ascii: "Z"))
            return end
        }
    }

    /// Year, month and day of a day number since 1970-01-01, by whole eras of 400 years.
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468  // days since 0000-03-01
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153  // from March
        let date = dayOfYear - (153 * month + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, date)
    }
}
