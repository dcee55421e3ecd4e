import Service

/// Figures in Prometheus' text format (0.0.4).
struct MetricText {
    /// What a figure is.
    enum Kind: String {
        case gauge, counter, histogram
    }

    private(set) var text = ""

    /// Begins a figure of one name.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Its one value.
    mutating func add(_ name: String, _ value: Double) { add(name, [], value) }

    /// One value of it, under these labels.
    mutating func add(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let written = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += name + (written.isEmpty ? "" : "{\(written)}") + " \(Self.number(value))\n"
    }

    /// A histogram of durations.
    mutating func add(_ name: String, _ tally: DurationTally) {
        var count = 0
        for (bound, found) in zip(DurationTally.bounds, tally.counts) {
            count += found
            add(name + "_bucket", [("le", "\(Double(bound) / 1_000_000)")], Double(count))
        }
        add(name + "_bucket", [("le", "+Inf")], Double(tally.count))
        add(name + "_sum", Double(tally.microseconds) / 1_000_000)
        add(name + "_count", Double(tally.count))
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// What ends a label is escaped; no value ends a line.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
