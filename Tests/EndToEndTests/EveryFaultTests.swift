import Foundation
import TestSupport
import Testing

@Suite("vestnik check tells everything in one run")
struct EveryFaultTests {
    private let draft = "events/meeting/templates/confirmation.ru.md"

    @Test("a fault of the configuration hides none of the events and letters, and each has its place")
    func everything() throws {
        let house = try House()
        try house.configure(port: 25, more: "pol: \"2s\",")
        try house.folder.write("{ name: 7 }", to: "events/broken/event.json5")
        try house.folder.write("Subject: {{event.nmae}}\n\nx\n", to: draft)
        let result = try house.vestnik("check")
        #expect(result.status == 78)
        for word in ["vestnik.json5:4:3: pol: ", "broken/event.json5:1:", "\(draft):1:10: “event.nmae”"] {
            #expect(result.errors.contains(word), "\(word) in \(result.errors)")
        }
    }

    @Test("a folder of events that is not there is a fault at its key")
    func noFolder() throws {
        let house = try House()
        try FileManager.default.removeItem(atPath: house.folder.path("events"))
        let result = try house.vestnik("check")
        #expect(result.status == 78)
        #expect(result.errors.contains("vestnik.json5:2:63: events: there is no folder "), "\(result.errors)")
        // A daemon does not start either: behind a wrong path every event's mail would wait unnoticed.
        #expect(try house.sendOnce().status == 78)
        try house.folder.write("", to: "events")
        #expect(try house.vestnik("check").errors.contains("/events: Not a directory"))
    }

    @Test("an empty folder of events is no fault: the daemon stays up, and status says how to add one")
    func noEvents() throws {
        let house = try House()
        try FileManager.default.removeItem(atPath: house.folder.path("events/meeting"))
        // Nothing listens there.
        try house.configure(port: 1)
        #expect(try house.vestnik("check").status == 0)
        let daemon = try house.startDaemon()
        let status = try house.vestnik("status")
        #expect(status.status == 0, "\(status.output)")
        let words = status.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Events none yet; each has a folder of its own in"), "\(words)")
        #expect(words.contains("/events Messages none"), "\(words)")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("files that are not there have the place of their key, or the beginning of their file")
    func places() throws {
        let house = try House()
        try house.folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en",
              relays: [ { url: "smtp://127.0.0.1:2525", tls: "none", username: "u",
                ca: "ca.pem",
                password: { file: "secret" } } ] }
            """,
            to: "vestnik.json5"
        )
        try FileManager.default.removeItem(
            atPath: house.folder.path("events/meeting/templates/cancellation.ru.md")
        )
        let errors = try house.vestnik("check").errors
        for word in [
            "vestnik.json5:3:9: relays[0].ca: ", "vestnik.json5:4:15: relays[0].password: ",
            "templates/cancellation.ru.md:1:1: is not there",
        ] {
            #expect(errors.contains(word), "\(word) in \(errors)")
        }
    }
}
