import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Keeping the database")
struct UpkeepTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("a copy made while others write is whole, sound and of the same name")
    func backup() throws {
        try fixture.queue(5)
        let copy = fixture.folder.path("copy.db")
        try store.backup(to: copy)
        let opened = try MessageStore(path: copy)
        #expect(try opened.counts() == [.queued: 5])
        #expect(try opened.integrityFaults().isEmpty)
        #expect(try opened.epoch() == store.epoch())
        #expect(throws: StoreError.self) { try store.backup(to: copy) }
        try opened.renewEpoch()
        #expect(try opened.epoch() != store.epoch())
    }

    @Test("relays that only a person can mend are told until they are mended")
    func relayTroubles() throws {
        #expect(try store.relayTroubles().isEmpty)
        try store.setMeta(MessageStore.relayTrouble + "mail.example.org:587", "535 5.7.8 no")
        #expect(try store.relayTroubles().map(\.relay) == ["mail.example.org:587"])
        #expect(try store.relayTroubles().map(\.problem) == ["535 5.7.8 no"])
        try store.setMeta(MessageStore.relayTrouble + "mail.example.org:587", nil)
        #expect(try store.relayTroubles().isEmpty)
    }

    @Test("the sequence grows with what is recorded, so that an older copy is known")
    func sequence() throws {
        try fixture.queue(2)
        let before = try store.sequence()
        try fixture.finish(.sent)
        #expect(try store.sequence() > before)
    }

    @Test("a restored database holds everything and says why")
    func holdEverything() throws {
        let ids = try fixture.queue(2)
        #expect(try store.holdEverything(reason: "restored", now: 5) == 2)
        #expect(try store.message(id: ids[0])?.reason == "restored")
        #expect(try store.nextReady() == nil)
    }

    @Test("nothing kept in the file tells of a forgotten person, but the log's row stays")
    func forget() throws {
        let name = "Неповторимова"
        let id = try fixture.register("Unique.Persona@example.org") { $0.name = name }
        try fixture.alter(id) { $0.email = "Unique.Person@example.org" }
        try store.importInvitees([InviteeRecord(email: "unique.person@example.org")], event: "other")
        var message = fixture.message("Unique.Person@example.org")
        message.name = name
        message.registration = id
        let messageID = try #require(try fixture.add([message], now: 1).first)
        try store.askForLook("unique.person@example.org", event: "meeting", now: 1)
        let claimed = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        var record = AttemptRecord(message: claimed[0].id, claim: 1, change: .sent, at: 2000)
        record.reply = "250 <Unique.Person@example.org> ok"
        record.code = 250
        try store.record([record], now: 2000)
        try store.suppress("unique.person@example.org", reason: "asked", actor: "anna", now: 3000)

        #expect(
            try store.export("unique.person@EXAMPLE.org").map(\.table) == [
                "registrations", "invitees", "versions", "messages", "delivery_log", "delivery_log",
                "suppressions",
            ]
        )
        let erasure = try store.forget("UNIQUE.person@example.org", actor: "anna", now: 4000)
        #expect(
            erasure
                == Erasure(registrations: 1, invitees: 1, messages: 1, logRows: 2, inIntake: [1], inFlight: 0)
        )
        #expect(try store.export("unique.person@example.org").isEmpty)
        #expect(try store.message(id: messageID)?.state == .sent)
        #expect(try store.attempts(of: messageID).map(\.code) == [250])
        #expect(try store.isSuppressed("unique.person@example.org", priority: .prompted))
        #expect(try store.looks(events: ["meeting"], limit: 9).isEmpty)
        let bytes = try fixture.folder.bytes(of: "vestnik.db") + fixture.folder.bytes(of: "vestnik.db-wal")
        let file = String(decoding: bytes, as: UTF8.self).lowercased()
        #expect(!file.contains("unique.person"))
        #expect(!file.contains(name.lowercased()))
    }

    @Test(
        "registrations that are gone are forgotten with all addresses that they had, other people's are not"
    )
    func forgetVanished() throws {
        let id = try fixture.register("typo@example.org") { $0.name = "Gone" }
        let other = try fixture.register("b@example.org")
        try fixture.alter(other) { $0.email = "c@example.org" }
        try fixture.add([fixture.letter(about: id, "typo@example.org")], now: 1)
        try fixture.alter(id) { $0.email = "a@example.org" }
        _ = try store.vanish(registration: id, now: 3)
        // What is erased is handed over: also the letter that went to the address of before.
        #expect(try store.export("a@example.org").map(\.table) == ["versions", "versions", "messages"])
        _ = try store.forget("A@example.org", actor: "anna", now: 4)
        #expect(try fixture.rows("SELECT registration_id, email FROM versions") == ["\(other)|b@example.org"])
        #expect(try fixture.rows("SELECT email FROM messages") == [""])
    }

    @Test("how long a registration is kept is counted from when it was seen, whatever the web site writes")
    func purgeBySight() throws {
        for (index, moment) in ["9999-01-01T00:00:00.000Z", "0", nil].enumerated() {
            try fixture.register("p\(index)@example.org", now: 1000 + Int64(index)) {
                $0.updatedAt = moment
            }
        }
        #expect(try store.purge(logBefore: 0, registrationsBefore: 1001, now: 1) == 1)
        #expect(try fixture.rows("SELECT id FROM registrations") == ["2", "3"])
        #expect(try store.purge(logBefore: 0, registrationsBefore: 9000, now: 1) == 2)
    }

    @Test("what is older than it may be kept goes, what is still needed stays")
    func purge() throws {
        let old = try fixture.register("old@example.org", now: 1500)
        let waits = try fixture.register("waits@example.org", now: 1500)
        var messages = ["old@example.org", "waits@example.org"].map { fixture.message($0) }
        messages[0].registration = old
        messages[1].registration = waits
        let ids = try fixture.add(messages, now: 1)
        let claimed = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        try store.record(
            [AttemptRecord(message: claimed[0].id, claim: 1, change: .sent, at: 2000)],
            now: 2000
        )
        #expect(try store.purge(logBefore: 1000, registrationsBefore: 1000, now: 1) == 0)
        let later: Int64 = 5000
        #expect(
            try store.purge(logBefore: 1000, registrationsBefore: later, except: ["meeting"], now: 1) == 0
        )
        #expect(try store.purge(logBefore: 3000, registrationsBefore: later, now: 1) == 3)
        #expect(try fixture.state(ids[0]) == nil)
        #expect(try fixture.state(ids[1]) == .queued)
        #expect(try fixture.rows("SELECT id FROM registrations") == ["\(waits)"])
    }

    @Test("our moments are written as SQLite writes them", arguments: 1...40)
    func timestamps(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let moment = Int64.random(in: -2_000_000_000_000...20_000_000_000_000, using: &random)
        #expect(try fixture.rows("SELECT \(Schema.utc("\(moment)"))") == [Timestamp.text(moment)])
    }
}

@Suite("Opening a store")
struct OpeningTests {
    @Test("a new file gets the schema, and opening it again changes nothing")
    func create() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("new.db")
        let epoch = try MessageStore(path: path, access: .create).epoch()
        let again = try MessageStore(path: path)
        #expect(try again.epoch() == epoch)
        #expect(try Connection(path: path).schemaVersion() == MessageStore.schemaVersion)
        #expect(try MessageStore(path: path, access: .readOnly).counts().isEmpty)
    }

    @Test(
        "a word that a column does not know is refused, and what rules about words cost is not paid for each row"
    )
    func words() throws {
        let folder = try TemporaryFolder()
        _ = try MessageStore(path: folder.path("new.db"), access: .create)
        let connection = try Connection(path: folder.path("new.db"))
        #expect(try connection.first("PRAGMA integrity_check") { $0.text(0) } == "ok")
        try connection.run(
            "INSERT INTO suppressions (person_key, scope, at) VALUES ('a@b', 'bulk', 1)"
        )
        #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO suppressions (person_key, scope, at) VALUES ('c@d', 'x', 1)")
        }
        #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO attempts (at, kind) VALUES (1, 'x')")
        }
        #expect(throws: SQLiteError.self) {
            try connection.run(
                """
                INSERT INTO messages (event, notification, lane, person_key, domain, email, state, due_at, ready_at,
                    expires_at, created_at, updated_at) VALUES ('m', 'n', 0, 'a', 'b', 'a@b', 'x', 1, 1, 1, 1, 1)
                """
            )
        }
        var steps: [String] = []
        try connection.rows("EXPLAIN INSERT INTO attempts (at, kind) VALUES (1, 'attempt')") {
            row throws(SQLiteError) in
            steps.append(row.text(1))
            return true
        }
        #expect(steps.contains("Insert") && !steps.contains("OpenEphemeral"))
    }

    @Test("a missing file, a foreign one, an empty and a newer one are told apart")
    func refusals() throws {
        let folder = try TemporaryFolder()
        func category(_ path: String, _ access: MessageStore.Access) -> StoreError.Category? {
            do throws(StoreError) { _ = try MessageStore(path: path, access: access) } catch {
                return error.category
            }
            return nil
        }
        #expect(category(folder.path("missing.db"), .readWrite) == .cannotOpen)
        #expect(category(folder.path("no/folder.db"), .create) == .cannotOpen)
        let text = try folder.write(String(repeating: "not a database. ", count: 100), to: "text.db")
        #expect(category(text, .readWrite) == .notADatabase)
        let empty = try folder.write("", to: "empty.db")
        #expect(category(empty, .readOnly) == .notADatabase)
        let foreign = folder.path("foreign.db")
        try Connection(path: foreign).execute("CREATE TABLE prompts (id INTEGER); PRAGMA user_version = 1")
        let other = folder.path("other.db")
        try Connection(path: other).execute("CREATE TABLE books (id INTEGER)")
        for access in [MessageStore.Access.readOnly, .readWrite, .create] {
            #expect(category(foreign, access) == .notADatabase)
            #expect(category(other, access) == .notADatabase)
        }
        let newer = folder.path("newer.db")
        _ = try MessageStore(path: newer, access: .create)
        try Connection(path: newer).execute("PRAGMA user_version = 99")
        for access in [MessageStore.Access.readOnly, .readWrite] {
            #expect(category(newer, access) == .newerSchema(found: 99, known: MessageStore.schemaVersion))
        }
    }
}
