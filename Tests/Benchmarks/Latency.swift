import Foundation
import Glibc
import Service
import SQLite
import Locks
import TestSupport

/// How soon a registration that another process inserts is accepted at the relay, and what waiting for it costs.
struct Latency: Benchmark {
    static let name = "latency"
    static let summary = "from INSERT to accepted at the relay with an idle vestnikd, and what idling costs"

    let samples = 300
    let idleSeconds: UInt32 = 30

    func run(rounds: Int) throws -> [Result] {
        let accepted = Locked<Double>(0)
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        options.onMessage = { _ in
            let now = Usage.now
            accepted.withLock { $0 = now }
        }
        let server = try SMTPServer(options)
        defer { server.stop() }
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: 8)
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        let connection = try Connection(path: fixture.intake, mode: .readWrite)
        var random = SplitMix64(seed: 1)
        // The first letters open sessions and fill caches.
        for number in 0..<20 {
            try BenchmarkFixture.register(number, connection)
            guard server.waitForMessages(number + 1) else { throw BenchmarkError("vestnikd sends nothing") }
        }
        var latencies: [Double] = []
        var inserts: [Double] = []
        for number in 20..<(20 + samples) {
            usleep(UInt32.random(in: 20_000...60_000, using: &random))
            let begin = Usage.now
            try BenchmarkFixture.register(number, connection)
            inserts.append((Usage.now - begin) * 1000)
            guard server.waitForMessages(number + 1) else { throw BenchmarkError("a letter is missing") }
            latencies.append((accepted.withLock { $0 } - begin) * 1000)
        }
        sleep(2)
        guard let before = Usage.cpu(of: daemon.id) else {
            throw BenchmarkError("the kernel does not tell what vestnikd uses")
        }
        let begin = Usage.now
        sleep(idleSeconds)
        guard let after = Usage.cpu(of: daemon.id) else { throw BenchmarkError("vestnikd has ended") }
        let idle = (after - before) / (Usage.now - begin) * 60
        return [
            Result(
                benchmark: Self.name,
                what: "INSERT → accepted, median",
                value: latencies.median,
                unit: "ms",
                digits: 1,
                bar: .atMost(3),
                note:
                    "\(inserts.median.fixed(1)) of them the INSERT itself; \(samples) registrations, 20–60 ms apart"
            ),
            Result(
                benchmark: Self.name,
                what: "INSERT → accepted, 99th percentile",
                value: latencies.quantile(0.99),
                unit: "ms",
                digits: 1,
                bar: .atMost(15)
            ),
            Result(
                benchmark: Self.name,
                what: "CPU seconds a minute, idle",
                value: idle,
                digits: 3,
                bar: .below(0.02),
                note: "over \(idleSeconds) s"
            ),
        ]
    }
}

extension Programs {
    /// The daemon that was built with these benchmarks.
    static func daemon() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().path + "/vestnikd"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw BenchmarkError("vestnikd is not built: swift build -c release")
        }
        return path
    }
}
