import Terminal
import Wording

/// Something that can be measured.
protocol Benchmark: SendableMetatype {
    static var name: String { get }
    static var summary: String { get }
    init()
    /// Measures, several times where figures vary.
    func run(rounds: Int) throws -> [Result]
    /// The same with another number of rows than it takes by itself, where it takes any.
    func run(rounds: Int, rows: Int?) throws -> [Result]
}

extension Benchmark {
    func run(rounds: Int, rows: Int?) throws -> [Result] { try run(rounds: rounds) }
}

/// The command line of `vestnik-bench`.
enum BenchmarkCommand {
    static let all: [any Benchmark.Type] = [
        Drain.self, Latency.self, SlowRelay.self, BrokenSessions.self, Claims.self, Compose.self, Memory.self,
        IntakeRate.self, FreezeDelay.self, Scale.self, ScaleOfDaemon.self, ReturnedMails.self,
    ]

    static let program = Program(
        "vestnik-bench",
        version: "1",
        "Measure what a promise says: speed, delay, memory",
        discussion: Wording(
            verbatim: all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n\n")
                + "\n\nBuild with -c release. Needs no network; what needs Postfix is left out without it."
        ),
        options: [
            .value("rounds", "N", short: "n", "Rounds of each measurement; the median counts (5)"),
            .value(
                "rows",
                "N",
                "Rows of `intake`, `scale` and `scale-daemon` (1000000), of `freeze` and `returns` (100000)"
            ),
            .flag("json", "JSON Lines"),
        ],
        positionals: [
            Positional(
                "NAME",
                optional: true,
                repeated: true,
                completion: .choices(all.map { $0.name }),
                "What to measure; everything without"
            )
        ],
        examples: [Command.Example("vestnik-bench drain --rounds 9", "The most important one, thoroughly")]
    )

    static func run(_ arguments: [String]) -> ExitCode {
        do throws(UsageError) {
            switch try program.parse(arguments) {
            case .help(let text), .version(let text):
                print(text)
                return .done
            case .run(let invocation): return try run(invocation)
            }
        } catch {
            Output(descriptor: 2).tell("\(error)")
            return .usage
        }
    }

    private static func run(_ invocation: Invocation) throws(UsageError) -> ExitCode {
        let rounds = try invocation.integer("rounds", in: 1...99) ?? 5
        let rows = try invocation.integer("rows", in: 1...10_000_000)
        let names = invocation.arguments("NAME")
        if let unknown = names.first(where: { name in !all.contains { $0.name == name } }) {
            throw UsageError("no benchmark is called \(unknown)", hint: "known: \(all.map { $0.name })")
        }
        let chosen = names.isEmpty ? all : all.filter { names.contains($0.name) }
        let output = Output()
        let errors = Output(descriptor: 2)
        var results: [Result] = []
        var code = ExitCode.done
        for type in chosen {
            errors.tell("\(type.name): \(type.summary) …")
            do {
                let found = try type.init().run(rounds: rounds, rows: rows)
                if invocation.flag("json") { for result in found { output.tell(result.json) } }
                results += found
            } catch {
                errors.tell("\(type.name): \(error)")
                code = .software
            }
        }
        if !invocation.flag("json") { output.tell(Result.table(results, width: output.width ?? 160)) }
        return code
    }
}

extension Output {
    /// Writes a line; a reader that has gone does not matter here.
    func tell(_ text: String) { try? writeLine(text) }
}
