import Glibc
import SQLite
import TestSupport
import Testing

@testable import Store

/// What a kill leaves is what the files are at that moment: they are copied behind each step, and each copy is looked
/// at as a start would.
@Suite("A database exchanged for a backup")
struct DatabaseSwapTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("live/vestnik.db") }

    init() throws { folder = try TemporaryFolder() }

    /// How the old database lies there.
    enum Old: String, CaseIterable, Sendable {
        case closed, killed, damaged, besideForeignLog, gone
        /// Whether SQLite can bring it into one file, so that one step exchanges it.
        var isSound: Bool { self == .closed || self == .killed }
    }

    private func shell(_ command: String) throws {
        let result = try ChildProcess.run("/bin/sh", ["-ec", command], folder: folder.path)
        guard result.status == 0 else { throw TestSupportError(result.errors) }
    }

    /// A database whose `mark` says which it is, in rows enough that page, index and count must agree.
    private func make(_ name: String, _ mark: String, isKilled: Bool = false) throws {
        let path = folder.path("made/vestnik.db")
        try shell("rm -rf made \(name); mkdir made; mkdir -p live")
        let store = try MessageStore(path: path, access: .create)
        _ = try store.checkpoint()
        try store.setMeta("mark", isKilled ? "unfinished" : mark)
        if isKilled {
            _ = try store.checkpoint()
            try store.setMeta("mark", mark)
        }
        try shell("cp made/vestnik.db made/kept; cp made/vestnik.db-wal made/kept-wal")
        withExtendedLifetime(store) {}
        if isKilled {
            try shell("cp made/kept \(name); cp made/kept-wal \(name)-wal")
        } else {
            try store.backup(to: folder.path(name))
        }
    }

    private func lay(_ old: Old) throws {
        switch old {
        case .gone: try shell("mkdir live")
        case .closed: try make("live/vestnik.db", "old")
        case .killed: try make("live/vestnik.db", "old", isKilled: true)
        case .damaged:
            try make("live/vestnik.db", "old", isKilled: true)
            try shell(
                "head -c 4096 /dev/urandom > noise; dd if=noise of=live/vestnik.db conv=notrunc 2>/dev/null"
            )
        case .besideForeignLog:
            try make("live/vestnik.db", "other", isKilled: true)
            try make("copy.db", "old")
            try shell("cp copy.db live/vestnik.db")
        }
    }

    private func mark(_ path: String) throws -> String? {
        try MessageStore(path: path, access: .readWrite).meta("mark")
    }

    private func stage() throws -> StagedBackup {
        try make("new.db", "new")
        let file = open(folder.path("new.db"), O_RDONLY)
        defer { close(file) }
        let staged = try StagedBackup(file, log: nil, for: path)
        try staged.prepare(rights: 0o640) { _ in }
        return staged
    }

    @Test(
        "cut off behind any step, the old one or the new one is in place, whole; or none",
        arguments: Old.allCases
    )
    func cutOff(_ old: Old) throws {
        try lay(old)
        let staged = try stage()
        var steps: [DatabaseSwap.Step] = []
        let swap = DatabaseSwap(path, aside: folder.path("live/aside")) { step in
            steps.append(step)
            try? shell("cp -a live at-\(step.rawValue)")
        }
        #expect(try swap.put(staged) == (old != .gone))
        #expect(steps.last == .placed)
        for step in steps {
            let left = folder.path("at-\(step.rawValue)/vestnik.db")
            switch step {
            case .placed: #expect(try mark(left) == "new")
            case .moved, .logMoved:
                // Only where there was nothing sound to keep; a start says so rather than begin anew.
                #expect(!old.isSound)
                #expect(MessageStore.isBeingRestored(left))
            case .logKept, .merged, .linked:
                if old.isSound { #expect(try mark(left) == "old") }
            }
        }
        #expect(old.isSound == steps.contains(.linked))
        #expect(try mark(path) == "new")
    }

    @Test("what was set aside is all of the old one", arguments: [Old.closed, .killed])
    func aside(_ old: Old) throws {
        try lay(old)
        #expect(try DatabaseSwap(path, aside: folder.path("live/aside")).put(try stage()))
        #expect(try mark(folder.path("live/aside")) == "old")
    }

    @Test("the bytes of a damaged one, and of a log of another's, are set aside as they lay")
    func ruinsAside() throws {
        for old in [Old.damaged, .besideForeignLog] {
            try shell("rm -rf live")
            try lay(old)
            let before = try ["", "-wal"].map { try folder.bytes(of: "live/vestnik.db" + $0) }
            #expect(try DatabaseSwap(path, aside: folder.path("live/aside")).put(try stage()))
            #expect(try ["", "-wal"].map { try folder.bytes(of: "live/aside" + $0) } == before)
        }
    }

    @Test("old files of the same second do not take each other's names")
    func names() throws {
        try shell("mkdir live")
        let first = DatabaseSwap.freeName(for: path, now: 1_800_000_000_000)
        #expect(first == path + "-replaced-2027-01-15T080000")
        try folder.write("x", to: "live/vestnik.db-replaced-2027-01-15T080000-wal")
        #expect(DatabaseSwap.freeName(for: path, now: 1_800_000_000_000) == first + "-2")
    }
}
