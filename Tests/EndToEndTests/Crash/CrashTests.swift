import Foundation
import Testing
import TestSupport

/// Kills the real daemon again and again in the middle of its work, and counts what became of each message.
@Suite("The daemon killed at any moment")
struct CrashTests {
    /// How often it is killed; `VESTNIK_CRASHES` for more.
    static let kills = Int(ProcessInfo.processInfo.environment["VESTNIK_CRASHES"] ?? "") ?? 200

    @Test("nothing is lost, and only what was in doubt goes a second time, as the same letter")
    func kills() throws {
        let script = Script.friendly
            .onRecipient("dead", .reply("550 5.1.1 no such user"))
            .on(.endOfData, .reply("250 2.0.0 taken").delayed(by: .milliseconds(4)))
        let site = try CrashSite(script: script)
        let relay = try #require(site.server)
        var random = SplitMix64(seed: 20_261_123)
        var registered = 0
        var kills = 0
        let deadline = ContinuousClock.now.advanced(by: .seconds(max(60, Self.kills / 2)))
        while kills < Self.kills, ContinuousClock.now < deadline {
            let more = 30
            try site.register(more, from: registered) { $0 % 20 == 7 ? "dead\($0)" : "p\($0)" }
            registered += more
            let daemon = try site.daemon()
            // Half are killed at some moment after their start, half while so many letters go.
            if Bool.random(using: &random) {
                _ = poll(nil, 0, Int32.random(in: 0...150, using: &random))
            } else {
                let enough = relay.messageCount + Int.random(in: 1...60, using: &random)
                _ = wait(atMost: .milliseconds(400)) { relay.messageCount >= enough }
            }
            daemon.kill()
            let end = try daemon.wait(within: .seconds(20))
            #expect(end.status == 137, "\(end.errors)")
            kills += 1
        }
        try finish(site, registered: registered)
        try judge(site, registered: registered, kills: kills)
    }

    private func finish(_ site: CrashSite, registered: Int) throws {
        let left = "SELECT count(*) FROM messages_view WHERE state NOT IN ('sent', 'bounced')"
        for _ in 0..<10 {
            let end = try site.daemon("--once").wait(within: .seconds(60))
            #expect(end.status == 0, "\(end.errors)")
            try release(site)
            let planned = try site.number("SELECT count(*) FROM messages_view")
            if planned == registered, try site.number(left) == 0 { return }
        }
    }

    /// Lets go, as a person would, what is held since two kills hit it in hand by chance.
    ///
    /// The daemon cannot know that the letter did not cause them. Of so many letters that befalls hardly any.
    private func release(_ site: CrashSite) throws {
        let ids = try site.rows(
            "SELECT id FROM messages_view WHERE state = 'held' AND cause = 'crashed_twice'"
        )
        #expect(ids.count <= 5)
        for id in ids { #expect(try site.vestnik("release", id).status == 0) }
    }

    private func judge(_ site: CrashSite, registered: Int, kills: Int) throws {
        #expect(kills >= min(Self.kills, 25))
        #expect(try site.rows("PRAGMA integrity_check") == ["ok"])
        #expect(try site.number("SELECT count(*) FROM messages_view") == registered)
        let states = try site.rows("SELECT state, count(*) FROM messages_view GROUP BY state ORDER BY state")
        let dead = (0..<registered).count { $0 % 20 == 7 }
        #expect(states == ["bounced|\(dead)", "sent|\(registered - dead)"])

        // What the relay has.
        var letters: [String: Set<String>] = [:]
        var copies: [String: Int] = [:]
        for message in (site.server?.messages ?? []) {
            let path = message.recipients.first?.path ?? ""
            letters[path, default: []].insert(message.header("Message-ID") ?? "")
            copies[path, default: 0] += 1
        }
        #expect(copies.count == registered - dead, "each at least once")
        #expect(letters.values.allSatisfy { $0.count == 1 }, "the same Message-ID each time")

        // What the log says of it.
        var doubts: [String: Int] = [:]
        let doubted = """
            SELECT m.email, count(*) FROM delivery_log l JOIN messages_view m ON m.id = l.message
            WHERE l.outcome = 'in_doubt' GROUP BY m.id
            """
        for row in try site.rows(doubted) {
            let parts = row.split(separator: "|")
            doubts[String(parts[0])] = Int(parts[1])
        }
        let unexplained = copies.filter { $0.value - 1 > doubts[$0.key] ?? 0 }
        #expect(unexplained.isEmpty, "sent again without having been in doubt")

        let unequal = """
            SELECT m.id FROM messages_view m LEFT JOIN delivery_log l ON l.message = m.id AND l.kind = 'attempt'
            GROUP BY m.id HAVING count(l.id) <> m.attempts OR sum(l.outcome IN ('sent', 'bounced')) <> 1
            """
        #expect(try site.rows(unequal).isEmpty, "one row of the log for each attempt, one of them the last")

        let again = copies.values.reduce(0) { $0 + $1 - 1 }
        let inDoubt = doubts.values.reduce(0, +)
        print("\(kills) kills, \(registered) messages: 0 lost, \(inDoubt) in doubt, \(again) went twice")
    }
}
