import Site
import Store
import TestSupport
import Testing

@testable import Delivery

@Suite("What explain says, the engine does")
struct ExplainingTests {
    private let people = [
        "moscow@example.org", "kamchatka@example.org", "kaliningrad@example.org", "invited@example.org",
        "both@example.org", "suppressed@example.org", "declined@example.org", "portuguese@example.org",
    ]

    private func bed() throws -> Bed {
        let bed = try Bed {
            $0.notifications = #"""
                { name: "confirmation", on: "registered" }, { name: "waitlist", on: "waitlisted" },
                { name: "invitation", audience: "invitees", at: "2035-03-13T11:00", bulk: true },
                { name: "last-call", audience: "unanswered", before: "registrationCloses", by: "3d", time: "10:00" },
                { name: "reminder", audience: "registered", before: "starts", by: "7d", time: "07:00",
                  where: { language: ["ru", "en"] } },
                { name: "soon", audience: "registered", before: "starts", by: "2h" },
                """#
            $0.event = #"window: { from: "09:00", to: "20:00" },"#
            for name in ["waitlist", "invitation", "last-call", "reminder", "soon"] {
                $0.templates["\(name).en"] = "Subject: \(name)\n\nText.\n"
            }
        }
        try bed.database.execute(
            """
            INSERT INTO invitees (event, email, region) VALUES ('meeting', 'invited@example.org', '54'),
                ('meeting', 'both@example.org', '77'), ('meeting', 'suppressed@example.org', '77'),
                ('meeting', 'declined@example.org', '39')
            """
        )
        try bed.webSite.execute(
            """
            INSERT INTO registrations (event, email, time_zone, language, status) VALUES
                ('meeting', 'moscow@example.org', 'Europe/Moscow', 'ru', 'registered'),
                ('meeting', 'kamchatka@example.org', 'Asia/Kamchatka', 'en', 'confirmed'),
                ('meeting', 'kaliningrad@example.org', 'Europe/Kaliningrad', 'ru', 'waitlisted'),
                ('meeting', 'both@example.org', NULL, 'ru', 'registered'),
                ('meeting', 'portuguese@example.org', NULL, 'pt', 'registered')
            """
        )
        return bed
    }

    /// What is said of each letter: `person notification` and when it goes; nil where it does not.
    private func told(_ bed: Bed) throws -> [String: Int64?] {
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        #expect(site.heldBack.isEmpty, "\(site.heldBack)")
        var told: [String: Int64?] = [:]
        for person in people {
            let explaining = try Explaining(person, site: site, store: store, now: bed.clock.now)
            for one in try explaining.explain(event: "meeting") where one.notification != "confirmation" {
                guard one.notification != "waitlist" else { continue }
                told["\(person) \(one.notification)"] = .some(one.verdict == .willGo ? one.at : nil)
            }
        }
        return told
    }

    @Test("each letter goes to whom it was said, at the moment that was said, and to nobody else")
    func agreement() throws {
        let bed = try bed()
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        _ = try store.suppress("suppressed@example.org", reason: nil, actor: "anna", now: bed.clock.now)
        try store.record(
            .no,
            event: "meeting",
            personKey: "declined@example.org",
            actor: "anna",
            note: nil,
            now: bed.clock.now
        )
        try bed.drain()
        let told = try told(bed)
        #expect(told.values.compactMap(\.self).count == 11, "\(told)")
        try MailingServiceTests().pass(bed, hours: 24 * 17)
        var went: [String: Int64] = [:]
        for row in try bed.rows(
            """
            SELECT email || ' ' || notification || ' ' || sent_at FROM messages
            WHERE state = 'sent' AND notification NOT IN ('confirmation', 'waitlist')
            """
        ) {
            let words = row.split(separator: " ")
            went["\(words[0]) \(words[1])"] = Int64(words[2])
        }
        #expect(Set(went.keys) == Set(told.filter { $0.value != nil }.keys))
        for (letter, at) in went {
            let foretold = try #require(told[letter] ?? nil)
            // The engine may be a moment late, never early.
            #expect((0..<5000).contains(at - foretold), "\(letter): \(at) instead of \(foretold)")
        }
    }

    @Test("of a mailing in waves it is said that it is one, until each one's wave is known")
    func waves() throws {
        let bed = try Bed {
            $0.notifications = #"""
                { name: "invitation", audience: "invitees", at: "2035-03-13T11:00", bulk: true, waves: ["10%", "90%"],
                  pause: "1h" },
                """#
        }
        try bed.invite(10)
        func explained() throws -> [Explanation] {
            let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
            #expect(site.heldBack.isEmpty, "\(site.heldBack)")
            let store = try MessageStore(path: bed.folder.path("vestnik.db"))
            return try Explaining("p009@example.org", site: site, store: store, now: bed.clock.now)
                .explain(event: "meeting")
        }
        try bed.drain()
        let before = try #require(try explained().first)
        #expect(before.verdict == .willGo && before.reason.en.contains("waves: 2, pause: 1h"))
        bed.clock.advance(by: .seconds(23 * 3600))
        try bed.drain()
        let after = try #require(try explained().first)
        #expect(after.verdict == .willGo && !after.reason.en.contains("waves"))
        #expect(after.at == before.at.map { $0 + 3_600_000 }, "the second goes an hour later")
    }
}
