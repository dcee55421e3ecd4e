import CAllocations
import Foundation
import Letters
import Mustache
import TestSupport

/// Writing letters: the sample event's confirmation, each for another person; and its Mustache alone, beside the
/// Mustache of another language.
struct Compose: Benchmark {
    static let name = "compose"
    static let summary = "letters a second, allocations a letter, Mustache beside Python's"

    func run(rounds: Int) throws -> [Result] {
        let count = 5000
        let writer = try BenchmarkFixture.writer()
        var bytes: [UInt8] = []
        let requests = (0..<count).map(BenchmarkFixture.request)
        var rates: [Double] = []
        var allocations = 0.0
        for _ in 0...rounds {
            let before = allocations_of_thread()
            let begin = Usage.cpu
            for request in requests {
                bytes.removeAll(keepingCapacity: true)
                _ = try writer.compose(request, into: &bytes)
            }
            rates.append(Double(count) / (Usage.cpu - begin))
            allocations = Double(allocations_of_thread() - before) / Double(count)
        }
        let rate = rates.dropFirst().map(\.self).median
        return [
            Result(
                benchmark: Self.name,
                what: "letters a CPU second",
                value: rate,
                note: "\((1e6 / rate).fixed(1)) µs of CPU a letter of text, HTML and calendar"
            ),
            Result(benchmark: Self.name, what: "allocations a letter", value: allocations),
        ] + (try mustache(rounds: rounds))
    }

    // MARK: Mustache alone

    private func mustache(rounds: Int) throws -> [Result] {
        let source = try Self.template("confirmation.ru")
        let partials = [
            "signature": try Self.template("_signature.ru"), "contacts": try Self.template("_contacts.ru"),
        ]
        let data = try Self.data(for: [source] + partials.values)
        let template = try Template(source)
        let parts = try Partials(sources: partials)
        let value = try Mustache.Value(json: data)
        let count = 20_000
        var rates: [Double] = []
        var out: [UInt8] = []
        for _ in 0..<rounds {
            let begin = Usage.cpu
            for _ in 0..<count {
                out.removeAll(keepingCapacity: true)
                try template.render([value], partials: parts, into: &out) { HTML.escape($0, into: &$1) }
            }
            rates.append(Double(count) / (Usage.cpu - begin))
        }
        let ours = rates.median
        let own = Result(
            benchmark: Self.name,
            what: "templates a CPU second",
            value: ours,
            note: "Mustache alone"
        )
        guard let python = Self.python() else {
            let why = "no Mustache of another language: python3 with chevron or pystache is not installed"
            return [own, .skipped(Self.name, why)]
        }
        let task = JSON.object(["template": source, "data": data], partials: partials)
        let answer = try ChildProcess.run(python, ["-c", Self.program], input: task, within: .seconds(120))
        let words = answer.output.split(whereSeparator: \.isWhitespace)
        guard answer.status == 0, words.count == 2, let theirs = Double(words[1]) else {
            return [own, .skipped(Self.name, "Python failed: \(answer.errors.suffix(200))")]
        }
        return [
            own,
            Result(benchmark: Self.name, what: "templates a CPU second", value: theirs, note: "\(words[0])"),
            Result(
                benchmark: Self.name,
                what: "× \(words[0])",
                value: ours / theirs,
                note: "same template, same data"
            ),
        ]
    }

    private static func template(_ name: String) throws -> String {
        let text = try String(
            contentsOfFile: "\(BenchmarkFixture.sampleEvent)/templates/\(name).md",
            encoding: .utf8
        )
        return text
    }

    /// Values for every name of the templates, as JSON.
    private static func data(for sources: [String]) throws -> String {
        var tree: [String: Any] = [:]
        func put(_ path: ArraySlice<String>, _ tree: inout [String: Any]) {
            guard let key = path.first else { return }
            var below = tree[key] as? [String: Any] ?? [:]
            put(path.dropFirst(), &below)
            tree[key] = path.count == 1 ? (tree[key] ?? "Государственная библиотека & “архив” \(key)") : below
        }
        for source in sources {
            for use in try Template(source).names where use.path != "." {
                let path = use.path.split(separator: ".").map(String.init)
                put(path[...], &tree)
            }
        }
        return String(decoding: try JSONSerialization.data(withJSONObject: tree), as: UTF8.self)
    }

    /// A Python that has a Mustache.
    private static func python() -> String? {
        ["/usr/bin/python3", Programs.find("python3"), ProcessInfo.processInfo.environment["PYTHON"]]
            .compactMap(\.self)
            .last { path in
                (try? ChildProcess.run(path, ["-c", imports]))?.status == 0
            }
    }

    private static let imports = """
        try:
            import chevron
        except ImportError:
            import pystache

        """

    private static let program = """
        import json, sys, time
        task = json.load(sys.stdin)
        data = json.loads(task["data"])
        try:
            import chevron
            name = "chevron"
            from chevron.tokenizer import tokenize
            parsed = list(tokenize(task["template"]))
            def once(): return chevron.render(parsed, data, partials_dict=task["partials"])
        except ImportError:
            import pystache
            name = "pystache"
            renderer = pystache.Renderer(partials=task["partials"])
            parsed = pystache.parse(task["template"])
            def once(): return renderer.render(parsed, data)
        once()
        best = 0.0
        for _ in range(3):
            count, begin = 0, time.process_time()
            while time.process_time() - begin < 1.0:
                once()
                count += 1
            best = max(best, count / (time.process_time() - begin))
        print(name, best)
        """
}

/// The little JSON that goes to Python.
private enum JSON {
    static func object(_ members: [String: String], partials: [String: String]) -> String {
        var object: [String: Any] = members
        object["partials"] = partials
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
