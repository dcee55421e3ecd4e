import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("What concerns many rows and is done in parts")
struct PartsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    /// A store that somebody else opens, who is stopped after so many rests.
    private func killed(after rests: Int, _ body: (MessageStore, () -> Void) throws -> Void) throws {
        let other = try MessageStore(path: fixture.folder.path("vestnik.db"))
        other.actedRows = 5
        var left = rests
        try other.transaction { () throws(StoreError) in }
        try body(other) { left -= 1 }
        #expect(left <= 0, "it was done in one piece")
    }

    @Test(
        "an act by filters is done in parts, each with its rows of the log, and a filter that means few by these alone"
    )
    func acts() throws {
        try fixture.queue(23)
        var commits: [Int64] = []
        try killed(after: 4) { other, rest in
            let done = try other.act(.hold, on: LogFilter(), actor: "anna", now: 2000) {
                rest()
                commits.append(
                    (try? fixture.owner.integer("SELECT count(*) FROM messages WHERE state = 'held'")) ?? -1
                )
            }
            #expect(done == 23)
        }
        #expect(commits == [5, 10, 15, 20])
        #expect(try fixture.rows("SELECT count(*) FROM attempts WHERE outcome = 'held'") == ["23"])
        store.actedRows = 5
        var filter = LogFilter()
        filter.to = "p7@example.org"
        #expect(
            try store.act(.release, on: filter, actor: "anna", now: 3000) {
                Issue.record("more than one part")
            } == 1
        )
        #expect(try store.counts() == [.held: 22, .queued: 1])
    }

    @Test("an act that means so many at most ends with them, the lowest ids first")
    func limited() throws {
        try fixture.queue(12)
        store.actedRows = 5
        var filter = LogFilter()
        filter.limit = 7
        #expect(try store.act(.cancel, on: filter, actor: "anna", now: 2000) == 7)
        #expect(try fixture.rows("SELECT max(id) FROM messages WHERE state = 'cancelled'") == ["7"])
    }

    @Test("retention looks at so many rows in a commit, and goes on where it was when somebody else begins")
    func retention() throws {
        try fixture.queue(20)
        try fixture.finish(.sent, now: 2000)
        let keeping = Keeping(logBefore: 9000, registrationsBefore: 0, except: [])
        var walk = PurgeWalk()
        var left: [String] = []
        while !walk.isDone {
            try store.purge(&walk, keeping, rows: 6, now: 9000)
            let rows = try fixture.rows(
                "SELECT (SELECT count(*) FROM attempts) + (SELECT count(*) FROM messages)"
            )
            if left.last != rows[0] { left += rows }
        }
        let steps = left.compactMap { Int($0) }
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 - $1 <= 6 })
        #expect(steps.last == 0 && walk.count == 40)
        // Whoever begins anew finds what is left.
        try fixture.queue(8)
        try fixture.finish(.sent, now: 2000)
        var first = PurgeWalk()
        try store.purge(&first, keeping, rows: 6, now: 9000)
        #expect(try store.purge(logBefore: 9000, registrationsBefore: 0, now: 9000) == 10)
        #expect(try store.wrongTotals() == [])
    }

    @Test("what is younger than it may be kept is not looked at twice")
    func young() throws {
        try fixture.add((0..<30).map { fixture.message("p\($0)@example.org") }, now: 5000)
        var walk = PurgeWalk()
        var parts = 0
        while !walk.isDone {
            try store.purge(
                &walk,
                Keeping(logBefore: 1000, registrationsBefore: 0, except: []),
                rows: 5,
                now: 9000
            )
            parts += 1
        }
        #expect(parts <= 11)
    }

    @Test("a new file gives pages back that nothing is on any more, so many at a time")
    func space() throws {
        try fixture.owner.execute(
            """
            CREATE TABLE filler (text TEXT);
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO filler SELECT hex(zeroblob(2000)) FROM n;
            DROP TABLE filler;
            """
        )
        let before = try #require(try fixture.rows("PRAGMA page_count").first.flatMap { Int($0) })
        #expect(try store.giveSpaceBack(pages: 200))
        while try store.giveSpaceBack(pages: 200) {}
        let after = try #require(try fixture.rows("PRAGMA page_count").first.flatMap { Int($0) })
        #expect(before - after > 1500)
        #expect(try fixture.rows("PRAGMA freelist_count").first.flatMap { Int($0) } ?? 0 <= 1000)
        #expect(try store.integrityFaults() == [])
    }

    @Test(
        "sentences about others are looked through in parts, and whoever comes next ends what a killed one began"
    )
    func sweep() throws {
        let ids = try fixture.queue(3)
        for (id, note) in zip(ids, ["asked by Gone Person", "nothing", "for gone person again"]) {
            try fixture.owner.run(
                "INSERT INTO attempts (at, message, kind, note) VALUES (1, ?, 'admin', ?)",
                id,
                note
            )
        }
        var traces = PersonTraces()
        traces.names = ["Gone Person"]
        try store.transaction { () throws(StoreError) in try store.askForSweep(traces) }
        #expect(try store.isSweeping())
        let next = try MessageStore(path: fixture.folder.path("vestnik.db"))
        var rows = 0
        while let count = try next.sweep() { rows += count }
        #expect(rows == 2)
        #expect(try fixture.rows("SELECT note FROM attempts WHERE note IS NOT NULL") == ["nothing"])
        #expect(try fixture.rows("SELECT count(*) FROM sweeps") == ["0"])
        let plan = try fixture.plan(MessageStore.sweepQuery("attempts", "note"))
        #expect(plan.contains("SEARCH t USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"), "\(plan)")
    }
}
