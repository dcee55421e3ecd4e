import Glibc
import Intake
import SQLite
import TestSupport
import Testing

@Suite("Reading the intake")
struct LocalIntakeTests {
    let web: WebSite
    init() throws { web = try WebSite() }

    @Test("a registration comes once, with all its columns, and is gone from the queue when it was settled")
    func whole() throws {
        try web.site.execute(
            """
            INSERT INTO registrations
                (event, key, email, name, organization, position, region, language, time_zone, status, details)
            VALUES ('meeting', 'k', 'a@example.org', 'Иванова', 'o', 'p', '54', 'ru', 'UTC', 'waitlisted', '{"a":1}')
            """
        )
        let intake = web.intake()
        let changes = intake.take()
        #expect(changes.count == 1, "\(intake.condition)")
        let change = try #require(changes.first)
        let row = try #require(change.row)
        #expect(change.registration == 1 && row.id == 1)
        #expect([row.event, row.key, row.email, row.name] == ["meeting", "k", "a@example.org", "Иванова"])
        #expect([row.organization, row.position, row.region] == ["o", "p", "54"])
        #expect(
            [row.language, row.timeZone, row.status, row.details] == ["ru", "UTC", "waitlisted", "{\"a\":1}"]
        )
        #expect(row.createdAt?.hasSuffix("Z") == true && row.updatedAt == row.createdAt && row.faults.isEmpty)
        #expect(intake.take().isEmpty)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["1"])
        intake.settle(changes)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["0"])
        #expect(intake.condition == .well)
    }

    @Test("what was not settled comes again after a restart, what was settled does not")
    func again() throws {
        try web.register("a@example.org")
        try web.register("b@example.org")
        let first = web.intake()
        let changes = first.take()
        first.settle(Array(changes.prefix(1)))
        let second = web.intake()
        #expect(second.take().map(\.registration) == [2])
    }

    @Test(
        "several changes of one registration come as one; one that follows while it is out comes as another"
    )
    func joined() throws {
        let id = try web.register("a@example.org")
        try web.site.run("UPDATE registrations SET name = 'Two' WHERE id = ?", id)
        try web.site.run("UPDATE registrations SET name = 'Three' WHERE id = ?", id)
        let intake = web.intake()
        let first = intake.take()
        #expect(first.map(\.row?.name) == ["Three"])
        try web.site.run("UPDATE registrations SET name = 'Four' WHERE id = ?", id)
        let second = intake.take()
        #expect(second.map(\.row?.name) == ["Four"])
        intake.settle(first)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["1"])
        intake.settle(second)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["0"])
    }

    @Test("a deleted registration comes without a row")
    func deleted() throws {
        let id = try web.register("a@example.org")
        let intake = web.intake()
        intake.takeAll()
        try web.site.run("DELETE FROM registrations WHERE id = ?", id)
        let changes = intake.take()
        #expect(changes.map(\.registration) == [id])
        #expect(changes.first.map { $0.row == nil } == true)
    }

    @Test("no more than a bounded number is out, and the file says how many wait")
    func bounded() throws {
        try web.site.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO registrations (event, email) SELECT 'm', i || '@example.org' FROM n
            """
        )
        let intake = web.intake()
        var out: [IntakeChange] = []
        while true {
            let some = intake.take()
            if some.isEmpty { break }
            out += some
        }
        #expect(out.count == 1024)
        #expect(intake.condition.unread == 976 && intake.condition.oldestUnread != nil)
        intake.settle(out)
        out += intake.takeAll()
        #expect(Set(out.map(\.registration)).count == 2000)
        #expect(intake.condition.unread == 0 && intake.condition.oldestUnread == nil)
    }

    @Test("statuses are written, later ones over earlier ones, and the ticket says how far")
    func publish() throws {
        let intake = web.intake()
        #expect(intake.published == 0)
        let first = DeliveryStatus(registration: 1, notification: "n", state: "queued", updatedAt: "1")
        let second = DeliveryStatus(
            registration: 1,
            notification: "n",
            state: "sent",
            reason: "r",
            sentAt: "2",
            updatedAt: "2",
            answer: "accepted"
        )
        intake.publish([first], ticket: 4)
        #expect(intake.published == 4)
        intake.publish([second], ticket: 5)
        #expect(intake.published == 5)
        #expect(try web.rows("SELECT * FROM registration_delivery") == ["1|n|sent|r|2|2|accepted"])
    }

    @Test("statuses beyond the bound are thrown away, and the ticket waits for them")
    func publishBound() throws {
        let intake = web.intake()
        let many = (0..<9000).map {
            DeliveryStatus(registration: $0, notification: "n", state: "sent", updatedAt: "1")
        }
        intake.publish(many, ticket: 1)
        intake.publish([many[0]], ticket: 2)
        #expect(intake.published == 0)
        intake.publish(Array(many.prefix(100)), ticket: 1)
        #expect(intake.published == 1 && intake.roomForStatuses == 8192)
    }

    @Test("what is erased leaves neither a row nor a byte, and queues nothing")
    func erase() throws {
        let secret = "Zaphod-Beeblebrox"
        try web.register("\(secret)@example.org")
        try web.register("b@example.org")
        let intake = web.intake()
        intake.takeAll()
        intake.publish(
            [
                DeliveryStatus(
                    registration: 1,
                    notification: "n",
                    state: "bounced",
                    reason: secret,
                    updatedAt: "1"
                )
            ],
            ticket: 1
        )
        try web.site.run("UPDATE registrations SET name = ? WHERE id = 1", secret)
        intake.erase([1])
        #expect(intake.unerased == 0)
        #expect(try web.rows("SELECT id FROM registrations") == ["2"])
        #expect(try web.rows("SELECT * FROM registration_delivery").isEmpty)
        #expect(try web.rows("SELECT * FROM changes").isEmpty)
        for name in try web.folder.names() where !name.hasSuffix("-shm") {
            let text = String(decoding: try web.folder.bytes(of: name), as: UTF8.self)
            #expect(!text.contains(secret), "\(name)")
        }
    }

    @Test("everything can be read again, in slices, beside what the queue says")
    func readAgain() throws {
        try web.site.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
            INSERT INTO registrations (event, email) SELECT 'm', i || '@example.org' FROM n
            """
        )
        let intake = web.intake()
        intake.takeAll()
        #expect(intake.take().isEmpty)
        intake.readAgain()
        let all = intake.takeAll()
        #expect(all.map(\.registration).elementsEqual(1...1500))
        #expect(all.allSatisfy { $0.id == nil && $0.row != nil })
    }

    @Test("the file is made for the site's group, whatever the umask")
    func mode() throws {
        var status = stat()
        #expect(stat(web.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
    }

    @Test("its descriptor becomes readable when somebody commits")
    func descriptor() throws {
        let intake = web.intake()
        intake.takeAll()
        try web.register("a@example.org")
        var changes: [IntakeChange] = []
        let came = waitUntil {
            var wait = pollfd(fd: intake.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 1000) > 0 else { return false }
            changes += intake.take()
            return !changes.isEmpty
        }
        #expect(came)
    }

    @Test("four writers at once lose nothing")
    func writers() throws {
        let intake = web.intake()
        let path = web.path
        let done = Counter()
        for writer in 0..<4 {
            Worker.start {
                do {
                    let site = try Connection(path: path, mode: .readWrite, busyTimeout: 60_000)
                    try site.execute("PRAGMA synchronous = OFF")
                    for number in 0..<2500 {
                        try site.run(
                            "INSERT INTO registrations (event, email) VALUES ('m', ?)",
                            "\(writer)-\(number)@example.org"
                        )
                        if number % 5 == 0 {
                            try site.run(
                                "UPDATE registrations SET name = 'x' WHERE id = ?",
                                site.lastInsertedID
                            )
                        }
                    }
                } catch { done.fail("\(error)") }
                done.add()
            }
        }
        var seen: [String: String?] = [:]
        var now: Int64 = 0
        let isDone = waitUntil(within: .seconds(120)) {
            now += 100
            intake.tend(now: now)
            let isLast = done.count == 4
            for change in intake.takeAll() { if let row = change.row { seen[row.email] = row.name } }
            return isLast
        }
        #expect(isDone && done.problems.isEmpty, "\(done.problems)")
        #expect(seen.count == 10_000)
        #expect(seen.values.count { $0 == "x" } == 2000)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["0"])
    }
}
