import Glibc
import TestSupport
import Testing

@testable import Service

@Suite struct LockFileTests {
    @Test("a second holder is refused and told who has it; when the first lets go it is free")
    func excludes() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("vestnik.db.lock")
        #expect(LockFile.holder(of: path) == nil)
        do {
            let lock = try LockFile(path)
            #expect(lock.path == path)
            #expect(LockFile.holder(of: path) == getpid())
            let error = #expect(throws: ServiceError.self) { try LockFile(path) }
            #expect(error == .held(path: path, by: getpid()))
            #expect(error?.description == "\(path) is locked by process \(getpid())")
        }
        #expect(LockFile.holder(of: path) == nil)
        _ = try LockFile(path)
    }

    @Test("a lock file of a process that was killed is free, whatever stands in it")
    func stale() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("99999999\nrubbish", to: "lock")
        let lock = try LockFile(path)
        #expect(try folder.text(of: "lock") == "\(getpid())\n")
        _ = lock
    }

    @Test(
        "a link in its place is not followed, be it symbolic or another name of a file; a pipe does not hold us"
    )
    func links() throws {
        let folder = try TemporaryFolder()
        let victim = try folder.write("precious", to: "victim")
        #expect(symlink(victim, folder.path("symbolic")) == 0)
        #expect(link(victim, folder.path("hard")) == 0)
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        for name in ["symbolic", "hard", "pipe"] {
            #expect(throws: ServiceError.self) { try LockFile(folder.path(name)) }
            #expect(LockFile.holder(of: folder.path(name)) == nil)
        }
        #expect(try folder.text(of: "victim") == "precious")
    }

    @Test("a folder that is not there is told in words")
    func noFolder() {
        let error = #expect(throws: ServiceError.self) { try LockFile("/nowhere/lock") }
        #expect(error?.description == "cannot open /nowhere/lock: No such file or directory")
    }
}
