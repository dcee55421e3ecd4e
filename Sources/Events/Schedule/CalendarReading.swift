import Regions
public import Settings
import Wording

extension ProductionCalendar {
    /// Reads a calendar file, in the form of `config/calendars/ru.json5`.
    ///
    /// - Parameter path: of the file.
    /// - Returns: the calendar.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(path: String) throws(Faults) -> ProductionCalendar {
        try parse(readText(path), file: path)
    }

    /// Reads a calendar file's text.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - file: how faults name it.
    /// - Returns: the calendar.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func parse(_ text: String, file: String) throws(Faults) -> ProductionCalendar {
        let log = FaultLog(file: file)
        let root = JSON5.read(text, log)
        let result = reading.read(root, "", log)
        guard log.faults.isEmpty, let result else { throw Faults(log.faults) }
        return result
    }

    /// Every key of a calendar file, as the reader declares it.
    public static var declaredKeys: [DeclaredKey] { reading.declaredKeys }

    private static var reading: Reading<ProductionCalendar> { .object(build) }

    private static func build(_ scope: Scope) -> ProductionCalendar? {
        var calendar = ProductionCalendar()
        _ = scope.optional("name", .string)
        let years =
            scope.required(
                "years",
                .dictionary(of: .days, key: "YEAR"),
                Wording(verbatim: "{ \"2026\": { off: [ … ] } }")
            )
            ?? [:]
        for (year, days) in years {
            guard let number = Int(year), (1900...2999).contains(number) else {
                scope.fault(
                    "years",
                    FaultWords.expected(
                        Wording(
                            ru: "год в качестве ключа, например \"2026\"",
                            en: "a year as the key, as \"2026\""
                        ),
                        text: year
                    )
                )
                continue
            }
            for date in days.keys.sorted() where date.year != number {
                scope.fault(
                    "years",
                    Wording(ru: "\(date) стоит под \"\(year)\"", en: "\(date) stands under \"\(year)\"")
                )
            }
            calendar.years.insert(number)
            calendar.kinds.merge(days) { first, _ in first }
        }
        for (region, days) in scope.value("regions", .dictionary(of: .days, key: "REGION"), default: [:]) {
            guard let code = Regions.find(region)?.code, code == region else {
                scope.fault(
                    "regions",
                    FaultWords.expected(
                        Wording(ru: "код субъекта, от 01 до 99", en: "the code of a subject, 01 to 99"),
                        text: region
                    )
                )
                continue
            }
            calendar.regional[code] = days
        }
        return calendar
    }
}

extension Reading where Value == [LocalDate: ProductionCalendar.Kind] {
    /// Lists as `{ off: […], working: […], short: […] }`.
    fileprivate static var days: Reading {
        .object { scope in
            var result: Value = [:]
            for kind in [ProductionCalendar.Kind.off, .working, .short] {
                let key = kind.rawValue
                for date in scope.value(key, .list(of: .dates), default: []).flatMap({ $0 }) {
                    if let other = result.updateValue(kind, forKey: date) {
                        scope.fault(
                            key,
                            Wording(
                                ru: "\(date) указан дважды, впервые в `\(other.rawValue)`",
                                en: "\(date) is named twice, first in `\(other.rawValue)`"
                            )
                        )
                    }
                }
            }
            return result
        }
    }
}

extension Reading where Value == [LocalDate] {
    /// A day, or a span of days with both ends in.
    fileprivate static var dates: Reading {
        let days = Wording(
            ru: "день, \"2026-02-23\", или промежуток не длиннее года, \"2026-01-01/2026-01-09\"",
            en: "a day, \"2026-02-23\", or a span of at most a year, \"2026-01-01/2026-01-09\""
        )
        return Reading<String>.string(Wording(ru: "день", en: "a day")).map {
            FaultWords.expected(days, text: $0)
        } transform: { text in
            let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { LocalDate($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                first <= last,
                last.daysSince1970 - first.daysSince1970 <= 366
            else { return nil }
            return (first.daysSince1970...last.daysSince1970).map { LocalDate(daysSince1970: $0) }
        }.described(days)
    }
}
