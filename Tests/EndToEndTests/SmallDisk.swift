import Foundation
import TestSupport

/// A house whose two files lie on a disk of a few megabytes: a tmpfs that only its own processes see.
///
/// It goes with the process that keeps it, however the test ends.
final class SmallDisk {
    let house: House
    private let keeper: ChildProcess
    private let enter: [String]

    /// Why there can be none here; nil where there can.
    static let obstacle: String? = {
        guard geteuid() == 0 else { return "only root can mount a small disk" }
        guard let unshare = Programs.find("unshare"), Programs.find("nsenter") != nil else {
            return "util-linux is not installed"
        }
        let tried = try? ChildProcess.run(unshare, ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"])
        return tried?.status == 0 ? nil : "no disk can be mounted here: \(tried?.errors ?? "")"
    }()

    /// A disk with so many KiB.
    init(_ house: House, size: Int) throws {
        guard let unshare = Programs.find("unshare"), let nsenter = Programs.find("nsenter") else {
            throw TestSupportError("util-linux is not installed")
        }
        self.house = house
        let disk = house.folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mount =
            "mount -t tmpfs -o size=\(size)k,mode=700 none '\(disk)' && echo mounted $$ >&2 && exec sleep 600"
        keeper = try ChildProcess(unshare, ["--mount", "sh", "-c", mount])
        guard keeper.waitForErrors(containing: "mounted"),
            let id = keeper.errorsSoFar.firstMatch(of: /mounted (\d+)/)
        else { throw TestSupportError("no disk: \(keeper.errorsSoFar)") }
        enter = [nsenter, "--mount", "--target", String(id.1), "--"]
        try house.folder.write(
            house.folder.text(of: "vestnik.json5").replacing("\"vestnik.db\"", with: "\"disk/vestnik.db\"")
                .replacing("\"registrations.db\"", with: "\"disk/registrations.db\""),
            to: "vestnik.json5"
        )
    }

    deinit { keeper.kill() }

    /// Starts a program that sees the disk.
    func start(_ program: String, _ arguments: String...) throws -> ChildProcess {
        try ChildProcess(
            enter[0],
            enter.dropFirst() + [program] + arguments,
            environment: house.environment,
            folder: house.folder.path
        )
    }

    /// Runs `vestnik` to its end.
    func vestnik(_ arguments: String...) throws -> ChildProcess.Result {
        try run([Programs.product("vestnik")] + arguments)
    }

    /// Runs a command of the shell in the disk's folder.
    @discardableResult
    func shell(_ command: String) throws -> ChildProcess.Result {
        try run(["/bin/sh", "-c", "cd '\(house.folder.path("disk"))'; \(command)"])
    }

    private func run(_ command: [String]) throws -> ChildProcess.Result {
        try ChildProcess.run(
            enter[0],
            enter.dropFirst() + command,
            environment: house.environment,
            folder: house.folder.path
        )
    }

    /// Takes all the room that is left.
    func fill() throws {
        try shell("cat /dev/zero >ballast 2>/dev/null; cat /dev/zero >more 2>/dev/null; true")
    }

    /// Gives the room back.
    func free() throws { try shell("rm -f ballast more") }

    /// Asks a database on the disk.
    func value(_ query: String, of file: String = "vestnik.db") throws -> String {
        try shell("sqlite3 -cmd '.timeout 5000' \(file) \"\(query)\"").output.trimmingCharacters(
            in: .newlines
        )
    }

    /// Registers people `from..<to`, as the web site does; whether they could be.
    func register(_ people: Range<Int>) throws -> Bool {
        try shell(
            """
            sqlite3 -cmd '.timeout 5000' registrations.db "WITH RECURSIVE n(i) AS (SELECT \(people.lowerBound) UNION ALL \
            SELECT i + 1 FROM n WHERE i < \(people.upperBound - 1)) INSERT INTO registrations (event, email, name, details) \
            SELECT 'meeting', 'p' || i || '@example.org', 'Иванова Мария Петровна', json_object('note', hex(randomblob(300))) FROM n"
            """
        ).status == 0
    }
}
