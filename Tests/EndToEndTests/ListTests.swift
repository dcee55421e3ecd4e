import Foundation
import TestSupport
import Testing

extension House {
    /// A house with four messages: sent, deferred, bounced, rejected.
    static func busy() throws -> House {
        let house = try House(script: .demo)
        _ = try house.vestnik("init")
        for email in ["well@example.org", "defer@example.org", "bounce@example.org", "no address"] {
            try house.register(email)
        }
        try house.site("UPDATE registrations SET region = '54' WHERE email = 'well@example.org'")
        #expect(try house.sendOnce().status == 0)
        return house
    }
}

@Suite("What lists and stories say beside their rows")
struct ListTests {
    @Test(
        "a filter that names nothing ends with 65 and says what there is",
        arguments: [
            (["log", "--event", "other"], "there is no event “other”; there is meeting"),
            (["queue", "--event", "metting"], "there is meeting"),
            (["log", "--notification", "thanks"], "there is cancellation, confirmation"),
            (
                ["queue", "--event", "meeting", "--notification", "x"],
                "no notification “x” of the event “meeting”; there is cancellation, confirmation"
            ),
            (["log", "--state", "lost"], "“lost” is no state; there is queued, held"),
            (["hold", "--event", "other"], "there is no event “other”"),
            (["release", "--notification", "x"], "there is no notification “x”"),
        ]
    )
    func unknownNames(_ arguments: [String], words: String) throws {
        let result = try House.busy().run(arguments)
        #expect(result.status == 65)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("what the database alone still knows may be named: an event whose folder is gone")
    func formerEvent() throws {
        let house = try House.busy()
        try house.sql("UPDATE messages SET event = 'former', notification = 'old' WHERE state = 'sent'")
        #expect(try house.vestnik("log", "--event", "former", "--json").lines.count == 1)
        #expect(try house.vestnik("queue", "--notification", "old").status == 0)
        #expect(try house.vestnik("log", "--event", "former", "--notification", "older").status == 65)
    }

    @Test("queue and log name the commands that decide about what waits for a person, but not to programs")
    func whatWaits() throws {
        let house = try House.busy()
        try house.sql(
            """
            UPDATE messages SET state = 'held', cause = 'suspicious' WHERE email LIKE 'bounce%';
            UPDATE messages SET state = 'held', cause = 'awaits_approval', notification = 'invitation'
            WHERE email LIKE 'defer%';
            UPDATE messages SET state = 'held', cause = 'mailing_stopped', notification = 'it''s' WHERE email LIKE 'well%';
            """
        )
        for command in ["queue", "log"] {
            let told = try house.vestnik(command).errors
            #expect(
                told.contains(
                    /confirmation: 1 message waits for a decision: vestnik release (\d), or vestnik cancel \1\n/
                )
            )
            #expect(
                told.contains(
                    "meeting/invitation: 1 message waits for approval: vestnik approve meeting invitation\n"
                )
            )
            #expect(
                told.contains("vestnik release --event meeting --notification 'it'\\''s', or vestnik cancel")
            )
            #expect(try house.vestnik(command, "--json").errors.isEmpty)
            #expect(try house.vestnik(command, "--csv").errors.isEmpty)
        }
        try house.sql("UPDATE messages SET state = 'in_doubt', cause = NULL WHERE email LIKE 'bounce%'")
        #expect(
            try house.vestnik("queue").errors.contains(
                /whether 1 message went; to send again: vestnik retry \d, never again: vestnik cancel/
            )
        )
    }

    @Test("show tells all its times by the event's clock, and says so")
    func oneClock() throws {
        let house = try House.busy()
        try house.sql(
            """
            UPDATE messages SET due_at = 1790000000000, created_at = 1790000000000, sent_at = 1790000000000;
            UPDATE attempts SET at = 1790000000000;
            UPDATE registrations SET created_at = '2026-09-21T14:13:20.000Z', updated_at = '2026-09-21T14:13:20Z'
            """
        )
        let story = try house.vestnik("show", "well@example.org").output
        #expect(story.hasPrefix("Times are by the event's clock: Europe/Moscow (UTC+03:00).\n"))
        let times = story.matches(of: /20\d\d-\d\d-\d\d.\d\d:\d\d:\d\d\S*/).map { String($0.0) }
        #expect(times.count >= 6 && Set(times) == ["2026-09-21 17:13:20"], "\(story)")
        // Of two events with different clocks neither is the one.
        try house.folder.write(
            house.folder.text(of: "events/meeting/event.json5").replacing("Europe/Moscow", with: "Asia/Omsk"),
            to: "events/elsewhere/event.json5"
        )
        try house.sql("UPDATE messages SET event = 'elsewhere' WHERE email = 'well@example.org'")
        let both = try house.vestnik("show", "well@example.org").output
        #expect(both.hasPrefix("Times are by this machine's clock: UTC.\n") && !both.contains("17:13:20"))
        try FileManager.default.removeItem(atPath: house.folder.path("events/meeting"))
        try FileManager.default.removeItem(atPath: house.folder.path("events/elsewhere"))
        let other = try house.vestnik("show", "1").output
        #expect(
            other.hasPrefix("Times are by this machine's clock: UTC.\n")
                && other.contains("2026-09-21 14:13:20")
        )
    }

    @Test("CSV for a spreadsheet is marked as UTF-8 and cannot compute; CSV for programs has no mark")
    func spreadsheet() throws {
        let house = try House.busy()
        try house.sql(
            "UPDATE attempts SET reply = '=1+1' WHERE outcome = 'bounced';"
                + "UPDATE attempts SET note = 'a' || char(0x202E) || char(0x9B) || 'b' WHERE outcome = 'rejected'"
        )
        #expect(try house.vestnik("log", "--csv").output.contains("a\u{FFFD}\u{FFFD}b"))
        #expect(try house.vestnik("log", "--json").output.contains(#""a\u202e\u009bb""#))
        #expect(try house.vestnik("log", "--csv").output.hasPrefix("id,at,"))
        let sheet = try house.vestnik("log", "--spreadsheet").output
        #expect(sheet.hasPrefix("\u{FEFF}id,at,") && sheet.contains(",'=1+1,"))
        try house.configure(port: house.server.port, language: "ru")
        #expect(try house.vestnik("log", "--spreadsheet").output.hasPrefix("\u{FEFF}id;at;"))
    }
}
