import Delivery
import Intake
import TestSupport

/// A relay that breaks the connection for one letter in five: the others must not wait for that.
struct BrokenSessions: Benchmark {
    static let name = "broken-sessions"
    static let summary = "a relay that breaks the connection for one letter in five, 16 connections"

    let messages = 10_000
    let connections = 16

    func run(rounds: Int) throws -> [Result] {
        var shares: [Double] = []
        var rates: [Double] = []
        for _ in 0..<rounds {
            let whole = try rate(.friendly.onEvery(.max, at: .data, .close), sent: messages...messages)
            let broken = try rate(
                .friendly.onEvery(5, at: .data, .close),
                sent: messages * 3 / 4...messages * 4 / 5 + connections
            )
            shares.append(broken / whole)
            rates.append(broken)
        }
        return [
            Result(
                benchmark: Self.name,
                what: "× the same relay unbroken",
                value: shares.median,
                digits: 2,
                bar: .atLeast(0.5),
                note: "median of \(rounds) rounds, each letter counted once"
            ),
            Result(benchmark: Self.name, what: "messages a second", value: rates.median),
        ]
    }

    private func rate(_ script: Script, sent: ClosedRange<Int>) throws -> Double {
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        options.script = script
        let server = try SMTPServer(options)
        defer { server.stop() }
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: connections)
        try fixture.register(messages)
        let site = try fixture.site()
        let begin = Usage.now
        let engine = try Engine(
            site: site,
            intake: LocalIntake(path: site.configuration.intake),
            environment: [:]
        )
        engine.drain()
        let seconds = Usage.now - begin
        engine.close()
        let figures = engine.figures
        guard sent.contains(figures.sent), figures.sent + figures.deferred == messages else {
            throw BenchmarkError("\(figures.sent) sent and \(figures.deferred) deferred of \(messages)")
        }
        return Double(messages) / seconds
    }
}
