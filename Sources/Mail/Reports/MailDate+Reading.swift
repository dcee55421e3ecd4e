extension MailDate {
    /// Seconds since 1970 of a date in a header field: RFC 5322 §3.3 and its older forms; nil for anything else.
    static func seconds(_ text: String) -> Int64? {
        // Remarks in brackets say the zone again.
        let plain = text.prefix { $0 != "(" }
        var words = plain.split { $0 == " " || $0 == "," || $0 == "\t" }[...]
        if let first = words.first, first.first?.isLetter == true { words = words.dropFirst() }
        guard words.count >= 3, let day = Int(words[words.startIndex]), 1...31 ~= day,
            let month = month(words[words.startIndex + 1]), let year = year(words[words.startIndex + 2])
        else { return nil }
        words = words.dropFirst(3)
        let clock = (words.first ?? "0:0").split(separator: ":").map { Int64($0) ?? -1 }
        guard clock.count >= 2, 0...23 ~= clock[0], 0...59 ~= clock[1] else { return nil }
        let second = clock.count > 2 ? min(max(clock[2], 0), 59) : 0
        let days = Int64(days(CivilDate(year: year, month: month, day: day)))
        let local = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + second
        return local - offset(words.dropFirst().first)
    }

    /// Two digits are years from 1950 to 2049: RFC 5322 §4.3.
    private static func year(_ word: Substring) -> Int? {
        guard let number = Int(word), 0...9999 ~= number else { return nil }
        return number < 50 ? 2000 + number : number < 1000 ? 1900 + number % 100 : number
    }

    private static func month(_ word: Substring) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: word.prefix(3).lowercased()).map { $0 + 1 }
    }

    private static func offset(_ zone: Substring?) -> Int64 {
        guard let zone, let sign = zone.first, sign == "+" || sign == "-", zone.utf8.count == 5,
            let number = Int64(zone.dropFirst()), number >= 0
        else { return 0 }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return sign == "-" ? -seconds : seconds
    }
}
