import Foundation
import Locks
import SQLite
import Store
import TestSupport

/// What the daemon does by itself for all of a mailing, and who waits meanwhile.
struct ScaleDaemon {
    let fixture: ScaleFixture
    let people: Int

    /// Names of what is measured, in this order: what is left out for want of time is told.
    static let acts = [
        "last-call has its hour", "reload while a mailing runs", "four writers", "1,000 limited domains",
        "a fact moved", "retention",
    ]

    func run(until end: Double) throws -> [Result] {
        var results: [Result] = []
        let watch = try ScaleWatch(fixture.fixture)
        defer { watch.stop() }
        let database = try Connection(path: fixture.fixture.database, mode: .readWrite)
        try fixture.fixture.change(
            #"before: "registrationCloses", by: "4d", time: "10:00""#,
            to:
                #"at: "\#(BenchmarkFixture.lastHour())", lateBy: "4d", window: { from: "00:00", to: "24:00", days: "all" }"#
        )
        func measure(_ act: Int, _ body: () throws -> ScaleWatch.Seen) throws {
            guard Usage.now < end else {
                results.append(.skipped(Scale.name, "\(Self.acts[act]) at \(people): ten minutes are over"))
                return
            }
            do { results += self.results(Self.acts[act], try body()) } catch {
                results.append(.skipped(Scale.name, "\(Self.acts[act]) at \(people): \(error)"))
            }
        }
        try measure(0) {
            try watch.start()
            return try watch.watch(until: {
                try database.integer(
                    "SELECT count(*) FROM mailings WHERE notification = 'last-call' AND audience > 0"
                ) > 0
            })
        }
        try measure(1) { try watch.watch(often: watch.reload) }
        try measure(2) {
            let writers = Writers(4, fixture.fixture.intake)
            writers.start()
            defer { results.append(writers.result(people)) }
            return try watch.watch()
        }
        try measure(3) {
            let domains = (0..<997).map { #""museum\#($0).example.org": { messagesPerMinute: 60 }"# }
            try watch.start("domains: { \(domains.joined(separator: ", ")) },")
            return try watch.watch()
        }
        watch.stop()
        try measure(4) {
            // Everyone was told what is so now: the facts that the daemon has noted.
            try fixture.registerTold(people / 10)
            try watch.start()
            try fixture.fixture.change("Дом Пашкова", to: "Ленинка")
            watch.reload()
            return try watch.watch(until: {
                try database.integer(
                    "SELECT (SELECT count(*) FROM look_walks) = 0 AND count(*) > 0 FROM mailings WHERE facts > 0"
                ) > 0
            })
        }
        watch.stop()
        try measure(5) {
            try Scale.acceptClock(fixture.fixture)
            try watch.start(#"retention: { log: "30d", registrations: "30d" },"#)
            return try watch.watch(until: {
                try database.integer("SELECT EXISTS (SELECT 1 FROM attempts WHERE at < 1800000000000)") == 0
            })
        }
        return results
    }

    private func results(_ act: String, _ seen: ScaleWatch.Seen) -> [Result] {
        let how =
            (seen.isDone ? "done within " : "watched for ")
            + "\(seen.seconds.fixed(1)) s, \((seen.cpu / seen.seconds * 100).fixed(0)) % of a core"
        return [
            Result(
                benchmark: Scale.name,
                what: "\(act) at \(people), a confirmation",
                value: seen.longestConfirmation,
                unit: "ms",
                bar: .atMost(100),
                note: "the longest; the median \(seen.medianConfirmation.fixed(1)) ms; \(how)"
            ),
            Result(
                benchmark: Scale.name,
                what: "\(act) at \(people), another writer",
                value: seen.longestWait,
                unit: "ms",
                bar: .atMost(50),
                note: "the longest wait of one that writes every two milliseconds"
            ),
        ]
    }
}

/// What ``ScaleDaemon`` measures, by itself: at a million people the acts of ``Scale`` leave it no time.
struct ScaleOfDaemon: Benchmark {
    static let name = "scale-daemon"
    static let summary =
        "what the daemon does by itself at 1,000,000 people: how long a confirmation and another writer wait meanwhile"

    func run(rounds: Int) throws -> [Result] { try run(rounds: rounds, rows: nil) }

    func run(rounds: Int, rows: Int?) throws -> [Result] {
        let people = rows ?? 1_000_000
        return try ScaleDaemon(fixture: ScaleFixture(people: people), people: people).run(until: .infinity)
    }
}

/// Web sites that register people at the same time.
private final class Writers: Sendable {
    private let count: Int
    private let path: String
    private let state = Locked<(rows: Int, longest: Double, running: Int)>((0, 0, 0))
    private let isStopped = Locked<Bool>(false)
    private let begin = Usage.now

    init(_ count: Int, _ path: String) { (self.count, self.path) = (count, path) }

    func start() {
        state.withLock { $0.running = count }
        for writer in 0..<count {
            Thread.detachNewThread { [self] in
                defer { state.withLock { $0.running -= 1 } }
                guard let connection = try? Connection(path: path, mode: .readWrite, busyTimeout: 60_000)
                else { return }
                var number = 1_000_000 * (writer + 1)
                while !isStopped.withLock({ $0 }) {
                    let begin = Usage.now
                    try? connection.transaction { () throws(SQLiteError) in
                        try BenchmarkFixture.register(number, connection)
                    }
                    number += 1
                    let waited = (Usage.now - begin) * 1000
                    state.withLock { ($0.rows, $0.longest) = ($0.rows + 1, max($0.longest, waited)) }
                    usleep(1000)
                }
            }
        }
    }

    func result(_ people: Int) -> Result {
        isStopped.withLock { $0 = true }
        while state.withLock({ $0.running }) > 0 { usleep(1000) }
        let (rows, longest, _) = state.withLock { $0 }
        return Result(
            benchmark: Scale.name,
            what: "four writers at \(people), one of them",
            value: longest,
            unit: "ms",
            bar: .atMost(50),
            note:
                "the longest transaction; \((Double(rows) / (Usage.now - begin)).fixed(0)) rows a second, each pausing for 1 ms"
        )
    }
}
