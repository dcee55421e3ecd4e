import Foundation
import TestSupport
import Testing

@Suite("vestnik send-test")
struct SendTestTests {
    private let letter = ["send-test", "meeting", "confirmation", "--to", "me@example.org"]

    @Test("the preview goes at once to the address given, word for word, and no queue knows of it")
    func sends() throws {
        let house = try House()
        let result = try house.run(letter)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.hasPrefix("test sent: relay=127.0.0.1:\(house.server.port) tls=none: 250 2.0.0")
        )
        let message = try #require(house.server.messages.first)
        #expect(message.reversePath == "bounces@example.org")
        #expect(message.recipients.map(\.path) == ["me@example.org"])
        #expect(message.text.contains("=?UTF-8?"))
        #expect(message.header("Message-ID")?.hasPrefix("<test-") == true)
        // No second letter may be taken for a copy of the first.
        _ = try house.run(letter)
        #expect(Set(house.server.messages.map { $0.header("Message-ID") }).count == 2)
        let english = try house.run(letter + ["--language", "en", "--json"])
        #expect(house.server.messages.last?.header("Subject") == "Registration 17 confirmed")
        let object = try #require(try house.objects(english).first)
        #expect(object["outcome"] as? String == "sent" && object["code"] as? Int == 250)
        #expect(!FileManager.default.fileExists(atPath: house.database))
    }

    @Test("where there is a database its log keeps who sent a test to whom, until they are forgotten")
    func logged() throws {
        let house = try House()
        _ = try house.vestnik("init")
        #expect(try house.run(letter).status == 0)
        let result = try house.vestnik("log", "--json")
        let row = try #require(try house.objects(result).first)
        #expect(row["kind"] as? String == "admin" && row["outcome"] as? String == "test_sent")
        #expect(row["actor"] as? String == House.actor && row["code"] as? Int == 250)
        #expect(row["note"] as? String == "send-test meeting/confirmation")
        #expect(row["event"] as? String == "meeting" && row["email"] as? String == "me@example.org")
        // The row is found by its address, in the log and in the person's story.
        #expect(try house.vestnik("log", "--to", "Me@example.org", "--json").lines.count == 1)
        #expect(try house.vestnik("log", "--to", "@example.org", "--json").lines.count == 1)
        #expect(try house.vestnik("log", "--not-to", "me@example.org", "--json").lines.isEmpty)
        let shown = try house.vestnik("show", "me@example.org")
        #expect(shown.status == 0 && shown.output.contains("test_sent"))
        #expect(
            try house.objects(house.vestnik("show", "me@example.org", "--json")).first?["type"] as? String
                == "log"
        )
        #expect(try house.vestnik("forget", "Me@example.org", "--yes").status == 0)
        #expect(try !house.vestnik("log", "--json").output.contains("me@example.org"))
        #expect(try house.value("SELECT count(*) FROM messages_view") == "0")
    }

    @Test("a refusal for good ends with 65, for now with 75, no relay with 69; each reply is shown")
    func refused() throws {
        let house = try House(script: Script().on(.rcpt, .reply("550 5.1.1 unknown here")))
        let bounced = try house.run(letter)
        #expect(bounced.status == 65 && bounced.output.contains("bounced: "))
        #expect(bounced.output.contains("550 5.1.1 unknown here"))
        house.server.setScript(Script().on(.endOfData, .reply("451 4.3.0 later")))
        let deferred = try house.run(letter)
        #expect(deferred.status == 75 && deferred.output.contains("451 4.3.0 later"))
        house.server.stop()
        let nobody = try house.run(letter)
        #expect(nobody.status == 69 && nobody.output.isEmpty)
        #expect(nobody.errors.contains("no relay could be reached"))
    }

    @Test("the next relay serves while the first one cannot be reached")
    func nextRelay() throws {
        let house = try House()
        try house.folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en", relays: [
              { url: "smtp://127.0.0.1:1", tls: "none" }, { url: "smtp://127.0.0.1:\(house.server.port)", tls: "none" },
            ] }
            """,
            to: "vestnik.json5"
        )
        let result = try house.run(letter)
        #expect(result.status == 0)
        #expect(result.errors.contains("relay 127.0.0.1:1: connect"))
        #expect(house.server.messageCount == 1)
    }

    @Test(
        "an international domain goes in its ASCII form; a Cyrillic local part only where SMTPUTF8 is offered"
    )
    func international() throws {
        let house = try House()
        #expect(try house.run(Array(letter.dropLast()) + ["a@пример.испытание"]).status == 0)
        #expect(house.server.messages.last?.recipients.first?.path == "a@xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(try house.run(Array(letter.dropLast()) + ["почта@example.org"]).status == 0)
        #expect(house.server.messages.last?.parameters.contains("SMTPUTF8") == true)
        var options = SMTPServer.Options()
        options.extensions = SMTPServer.allExtensions.filter { $0 != "SMTPUTF8" }
        let old = try SMTPServer(options)
        try house.configure(port: old.port)
        let refused = try house.run(Array(letter.dropLast()) + ["почта@example.org"])
        #expect(refused.status == 65 && refused.output.contains("SMTPUTF8"), "\(refused.output)")
        #expect(old.messageCount == 0)
    }

    @Test("an address that is none, or a missing one, is told before anything is sent")
    func address() throws {
        let house = try House()
        #expect(try house.run(Array(letter.dropLast()) + ["me@@example.org"]).status == 65)
        #expect(try house.vestnik("send-test", "meeting", "confirmation").status == 64)
        #expect(house.server.sessionCount == 0)
    }
}
