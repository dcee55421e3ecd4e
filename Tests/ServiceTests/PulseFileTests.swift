import Foundation
import Glibc
import TestSupport
import Testing

@testable import Service

@Suite("Signs of life")
struct PulseFileTests {
    @Test(
        "what is written is read again: state, moment, reloads, trouble and what was refused, each on a line of its own"
    )
    func written() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("x.db-pulse")
        #expect(PulseFile.read(path) == nil)
        let file = try PulseFile(path)
        #expect(PulseFile.read(path) == nil, "nothing was said yet")
        var pulse = Pulse(.running, at: 1_790_000_000_123)
        file.write(pulse)
        #expect(PulseFile.read(path) == pulse)
        pulse.state = .stuck
        pulse.reloads = 7
        pulse.trouble = "the disk\nis full"
        pulse.refused = ["a.json5:1:1: что-то", "b"]
        file.write(pulse)
        let read = try #require(PulseFile.read(path))
        #expect(read.state == .stuck && read.reloads == 7 && read.trouble == "the disk is full")
        #expect(read.refused == pulse.refused)
        // What is shorter leaves nothing of what was longer.
        file.write(Pulse(.stopped, at: 5))
        #expect(PulseFile.read(path) == Pulse(.stopped, at: 5))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 4096)
    }

    @Test("more than the file holds is cut, and the file does not grow")
    func long() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("x.db-pulse")
        let file = try PulseFile(path)
        var pulse = Pulse(.running, at: 1)
        pulse.refused = [String](repeating: String(repeating: "ж", count: 400), count: 20)
        file.write(pulse)
        let read = try #require(PulseFile.read(path))
        #expect(read.state == .running && read.refused.first == pulse.refused.first)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 4096)
    }

    @Test("a link, a second name or a pipe in its place leads nowhere", arguments: ["link", "name", "pipe"])
    func strange(_ kind: String) throws {
        let folder = try TemporaryFolder()
        let (path, victim) = (folder.path("x.db-pulse"), folder.path("victim"))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: victim))
        switch kind {
        case "link": #expect(symlink(victim, path) == 0)
        case "name": #expect(Glibc.link(victim, path) == 0)
        default: #expect(mkfifo(path, 0o600) == 0)
        }
        #expect(throws: ServiceError.self) { try PulseFile(path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: victim)) == Data("mine".utf8))
    }

    @Test(
        "garbage is no sign of life",
        arguments: ["", "x", "running\n\n", "running 1\n\n", "dancing 1 2\n\n", "\0\0"]
    )
    func garbage(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("x.db-pulse")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(PulseFile.read(path) == nil)
    }
}
