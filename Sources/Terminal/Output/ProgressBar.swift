/// A bar on standard error while a person waits; silent where there is no terminal.
public final class ProgressBar {
    private let label: String
    private let total: Int
    private let output: Output?
    private let clock = ContinuousClock()
    private var drawnAt: ContinuousClock.Instant?
    private var drawn = ""

    /// A bar that begins empty.
    /// - Parameters:
    ///   - label: what is being done.
    ///   - total: how many steps it has; 0 when nobody knows.
    public init(_ label: String, total: Int) {
        self.label = label
        self.total = total
        output = Console.isTerminal(2) ? Output(descriptor: 2) : nil
    }

    /// Shows how many steps are done, at most twenty times a second.
    public func update(_ done: Int, note: String = "") {
        guard let output else { return }
        let now = clock.now
        if let drawnAt, now - drawnAt < .milliseconds(50), done < total { return }
        drawnAt = now
        let line = Self.line(label, done: done, total: total, note: note, width: output.width ?? 80)
        guard line != drawn else { return }
        drawn = line
        try? output.write("\r\(line)\u{1B}[K")
        try? output.flush()
    }

    /// Takes the bar away.
    public func finish() {
        guard let output, !drawn.isEmpty else { return }
        drawn = ""
        try? output.write("\r\u{1B}[K")
        try? output.flush()
    }

    /// `label [#####     ] 12/24  50 %  note`, in less than the width, so that the line never wraps.
    static func line(_ label: String, done: Int, total: Int, note: String, width: Int) -> String {
        let done = max(0, done)
        let tail = note.isEmpty ? "" : "  " + Visible.line(note)
        guard total > 0 else { return DisplayWidth.truncated("\(label) \(done)\(tail)", to: width - 1) }
        let share = min(Double(done) / Double(total), 1)
        let numbers =
            " \(done)/\(total) \(DisplayWidth.padded(String(Int(share * 100)), to: 3, right: true)) %"
        let room = width - 1 - DisplayWidth.of(label) - numbers.count - DisplayWidth.of(tail) - 3
        let length = min(max(room, 0), 40)
        guard length >= 5 else { return DisplayWidth.truncated(label + numbers + tail, to: width - 1) }
        let filled = Int(share * Double(length))
        let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: length - filled)
        return "\(label) [\(bar)]\(numbers)\(tail)"
    }
}
