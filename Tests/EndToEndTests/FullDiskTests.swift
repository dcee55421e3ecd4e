import Testing
import TestSupport

@Suite(
    "A disk that is really full",
    .enabled(
        if: SmallDisk.obstacle == nil && Programs.sqlite3 != nil,
        Comment(rawValue: SmallDisk.obstacle ?? "sqlite3 is not installed")
    )
)
struct FullDiskTests {
    /// Everybody that the relay has taken a letter for.
    private func taken(_ house: House) -> [String] {
        house.server.messages.flatMap { $0.recipients.map(\.path) }.sorted()
    }

    @Test("the daemon stays up and says so, no letter goes twice, and all goes on when there is room again")
    func whole() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(40)))
        let disk = try SmallDisk(House(script: script), size: 24_000)
        #expect(try disk.vestnik("init").status == 0)
        let daemon = try disk.start(Programs.product("vestnikd"))
        #expect(daemon.waitForErrors(containing: "started"))
        #expect(try disk.register(0..<200))
        #expect(waitUntil(within: .seconds(30)) { disk.house.server.messageCount >= 20 })
        try disk.fill()
        // What room the files have of their own may last for a while; the site meets the full disk as well.
        var people = 200
        var said = try disk.vestnik("status")
        for _ in 0..<100 where !said.output.contains("nothing can be recorded") {
            if try disk.register(people..<people + 20) { people += 20 }
            said = try disk.vestnik("status")
        }
        #expect(said.status == 75 && said.output.contains("nothing can be recorded"), "\(said.output)")
        #expect(said.output.contains("df -h"))
        // What was under way comes to its end; then not one more goes.
        var before = -1
        #expect(
            try waitUntil(within: .seconds(20)) {
                defer { before = disk.house.server.messageCount }
                _ = try disk.vestnik("status")
                return before == disk.house.server.messageCount
            }
        )
        #expect(before < people && daemon.isRunning)

        try disk.free()
        let all = (0..<people).map { "p\($0)@example.org" }.sorted()
        let isDone = waitUntil(within: .seconds(60)) { disk.house.server.messageCount >= people }
        #expect(isDone, "\(daemon.errorsSoFar.suffix(2000))")
        #expect(taken(disk.house) == all, "each once")
        #expect(waitUntil(within: .seconds(20)) { (try? disk.vestnik("status").status) == 0 })
        #expect(try disk.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == "\(people)")
        #expect(try disk.value("PRAGMA integrity_check") == "ok")
        #expect(try disk.value("PRAGMA integrity_check", of: "registrations.db") == "ok")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("killed on a full disk, it starts on it, says so, and sends nothing twice")
    func killed() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(40)))
        let disk = try SmallDisk(House(script: script), size: 24_000)
        #expect(try disk.vestnik("init").status == 0)
        let first = try disk.start(Programs.product("vestnikd"))
        #expect(try disk.register(0..<100))
        #expect(waitUntil(within: .seconds(30)) { disk.house.server.messageCount >= 20 })
        try disk.fill()
        first.kill()
        _ = try first.wait()
        let second = try disk.start(Programs.product("vestnikd"))
        #expect(try waitUntil(within: .seconds(30)) { try disk.vestnik("status").status == 75 })
        try disk.free()
        // A start that the disk refused is systemd's to repeat.
        let daemon = second.isRunning ? second : try disk.start(Programs.product("vestnikd"))
        let isDone = waitUntil(within: .seconds(60)) {
            (try? disk.value("SELECT count(*) FROM messages_view WHERE state = 'sent'")) == "100"
        }
        #expect(isDone, "\(daemon.errorsSoFar.suffix(2000))")
        let taken = taken(disk.house)
        #expect(Set(taken).count == 100)
        // What was with the relay when it was killed may go again, and only that: four sessions.
        #expect(taken.count <= 104)
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
