import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("What others read")
struct ReportsTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test(
        "each view has exactly the promised columns",
        arguments: [
            (
                "messages_view",
                "id event notification round email name region organization language state cause reason attempts due_at "
                    + "next_attempt_at sent_at code enhanced_code reply relay message_id registration_id invitee_id "
                    + "created_at updated_at"
            ),
            (
                "delivery_log",
                "id at message kind outcome relay code enhanced_code reply tls duration_ms actor note event notification "
                    + "email"
            ),
            (
                "mailings_view",
                "event notification due_at state audience queued held sending deferred sent in_doubt bounced expired "
                    + "rejected suppressed cancelled"
            ),
            ("coverage", "event region region_name invited reached answered registered bounced"),
        ]
    )
    func columns(view: String, expected: String) throws {
        let names = try fixture.rows("SELECT name FROM pragma_table_info('\(view)') ORDER BY cid")
        #expect(names.joined(separator: " ") == expected)
    }

    @Test("moments are shown as RFC 3339 in UTC, to the millisecond")
    func moments() throws {
        try fixture.queue(1, due: 1_795_849_200_123)
        #expect(
            try fixture.rows("SELECT due_at, next_attempt_at FROM messages_view") == [
                "2026-11-28T07:00:00.123Z|"
            ]
        )
    }

    @Test("a second registration of an address shows the letters of the first")
    func registrationDelivery() throws {
        let first = try fixture.register("a@example.org")
        let second = try fixture.register("A@example.org ")
        var message = fixture.message("a@example.org")
        message.registration = first
        try fixture.add([message], now: 1)
        try fixture.finish(.sent)
        let told = try store.unpublishedDeliveries(limit: 9).deliveries.sorted {
            $0.registration < $1.registration
        }
        #expect(told.map(\.registration) == [first, second])
        #expect(told.map(\.notification) == ["confirmation", "confirmation"])
        #expect(told.map(\.state) == ["sent", "sent"])
    }

    @Test("the log comes newest first, filtered, and in order when followed")
    func log() throws {
        try fixture.queue(2)
        for (code, now) in [(451, Int64(2000)), (550, 3000)] {
            let claimed = try store.claim(.priority(.prompted), limit: 1, now: now, token: now)
            var record = AttemptRecord(
                message: claimed[0].id,
                claim: now,
                change: .bounced(reason: nil),
                at: now
            )
            record.code = code
            record.enhancedCode = "\(code / 100).1.1"
            try store.record([record], now: now)
        }
        func codes(_ change: (inout LogFilter) -> Void) throws -> [Int?] {
            var filter = LogFilter()
            change(&filter)
            var found: [Int?] = []
            try store.log(filter) { row throws(StoreError) in
                found.append(row.code)
                return true
            }
            return found
        }
        #expect(try codes { _ in } == [550, 451])
        #expect(try codes { $0.code = "5" } == [550])
        #expect(try codes { $0.code = "451" } == [451])
        #expect(try codes { $0.code = "5.1.1" } == [550])
        #expect(try codes { $0.to = "P0@example.org" } == [451])
        #expect(try codes { $0.to = "p1*" } == [550])
        #expect(try codes { $0.event = "other" } == [])
        #expect(try codes { $0.states = [.bounced] }.count == 2)
        #expect(try codes { $0.since = 2500 } == [550])
        #expect(try codes { $0.until = 2500 } == [451])
        #expect(try codes { $0.limit = 1 } == [550])
        #expect(try codes { $0.after = 1 } == [550])
        #expect(try codes { $0.region = "54" } == [])
        #expect(try store.lastLogID() == 2)
        #expect(try store.lastTrouble(since: 0)?.code == 550)
    }

    @Test("a region is found by its code, its ISO code and its name")
    func region() throws {
        var message = fixture.message("a@example.org")
        message.region = "RU-NVS"
        try fixture.add([message], now: 1)
        for region in ["54", "ru-nvs", "Новосибирская область"] {
            var filter = LogFilter()
            filter.region = region
            var count = 0
            try store.messages(filter) { _ throws(StoreError) in
                count += 1
                return true
            }
            #expect(count == 1, "\(region)")
        }
    }

    @Test("the queue shows what is not finished, the most urgent first")
    func queue() throws {
        let ids =
            try fixture.queue(2)
            + fixture.add(
                [fixture.message("z@example.org", due: 5)],
                now: 0
            )
        _ = try store.act(.cancel, on: LogFilter(ids: [ids[1]]), actor: "anna", now: 9)
        var found: [Int64] = []
        try store.queue(LogFilter()) { message throws(StoreError) in
            found.append(message.id)
            return true
        }
        #expect(found == [ids[2], ids[0]])
        #expect(try store.oldestDue(now: 10_000) == 5)
        #expect(try store.messages(of: "z@example.org").map(\.id) == [ids[2]])
    }

    @Test("coverage counts a region's invitees, answers and bounces under any spelling of the region")
    func coverage() throws {
        for (email, region) in [
            ("a", "54"), ("b", "RU-NVS"), ("c", "Новосибирская область"), ("d", "nowhere"),
            ("f", "Камчатка"), ("g", "Татарстан Респ"),
        ] {
            try fixture.owner.run(
                "INSERT INTO invitees (event, email, region) VALUES ('meeting', ?, ?)",
                "\(email)@example.org",
                region
            )
        }
        try fixture.owner.run(
            "INSERT INTO invitees (event, email, region) VALUES ('meeting', 'e@example.org', 1)"
        )
        try store.identifyInvitees()
        for (invitee, email) in [(Int64(1), "a@example.org"), (2, "b@example.org")] {
            var message = fixture.message(email, notification: "invitation")
            message.invitee = invitee
            try fixture.add([message], now: 1)
        }
        let claimed = try store.claim(.priority(.prompted), limit: 2, now: 2000, token: 1)
        try store.record(
            zip(claimed, [MessageChange.sent, .bounced(reason: nil)]).map {
                AttemptRecord(message: $0.id, claim: 1, change: $1, at: 2000)
            },
            now: 2000
        )
        try fixture.register("a@example.org")
        try fixture.register("A@example.org")
        let rows = try store.coverage(event: "meeting")
        #expect(rows.count == 90)
        let novosibirsk = try #require(rows.first { $0.region == "54" })
        #expect(novosibirsk.name == "Новосибирская область")
        #expect(
            [
                novosibirsk.invited, novosibirsk.reached, novosibirsk.answered, novosibirsk.registered,
                novosibirsk.bounced,
            ] == [3, 1, 1, 1, 1]
        )
        for code in ["01", "41", "16"] { #expect(rows.first { $0.region == code }?.invited == 1, "\(code)") }
        let unknown = try #require(rows.first { $0.name == nil })
        #expect(unknown.region == "nowhere")
    }
}
