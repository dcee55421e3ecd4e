import Delivery
import Foundation
import Glibc
import Locks
import Service
import SQLite
import TestSupport

/// What acts and questions cost that concern all of a mailing, at three sizes, and how long another writer waits.
struct Scale: Benchmark {
    static let name = "scale"
    static let summary =
        "acts and questions at 10,000, 100,000 and 1,000,000 people and ten log rows each: time, memory, how long another writer waits"

    func run(rounds: Int) throws -> [Result] { try run(rounds: rounds, rows: nil) }

    func run(rounds: Int, rows: Int?) throws -> [Result] {
        let largest = rows ?? 1_000_000
        let sizes = [largest / 100, largest / 10, largest].filter { $0 >= 100 }
        var before: [String: Measure] = [:]
        var results: [Result] = []
        var plot = GrowthPlot()
        let begin = Usage.now
        for size in sizes {
            let fixture = try ScaleFixture(people: size)
            let list = try fixture.writeList(people: size)
            for act in Act.all + Act.imports(list) {
                guard Usage.now - begin < Self.longest else {
                    results.append(.skipped(Self.name, "\(act.name) at \(size): ten minutes are over"))
                    continue
                }
                let measure = try Self.measure(act, fixture.fixture)
                results += act.results(measure, size: size, before: before[act.name])
                before[act.name] = measure
                plot.add(act.name, people: size, milliseconds: measure.milliseconds)
            }
            guard Usage.now - begin < Self.longest else { continue }
            let start = try Self.start(fixture.fixture)
            results.append(
                Result(
                    benchmark: Self.name,
                    what: "start of vestnikd at \(size)",
                    value: start,
                    unit: "ms",
                    bar: .atMost(200),
                    note: "until its heartbeat tells that it runs"
                )
            )
            plot.add("start", people: size, milliseconds: start)
            results += try ScaleDaemon(fixture: fixture, people: size).run(until: begin + Self.longest)
            guard Usage.now - begin < Self.longest else { continue }
            do { results += try ManyEvents.run(people: size) } catch {
                results.append(.skipped(Self.name, "200 events at \(size): \(error)"))
            }
        }
        try plot.svg.write(toFile: Self.plotFile, atomically: true, encoding: .utf8)
        return results
    }

    /// Seconds after which no further act is measured.
    private static let longest = 540.0
    /// Where the growth of the acts is drawn, in the folder that the benchmark runs in.
    static let plotFile = "scale.svg"

    /// Says that the time is right: what the fixture tells of is old.
    static func acceptClock(_ fixture: BenchmarkFixture) throws {
        _ = try run([fixture.configuration, "clock", "--accept"])
    }

    /// Starts the daemon on it.
    ///
    /// - Returns: the milliseconds until it says that it runs.
    private static func start(_ fixture: BenchmarkFixture) throws -> Double {
        let pulse = PulseFile.path(besides: fixture.database)
        let begin = Usage.now
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        while PulseFile.read(pulse)?.state != .running {
            guard Usage.now - begin < 30 else { throw BenchmarkError("vestnikd does not start") }
            usleep(1000)
        }
        return (Usage.now - begin) * 1000
    }

    /// One act.
    struct Act {
        let name: String
        let arguments: [String]
        /// The longest that it may take, in milliseconds.
        let bar: Double
        /// Whether what it shows or sends grows with the rows.
        var grows = false
        /// The most memory that it may take.
        var megabytes = 60.0

        static let all = [
            Act(name: "schedule", arguments: ["schedule", "annual-meeting"], bar: 1000),
            Act(
                name: "approve",
                arguments: ["approve", "annual-meeting", "invitation", "--yes"],
                bar: 1000,
                grows: true
            ),
            Act(name: "hold", arguments: ["hold"] + mailing, bar: 1000, grows: true),
            Act(name: "release", arguments: ["release"] + mailing, bar: 1000, grows: true),
            Act(name: "status", arguments: ["status"], bar: 100),
            Act(name: "queue", arguments: ["queue", "-n", "20"], bar: 100),
            Act(name: "report", arguments: ["report", "annual-meeting"], bar: 100),
            Act(name: "coverage", arguments: ["coverage", "annual-meeting"], bar: 100),
            Act(name: "log", arguments: ["log", "-n", "20"], bar: 100),
            Act(
                name: "log --to",
                arguments: ["log", "-n", "20", "--to", "head77@museum77.example.org"],
                bar: 100
            ),
            Act(
                name: "log --to @",
                arguments: ["log", "-n", "20", "--to", "@museum77.example.org"],
                bar: 100
            ),
            Act(name: "log --state", arguments: ["log", "-n", "20", "--state", "expired"], bar: 100),
            Act(name: "log --code", arguments: ["log", "-n", "20", "--code", "552"], bar: 100),
            Act(name: "log --region", arguments: ["log", "-n", "20", "--region", "54"], bar: 100),
            Act(name: "log --event nothing", arguments: ["log", "-n", "20", "--event", "nothing"], bar: 100),
            Act(name: "show", arguments: ["show", "head77@museum77.example.org"], bar: 100),
            Act(name: "export", arguments: ["export", "head77@museum77.example.org"], bar: 100),
            Act(
                name: "forget",
                arguments: ["forget", "head78@museum78.example.org", "--yes"],
                bar: 1000,
                grows: true
            ),
            Act(name: "cancel", arguments: ["cancel", "--yes"] + mailing, bar: 1000, grows: true),
        ]

        /// New people and known ones, read first without a change.
        static func imports(_ list: String) -> [Act] {
            [
                Act(
                    name: "import --dry-run",
                    arguments: ["import", "annual-meeting", list, "--dry-run"],
                    bar: 1000,
                    grows: true,
                    megabytes: 100
                ),
                Act(
                    name: "import",
                    arguments: ["import", "annual-meeting", list],
                    bar: 1000,
                    grows: true,
                    megabytes: 100
                ),
            ]
        }

        private static let mailing = ["--event", "annual-meeting", "--notification", "invitation"]

        func results(_ measure: Measure, size: Int, before: Measure?) -> [Result] {
            let growth = before.map {
                "\((measure.milliseconds / max(1, $0.milliseconds)).fixed(1)) × the tenth of it"
            }
            return [
                Result(
                    benchmark: Scale.name,
                    what: "\(name) at \(size)",
                    value: measure.milliseconds,
                    unit: "ms",
                    // Rows that follow an act take their time without anybody waiting for them.
                    bar: grows ? nil : .atMost(bar),
                    note: growth ?? ""
                ),
                Result(
                    benchmark: Scale.name,
                    what: "\(name) at \(size), memory",
                    value: measure.megabytes,
                    unit: "MB",
                    bar: .below(megabytes)
                ),
                Result(
                    benchmark: Scale.name,
                    what: "\(name) at \(size), another writer",
                    value: measure.longestWait,
                    unit: "ms",
                    bar: .atMost(50),
                    note: "the longest wait of one that writes every two milliseconds"
                ),
            ]
        }
    }

    /// What was measured of it.
    struct Measure {
        var milliseconds = 0.0
        var megabytes = 0.0
        var longestWait = 0.0
    }

    private static func measure(_ act: Act, _ fixture: BenchmarkFixture) throws -> Measure {
        let rival = Rival(fixture.database)
        rival.start()
        let begin = Usage.now
        let megabytes = try Self.run([fixture.configuration] + act.arguments)
        var measure = Measure(milliseconds: (Usage.now - begin) * 1000, megabytes: megabytes)
        measure.longestWait = rival.stop()
        return measure
    }

    /// Runs a command and waits for it.
    ///
    /// - Returns: the most memory that it had, in megabytes.
    private static func run(_ arguments: [String]) throws -> Double {
        let program = try Programs.product("vestnik")
        let words = [program, arguments[1], "--config", arguments[0]] + arguments.dropFirst(2)
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var child: pid_t = 0
        guard posix_spawn(&child, program, &actions, nil, &pointers, environ) == 0 else {
            throw BenchmarkError("vestnik does not start")
        }
        // What `wait4` tells is no less than what this program has itself.
        var status: Int32 = 0
        var peak = 0.0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            guard ended == 0 else {
                guard ended == child else { throw BenchmarkError("vestnik is lost") }
                return peak
            }
            peak = max(peak, Usage.peakMemory(of: "\(child)"))
            usleep(2000)
        }
    }
}

/// Somebody else who writes into the same database: how long they wait until they may.
final class Rival: Sendable {
    private let path: String
    private let longest = Locked<Double>(0)
    private let isStopped = Locked<Bool>(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    init(_ path: String) { self.path = path }

    func start() {
        Thread.detachNewThread { [self] in
            defer { hasEnded.signal() }
            guard let connection = try? Connection(path: path, mode: .readWrite) else { return }
            while !isStopped.withLock({ $0 }) {
                let begin = Usage.now
                var waited = 0.0
                try? connection.transaction { () throws(SQLiteError) in
                    // What its own commit takes is the disk's, and a checkpoint that falls to it is nobody's lock.
                    waited = (Usage.now - begin) * 1000
                    try connection.run("UPDATE meta SET value = value WHERE key = 'sequence'")
                }
                longest.withLock { $0 = max($0, waited) }
                usleep(2000)
            }
        }
    }

    func stop() -> Double {
        isStopped.withLock { $0 = true }
        hasEnded.wait()
        return longest.withLock { $0 }
    }
}
