import Foundation
import TestSupport
import Testing

@Suite("A whole event in seconds")
struct WholeEventTests {
    @Test(
        "each of three people receives the right letters at the right hour of their own day, and all adds up"
    )
    func wholeEvent() throws {
        let folder = try TemporaryFolder()
        let result = try ChildProcess.run(
            Programs.product("vestnik"),
            ["demo", "--whole-event", "--folder", folder.path("play")],
            environment: ["LANG": "C.UTF-8"],
            within: .seconds(300)
        )
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(letters(of: "Калининградская область", in: lines) == Self.kaliningrad)
        #expect(letters(of: "Москва", in: lines) == Self.moscow)
        #expect(letters(of: "Камчатский край", in: lines) == Self.kamchatka)
        #expect(lines.filter { $0.contains("vestnikd:") }.map { String($0.dropFirst(2)) } == Self.daemon)
        #expect(figures(in: lines) == Self.figures)
        #expect(lines.contains { $0.hasPrefix("Checked ") })
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("play/mail"))
        #expect(files.count { $0.hasSuffix(".eml") } == 521)
    }

    /// Time and letter of each line under a heading.
    private func letters(of region: String, in lines: [String]) -> [String] {
        lines.drop { !$0.hasPrefix(region) }.dropFirst().prefix { !$0.isEmpty }.map { line in
            line.split(separator: " ").prefix(4).joined(separator: " ")
        }
    }

    private func figures(in lines: [String]) -> [String] {
        lines.drop { !$0.hasPrefix("LETTER") }.dropFirst().prefix { !$0.isEmpty }.map { line in
            line.split(separator: " ").joined(separator: " ")
        }
    }

    private static let kaliningrad = [
        "2023-10-10 10:00 +02:00 invitation", "2023-11-16 10:00 +02:00 last-call",
        "2023-11-17 10:00 +02:00 confirmation", "2023-11-21 10:00 +02:00 reminder-week",
        "2023-11-27 10:00 +02:00 reminder-day", "2023-11-30 12:00 +02:00 thanks",
    ]
    private static let moscow = [
        "2023-10-10 10:00 +03:00 invitation", "2023-10-11 09:00 +03:00 confirmation",
        "2023-10-30 12:10 +03:00 change", "2023-11-14 10:00 +03:00 reminder-fortnight",
        "2023-11-21 10:00 +03:00 reminder-week", "2023-11-27 10:00 +03:00 reminder-day",
        "2023-11-30 12:00 +03:00 thanks",
    ]
    private static let kamchatka = [
        "2023-10-10 10:00 +12:00 invitation", "2023-10-20 15:15 +12:00 waitlist",
        "2023-10-25 19:00 +12:00 confirmation", "2023-10-30 21:10 +12:00 change",
        "2023-11-14 10:00 +12:00 reminder-fortnight", "2023-11-21 10:00 +12:00 reminder-week",
        "2023-11-27 10:00 +12:00 reminder-day", "2023-11-30 12:00 +12:00 thanks",
    ]
    private static let figures = [
        "invitation finished 89 89", "change finished 54 54", "reminder-fortnight finished 70 70",
        "last-call finished 17 17",
        "reminder-week finished 71 71", "reminder-day finished 72 72", "thanks finished 72 72",
        "confirmation prompted 73", "waitlist prompted 1", "cancellation prompted 1", "change prompted 55",
    ]
    private static let daemon = [
        "2023-10-10 01:00 +03:00  vestnikd: mailing annual-meeting/invitation is for 89 people",
        "2023-10-10 06:00 +03:00  vestnikd: 24: the first address is refused, the second gets the letter",
        "2023-10-10 11:00 +03:00  vestnikd: mailing annual-meeting/invitation is finished",
        "2023-10-30 12:00 +03:00  vestnikd: the facts of annual-meeting have moved: who was told others is told these",
        "2023-10-30 12:10 +03:00  vestnikd: mailing annual-meeting/change is finished",
        "2023-11-14 01:00 +03:00  vestnikd: mailing annual-meeting/reminder-fortnight is for 70 people",
        "2023-11-15 00:00 +03:00  vestnikd: mailing annual-meeting/reminder-fortnight is finished",
        "2023-11-16 08:00 +03:00  vestnikd: mailing annual-meeting/last-call is for 17 people",
        "2023-11-16 11:00 +03:00  vestnikd: mailing annual-meeting/last-call is finished",
        "2023-11-21 01:00 +03:00  vestnikd: mailing annual-meeting/reminder-week is for 71 people",
        "2023-11-22 00:00 +03:00  vestnikd: mailing annual-meeting/reminder-week is finished",
        "2023-11-27 01:00 +03:00  vestnikd: mailing annual-meeting/reminder-day is for 72 people",
        "2023-11-28 00:00 +03:00  vestnikd: mailing annual-meeting/reminder-day is finished",
        "2023-11-30 03:00 +03:00  vestnikd: mailing annual-meeting/thanks is for 72 people",
        "2023-12-01 02:00 +03:00  vestnikd: mailing annual-meeting/thanks is finished",
    ]
}
