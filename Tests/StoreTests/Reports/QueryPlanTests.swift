import SQLite
import Testing
import TestSupport

@testable import Store

/// A filter with one condition, by its name.
struct NamedFilter: CustomTestStringConvertible, Sendable {
    let name: String
    let filter: LogFilter
    var testDescription: String { name }

    init(_ name: String, _ change: (inout LogFilter) -> Void) {
        self.name = name
        var filter = LogFilter()
        change(&filter)
        self.filter = filter
    }

    static let all = [
        Self("nothing") { _ in },
        Self("--event, known") { $0.event = "meeting" },
        Self("--event, of nothing") { $0.event = "nothing" },
        Self("--notification") { $0.notification = "invitation" },
        Self("--event and --notification") { ($0.event, $0.notification) = ("meeting", "confirmation") },
        Self("--state expired") { $0.states = [.expired] },
        Self("--state held,cancelled") { $0.states = [.held, .cancelled] },
        Self("--state sent") { $0.states = [.sent] },
        Self("--code 552") { $0.code = "552" },
        Self("--code 5") { $0.code = "5" },
        Self("--code 5.1.1") { $0.code = "5.1.1" },
        Self("--to address") { $0.to = "i3@example.org" },
        Self("--to @domain") { $0.to = "@example.org" },
        Self("--to pattern") { $0.to = "i1*" },
        Self("--region") { $0.region = "54" },
        Self("--since") { $0.since = 3000 },
        Self("--until") { $0.until = 5000 },
        Self("--state and --event") { ($0.states, $0.event) = ([.bounced], "meeting") },
        Self("--code and --to") { ($0.code, $0.to) = ("552", "@example.org") },
        Self("ids") { $0.ids = [1, 2, 3] },
    ]
}

@Suite("Questions that are answered along indexes")
struct QueryPlanTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }

    init() throws {
        fixture = try Fixture()
        let mailing = try fixture.invitation(to: 12)
        try fixture.queue(6)
        var now: Int64 = 2000
        let changes: [(MessageChange, Int?, String?)] = [
            (.sent, 250, "2.0.0"), (.bounced(reason: nil), 552, "5.1.1"),
            (.deferred(nextAttempt: 1), 450, "4.2.0"),
        ]
        for (index, (change, code, enhanced)) in changes.enumerated() {
            for source in [ClaimSource.mailing(mailing.id), .priority(.prompted)] {
                now += 500
                let claimed = try store.claim(source, limit: 2, now: now, token: Int64(index + 1))
                try store.record(
                    claimed.map {
                        var record = AttemptRecord(message: $0.id, claim: $0.claim, change: change, at: now)
                        (record.code, record.enhancedCode) = (code, enhanced)
                        return record
                    },
                    now: now
                )
            }
        }
        try store.act(.hold, on: LogFilter(ids: [9, 10]), actor: "anna", now: now)
        try store.act(.cancel, on: LogFilter(ids: [11]), actor: "anna", now: now)
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: now + 1)
        try fixture.owner.execute("UPDATE messages SET region = '54' WHERE id % 4 = 0")
    }

    /// The steps that read a table or an index from end to end, but for the log in its order, and small tables.
    private func scans(_ query: (sql: String, values: [(any Bindable)?])) throws -> [String] {
        try fixture.steps(query.sql).filter { step in
            guard step.hasPrefix("SCAN"), !step.contains("USING INDEX attempts_"),
                !step.contains("USING INDEX messages_held"),
                !step.contains("json_each"),
                !step.contains("VIRTUAL TABLE")
            else { return false }
            return ["SCAN a", "SCAN m", "SCAN d", "SCAN x", "SCAN p", "SCAN messages", "SCAN attempts"]
                .contains {
                    step == $0 || step.hasPrefix($0 + " ")
                }
        }
    }

    @Test("a page of the log reads no table from end to end, whatever is asked", arguments: NamedFilter.all)
    func log(_ named: NamedFilter) throws {
        var filter = named.filter
        filter.limit = 5
        #expect(try scans(store.logQuery(filter)) == [])
    }

    @Test("the log shows the same rows on whichever way they are found", arguments: NamedFilter.all)
    func sameLog(_ named: NamedFilter) throws {
        for limit in [3, 1000] {
            var filter = named.filter
            filter.limit = limit
            var found: [Int64] = []
            try store.log(filter) { row throws(StoreError) in
                found.append(row.id)
                return true
            }
            let (conditions, values) = filter.conditions(moment: "a.at", code: "a")
            var all: [Int64] = []
            try store.connection.statement(
                """
                SELECT a.id FROM attempts a LEFT JOIN messages m ON m.id = a.message WHERE \(conditions)
                ORDER BY a.at DESC, a.id DESC LIMIT \(limit)
                """
            ).rows(values) { row throws(StoreError) in
                all.append(row.int64(0))
                return true
            }
            #expect(found == all)
        }
    }

    @Test("so do messages and the queue", arguments: NamedFilter.all)
    func sameMessages(_ named: NamedFilter) throws {
        for limit in [3, 1000] {
            var filter = named.filter
            filter.limit = limit
            var messages: [Int64] = [], queue: [Int64] = []
            try store.messages(filter) { row throws(StoreError) in
                messages.append(row.id)
                return true
            }
            try store.queue(filter) { row throws(StoreError) in
                queue.append(row.id)
                return true
            }
            func all(_ moment: String, _ more: String) throws -> [Int64] {
                let (conditions, values) = filter.conditions(moment: moment, code: "m")
                var found: [Int64] = []
                try store.connection.statement(
                    "SELECT m.id FROM messages m WHERE \(conditions) \(more) LIMIT \(limit)"
                ).rows(values) { row throws(StoreError) in
                    found.append(row.int64(0))
                    return true
                }
                return found
            }
            let open = "'queued', 'held', 'sending', 'deferred', 'in_doubt'"
            let allMessages = try all("m.updated_at", "ORDER BY m.id DESC")
            let wholeQueue = try all("m.due_at", "AND m.state IN (\(open)) ORDER BY m.ready_at, m.id")
            #expect(messages == allMessages)
            #expect(queue == wholeQueue)
        }
    }

    @Test("a page of the queue reads no table from end to end", arguments: NamedFilter.all)
    func queue(_ named: NamedFilter) throws {
        var filter = named.filter
        filter.limit = 5
        let query = try store.queueQuery(filter)
        #expect(try scans(query) == [])
        guard query.sql.contains("INDEXED BY messages_held") else { return }
        let steps = try fixture.steps(query.sql)
        #expect(
            steps.contains { $0.contains("m USING INDEX messages_held") },
            "a million held ones are not sorted"
        )
    }

    @Test(
        "what status, report, show and the rules ask is found along indexes",
        arguments: [
            ("names of events", MessageStore.eventNames), ("the last trouble", MessageStore.lastTrouble),
            ("what is undecided", MessageStore.undecided), ("refusals", MessageStore.refusals),
            ("somebody's registrations", MessageStore.registrationsOfPerson),
            ("somebody's invitations", MessageStore.inviteesOfPerson),
            ("what is overdue", MessageStore.anyOverdue),
            ("who is to be looked at", MessageStore.looksToTake),
            ("what follows an act", MessageStore.nextToFollow),
            ("old messages", MessageStore.purgeMessages),
            ("old letters of mailings", MessageStore.purgeMailingMessages),
            ("old invitees", MessageStore.purgeInvitees),
            ("old registrations", MessageStore.oldRegistrations),
            ("what is in flight", MessageStore.flights),
            ("letters to a second address", MessageStore.messagesToSecondAddress),
            ("the next place that registrations name", MessageStore.nextPlace),
            ("how many name it", MessageStore.countAtPlace),
            ("an example of letters that cannot be made", MessageStore.exampleOfRejected),
            ("who has registered for what is called off", MessageStore.lateRegistrations),
            ("people whom plain SQL has written", MessageStore.identify),
        ]
    )
    func others(_ name: String, _ sql: String) throws {
        let scans = try fixture.steps(sql).filter { step in
            guard step.hasPrefix("SCAN") else { return false }
            let small = [
                "totals", "mailings", "json_each", "VIRTUAL TABLE", "steps", "SUBQUERY", "CONSTANT ROW",
                "(subquery",
            ]
            if name == "somebody's invitations", step.contains("invitees_unknown") { return false }
            if name == "people whom plain SQL has written", step.contains("invitees_unknown") { return false }
            return !small.contains { step.contains($0) }
                && !["SCAN g", "SCAN e", "SCAN r", "SCAN l"].contains(step)
        }
        #expect(scans == [])
    }
}
