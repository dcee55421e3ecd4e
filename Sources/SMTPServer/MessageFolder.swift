import Glibc
import Synchronization
import Text

/// A folder of received messages: `20261112T093000.125Z-7-1.eml` with the bytes as sent, and beside it the
/// same name with `.json` for the envelope.
///
/// Files appear whole or not at all.
final class MessageFolder: Sendable {
    private let path: String
    private let counter = Atomic<Int>(0)

    /// Makes the folder where it is missing.
    init(_ path: String) throws(SMTPServerError) {
        self.path = path
        guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        throw .cannotFile(path: path, number: errno)
    }

    /// Files a message; returns its path.
    @discardableResult
    func file(_ message: ReceivedMessage) throws(SMTPServerError) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        let name = "\(path)/\(MessageFolder.stamp())-\(getpid())-\(number)"
        // The envelope first: whoever sees the .eml finds its envelope.
        try write(Array(MessageFolder.envelope(message).utf8), to: name + ".json")
        try write(message.bytes, to: name + ".eml")
        return name + ".eml"
    }

    private func write(_ bytes: [UInt8], to path: String) throws(SMTPServerError) {
        let temporary = path + ".tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotFile(path: path, number: errno) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                break
            }
        }
        var problem = errno
        let closed = close(descriptor) == 0
        if written == bytes.count, closed {
            if rename(temporary, path) == 0 { return }
            problem = errno
        }
        unlink(temporary)
        throw .cannotFile(path: path, number: problem)
    }

    /// Now, UTC, as it stands in file names.
    private static func stamp() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        gmtime_r(&now.tv_sec, &parts)
        func digits(_ value: some BinaryInteger, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let date = digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2)
        let time = digits(parts.tm_hour, 2) + digits(parts.tm_min, 2) + digits(parts.tm_sec, 2)
        return "\(date)T\(time).\(digits(now.tv_nsec / 1_000_000, 3))Z"
    }

    /// The envelope as one JSON object.
    static func envelope(_ message: ReceivedMessage) -> String {
        let recipients = message.recipients.map {
            "{\"path\":\($0.path.jsonQuoted),\"parameters\":[\($0.parameters.map(\.jsonQuoted).joined(separator: ","))]}"
        }
        let parameters = message.parameters.map(\.jsonQuoted).joined(separator: ",")
        return "{\"reverse_path\":\(message.reversePath.jsonQuoted),\"parameters\":[\(parameters)],"
            + "\"recipients\":[\(recipients.joined(separator: ","))],\"session\":\(message.session),"
            + "\"user\":\(message.user.map(\.jsonQuoted) ?? "null")}\n"
    }
}
