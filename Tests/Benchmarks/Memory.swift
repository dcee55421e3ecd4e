import Glibc
import TestSupport

/// The memory of a daemon before which a million messages wait.
struct Memory: Benchmark {
    static let name = "memory"
    static let summary = "the memory of vestnikd with a million messages queued"

    let rows = 1_000_000
    let part = 30_000

    func run(rounds: Int) throws -> [Result] {
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        let server = try SMTPServer(options)
        defer { server.stop() }
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: 16)
        try fixture.queue(rows)
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        guard server.waitForMessages(part, within: .seconds(120)) else {
            throw BenchmarkError("vestnikd sends too slowly: \(server.messageCount) in two minutes")
        }
        return [
            Result(
                benchmark: Self.name,
                what: "most memory of vestnikd",
                value: Usage.peakMemory(of: "\(daemon.id)"),
                unit: "MB",
                bar: .below(60),
                note: "\(rows) queued, \(part) of them sent"
            )
        ]
    }
}
