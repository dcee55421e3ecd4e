internal import Glibc
public import Wording

/// Why nothing more can be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reader has gone (`| head`): end quietly, this is no failure.
    public let isClosed: Bool
    /// What the system said.
    public let wording: Wording

    /// What the system said, in English.
    public var description: String { wording.en }

    /// The code to end with: ``ExitCode/done`` when the reader has gone, else ``ExitCode/ioError``.
    public var exitCode: ExitCode { isClosed ? .done : .ioError }
}

/// Standard output or standard error, written in large pieces.
///
/// Not Sendable: made and used on one thread. What is left is written when it goes, errors then unseen.
public final class Output {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let enough = 1 << 16

    /// Whether a person reads it.
    public let isTerminal: Bool
    /// Colours as this output wants them.
    public let style: Style

    /// An output on a file descriptor: 1 standard output, 2 standard error.
    ///
    /// A closed pipe then is an error to catch instead of a signal that ends the process.
    public init(descriptor: Int32 = 1, environment: [String: String] = Console.environment) {
        self.descriptor = descriptor
        isTerminal = Console.isTerminal(descriptor)
        style = Style(isTerminal: isTerminal, environment: environment)
        signal(SIGPIPE, SIG_IGN)
    }

    deinit { try? flush() }

    /// Columns of the terminal; nil when there is none, and nothing must be shortened.
    public var width: Int? { isTerminal ? Console.width(descriptor) : nil }

    /// Writes a text as it is.
    /// - Throws: the reader has gone, or the system refused.
    public func write(_ text: String) throws(OutputError) {
        try write(bytes: Array(text.utf8))
    }

    /// Writes a text and ends the line.
    /// - Throws: the reader has gone, or the system refused.
    public func writeLine(_ text: String = "") throws(OutputError) { try write(text + "\n") }

    /// Writes a text behind what stands to its left; on a terminal its lines stand below each other.
    /// - Parameters:
    ///   - start: what stands to the left, as it is.
    ///   - columns: how many it takes.
    ///   - text: on one line where there is no terminal; control characters are made harmless.
    ///   - hanging: the indent of further lines; nil: `columns`.
    /// - Throws: the reader has gone, or the system refused.
    public func writeLine(
        _ start: String,
        taking columns: Int,
        _ text: String,
        hanging: Int? = nil
    ) throws(OutputError) {
        try write(Self.lines(start, taking: columns, text, hanging: hanging ?? columns, width: width))
    }

    static func lines(
        _ start: String,
        taking columns: Int,
        _ text: String,
        hanging: Int,
        width: Int?
    ) -> String {
        let text = Visible.line(text)
        guard let width else { return start + text + "\n" }
        let indent = min(hanging, width / 2)
        let lines = Wrapping.filled(text, first: width - columns, width: width - indent)
        let blanks = String(repeating: " ", count: indent)
        let begun = lines[0].isEmpty ? start.trimmedAtEnd : start + lines[0]
        return ([begun] + lines.dropFirst().map { blanks + $0 }).map { $0 + "\n" }.joined()
    }

    /// Writes bytes.
    /// - Throws: the reader has gone, or the system refused.
    public func write(bytes: [UInt8]) throws(OutputError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.enough { try flush() }
    }

    /// Writes a table, fitted when a person reads it.
    /// - Throws: the reader has gone, or the system refused.
    public func write(_ table: Table) throws(OutputError) {
        try write(table.text(width: width, style: style))
    }

    /// Hands everything to the system.
    /// - Throws: the reader has gone, or the system refused.
    public func flush() throws(OutputError) {
        let pending = buffer
        buffer = []
        var written = 0
        while written < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                let code = errno
                throw OutputError(
                    isClosed: code == EPIPE,
                    wording: Wording(ru: "не удаётся записать: ", en: "cannot write: ") + .systemError(code)
                )
            }
        }
    }
}

extension String {
    /// Without blanks at the end.
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
