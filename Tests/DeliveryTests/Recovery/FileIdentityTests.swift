@testable import Delivery
import Testing
import TestSupport

@Suite("Which file something is")
struct FileIdentityTests {
    @Test("a file is the same under every name and with every content, also as seen by who has it open")
    func same() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("one", to: "a")
        let before = FileIdentity(path: path)
        #expect(before.inode != 0)
        _ = try ChildProcess.run(
            "/bin/sh",
            ["-ec", "cd '\(folder.path)'; echo two > a; touch -d 2001-01-01 a; mv a b; ln -s b c"]
        )
        #expect(FileIdentity(path: folder.path("b")) == before)
        #expect(FileIdentity(path: folder.path("c")) == before)
    }

    @Test("a copy is another, also with the number of the one before, where births are kept")
    func copy() throws {
        let folder = try TemporaryFolder()
        let before = FileIdentity(path: try folder.write("one", to: "a"))
        _ = try ChildProcess.run(
            "/bin/sh",
            ["-ec", "cd '\(folder.path)'; cp -a a b; rm a; cp -a b c; mv b a"]
        )
        #expect(!FileIdentity(path: folder.path("a")).isSame(as: before))
        #expect(!FileIdentity(path: folder.path("c")).isSame(as: before))
    }

    @Test("what one side does not know does not tell them apart")
    func unknown() {
        let known = FileIdentity(inode: 7, birth: 5)
        #expect(known.isSame(as: FileIdentity(inode: 7)) && FileIdentity(inode: 7).isSame(as: known))
        #expect(!known.isSame(as: FileIdentity(inode: 7, birth: 6)))
        #expect(!known.isSame(as: FileIdentity(inode: 8)))
        #expect(FileIdentity(path: "/nonexistent/x") == FileIdentity())
    }
}
