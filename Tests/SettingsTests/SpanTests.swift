import Settings
import Testing

@Suite("Durations")
struct SpanTests {
    @Test(
        "a duration is a whole number and a unit",
        arguments: [("90s", 90), ("15m", 900), ("2h", 7200), ("4d", 345_600), ("0s", 0), ("007d", 604_800)]
    )
    func sound(text: String, seconds: Int) {
        #expect(Span(text)?.seconds == seconds)
        #expect(Span(text)?.duration == .seconds(seconds))
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "s", "90", "90 s", "-1s", "+1s", "1.5h", "2H", "1w", "1h30m", "٣d", "36526d",
            "99999999999999999999s",
            "9223372036854775807d", " 1s",
        ]
    )
    func wrong(text: String) {
        #expect(Span(text) == nil)
    }

    @Test("it is written as it was read, its unit kept")
    func description() {
        #expect(Span("7d")?.description == "7d")
        #expect(Span("7d") != Span("168h"))
        #expect(Span(-3, .hours).seconds == 0)
    }

    @Test("milliseconds neither overflow nor lose what they can hold")
    func milliseconds() {
        #expect(Duration.milliseconds(1500).inMilliseconds == 1500)
        #expect(Duration.milliseconds(-1500).inMilliseconds == -1500)
        #expect(Duration.seconds(Int64.max).inMilliseconds > Int64.max / 2)
    }
}
