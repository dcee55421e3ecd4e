import Foundation
import TestSupport

/// A page of the documentation, or the README: its fenced blocks and the commands that its sentences name.
struct DocumentationPage {
    /// A fenced block: what stands behind the fence, and what is in it.
    struct Block {
        /// What it is written in: `sh`, `json5`, `php`.
        let language: String
        /// The word behind that: a file's name, or what the block is about.
        let label: String
        let text: String
    }

    let name: String
    let text: String

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../..").standardizedFileURL
    private static let folder = root.appendingPathComponent("Sources/vestnikd/Documentation.docc")

    /// A page by its name, without `.md`.
    init(_ name: String) throws {
        let file = name == "README" ? Self.root : Self.folder
        self.name = name
        text = try String(contentsOf: file.appendingPathComponent(name + ".md"), encoding: .utf8)
    }

    /// The README and all pages.
    static func all() throws -> [DocumentationPage] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
        return try (["README"] + names.sorted()).map { try DocumentationPage($0) }
    }

    /// The fenced blocks in order.
    var blocks: [Block] {
        parts.enumerated().compactMap { number, part in
            guard number % 2 == 1, let end = part.firstIndex(of: "\n") else { return nil }
            let words = part[..<end].split(separator: " ", maxSplits: 1).map(String.init)
            return Block(
                language: words.first ?? "",
                label: words.count > 1 ? words[1] : "",
                text: String(part[part.index(after: end)...])
            )
        }
    }

    /// The shell's blocks with that label, as one script.
    func commands(_ label: String = "") -> String {
        blocks.filter { $0.language == "sh" && $0.label == label }.map(\.text).joined()
    }

    /// What stands in back quotes between the fenced blocks.
    var quoted: [String] {
        parts.enumerated().filter { $0.offset % 2 == 0 }.flatMap { _, part in
            part.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }

    private var parts: [String] { text.components(separatedBy: "```") }
}

/// Runs the commands of pages in a house, which stands for the machine.
struct PageShell {
    let house: House
    /// What stands on the page for a path of the machine, and the house's own.
    var places: [(page: String, here: String)]

    init(_ house: House) {
        self.house = house
        places = [
            ("/etc/vestnik-intake.json5", house.folder.path("vestnik-intake.json5")),
            ("/etc/vestnik/events/", house.folder.path("events") + "/"),
            ("/etc/credstore/", house.folder.path("credstore") + "/"),
            ("/var/backups/", house.folder.path("backup-")),
            ("/var/lib/vestnik-intake/registrations.db", house.intake),
            ("/var/lib/vestnik-intake", house.folder.path),
            ("/var/lib/vestnik", house.folder.path),
        ]
    }

    /// A text of a page with the house's paths.
    func here(_ text: String) -> String {
        places.reduce(text) { $0.replacing($1.page, with: $1.here) }
    }

    /// Writes the files whose names stand behind a page's fences.
    func writeFiles(of page: DocumentationPage) throws {
        for block in page.blocks where block.language != "sh" && !block.label.isEmpty {
            let path = here(block.label)
            let name = path.hasPrefix("/") ? String(path.dropFirst(house.folder.path.count + 1)) : path
            try house.folder.write(here(block.text), to: name)
        }
    }

    /// Runs commands, each of which must succeed; a daemon that is started or reloaded makes one round.
    func run(_ commands: String, more: String = "") throws -> ChildProcess.Result {
        let daemon = try Programs.product("vestnikd")
        let script = """
            set -e
            export VESTNIK_CONFIG='\(house.configuration)' LANG=C.UTF-8 TZ=UTC
            vestnik() { '\(try Programs.product("vestnik"))' "$@"; }
            systemctl() { case "$*" in *reload*|*start*|*enable*) '\(daemon)' --once;; esac; }
            journalctl() { :; }
            \(more)
            \(here(commands))
            """
        return try ChildProcess.run("/bin/bash", ["-c", script], folder: house.folder.path)
    }
}
