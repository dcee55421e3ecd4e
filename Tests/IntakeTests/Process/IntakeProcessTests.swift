import Foundation
import Glibc
import SQLite
import TestSupport
import Testing

@testable import Intake

@Suite("The intake read by a process of its own")
struct IntakeProcessTests {
    let web: WebSite
    let intake: IntakeProcess
    init() throws {
        web = try WebSite()
        intake = IntakeProcess(path: web.path, executable: try Programs.product("vestnikd"))
    }

    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Turns as a daemon does, until a condition holds; what came meanwhile.
    func drive(
        settling: Bool = true,
        later: Int64 = 0,
        until isDone: ([IntakeChange]) throws -> Bool
    ) throws -> [IntakeChange] {
        var all: [IntakeChange] = []
        let came = try waitUntil(within: .seconds(60)) {
            intake.tend(now: Self.now + later)
            var wait = pollfd(fd: intake.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&wait, 1, 5)
            let some = intake.take()
            if settling { intake.settle(some) }
            all += some
            return try isDone(all)
        }
        #expect(came, "\(intake.condition)")
        return all
    }

    @Test("registrations come, statuses go, what was settled is removed")
    func wholeWay() throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        try web.register("b@example.org")
        let second = try drive { !$0.isEmpty }
        #expect(second.map(\.row?.email) == ["b@example.org"])
        intake.publish([TroubleTests.status], ticket: 3)
        _ = try drive { _ in intake.published == 3 }
        #expect(try web.rows("SELECT state FROM registration_delivery") == ["sent"])
        intake.erase([1])
        _ = try drive { _ in intake.unerased == 0 }
        #expect(try web.rows("SELECT id FROM registrations") == ["2"])
        _ = try drive { _ in try web.site.integer("SELECT count(*) FROM changes") == 0 }
        #expect(intake.condition == .well)
    }

    @Test("a process killed between giving and settling loses nothing, and gives it again")
    func killed() throws {
        for number in 0..<300 { try web.register("\(number)@example.org") }
        let first = try drive(settling: false) { !$0.isEmpty }
        let id = try #require(intake.processID)
        #expect(kill(id, SIGKILL) == 0)
        let again = try drive { Set($0.map(\.registration)).count == 300 }
        #expect(Set(again.map(\.registration)).isSuperset(of: first.map(\.registration)))
        #expect(intake.processID != id)
        intake.publish([TroubleTests.status], ticket: 1)
        _ = try drive { _ in intake.published == 1 }
        #expect(intake.condition.trouble == nil)
        _ = try drive { _ in try web.site.integer("SELECT count(*) FROM changes") == 0 }
    }

    @Test("statuses and erasures that a dead process had not done are done by the next one")
    func resent() throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        let id = try #require(intake.processID)
        #expect(kill(id, SIGSTOP) == 0)
        intake.publish([TroubleTests.status], ticket: 8)
        intake.erase([1])
        intake.readAgain()
        #expect(kill(id, SIGKILL) == 0)
        _ = try drive { _ in intake.published == 8 && intake.unerased == 0 }
        #expect(try web.site.integer("SELECT count(*) FROM registrations") == 0)
    }

    @Test("a -shm that is cut short costs that process alone")
    func truncatedIndex() throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        let id = try #require(intake.processID)
        #expect(truncate(web.path + "-shm", 0) == 0)
        // The site's own connection has it mapped as well: the command-line program writes in its place.
        let program = try #require(Programs.sqlite3, "sqlite3 is not installed")
        let result = try ChildProcess.run(
            program,
            [web.path, "INSERT INTO registrations (event, email) VALUES ('m', 'b@example.org')"]
        )
        #expect(result.status == 0, "\(result.errors)")
        let after = try drive { $0.contains { $0.row?.email == "b@example.org" } }
        #expect(!after.isEmpty)
        _ = id
    }

    @Test(
        "a log or an index that is deleted under it is missed, and what the site writes then comes",
        arguments: [["-shm"], ["-wal", "-shm"]]
    )
    func deletedCompanion(suffixes: [String]) throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        // What stood in the log would be gone with it.
        _ = try drive { _ in try web.site.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0 }
        for suffix in suffixes { #expect(unlink(web.path + suffix) == 0) }
        let program = try #require(Programs.sqlite3, "sqlite3 is not installed")
        for name in ["b", "c"] {
            let result = try ChildProcess.run(
                program,
                [web.path, "INSERT INTO registrations (event, email) VALUES ('m', '\(name)@example.org')"]
            )
            #expect(result.status == 0, "\(result.errors)")
            _ = try drive { $0.contains { $0.row?.email == "\(name)@example.org" } }
        }
        #expect(intake.condition.trouble == nil)
    }

    @Test("pages of noise stop the intake alone, and it heals when the file is back")
    func noise() throws {
        let folder = try TemporaryFolder()
        try web.register("a@example.org")
        try web.site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let sound = try web.folder.bytes(of: "registrations.db")
        var random = SplitMix64(seed: 7)
        for round in 0..<6 {
            let path = folder.path("r\(round).db")
            var bytes = sound
            let from = round < 3 ? 4096 : 100
            for _ in 0..<(200 << round) {
                bytes[Int.random(in: from..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
            }
            try folder.write(bytes, to: "r\(round).db")
            let intake = IntakeProcess(path: path, executable: try Programs.product("vestnikd"))
            let deadline = Self.now + 500
            while Self.now < deadline {
                intake.tend(now: Self.now)
                intake.settle(intake.take())
                _ = poll(nil, 0, 10)
            }
            // Put back under the same name, as `mv` does it.
            for name in ["r\(round).db-wal", "r\(round).db-shm"] { try? folder.remove(name) }
            try folder.write(sound, to: "sound.db")
            #expect(rename(folder.path("sound.db"), path) == 0)
            var isBack = false
            let came = waitUntil(within: .seconds(60)) {
                intake.tend(now: Self.now)
                let changes = intake.take()
                intake.settle(changes)
                isBack = isBack || changes.contains { $0.row?.email == "a@example.org" }
                return isBack && intake.condition.trouble == nil
            }
            #expect(came, "\(round): \(intake.condition)")
            intake.close()
        }
    }

    @Test("a process that does not answer is ended and started anew")
    func silent() throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        let id = try #require(intake.processID)
        #expect(kill(id, SIGSTOP) == 0)
        // Seconds pass for the daemon; an answer would still come at once.
        var now = Self.now
        for _ in 0..<8 {
            now += 2000
            intake.tend(now: now)
        }
        #expect(intake.processID != id)
        #expect(intake.condition.trouble == .silent)
        try web.register("b@example.org")
        let after = try drive(later: 60_000) { $0.contains { $0.row?.email == "b@example.org" } }
        #expect(!after.isEmpty)
        _ = try drive(later: 120_000) { _ in intake.condition.trouble == nil }
    }

    @Test("a program in its place that ends at once, or talks nonsense, is told and harms nobody")
    func nonsense() throws {
        try web.folder.write("#!/bin/sh\nexec head -c 3000000 /dev/urandom >&3\n", to: "noise")
        #expect(chmod(web.folder.path("noise"), 0o755) == 0)
        for program in ["/bin/true", web.folder.path("noise"), "/nowhere/at/all"] {
            let intake = IntakeProcess(path: web.path, executable: program)
            let isTold = waitUntil {
                intake.tend(now: Self.now)
                _ = intake.take()
                return intake.condition.trouble == .crashing
            }
            #expect(isTold, "\(program)")
            // Who reads the journal is told why it did not even start; of one that started nothing else is known.
            let detail = intake.condition.detail?.en
            #expect(
                program.hasPrefix("/nowhere") ? detail?.hasPrefix(program) == true : detail == nil,
                "\(program)"
            )
            intake.close()
        }
    }

    @Test("it has given up what it does not need")
    func confined() throws {
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        let id = try #require(intake.processID)
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1"))
        let limits = try String(contentsOfFile: "/proc/\(id)/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size +0 +0/))
        #expect(limits.contains(/Max open files +64 +64/))
        // Descriptors of the test's own process were not handed on: standard ones, the socket, a watch, a file and
        // its companions.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd")
        #expect(open.count <= 12, "\(open)")
    }

    @Test("it ends with the daemon")
    func ends() throws {
        _ = try drive { _ in intake.processID != nil }
        try web.register("a@example.org")
        _ = try drive { $0.count == 1 }
        let id = try #require(intake.processID)
        intake.close()
        #expect(kill(id, 0) != 0)
    }

    @Test("four writers at once lose nothing on the way through the process")
    func writers() throws {
        let path = web.path
        let done = Counter()
        for writer in 0..<4 {
            Worker.start {
                do {
                    let site = try Connection(path: path, mode: .readWrite, busyTimeout: 60_000)
                    try site.execute("PRAGMA synchronous = OFF")
                    for number in 0..<2500 {
                        try site.run(
                            "INSERT INTO registrations (event, email) VALUES ('m', ?)",
                            "\(writer)-\(number)@example.org"
                        )
                    }
                } catch { done.fail("\(error)") }
                done.add()
            }
        }
        let all = try drive { Set($0.map(\.registration)).count == 10_000 }
        #expect(done.problems.isEmpty, "\(done.problems)")
        #expect(all.allSatisfy { $0.row != nil })
        _ = try drive { _ in try web.site.integer("SELECT count(*) FROM changes") == 0 }
    }
}
