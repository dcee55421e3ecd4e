import Foundation
import TestSupport
import Testing

@Suite("Rows and events that are too much")
struct BoundsTests {
    private let bomb = "Subject: x\n\n{{#details.x}}{{details.x}}{{/details.x}}\n"

    private func house() throws -> House {
        let house = try House(more: "poll: \"1s\",")
        for language in ["ru", "en"] {
            try house.folder.write(bomb, to: "events/meeting/templates/confirmation.\(language).md")
        }
        _ = try house.vestnik("init")
        let list = "[\((1...10_900).map { String($0) }.joined(separator: ","))]"
        try house.register("poison@example.org")
        try house.site("UPDATE registrations SET details = '{\"x\":\(list)}'")
        return house
    }

    @Test("preview of such a row ends with 65 and a sentence, and so does render of such a template")
    func commands() throws {
        let house = try house()
        _ = try house.sendOnce()
        let preview = try house.vestnik("preview", "meeting", "confirmation", "--registration", "1")
        #expect(preview.status == 65)
        #expect(preview.errors.contains("10485760"))
        let list = "[\((1...9000).map { String($0) }.joined(separator: ","))]"
        let render = try house.vestnik(
            "render",
            input: "{\"template\":\"{{#x}}{{x}}{{/x}}\",\"data\":{\"x\":\(list)}}"
        )
        #expect(render.status == 65)
        #expect(render.output.isEmpty && render.errors.contains("10485760"))
    }

    @Test("the daemon lives through it, tells it, and sends what comes after")
    func daemon() throws {
        let house = try house()
        let daemon = try house.startDaemon()
        #expect(
            waitUntil(within: .seconds(60)) { (try? house.state(of: "poison@example.org")) == "rejected" }
        )
        try house.register("reader@example.org")
        #expect(house.server.waitForMessages(1))
        #expect(daemon.isRunning)
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test(
        "a faulty event is told by the journal and by status, and check ends with 78; a faulty configuration starts nothing"
    )
    func heldBack() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.folder.write("{ name: 7 }", to: "events/broken/event.json5")
        try house.site("INSERT INTO registrations (event, email) VALUES ('broken', 'waits@example.org')")
        try house.register("reader@example.org")
        let round = try house.sendOnce()
        #expect(round.status == 0, "\(round.errors)")
        #expect(
            round.errors.contains("broken/event.json5:1:") && round.errors.contains("broken is held back")
        )
        #expect(house.server.messages.flatMap { $0.recipients.map(\.path) } == ["reader@example.org"])
        let status = try house.vestnik("status")
        #expect(status.status == 75 && status.output.contains("the event broken is held back"))
        #expect(try house.vestnik("check").status == 78)
        #expect(try house.vestnik("schedule", "broken").status == 78)
        #expect(try house.vestnik("schedule", "meeting").status != 78)
        try house.folder.write("{", to: "vestnik.json5")
        #expect(try house.sendOnce().status == 78)
    }

    @Test(
        "a fault of the daemon's own is noted in the flight record as it dies, a kill is not",
        arguments: [SIGABRT, SIGKILL]
    )
    func crash(_ signal: Int32) throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        daemon.signal(signal)
        #expect(try daemon.wait().status == 128 + signal)
        let record = try Data(contentsOf: URL(fileURLWithPath: house.folder.path("vestnik.db-flight")))
        #expect(Array(record[76..<80]) == [UInt8](repeating: signal == SIGABRT ? 0xFF : 0, count: 4))
    }
}
