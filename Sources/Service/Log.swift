import Glibc
import Wording

/// How grave a line of the log is: the priorities of syslog (RFC 5424 §6.2.1) that this program uses.
public enum LogLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Something does not work and needs a person.
    case error = 3
    /// Something is not as it should be; work goes on.
    case warning = 4
    /// Normal and worth knowing: start, stop, reload.
    case notice = 5
    /// One line for each attempt.
    case info = 6
    /// For looking into trouble.
    case debug = 7

    /// Graver is less.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}

/// How lines of the log look.
public enum LogStyle: Sendable, Hashable {
    /// For the journal: `<6>text`; the journal adds the time (sd-daemon(3)).
    case journal
    /// For people at a terminal: local time, the level in colour.
    case terminal(colour: Bool)
    /// For files and pipes: RFC 3339 time, level, text.
    case plain

    /// The style that suits a descriptor.
    public static func suiting(_ descriptor: Int32) -> LogStyle {
        if isJournal(descriptor, stream: environmentValue("JOURNAL_STREAM")) { return .journal }
        guard isatty(descriptor) == 1 else { return .plain }
        // https://no-color.org: any value but the empty one.
        return .terminal(colour: environmentValue("NO_COLOR") == nil && environmentValue("TERM") != "dumb")
    }

    /// Whether a descriptor is the stream that `JOURNAL_STREAM` names by device and inode (systemd.exec(5)).
    static func isJournal(_ descriptor: Int32, stream: String?) -> Bool {
        guard let parts = stream?.split(separator: ":"), parts.count == 2 else { return false }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return false }
        return UInt64(parts[0]) == UInt64(info.st_dev) && UInt64(parts[1]) == UInt64(info.st_ino)
    }
}

/// The log of a service: one line an entry, whole lines written by one write(2), from any thread.
public struct Log: Sendable {
    /// How lines look.
    public var style: LogStyle
    /// Entries less grave than this are left out.
    public var level: LogLevel
    /// Where lines go.
    public var descriptor: Int32
    /// The language of what stands before a line at a terminal: `ru` or `en`.
    public var language = "en"
    /// Milliseconds since 1970 UTC.
    public var now: @Sendable () -> Int64

    /// A log on standard error, in the style that suits it.
    public init(level: LogLevel = .info, language: String) {
        self.init(style: .suiting(2), level: level, descriptor: 2)
        self.language = language
    }

    /// A log of a given style.
    public init(
        style: LogStyle,
        level: LogLevel = .info,
        descriptor: Int32,
        now: @escaping @Sendable () -> Int64 = Log.wallClock
    ) {
        self.style = style
        self.level = level
        self.descriptor = descriptor
        self.now = now
    }

    /// The machine's clock in milliseconds since 1970 UTC.
    public static let wallClock: @Sendable () -> Int64 = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec / 1_000_000)
    }

    /// Writes one line.
    public func write(_ level: LogLevel, _ text: @autoclosure () -> String) {
        guard level <= self.level else { return }
        put(Array(line(level, text()).utf8))
    }

    /// Writes the lines of attempts that were recorded together, in one piece as far as the reader takes it.
    public func write(_ attempts: [(line: AttemptLine, level: LogLevel)]) {
        var lines: [UInt8] = []
        // They were recorded at one moment, so they begin alike.
        var frames: [LogLevel: (begin: String, end: String)] = [:]
        for (attempt, level) in attempts where level <= self.level {
            let frame = frames[level] ?? frame(level)
            frames[level] = frame
            lines += frame.begin.utf8
            attempt.append(to: &lines)
            lines += frame.end.utf8
        }
        put(lines)
    }

    private func put(_ line: [UInt8]) {
        var sent = 0
        while sent < line.count {
            let count = line.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            if count > 0 {
                sent += count
            } else if count == 0 || errno != EINTR {
                return  // a log that cannot be written must not stop the mail
            }
        }
    }

    /// Something does not work and needs a person.
    public func error(_ text: @autoclosure () -> String) { write(.error, text()) }
    /// Something is not as it should be; work goes on.
    public func warning(_ text: @autoclosure () -> String) { write(.warning, text()) }
    /// Normal and worth knowing.
    public func notice(_ text: @autoclosure () -> String) { write(.notice, text()) }
    /// Routine.
    public func info(_ text: @autoclosure () -> String) { write(.info, text()) }
    /// For looking into trouble.
    public func debug(_ text: @autoclosure () -> String) { write(.debug, text()) }

    /// The line as it is written, its end included.
    func line(_ level: LogLevel, _ text: String) -> String {
        let frame = frame(level)
        return frame.begin + escapingControls(in: text) + frame.end
    }

    /// What stands around the text of a line.
    private func frame(_ level: LogLevel) -> (begin: String, end: String) {
        switch style {
        case .journal: return ("<\(level.rawValue)>", "\n")
        case .plain: return ("\(rfc3339(milliseconds: now())) \(level) ", "\n")
        case .terminal(let colour):
            let time = localTime(milliseconds: now())
            guard colour else { return ("\(time) \(mark(level))", "\n") }
            return ("\u{1B}[2m\(time)\u{1B}[0m \(Log.colour(level))\(mark(level))", "\u{1B}[0m\n")
        }
    }

    private func mark(_ level: LogLevel) -> String {
        switch level {
        case .error: Wording(ru: "ошибка: ", en: "error: ").text(in: language)
        case .warning: Wording(ru: "предупреждение: ", en: "warning: ").text(in: language)
        case .notice, .info, .debug: ""
        }
    }

    private static func colour(_ level: LogLevel) -> String {
        switch level {
        case .error: "\u{1B}[31m"
        case .warning: "\u{1B}[33m"
        case .notice: "\u{1B}[1m"
        case .info: ""
        case .debug: "\u{1B}[2m"
        }
    }
}
