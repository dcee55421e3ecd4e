import Testing

@testable import Sheets

@Suite("What a person sees in a cell")
struct CellValuesTests {
    private func text(
        _ value: String,
        _ format: NumberFormat = .general,
        type: String? = nil,
        epoch: Moment.Epoch = .lotus,
        language: String = "ru"
    ) -> String? {
        CellValues(strings: ["ноль", ""], formats: [format], epoch: epoch, language: language)
            .text(value, type: type, style: 0)
    }

    @Test(
        "numbers are their digits: no exponent, no point and zero, no dust of binary fractions",
        arguments: [
            ("5", "5"), ("5.0", "5"), ("7.9161234567E10", "79161234567"), ("79161234567", "79161234567"),
            ("8.8005553535E+10", "88005553535"), ("0.30000000000000004", "0,3"), ("1.5", "1,5"),
            ("-2.25", "-2,25"),
            ("0", "0"), ("-0", "0"), ("1E-3", "0,001"), ("123456789012345678", "123456789012345678"),
            ("1e300", nil),
            ("abc", "abc"), (" 7 ", "7"), ("nan", "nan"), ("inf", "inf"),
            ("99999999999999999999999999999999", nil), ("", ""),
        ] as [(String, String?)]
    )
    func numbers(value: String, expected: String?) throws {
        let shown = try #require(text(value))
        if let expected { #expect(shown == expected) }
        #expect(!shown.contains("E") && shown.utf8.count < 320)
    }

    @Test("formats say how many digits, and what is a hundredth part")
    func formats() {
        let cases: [(String, NumberFormat, String)] = [
            ("5", NumberFormat(code: "00"), "05"), ("123", NumberFormat(code: "000000"), "000123"),
            ("2.5", NumberFormat(code: "0.00"), "2,50"),
            ("1234.5", NumberFormat(code: "#,##0.00"), "1234,50"),
            ("0.125", NumberFormat(code: "0.0%"), "12,5%"), ("0.5", NumberFormat(builtIn: 9), "50%"),
            ("2.7", NumberFormat(builtIn: 1), "3"),
            ("79161234567", NumberFormat(code: "0.00E+00"), "79161234567"),
            (
                "79161234567", NumberFormat(code: "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####"),
                "79161234567"
            ),
            ("5", NumberFormat(code: "General"), "5"), ("5.5", NumberFormat(code: "@"), "5,5"),
            ("1500", NumberFormat(code: "#,##0\\ \"₽\";[Red]\\-#,##0\\ \"₽\""), "1500"),
            ("3.5", NumberFormat(code: "# ?/?"), "3,5"),
            ("-5", NumberFormat(code: "000"), "-005"), ("7.5", NumberFormat(code: "0.00 USD"), "7,50"),
        ]
        for (value, format, expected) in cases {
            #expect(text(value, format) == expected, "\(value) \(format)")
        }
    }

    @Test(
        "moments are told by their format and written as it writes them",
        arguments: [
            ("dd.mm.yyyy", "28.11.2026"), ("dd\\.mm\\.yyyy;@", "28.11.2026"), ("d/m/yy", "28/11/26"),
            ("yyyy-mm-dd\\ hh:mm", "2026-11-28 10:05"), ("hh:mm:ss", "10:05:07"), ("h:mm AM/PM", "10:05 AM"),
            ("mm:ss.0", "05:07"), ("[$-411]ge.m.d", "28.11.2026"), ("[$-419]dd\\.mm\\.yyyy", "28.11.2026"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "28.11.2026"),
            ("d mmmm yyyy \"г.\"", "28.11.2026"), ("d mmm yyyy h:mm", "28.11.2026 10:05:07"),
            ("yyyy", "2026"),
            ("[h]:mm:ss", "1112506:05:07"), ("dd.mm.yyyy \"время\" hh", "28.11.2026 время 10"),
        ]
    )
    func moments(code: String, expected: String) {
        let serial = String(46_354 + Double(10 * 3600 + 5 * 60 + 7) / 86_400)
        #expect(text(serial, NumberFormat(code: code)) == expected)
    }

    @Test("days are counted from 1900, with its day too many, or from 1904")
    func epochs() {
        let day = NumberFormat(builtIn: 14)
        #expect(
            text("1", day) == "01.01.1900" && text("59", day) == "28.02.1900"
                && text("61", day) == "01.03.1900"
        )
        #expect(text("46354", day) == "28.11.2026" && text("46354", day, language: "en") == "2026-11-28")
        #expect(
            text("44892", day, epoch: .apple) == "28.11.2026" && text("0", day, epoch: .apple) == "01.01.1904"
        )
        #expect(text("46354.999999", NumberFormat(builtIn: 22)) == "29.11.2026 00:00")
        #expect(text("0.75", NumberFormat(builtIn: 20)) == "18:00")
        // No moment at all: the number itself.
        #expect(text("-1", day) == "-1" && text("3000000", day) == "3000000")
    }

    @Test("texts, truth values, errors and ISO dates are what they are; a text that is not there is nothing")
    func types() {
        #expect(text("0", type: "s") == "ноль" && text("1", type: "s")?.isEmpty == true)
        #expect(text("2", type: "s") == nil && text("-1", type: "s") == nil && text("x", type: "s") == nil)
        #expect(text("1", type: "b") == "ИСТИНА" && text("0", type: "b", language: "en") == "FALSE")
        #expect(text("#N/A", type: "e") == "#N/A" && text("007", type: "str") == "007")
        #expect(
            text("2026-11-28T00:00:00", type: "d") == "28.11.2026"
                && text("2026-11-28T10:00", type: "d") == "28.11.2026 10:00"
        )
        #expect(text("завтра", type: "d") == "завтра" && text("5", type: "n") == "5")
    }

    @Test("a style that is not there is no format")
    func noStyle() {
        let values = CellValues(strings: [], formats: [], epoch: .lotus, language: "ru")
        #expect(
            values.text("46354", type: nil, style: 7) == "46354"
                && values.text("46354", type: nil, style: -1) == "46354"
        )
    }
}
