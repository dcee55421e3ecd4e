internal import Glibc
public import Wording

/// What stands at the other end of a file descriptor.
public enum Console {
    /// Whether a person may sit there.
    public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of a terminal; `COLUMNS` or 80 where it does not tell.
    public static func width(_ descriptor: Int32) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
    }

    /// The environment of the process.
    public static var environment: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    /// Asks a question on standard error and reads the answer from standard input.
    /// - Parameters:
    ///   - question: without its mark for the answer.
    ///   - language: `ru` or `en`; answers are understood in both.
    /// - Returns: whether the answer was yes; nil when no person sits at both ends, and nothing was asked.
    public static func confirm(_ question: Wording, language: String) -> Bool? {
        guard isTerminal(0), isTerminal(2) else { return nil }
        let output = Output(descriptor: 2)
        let marks = Wording(ru: " [д/Н] ", en: " [y/N] ")
        try? output.write((question + marks).text(in: language))
        try? output.flush()
        return isYes(readLine() ?? "")
    }

    /// Whether an answer means yes, in English or Russian.
    static func isYes(_ answer: String) -> Bool {
        let words = answer.lowercased().split(whereSeparator: \.isWhitespace)
        return words.count == 1 && ["y", "yes", "д", "да"].contains(String(words[0]))
    }
}
