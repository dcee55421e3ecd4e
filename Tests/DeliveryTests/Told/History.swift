import Mail
import Store
import TestSupport

/// Registrations, changes, outages and kills in a random order.
final class History {
    let told: ToldBed
    /// What was done.
    private(set) var trace: [String] = []
    private var random: SplitMix64
    private var isUp = false
    private var script = Script.friendly
    private var starts = "2035-03-28"
    private var venue = "V1"
    private var isCalledOff = false
    /// Rows that there are or were.
    private var rows: [Int64] = []

    private var bed: Bed { told.bed }

    /// Whether there is a letter at an hour, to whoever is registered then.
    private let reminds: Bool
    /// Whether that hour was still to come when nothing more was to happen.
    private var isBeforeReminder = false

    private static let reminder =
        #"{ name: "reminder", audience: "registered", at: "2035-03-12T18:00", calendar: "request" },"#
    /// In milliseconds since 1970 UTC; the event is in Moscow.
    private static let reminderAt: Int64 = 2_057_324_400_000

    /// Ways of writing four people's addresses.
    private static let spellings = [
        ["ann@example.org", "Ann@Example.org", "ann@example.org ", "\u{200B}ann@example.org"],
        ["bob@example.org", "bob@example.org\u{A0}", "BOB@EXAMPLE.ORG"],
        ["eve@example.com", "\u{FEFF}eve@example.com", "\teve@example.com"],
        ["ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai", "Ivan@ПРИМЕР.РФ"],
    ]
    static var people: [String] { spellings.map { Address.identity(of: $0[0]) } }

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        let more = [
            "", #"{ name: "event-cancelled", on: "event-cancelled", calendar: "cancel", approval: false },"#,
            #"{ name: "confirmed", on: "confirmed", calendar: "request" },"#,
            Self.reminder, Self.reminder,
        ].randomElement(using: &random)
        reminds = more == Self.reminder
        told = try ToldBed(more: more ?? "") { $0.relay = "connections: 2," }
        if Bool.random(using: &random) { try start() }
    }

    private func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private func email() -> String { pick(pick(Self.spellings)) }

    private func status() -> String {
        pick(["registered", "registered", "registered", "confirmed", "waitlisted", "cancelled", "cancelled"])
    }

    private func organization() -> String { pick(["O1", "O2", "O3"]) }

    private func note(_ text: String) { trace.append("\(trace.count): \(text)") }

    // MARK: the web site

    private func register() throws {
        let (email, status, organization) = (email(), status(), organization())
        let id = try told.register(email, status, organization: organization)
        rows.append(id)
        note("register \(id) \(email.debugDescription) \(status) \(organization)")
    }

    private func upsert() throws {
        let (key, email, organization) = (pick(["k1", "k2"]), email(), organization())
        note("upsert \(key) \(email.debugDescription) \(organization)")
        try bed.webSite.run(
            """
            INSERT INTO registrations (event, key, email, organization) VALUES ('meeting', ?, ?, ?)
            ON CONFLICT (event, key) DO UPDATE SET email = excluded.email, organization = excluded.organization
            """,
            key,
            email,
            organization
        )
    }

    private func change() throws {
        guard !rows.isEmpty else { return try register() }
        let id = pick(rows)
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<5: try set(id, "status = '\(status())'")
        case 5, 6: try set(id, "organization = '\(organization())'")
        case 7: try set(id, "position = 'P\(Int.random(in: 0..<9, using: &random))'")
        case 8, 9: try set(id, "email = '\(email())'")
        case 10:
            note("delete \(id)")
            try bed.webSite.run("DELETE FROM registrations WHERE id = ?", id)
        default:
            let (email, status, organization) = (email(), status(), organization())
            note("replace \(id) \(email.debugDescription) \(status) \(organization)")
            try bed.webSite.run(
                "REPLACE INTO registrations (id, event, email, status, organization) VALUES (?, 'meeting', ?, ?, ?)",
                id,
                email,
                status,
                organization
            )
        }
    }

    private func set(_ id: Int64, _ assignment: String) throws {
        note("set \(id) \(assignment.debugDescription)")
        try told.set(id, assignment)
    }

    // MARK: the daemon and its relay

    private func start() throws {
        note("start")
        try bed.start()
        isUp = true
    }

    private func turns() throws {
        guard isUp else { return try start() }
        let count = Int.random(in: 1...6, using: &random)
        note("turns \(count)")
        let engine = try bed.start()
        for _ in 0..<count {
            engine.turn()
            engine.wait(for: .init(descriptors: [], longest: 3000))
        }
    }

    private func drain() throws {
        note("drain")
        // What a relay in trouble keeps back would be waited for in real time.
        use(.friendly)
        if isUp { bed.stop() }
        try bed.drain()
        isUp = true
    }

    private func end() {
        guard isUp else { return }
        let isKilled = Bool.random(using: &random)
        note(isKilled ? "crash" : "stop")
        if isKilled {
            // What the relay took between the last look at the delivery journal and the kill nobody could know of.
            bed.relay.setScript(Script().adding { _ in .stall })
            bed.crash()
            bed.relay.setScript(script)
        } else {
            bed.stop()
        }
        isUp = false
    }

    private func use(_ script: Script) {
        self.script = script
        bed.relay.setScript(script)
    }

    private func outage() {
        let scripts: [(String, Script)] = [
            ("friendly", .friendly), ("friendly", .friendly),
            ("defers", Script().on(.rcpt, .reply("450 4.2.1 later"))),
            ("defers at the dot", Script().on(.endOfData, .reply("451 4.3.0 later"))),
            ("turns away", Script().on(.connect, .reply("421 4.3.2 later").then(.close))),
            ("breaks at DATA", Script().onEvery(2, at: .data, .close)),
            ("takes and breaks", Script().onEvery(2, at: .endOfData, Answer.close.accepting())),
        ]
        let script = pick(scripts)
        note("relay \(script.0)")
        use(script.1)
    }

    private func killIntake() {
        guard isUp, let intake = told.intake.last else { return }
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            note("kill the intake")
            intake.kill()
        case 1:
            note("kill the intake before it settles")
            intake.diesAtSettling = true
        default:
            note("kill the intake before it publishes")
            intake.diesAtPublishing = true
        }
    }

    private func move() throws {
        if Bool.random(using: &random) {
            starts = pick(["2035-03-26", "2035-03-27", "2035-03-28"])
        } else {
            venue = pick(["V1", "V2"])
        }
        note("moves to \(starts) \(venue)")
        try write()
    }

    /// A person holds what waits, or lets it go.
    private func act() throws {
        let act: Act = Bool.random(using: &random) ? .hold : .release
        note("\(act)")
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        _ = try store.act(act, on: LogFilter(), actor: "me", now: bed.clock.now)
    }

    private func callOff(_ isCalledOff: Bool) throws {
        guard told.canBeCalledOff, isCalledOff != self.isCalledOff else { return }
        note(isCalledOff ? "called off" : "takes place")
        self.isCalledOff = isCalledOff
        try write()
    }

    private func write() throws {
        try told.move(starts: starts, venue: venue, isCalledOff: isCalledOff)
        if isUp { try bed.reload() }
    }

    private func wait() {
        let seconds = pick([5, 130, 601, 7200])
        note("wait \(seconds)")
        bed.clock.advance(by: .seconds(seconds))
    }

    /// Does something.
    func step() throws {
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<3: try register()
        case 3..<9: try change()
        case 9: try upsert()
        case 10..<14: try turns()
        case 14: try drain()
        case 15: end()
        case 16: outage()
        case 17: killIntake()
        case 18: try move()
        case 19: try act()
        case 20: try callOff(!isCalledOff)
        default: wait()
        }
    }

    /// Nothing more happens until nothing more is to be done.
    func rest() throws {
        use(.friendly)
        // Some stay called off.
        if Bool.random(using: &random) { try callOff(false) }
        bed.stop()
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        isBeforeReminder = bed.clock.now < Self.reminderAt
        if reminds, isBeforeReminder {
            // What is held is let go before its hour, too.
            _ = try store.act(.release, on: LogFilter(), actor: "me", now: bed.clock.now)
            try bed.drain()
            bed.clock.advance(by: .milliseconds(Self.reminderAt - bed.clock.now))
        }
        for _ in 0..<4 {
            _ = try store.act(.release, on: LogFilter(), actor: "me", now: bed.clock.now)
            try bed.drain()
            bed.clock.advance(by: .seconds(4 * 3600))
        }
        try bed.drain()
    }

    // MARK: at rest

    /// What somebody was told, or holds in their calendar, that is not so.
    func faults() throws -> [String] {
        var faults: [String] = []
        for person in Self.people {
            let postbox = told.postbox(person)
            func fault(_ text: String) {
                let letters = postbox.letters.map {
                    "  \($0.words) \($0.entry.map { "\($0.method) \($0.uid) \($0.sequence) \($0.start)" } ?? "")"
                }
                faults.append("\(person): \(text)\n\(letters.joined(separator: "\n"))")
            }
            let rows = try standing(person)
            if postbox.calendar.count > 1 || Set(postbox.letters.compactMap(\.entry?.uid)).count > 1 {
                fault("has several entries")
            }
            if reminds, isBeforeReminder {
                let count = postbox.letters.count { $0.kind == "reminder" }
                let isDue = !isCalledOff && rows.contains { $0.rank <= 1 }
                if count != (isDue ? 1 : 0) { fault("\(count) reminders, ranks \(rows.map(\.rank))") }
            }
            // Of what was deleted nothing is said.
            guard let best = rows.map(\.rank).min() else { continue }
            let last = postbox.told.last
            if isCalledOff {
                // Who registers since is answered by nothing, and told of by `status`.
                if try rows.allSatisfy({ try isLate($0.id) }) { continue }
                if let last, !["event-cancelled", "cancellation"].contains(last.kind) {
                    fault("the event is called off, and the last letter is \(last.kind)")
                }
                if !postbox.calendar.isEmpty { fault("the event is called off, and the calendar holds it") }
                continue
            }
            let isRegistered = best <= 1
            let kinds = [
                ["confirmation", "confirmed", "change"], ["waitlist"], ["cancellation", "event-cancelled"],
            ][
                max(0, best - 1)
            ]
            if best == 3, last == nil { continue }
            guard let last, kinds.contains(last.kind) else {
                fault("is of rank \(best), and the last letter is \(last?.kind ?? "none")")
                continue
            }
            if isRegistered {
                let organizations = rows.filter { $0.rank == best }.map(\.organization)
                if !organizations.contains(last.words[2]) {
                    fault("the organization is one of \(organizations)")
                }
                let day = starts.suffix(2)
                if !last.words[3].contains(day) || !last.words[4].contains(venue) {
                    fault("the event is on \(starts) at \(venue)")
                }
            }
            let hours = postbox.calendar.values.map(\.start)
            let right = try self.hours(of: person) ?? []
            if hours != right { fault("the calendar says \(hours), not \(right)") }
        }
        return faults
    }

    /// When the entries begin that a person's calendar should hold; nil where nothing is said of them.
    func hours(of person: String) throws -> [String]? {
        guard let best = try standing(person).map(\.rank).min() else { return nil }
        return best <= 1 && !isCalledOff ? [starts.replacing("-", with: "") + "T100000"] : []
    }

    private func isLate(_ registration: Int64) throws -> Bool {
        try !bed.rows("SELECT 1 FROM late_registrations WHERE registration_id = \(registration)").isEmpty
    }

    private func standing(_ person: String) throws -> [(id: Int64, rank: Int, organization: String)] {
        var found: [(id: Int64, rank: Int, organization: String)] = []
        let ranks = ["confirmed", "registered", "waitlisted", "cancelled"]
        try bed.webSite.rows("SELECT email, status, organization, id FROM registrations") {
            row throws(SQLiteError) in
            if Address.identity(of: row.text(0)) == person, let rank = ranks.firstIndex(of: row.text(1)) {
                found.append((row.int64(3), rank, row.text(2)))
            }
            return true
        }
        return found
    }
}
