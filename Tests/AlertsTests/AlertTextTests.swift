import Foundation
import Testing
import Wording

@testable import Alerts

@Suite("What administrators read")
struct AlertTextTests {
    private var digest: AlertText {
        var meeting = DigestEvent("annual-meeting")
        meeting.letters = [
            .init("invitation", sent: 512, deferred: 3, bounced: 4),
            .init("confirmation", sent: 120, deferred: 0, bounced: 0),
        ]
        (meeting.invited, meeting.answered) = (522, 131)
        meeting.silent = ["Республика Адыгея (Адыгея)", "Чукотский автономный округ"]
        meeting.declined = ["director@library.example.org"]
        return AlertTexts.digest(
            [
                Wording(
                    ru: "задержано: 3 письма; vestnik queue --state held",
                    en: "3 held: vestnik queue --state held"
                ),
                Wording(
                    ru: "рассылка annual-meeting last-call приостановлена: 554 <spam>\nSubject: x",
                    en: "the mailing annual-meeting last-call is paused: 554 <spam>\nSubject: x"
                ),
            ],
            folded: [Wording(ru: "2026-11-27 03:10:00: нет связи", en: "2026-11-27 03:10:00: no connection")],
            events: [meeting, DigestEvent("spring-school")],
            before: [
                "annual-meeting/invitation/sent": 472, "annual-meeting/invitation/deferred": 5,
                "annual-meeting/invitation/bounced": 4, "annual-meeting/confirmation/sent": 120,
                "annual-meeting//answered": 119,
            ],
            day: Wording(ru: "27.11.2026", en: "27 November 2026"),
            moment: Wording(ru: "27.11.2026, 08:00", en: "27 November 2026, 08:00"),
            zone: "Europe/Moscow, UTC+03:00"
        )
    }

    private func golden(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("the digest, line by line", arguments: ["ru", "en"])
    func text(language: String) throws {
        let shown = "Subject: " + digest.subject(in: language) + "\n\n" + digest.text(in: language)
        #expect(try shown == golden("digest.\(language).txt"))
        #expect(try digest.html(in: language) == golden("digest.\(language).html"))
    }

    @Test("a warning, line by line", arguments: ["ru", "en"])
    func warning(language: String) throws {
        let text = AlertTexts.warning(
            [
                Wording(
                    ru: "рассылка annual-meeting invitation приостановлена: отказано подряд: 20 писем",
                    en: "the mailing annual-meeting invitation is paused: refused in a row: 20 messages"
                ),
                Wording(ru: "вторая", en: "the second"),
            ],
            moment: Wording(ru: "27.11.2026, 14:05", en: "27 November 2026, 14:05"),
            zone: "Europe/Moscow, UTC+03:00"
        )
        let shown = "Subject: " + text.subject(in: language) + "\n\n" + text.text(in: language)
        #expect(try shown == golden("warning.\(language).txt"))
    }

    @Test("where nothing needs a person, subject and text say so; the first digest compares with nothing")
    func calm() {
        let text = AlertTexts.digest(
            [],
            folded: [],
            events: [DigestEvent("meeting")],
            before: [:],
            day: Wording(verbatim: "27.11.2026"),
            moment: Wording(verbatim: "27.11.2026, 08:00"),
            zone: "UTC"
        )
        #expect(text.subject(in: "ru") == "Сводка на 27.11.2026: всё в порядке")
        #expect(text.text(in: "ru").contains("  – Ничего не требует вашего участия.\n"))
        #expect(text.text(in: "ru").contains("meeting\n  – Писем пока нет.\n"))
        var event = DigestEvent("meeting")
        event.letters = [.init("invitation", sent: 5, deferred: 0, bounced: 0)]
        #expect(event.section(since: [:]).lines.first?.en == "invitation: sent 5, deferred 0, bounced 0")
    }

    @Test("what a relay or a person wrote makes no line, no markup and no endless subject")
    func hostile() {
        let words = Wording(
            verbatim: "<script>\"&\r\n\u{1B}[31mBcc: x@example.org " + String(repeating: "я", count: 500)
        )
        let text = AlertTexts.warning([words], moment: words, zone: "UTC")
        #expect(text.subject(in: "ru").count <= 120)
        #expect(!text.subject(in: "ru").contains { $0.isNewline })
        #expect(!text.html(in: "ru").contains("<script>") && !text.html(in: "ru").contains("\u{1B}"))
        #expect(text.html(in: "ru").contains("&lt;script&gt;&quot;&amp; [31mBcc"))
    }
}
