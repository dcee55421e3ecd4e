import Foundation
import Intake
import SQLite
import TestSupport
import Testing

@Suite("An intake that is locked, full, damaged or gone")
struct TroubleTests {
    let web: WebSite
    init() throws { web = try WebSite() }

    static let status = DeliveryStatus(registration: 1, notification: "n", state: "sent", updatedAt: "1")

    @Test("a lock is told when it lasts, stops no reading, and what waited is written when it ends")
    func locked() throws {
        let intake = web.intake()
        intake.takeAll()
        try web.register("a@example.org")
        try web.site.execute("BEGIN IMMEDIATE")
        intake.publish([Self.status], ticket: 1)
        #expect(intake.condition.trouble == nil && intake.published == 0)
        #expect(intake.take().count == 1)
        intake.tend(now: 4000)
        #expect(intake.condition.trouble == nil)
        intake.tend(now: 6000)
        #expect(intake.condition.trouble == .locked && intake.condition.detail != nil)
        try web.site.execute("COMMIT")
        intake.tend(now: 7000)
        #expect(intake.condition.trouble == nil && intake.published == 1)
    }

    @Test("a file that nobody else may open is told, and heals")
    func exclusive() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("r.db")
        try LocalIntake.prepare(path: path)
        var other: Connection? = try Connection(path: path, mode: .readWrite)
        try other?.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        try other?.execute("INSERT INTO registrations (event, email) VALUES ('m', 'a@b.example'); COMMIT")
        let intake = LocalIntake(path: path)
        #expect(intake.take().isEmpty && intake.condition.trouble == nil)
        for now in [Int64(3000), 6000, 9000] {
            intake.tend(now: now)
            #expect(intake.take().isEmpty)
        }
        #expect(intake.condition.trouble == .locked)
        other = nil
        intake.tend(now: 12_000)
        #expect(intake.takeAll().count == 1 && intake.condition.trouble == nil)
    }

    @Test("a file in SQLite's older mode of journal is brought to the newer one")
    func rollbackJournal() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("r.db")
        try LocalIntake.prepare(path: path)
        let other = try Connection(path: path, mode: .readWrite)
        try other.execute("PRAGMA journal_mode = DELETE")
        let intake = LocalIntake(path: path)
        intake.takeAll()
        try other.execute("INSERT INTO registrations (event, email) VALUES ('m', 'a@b.example')")
        #expect(intake.takeAll().count == 1)
    }

    @Test(
        "a full disk is told, keeps no more than a bounded number, and heals",
        arguments: [FaultyDisk.Fault.full, .write]
    )
    func full(fault: FaultyDisk.Fault) throws {
        let disk = try FaultyDisk(web.path)
        try web.site.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO registrations (event, email) SELECT 'm', i || '@example.org' FROM n
            """
        )
        let intake = web.intake()
        let first = intake.take()
        #expect(!first.isEmpty)
        try disk.breakDown(fault)
        var all = first
        intake.settle(first)
        for turn in 1...20 {
            intake.tend(now: Int64(turn) * 3000)
            let some = intake.take()
            intake.settle(some)
            all += some
        }
        #expect(intake.condition.trouble == .unwritable)
        #expect(all.count <= 1024)
        disk.mend()
        for turn in 21...60 {
            intake.tend(now: Int64(turn) * 3000)
            all += intake.takeAll()
        }
        #expect(intake.condition.trouble == nil)
        #expect(Set(all.compactMap(\.row?.email)).count == 3000)
        #expect(try web.rows("SELECT count(*) FROM changes") == ["0"])
    }

    @Test("a deleted file is told and not made anew; when it is back, all of it is read")
    func deleted() throws {
        try web.register("a@example.org")
        let intake = web.intake()
        #expect(intake.takeAll().count == 1)
        try web.site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let copy = try web.folder.bytes(of: "registrations.db")
        for name in try web.folder.names() { try web.folder.remove(name) }
        intake.tend(now: 3000)
        #expect(intake.take().isEmpty)
        #expect(intake.condition.trouble == .missing)
        intake.tend(now: 6000)
        #expect(intake.take().isEmpty)
        #expect(try web.folder.names().isEmpty)
        try web.folder.write(copy, to: "registrations.db")
        var back: [IntakeChange] = []
        for turn in 3...8 {
            intake.tend(now: Int64(turn) * 3000)
            back += intake.takeAll()
        }
        #expect(back.map(\.row?.email) == ["a@example.org"])
        #expect(intake.condition.trouble == nil)
    }

    @Test("a missing file is made at the start of the daemon, for the site's group")
    func madeAtStart() throws {
        let folder = try TemporaryFolder()
        let intake = LocalIntake(path: folder.path("new.db"))
        #expect(intake.take().isEmpty)
        #expect(intake.condition == .well)
        #expect(try folder.names().contains("new.db"))
    }

    @Test("a folder that is missing is told, and waited for")
    func noFolder() throws {
        let folder = try TemporaryFolder()
        let intake = LocalIntake(path: folder.path("in/new.db"))
        #expect(intake.take().isEmpty)
        #expect(intake.condition.trouble == .missing && intake.descriptor == -1)
        try folder.write("", to: "in/other")
        intake.tend(now: 5000)
        _ = intake.take()
        #expect(intake.condition.trouble == nil && intake.descriptor >= 0)
    }

    @Test("what is no database, or a damaged one, is told, and heals")
    func damaged() throws {
        try web.register("a@example.org")
        try web.site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let sound = try web.folder.bytes(of: "registrations.db")
        let folder = try TemporaryFolder()
        var torn = sound
        for index in 100..<4096 { torn[index] = 0xA5 }
        for bytes in [Array("no database at all".utf8), torn] {
            try folder.write(bytes, to: "r.db")
            let intake = LocalIntake(path: folder.path("r.db"))
            #expect(intake.take().isEmpty)
            #expect(intake.condition.trouble == .damaged)
            try folder.remove("r.db")
            for name in ["r.db-wal", "r.db-shm"] { try? folder.remove(name) }
            try folder.write(sound, to: "r.db")
            var back: [IntakeChange] = []
            for turn in 1...6 {
                intake.tend(now: Int64(turn) * 3000)
                back += intake.takeAll()
            }
            #expect(back.contains { $0.row?.email == "a@example.org" })
            #expect(intake.condition.trouble == nil)
            intake.close()
            for name in try folder.names() { try folder.remove(name) }
        }
    }

    @Test("a file that is cut short is told, though nobody writes, and heals when it is whole again")
    func cutShort() throws {
        try web.register("a@example.org")
        let intake = web.intake()
        #expect(intake.takeAll().count == 1)
        try web.site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        intake.tend(now: 3000)
        intake.takeAll()
        try web.site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let sound = try web.folder.bytes(of: "registrations.db")
        #expect(truncate(web.path, off_t(sound.count - 4096)) == 0)
        intake.tend(now: 6000)
        #expect(intake.take().isEmpty)
        #expect(intake.condition.trouble == .damaged)
        #expect(intake.condition.detail?.en.contains("cut short") == true)
        for name in ["registrations.db-wal", "registrations.db-shm"] { try? web.folder.remove(name) }
        try web.folder.write(sound, to: "sound.db")
        #expect(rename(web.folder.path("sound.db"), web.path) == 0)
        for turn in 3...8 {
            intake.tend(now: Int64(turn) * 3000)
            intake.takeAll()
        }
        #expect(intake.condition.trouble == nil)
    }

    @Test("a log that the site has left long is made short again")
    func longLog() throws {
        let intake = web.intake()
        intake.takeAll()
        try web.register("a@example.org")
        // Zeros at its end are none of its frames: as a site leaves it that has written much at once.
        #expect(truncate(web.path + "-wal", 70 << 20) == 0)
        #expect(intake.takeAll().count == 1)
        intake.tend(now: 3000)
        var status = stat()
        #expect(stat(web.path + "-wal", &status) == 0 && status.st_size < 1 << 20)
        try web.register("b@example.org")
        #expect(intake.takeAll().count == 1)
    }

    @Test("what was put right is told until it was looked at, and no longer")
    func repairsOnce() throws {
        let intake = web.intake()
        intake.takeAll()
        try web.site.execute("DROP TRIGGER registrations_deleted")
        intake.takeAll()
        intake.tend(now: 1)
        #expect(intake.condition.repairs.map(\.en) == ["trigger registrations_deleted"])
        #expect(intake.condition.repairs.map(\.en) == ["trigger registrations_deleted"])
        intake.tend(now: 2)
        #expect(intake.condition.repairs.isEmpty)
    }
}
