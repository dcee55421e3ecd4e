import Testing
import Wording

struct ReportWordsTests {
    @Test(
        "only nothing is shown as nothing, and only all as all",
        arguments: [
            (0, 10, "0\u{A0}%", "0%"), (0, 0, "0\u{A0}%", "0%"), (10, 10, "100\u{A0}%", "100%"),
            (1, 3, "33,3\u{A0}%", "33.3%"), (2, 3, "66,7\u{A0}%", "66.7%"),
            (1, 100_000, "0,1\u{A0}%", "0.1%"),
            (99_999, 100_000, "99,9\u{A0}%", "99.9%"), (1, 2, "50,0\u{A0}%", "50.0%"),
        ]
    )
    func shares(part: Int, whole: Int, russian: String, english: String) {
        let share = ReportWords.share(part, of: whole)
        #expect(share.ru == russian && share.en == english)
    }

    @Test("a moment is written by each language's custom; what is none stays")
    func moments() {
        let moment = ReportWords.moment("2026-11-01 09:05:59")
        #expect(moment.ru == "01.11.2026, 09:05" && moment.en == "1 November 2026, 09:05")
        for text in ["", "soon", "2026-13-01 10:00:00"] {
            #expect(ReportWords.moment(text) == Wording(verbatim: text))
        }
    }

    @Test("the clock is said to be whose it is, and UTC is said once")
    func clocks() {
        #expect(
            ReportWords.clock("Asia/Novosibirsk", offset: "UTC+07:00", isEvents: true).en
                == "Times are by the event's clock: Asia/Novosibirsk (UTC+07:00)"
        )
        #expect(
            ReportWords.clock("UTC", offset: "UTC", isEvents: false).ru
                == "Время — по часам этого компьютера: UTC"
        )
    }

    @Test("every state of a letter has a meaning, and no other word has one")
    func meanings() {
        let states = [
            "queued", "held", "sending", "deferred", "sent", "in_doubt", "bounced", "expired", "rejected",
            "suppressed", "cancelled",
        ]
        let meanings = states.map(ReportWords.meaning(ofState:))
        #expect(Set(meanings).count == states.count && !meanings.contains { $0.ru.isEmpty || $0.en.isEmpty })
        #expect(ReportWords.meaning(ofState: "lost").isEmpty)
    }
}
