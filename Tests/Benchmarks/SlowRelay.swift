import Delivery
import Intake
import TestSupport

/// A relay that takes 20 ms to answer each end of data: the sessions must wait side by side.
struct SlowRelay: Benchmark {
    static let name = "slow-relay"
    static let summary = "a relay that answers each end of data after 20 ms, 16 connections"

    let messages = 4000
    let connections = 16
    let delay = 0.020

    func run(rounds: Int) throws -> [Result] {
        [
            try result(rounds: rounds, domains: 89, "× connections / 20 ms"),
            try result(rounds: rounds, domains: 1, "the same, all mail for one domain"),
        ]
    }

    private func result(rounds: Int, domains: Int, _ what: String) throws -> Result {
        var shares: [Double] = []
        for _ in 0..<rounds {
            var options = SMTPServer.Options()
            options.keepsMessages = false
            options.recordsDialogue = false
            options.script = Script.friendly.on(
                .endOfData,
                Answer.reply("250 2.0.0 Ok").delayed(by: .milliseconds(20))
            )
            let server = try SMTPServer(options)
            defer { server.stop() }
            let fixture = try BenchmarkFixture(relay: Int(server.port), connections: connections)
            try fixture.register(messages, domains: domains)
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
            guard engine.figures.sent == messages else {
                throw BenchmarkError("\(engine.figures.sent) of \(messages) messages were sent")
            }
            shares.append(Double(messages) / seconds / (Double(connections) / delay))
        }
        return Result(
            benchmark: Self.name,
            what: what,
            value: shares.median,
            digits: 2,
            bar: .atLeast(0.9),
            note:
                "median of \(rounds) rounds, \((shares.median * Double(connections) / delay).fixed(0)) messages a second"
        )
    }
}
