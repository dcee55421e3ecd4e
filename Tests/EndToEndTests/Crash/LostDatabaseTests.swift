import Foundation
import Testing
import TestSupport

@Suite("The daemon's database taken away")
struct LostDatabaseTests {
    @Test(
        "a database that is deleted under the daemon ends it with a word, for a new start to judge what is there"
    )
    func deleted() throws {
        let site = try CrashSite()
        let daemon = try site.daemon()
        #expect(daemon.waitForErrors(containing: "started"))
        for tail in ["", "-wal", "-shm"] { try? site.folder.remove("vestnik.db" + tail) }
        let end = try daemon.wait(within: .seconds(20))
        #expect(end.status == 74)
        #expect(end.errors.contains("was deleted while in use"))
    }

    @Test(
        "a backup put in its place is not written to by the old daemon, and the new one holds what it would send"
    )
    func replaced() throws {
        let site = try CrashSite()
        try site.register(3, from: 0)
        #expect(try site.daemon("--once").wait().status == 0)
        #expect(site.server?.messageCount == 3)
        try site.register(2, from: 3)
        let copied = try ChildProcess.run(
            Programs.product("vestnik"),
            ["--config", site.folder.path("vestnik.json5"), "backup", site.folder.path("backup.db")]
        )
        try #require(copied.status == 0, "\(copied.errors)")
        let daemon = try site.daemon()
        #expect(waitUntil { site.server?.messageCount == 5 })
        for tail in ["-wal", "-shm"] { try? site.folder.remove("vestnik.db" + tail) }
        #expect(rename(site.folder.path("backup.db"), site.folder.path("vestnik.db")) == 0)
        #expect(try daemon.wait(within: .seconds(20)).status == 74)
        let next = try site.daemon("--once").wait()
        #expect(next.errors.contains("restored or copied"))
        #expect(site.server?.messageCount == 5, "nobody gets the second letter again")
    }
}
