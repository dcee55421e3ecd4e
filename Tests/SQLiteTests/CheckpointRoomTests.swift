import Foundation
import Locks
import SQLite
import Testing
import TestSupport

@Suite("Room for checkpoints")
struct CheckpointRoomTests {
    let folder: TemporaryFolder
    let connection: Connection
    private var path: String { folder.path("test.db") }

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("test.db"))
        try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value)")
    }

    private func status() throws -> (size: Int64, taken: Int64) {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return (Int64(status.st_size), Int64(status.st_blocks) * 512)
    }

    private func add(_ pages: Int, by connection: Connection) throws {
        try connection.execute(
            """
            INSERT INTO t (value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(pages))
            SELECT randomblob(3500) FROM n
            """
        )
    }

    /// Whether blocks can be allocated beyond the end of a file here.
    private static let obstacle: String? = {
        guard let folder = try? TemporaryFolder(), let fallocate = Programs.find("fallocate") else {
            return "util-linux is not installed"
        }
        let tried = try? ChildProcess.run(fallocate, ["-n", "-l", "4096", folder.path("x")])
        return tried?.status == 0 ? nil : "no room can be kept here: \(tried?.errors ?? "")"
    }()

    @Test(
        "is kept while somebody reads, beyond a file that stays as long as it is, and is used up and given back when nobody does",
        .enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? ""))
    )
    func keeps() throws {
        connection.keepsRoomBelow = .max
        let reader = try Connection(path: path, mode: .readOnly)
        try reader.execute("BEGIN")
        _ = try reader.integer("SELECT count(*) FROM t")
        let before = try status().size
        try add(600, by: connection)
        let pages = try connection.integer("PRAGMA page_count")
        let meanwhile = try status()
        #expect(meanwhile.size == before && pages > 600)
        #expect(meanwhile.taken >= pages * 4096 + (4 << 20), "for all pages, and some more")
        try reader.execute("COMMIT")
        #expect(try connection.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
        let after = try status()
        #expect(after.size == pages * 4096 && after.taken < after.size + (1 << 20), "\(after)")
        #expect(try connection.isSound())
    }

    @Test("is not kept where the disk has enough, and few write")
    func enough() throws {
        connection.keepsRoomBelow = 0
        try add(600, by: connection)
        #expect(try status().taken < 4 << 20)
    }

    @Test("the log is brought into the file once it is long, as SQLite itself would")
    func long() throws {
        try add(3000, by: connection)
        #expect(try status().size < 1 << 20)
        try add(1200, by: connection)
        #expect(try status().size > 4200 * 4096)
    }

    @Test("a log that somebody keeps from beginning anew has room kept for it, whatever the disk has left")
    func unusual() throws {
        guard Self.obstacle == nil else { return }
        connection.keepsRoomBelow = 0
        let reader = try Connection(path: path, mode: .readOnly)
        try reader.execute("BEGIN")
        _ = try reader.integer("SELECT count(*) FROM t")
        try add(4600, by: connection)
        #expect(try status().taken >= connection.integer("PRAGMA page_count") * 4096)
        try reader.execute("COMMIT")
        #expect(try connection.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
        #expect(try connection.isSound())
    }

    @Test("nothing is damaged where several make the file longer, keep room and bring the log in at once")
    func several() throws {
        let path = path
        connection.keepsRoomBelow = .max
        let failures = Locked<[String]>([])
        let threads = (0..<3).map { number in
            Thread {
                do {
                    let own = try Connection(path: path, mode: .readWrite, busyTimeout: 30_000)
                    own.keepsRoomBelow = .max
                    for round in 0..<60 {
                        try own.execute(
                            """
                            INSERT INTO t (value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)
                            SELECT randomblob(3000) FROM n
                            """
                        )
                        if round % 4 == number { try own.execute("PRAGMA wal_checkpoint(PASSIVE)") }
                        if round % 20 == number { try own.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
                    }
                } catch { failures.withLock { $0.append("\(error)") } }
            }
        }
        for thread in threads { thread.start() }
        #expect(waitUntil(within: .seconds(120)) { threads.allSatisfy(\.isFinished) })
        #expect(failures.withLock { $0 } == [])
        #expect(try connection.integer("SELECT count(*) FROM t") == 3 * 60 * 90)
        #expect(try connection.isSound())
    }

    @Test("locks of the process outlast it: whoever keeps room leaves those of SQLite alone")
    func locks() throws {
        connection.keepsRoomBelow = .max
        try add(300, by: connection)
        do {
            let other = try Connection(path: path)
            other.keepsRoomBelow = .max
            try add(300, by: other)
        }
        // The lock that every connection holds on the file as long as it is open is the process's still.
        let script = """
            import fcntl, struct, sys
            with open(sys.argv[1], 'rb') as f:
                asked = struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0x40000000, 512, 0)
                print(struct.unpack('hhqqi4x', fcntl.fcntl(f, fcntl.F_GETLK, asked))[0] == fcntl.F_UNLCK)
            """
        guard let python = Programs.python else { return }
        #expect(try ChildProcess.run(python, ["-c", script, path]).output == "False\n")
    }
}
