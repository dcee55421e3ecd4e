@testable import Delivery
import Testing
import TestSupport

@Suite("What is repeated of a reply")
struct ReasonsTests {
    @Test("a usual reply is repeated whole, a long one up to a whole character")
    func brief() {
        #expect(Reasons.brief("550 5.1.1 no such user") == "550 5.1.1 no such user")
        let just = String(repeating: "ж", count: 500)
        #expect(Reasons.brief(just) == just)
        #expect(Reasons.brief(just + "ж") == just + "…")
        let family = String(repeating: "👨‍👩‍👧", count: 200)
        #expect(Reasons.brief(family) == String(repeating: "👨‍👩‍👧", count: 100) + "…")
        let endless = "e" + String(repeating: "\u{301}", count: 60_000)
        #expect(Reasons.brief(endless).unicodeScalars.count == 501)
    }

    @Test(
        "a reply without end fills neither reason nor journal, and is kept whole",
        arguments: [(Stage.rcpt, "550", "bounced"), (.mail, "550", "held"), (.rcpt, "450", "deferred")]
    )
    func longReply(_ stage: Stage, _ code: String, _ state: String) throws {
        let lines = (1..<1000).map { "\(code)-5.0.0 Reason number \($0) of very many" }
        let reply = (lines + ["\(code) 5.0.0 end"]).joined(separator: "\r\n")
        let bed = try Bed(Script.friendly.on(stage, .reply(reply)))
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(try bed.states() == "\(state) 1")
        let sizes = try bed.rows(
            "SELECT max(length(reason)) < 600 FROM messages_view WHERE reason IS NOT NULL"
        )
        #expect(sizes == [state == "deferred" ? "NULL" : "1"])
        #expect(try bed.rows("SELECT length(reply) > 30000 FROM messages_view") == ["1"])
        #expect(try bed.rows("SELECT length(reply) > 30000 FROM delivery_log") == ["1"])
        #expect(bed.journal.count == 1 && bed.journal.allSatisfy { $0.utf8.count < 1000 && $0.contains("…") })
        #expect(bed.notices.allSatisfy { $0.utf8.count < 1000 })
    }

    @Test("nor does the refusal of a connection")
    func longGreeting() throws {
        let lines = (1..<300).map { "554-Reason number \($0) of very many" }
        let bed = try Bed(
            Script.friendly.on(.connect, .reply((lines + ["554 end"]).joined(separator: "\r\n")))
        )
        try bed.register("reader@example.org")
        try bed.drain()
        #expect(bed.notices.contains { $0.contains("needs a person") })
        #expect(bed.notices.allSatisfy { $0.utf8.count < 1000 })
        #expect(bed.journal.allSatisfy { $0.utf8.count < 1000 })
        #expect(try bed.rows("SELECT max(length(value)) < 600 FROM meta") == ["1"])
    }
}
