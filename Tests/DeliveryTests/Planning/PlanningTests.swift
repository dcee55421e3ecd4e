import Delivery
import Store
import Testing
import TestSupport

@Suite("What is planned")
struct PlanningTests {
    @Test("registrations for an event without a folder keep nobody waiting, however many they are")
    func unknownEvent() throws {
        let bed = try Bed()
        for number in 0..<300 { try bed.register("p\(number)@example.org", event: "elsewhere") }
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(bed.taken() == ["reader@example.org"])
        #expect(bed.notices.filter { $0.contains("elsewhere") }.count == 1)
        #expect(try bed.rows("SELECT count(*) FROM looks") == ["300"])
    }

    @Test("who was suppressed and then forgotten is not written to again, whatever list brings them back")
    func forgotten() throws {
        let bed = try Bed { settings in
            settings.notifications +=
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T11:00" },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nHello!\n"
        }
        do {
            let store = try MessageStore(path: bed.folder.path("vestnik.db"))
            _ = try store.suppress("reader@example.org", reason: "complained", actor: "olga", now: 1)
            _ = try store.forget("reader@example.org", actor: "olga", now: 2)
        }
        try bed.register("Reader@example.org")
        try bed.database.execute(
            "INSERT INTO invitees (event, email) VALUES ('meeting', 'reader@example.org')"
        )
        try bed.drain()
        #expect(bed.taken().isEmpty)
        #expect(try bed.states() == "suppressed 2")
        #expect(try bed.rows("SELECT DISTINCT reason IS NOT NULL FROM messages_view") == ["1"])
    }
}
