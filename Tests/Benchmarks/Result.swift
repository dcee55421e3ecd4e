import Terminal

/// One figure of a benchmark, beside the bar that it is held to.
struct Result {
    /// The benchmark's name.
    var benchmark: String
    /// What was measured.
    var what: String
    /// The figure; nil when the benchmark was left out.
    var value: Double?
    var unit = ""
    /// Digits behind the point.
    var digits = 0
    var bar: Bar?
    /// How it was measured, or why it was not.
    var note = ""

    enum Bar {
        case atLeast(Double)
        case atMost(Double)
        case below(Double)
    }

    static func skipped(_ benchmark: String, _ why: String) -> Result {
        Result(benchmark: benchmark, what: "skipped", note: why)
    }

    /// Whether the bar is met; nil where there is none.
    var isMet: Bool? {
        guard let value, let bar else { return nil }
        switch bar {
        case .atLeast(let least): return value >= least
        case .atMost(let most): return value <= most
        case .below(let limit): return value < limit
        }
    }

    var shown: String {
        guard let value else { return "" }
        let text = value.fixed(digits)
        return unit.isEmpty ? text : "\(text) \(unit)"
    }

    private var shownBar: String {
        switch bar {
        case nil: ""
        case .atLeast(let least): "≥ \(least.fixed(digits))"
        case .atMost(let most): "≤ \(most.fixed(digits))"
        case .below(let limit): "< \(limit.fixed(digits))"
        }
    }

    private var verdict: String {
        switch isMet {
        case nil: ""
        case true?: "met"
        case false?: "missed"
        }
    }

    static func table(_ results: [Result], width: Int?) -> String {
        var table = Table([
            Table.Column("Benchmark", keep: 3), Table.Column("Figure", keep: 2),
            Table.Column("Value", numeric: true, keep: 3), Table.Column("Bar", keep: 3),
            Table.Column("Verdict", keep: 3), Table.Column("Note", keep: 1),
        ])
        for result in results {
            table.add([
                result.benchmark, result.what, result.shown, result.shownBar, result.verdict, result.note,
            ])
        }
        return table.text(width: width)
    }

    var json: String {
        var line = JSONLine()
        line.add("benchmark", benchmark)
        line.add("figure", what)
        line.add("value", value)
        line.add("unit", unit)
        line.add("bar", shownBar)
        line.add("met", isMet)
        line.add("note", note)
        return line.text
    }
}

extension Double {
    /// The number with so many digits behind the point.
    func fixed(_ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (magnitude * scale).rounded()
        guard scaled < 1e15 else { return "\(self)" }
        let whole = Int(scaled) / Int(scale)
        let text = String(Int(scaled) % Int(scale))
        let sign = self < 0 && scaled > 0 ? "-" : ""
        if digits == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole).\(String(repeating: "0", count: max(0, digits - text.count)))\(text)"
    }
}

extension [Double] {
    /// The middle one; 0 of none.
    var median: Double { quantile(0.5) }

    /// The value below which that share of them lies; 0 of none.
    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        guard let last = sorted.last else { return 0 }
        let place = Int((Double(sorted.count - 1) * share).rounded())
        return place < sorted.count ? sorted[place] : last
    }
}
