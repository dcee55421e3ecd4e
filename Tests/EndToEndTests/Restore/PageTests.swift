import Foundation
import TestSupport
import Testing

/// The commands of the operator's pages, read from the pages and run.
@Suite("The pages about restoring, moving and upgrading", .enabled(if: Programs.sqlite3 != nil))
struct PageTests {
    /// The fenced commands of a page, in order, each with the word behind `sh`.
    private func blocks(_ page: String) throws -> [(label: String, text: String)] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../../Sources/vestnikd/Documentation.docc/\(page).md"
        )
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).compactMap { index in
            guard parts[index].hasPrefix("sh"), let end = parts[index].firstIndex(of: "\n") else {
                return nil
            }
            let label = parts[index][..<end].dropFirst(2).trimmingCharacters(in: .whitespaces)
            return (label, String(parts[index][end...]))
        }
    }

    /// Runs commands with a house in the place of the machine; a daemon that is started makes one round.
    private func run(_ commands: String, in house: House) throws -> ChildProcess.Result {
        let folder = house.folder.path
        let here =
            commands
            .replacing("/var/backups/", with: folder + "/")
            .replacing("/var/lib/vestnik-intake/", with: folder + "/")
            .replacing("--event annual-meeting", with: "--event meeting")
            .replacing(" -o vestnik -g vestnik-intake", with: "")
        let script = """
            set -e
            export VESTNIK_CONFIG='\(house.configuration)' SUDO_USER=olga TZ=UTC
            vestnik() { '\(try Programs.product("vestnik"))' "$@"; }
            systemctl() { case "$*" in *start*|*enable*) '\(try Programs.product("vestnikd"))' --once;; esac; }
            \(here)
            """
        return try ChildProcess.run("/bin/bash", ["-c", script], folder: folder)
    }

    /// A house with one letter sent, and one that waits because no relay is there.
    private func houseWithMail() throws -> House {
        let house = try House()
        #expect(try house.vestnik("init").status == 0)
        try house.register("sent@example.org")
        #expect(try house.sendOnce().status == 0)
        try house.register("waits@example.org")
        try house.configure(port: 1)
        _ = try house.sendOnce()
        try house.configure(port: house.server.port)
        return house
    }

    @Test("restoring yesterday: the mail is held, and goes when it is released")
    func restoring() throws {
        let house = try houseWithMail()
        #expect(try house.vestnik("backup", house.folder.path("vestnik.db.bak")).status == 0)
        let steps = try blocks("RestoringYesterday")
        try #require(steps.count == 2)
        let source = steps[0].text.replacing("/var/backups/vestnik.db", with: "vestnik.db.bak")
        let restored = try run(source, in: house)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("waits@example.org"))
        #expect(house.server.messageCount == 1)
        #expect(try run(steps[1].text, in: house).status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "waits@example.org") == "sent")
        #expect(house.server.messageCount == 2)
    }

    @Test("moving: registrations, history and what waits come along, and nobody is written to twice")
    func moving() throws {
        let old = try houseWithMail()
        let new = try House()
        let steps = try blocks("MovingToAnotherMachine")
        try #require(steps.map(\.label) == ["old", "new", "new"])
        // The database of the house lies where the page keeps its copies.
        let copies = ["vestnik.db": "copy.db", "registrations.db": "sites.db"]
        let texts = steps.map { step in
            copies.reduce(step.text) {
                $0.replacing("/var/backups/\($1.key)", with: "/var/backups/\($1.value)")
            }
        }
        let copied = try run(texts[0], in: old)
        #expect(copied.status == 0, "\(copied.errors)")
        for copy in copies.values { try new.folder.write(old.folder.bytes(of: copy), to: copy) }
        // As the package leaves a machine.
        #expect(try new.vestnik("init").status == 0)
        let moved = try run(texts[1], in: new)
        #expect(moved.status == 0, "\(moved.errors)")
        #expect(new.server.messageCount == 0)
        #expect(try new.state(of: "sent@example.org") == "sent")
        #expect(try new.state(of: "waits@example.org") == "held")
        #expect(try run(texts[2].replacing("vestnik status", with: ""), in: new).status == 0)
        try new.register("later@example.org")
        #expect(try new.sendOnce().status == 0)
        #expect(new.server.messageCount == 2)
        #expect(try new.state(of: "waits@example.org") == "sent")
    }

    @Test("upgrading, and back")
    func upgrading() throws {
        let house = try houseWithMail()
        let steps = try blocks("Upgrading")
        try #require(steps.count == 3)
        #expect(try run(steps[0].text, in: house).status == 0)
        let after = try run(
            steps[1].text.replacing("vestnik status", with: "vestnik status || true"),
            in: house
        )
        #expect(after.status == 0, "\(after.errors)")
        // A newer version has been there.
        try house.sql("PRAGMA user_version = 99")
        #expect(try house.sendOnce().status == 65)
        let back = try run(steps[2].text, in: house)
        #expect(back.status == 0, "\(back.errors)")
        #expect(try house.state(of: "waits@example.org") == "held")
    }
}
