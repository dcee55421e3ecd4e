import Foundation
import Glibc
import TestSupport
import Testing

@Suite("The rights of the files, and what lies in their place")
struct RightsTests {
    private let house: House

    init() throws { house = try House() }

    /// Runs shell commands with both programs at hand.
    private func shell(_ commands: String) throws -> ChildProcess.Result {
        let script = """
            export VESTNIK_CONFIG='\(house.configuration)' SUDO_USER=olga TZ=UTC
            vestnik() { '\(try Programs.product("vestnik"))' "$@"; }
            vestnikd() { '\(try Programs.product("vestnikd"))' "$@"; }
            \(commands)
            """
        return try ChildProcess.run("/bin/bash", ["-c", script], folder: house.folder.path)
    }

    private var files: [String] {
        get throws { try house.folder.names().filter { $0.contains(".db") } }
    }

    @Test("are the owner's, and their group's at most, whatever the umask", arguments: ["000", "022", "077"])
    func umask(_ mask: String) throws {
        let result = try shell(
            """
            umask \(mask); set -e
            vestnik init; vestnikd --once; vestnik backup copy.db
            vestnik suppress add a@example.org; vestnik forget a@example.org --yes
            vestnik restore copy.db --yes
            """
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(try files.contains("vestnik.db-key") && files.contains("vestnik.db-flight"))
        for name in try files {
            let mode = try house.mode(of: house.folder.path(name))
            // The web site's group writes into the intake; the daemon's group may look into the database.
            let most = name.hasPrefix("registrations.db") ? 0o660 : 0o640
            #expect(mode & ~most == 0 && mode & 0o600 == 0o600, "\(name): \(String(mode, radix: 8))")
        }
        #expect(try house.mode(of: house.database) == 0o640)
        #expect(try house.mode(of: house.intake) == 0o660)
        #expect(try house.mode(of: house.folder.path("copy.db")) == 0o600)
    }

    @Test(
        "a link in the place of a file leads nowhere: what it points to is neither made nor changed",
        arguments: [
            "vestnik.db-lock", "vestnik.db-flight", "vestnik.db-flight-new", "vestnik.db-restoring",
            "vestnik.db-key",
        ]
    )
    func links(_ name: String) throws {
        #expect(try house.vestnik("init").status == 0)
        try house.register("a@example.org")
        #expect(try house.vestnik("backup", house.folder.path("copy.db")).status == 0)
        try house.folder.write("precious", to: "victim")
        for victim in ["victim", "nothing"] {
            _ = try shell("rm -f \(name); ln -s \(victim) \(name)")
            _ = try house.sendOnce()
            _ = try house.vestnik("forget", "a@example.org", "--yes")
            _ = try house.vestnik("restore", "copy.db", "--yes")
            #expect(try house.folder.text(of: "victim") == "precious")
            #expect(!FileManager.default.fileExists(atPath: house.folder.path("nothing")))
        }
    }

    @Test(
        "what root makes belongs to the owner of the folder, and root's commands act as that owner",
        .enabled(if: geteuid() == 0, "only root can give files away")
    )
    func root() throws {
        let owner: uid_t = 65_534
        // The way there must be open to the owner, as it is to a daemon.
        #expect(chmod(house.folder.path, 0o755) == 0)
        #expect(chown(house.folder.path, owner, owner) == 0)
        #expect(try house.vestnik("init").status == 0)
        #expect(try house.vestnik("suppress", "add", "a@example.org").status == 0)
        #expect(try house.vestnik("backup", house.folder.path("copy.db")).status == 0)
        #expect(try house.vestnik("forget", "a@example.org", "--yes").status == 0)
        let restored = try house.vestnik("restore", "copy.db", "--yes", "--json")
        #expect(restored.status == 0, "\(restored.errors)")
        // The backup is root's own, and nobody else's to read.
        for name in try files where name != "copy.db" {
            let found = try FileManager.default.attributesOfItem(atPath: house.folder.path(name))
            #expect(found[.ownerAccountID] as? Int == Int(owner), "\(name)")
        }
        #expect(try house.objects(restored).first?["actor"] as? String == House.actor)
    }

    @Test(
        "root's commands read as the owner of the database: what its owner may not read, root is not led to",
        .enabled(if: geteuid() == 0, "only root can become another"),
        arguments: ["status", "queue", "log", "schedule", "coverage", "export"]
    )
    func rootReads(_ command: String) throws {
        let owner: uid_t = 65_534
        #expect(chmod(house.folder.path, 0o755) == 0)
        #expect(chown(house.folder.path, owner, owner) == 0)
        #expect(try house.vestnik("init").status == 0)
        try house.register("a@example.org")
        _ = try house.sendOnce()
        // A link of the owner's in the database's place, to what is root's alone.
        let secret = try TemporaryFolder()
        #expect(chmod(secret.path, 0o700) == 0)
        _ = try shell(
            """
            mv vestnik.db '\(secret.path)/'; ln -s '\(secret.path)/vestnik.db' .
            chown -h 65534 vestnik.db
            """
        )
        let more = command == "export" ? ["a@example.org"] : command == "coverage" ? ["meeting"] : []
        let result = try house.run([command] + more)
        #expect(result.status != 0 && result.output.isEmpty, "\(result.output)")
    }

    @Test(
        "init by root gives what root has put beside the database and the intake to the owner of the folder",
        .enabled(if: geteuid() == 0, "only root can give files away")
    )
    func rootInitialises() throws {
        let owner: uid_t = 65_534
        #expect(chmod(house.folder.path, 0o755) == 0)
        #expect(chown(house.folder.path, owner, owner) == 0)
        #expect(try house.vestnik("init").status == 0)
        let precious = try TemporaryFolder()
        try precious.write("precious", to: "victim")
        _ = try shell(
            """
            chown root:root vestnik.db registrations.db; touch vestnik.db-lock
            ln -s '\(precious.path)/victim' vestnik.db-pulse; ln '\(precious.path)/victim' vestnik.db-key
            """
        )
        let result = try house.vestnik("init")
        #expect(result.status == 0, "\(result.errors)")
        for name in ["vestnik.db", "vestnik.db-lock", "registrations.db"] {
            #expect(result.errors.contains("/\(name) was root's and belongs to the owner of its folder now"))
            let found = try FileManager.default.attributesOfItem(atPath: house.folder.path(name))
            #expect(found[.ownerAccountID] as? Int == Int(owner), "\(name)")
        }
        // What a link leads to, and what has another name elsewhere, stays root's.
        let victim = try FileManager.default.attributesOfItem(atPath: precious.path("victim"))
        #expect(victim[.ownerAccountID] as? Int == 0)
        #expect(try house.vestnik("init").errors.contains("root's") == false)
    }
}
