import Delivery
import Glibc
import Intake
import Service
import Store

/// The whole job, from rows that a web site wrote to outcomes that survive a power cut.
///
/// Plan, claim, compose the sample event's confirmation, submit over 16 connections, record. Beside it Postfix's load
/// generator sends as many messages of the same length to the same server, and records nothing.
struct Drain: Benchmark {
    static let name = "drain"
    static let summary = "20,000 registrations to smtp-sink over 16 connections, beside smtp-source"

    let messages = 20_000
    let connections = 16

    func run(rounds: Int) throws -> [Result] {
        guard let postfix = Postfix() else { return [.skipped(Self.name, Postfix.absent)] }
        let size = try BenchmarkFixture.letterSize()
        var ours: [Double] = []
        var theirs: [Double] = []
        var cpu: [Double] = []
        var memory: [Double] = []
        var conductor: [Double] = []
        var reader: [Double] = []
        var theirCPU: [Double] = []
        for round in 0..<rounds {
            let (sink, port) = try postfix.sink()
            defer { sink.stop() }
            // The order changes from round to round: neither has the warmer machine.
            if round % 2 == 0 {
                let sent = try postfix.send(messages, of: size, connections: connections, to: port)
                theirs.append(sent.rate)
                theirCPU.append(sent.cpu)
            }
            let drained = try drain(to: port)
            ours.append(drained.rate)
            cpu.append(drained.cpu)
            conductor.append(drained.conductor)
            reader.append(drained.reader)
            memory.append(drained.memory)
            if round % 2 == 1 {
                let sent = try postfix.send(messages, of: size, connections: connections, to: port)
                theirs.append(sent.rate)
                theirCPU.append(sent.cpu)
            }
        }
        let ratios = zip(ours, theirs).map { $0 / $1 }
        let note = "median of \(rounds) paired rounds, letters of \(size) bytes"
        return [
            Result(
                benchmark: Self.name,
                what: "× smtp-source",
                value: ratios.median,
                digits: 2,
                bar: .atLeast(1.1),
                note: note
            ),
            Result(benchmark: Self.name, what: "messages a second", value: ours.median, note: "vestnik"),
            Result(
                benchmark: Self.name,
                what: "messages a second",
                value: theirs.median,
                note: "smtp-source"
            ),
            Result(
                benchmark: Self.name,
                what: "CPU seconds per thousand",
                value: cpu.median,
                digits: 3,
                bar: .atMost(0.06),
                note:
                    "\(conductor.median.fixed(3)) to plan, claim and record, \(reader.median.fixed(3)) to read the intake; smtp-source \(theirCPU.median.fixed(3))"
            ),
            Result(
                benchmark: Self.name,
                what: "most memory",
                value: memory.max() ?? 0,
                unit: "MB",
                bar: .below(60),
                note: "of the benchmark's process, engine included"
            ),
        ]
    }

    private func drain(to port: Int) throws -> Drained {
        let fixture = try BenchmarkFixture(relay: port, connections: connections)
        try fixture.register(messages)
        let site = try fixture.site()
        Usage.forgetPeak()
        // One line for each attempt, as the daemon writes them.
        let journal = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(journal) }
        let log = Log(style: .journal, descriptor: journal)
        var observer = Engine.Observer()
        observer.attempts = { log.write($0) }
        let cpu = Usage.cpu
        let reader = Usage.cpuOfEnded
        let own = Usage.cpuOfThread
        let begin = Usage.now
        // As in the daemon, a process of its own reads the web site's file.
        let intake = IntakeProcess(path: site.configuration.intake)
        let engine = try Engine(
            site: site,
            intake: intake,
            environment: [:],
            observer: observer
        )
        engine.drain()
        let sent = engine.figures.sent
        let seconds = Usage.now - begin
        engine.close()
        let conductor = Usage.cpuOfThread - own
        intake.close()
        guard sent == messages else { throw BenchmarkError("\(sent) of \(messages) messages were sent") }
        let thousands = Double(messages) / 1000
        return Drained(
            rate: Double(messages) / seconds,
            cpu: (Usage.cpu - cpu + Usage.cpuOfEnded - reader) / thousands,
            conductor: conductor / thousands,
            reader: (Usage.cpuOfEnded - reader) / thousands,
            memory: Usage.peakMemory()
        )
    }

    /// What one round came to; CPU seconds are per thousand messages.
    private struct Drained {
        var rate: Double
        var cpu: Double
        /// Of the thread that plans, claims and records.
        var conductor: Double
        /// Of the process that reads the intake.
        var reader: Double
        var memory: Double
    }
}
