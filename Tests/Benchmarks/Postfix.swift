import Glibc
import TestSupport

/// Postfix's test server and load generator.
struct Postfix {
    private let sinkPath: String
    private let sourcePath: String

    /// Nil where Postfix is not installed.
    init?() {
        guard let sink = Programs.smtpSink, let source = Programs.smtpSource else { return nil }
        sinkPath = sink
        sourcePath = source
    }

    static let absent = "Postfix's smtp-sink and smtp-source are not installed (Debian package postfix)"

    /// Starts a server that takes everything.
    func sink() throws -> (process: Companion, port: Int) {
        let port = try Self.freePort()
        // smtp-sink refuses to stay root.
        let user = getuid() == 0 ? ["-u", "nobody"] : []
        let process = try Companion(sinkPath, user + ["127.0.0.1:\(port)", "1024"])
        guard waitUntil(within: .seconds(10), { Self.answers(port) }) else {
            throw BenchmarkError("smtp-sink does not answer")
        }
        return (process, port)
    }

    /// Sends messages over sessions that are kept open.
    ///
    /// - Returns: messages a second, and CPU seconds per thousand.
    func send(
        _ messages: Int,
        of bytes: Int,
        connections: Int,
        to port: Int
    ) throws -> (rate: Double, cpu: Double) {
        let begin = Usage.now
        let source = try Companion(
            sourcePath,
            [
                "-d", "-s", "\(connections)", "-m", "\(messages)", "-l", "\(bytes)", "-f",
                "meeting@example.org", "-t", "reader@example.org", "127.0.0.1:\(port)",
            ]
        )
        guard source.wait() else { throw BenchmarkError("smtp-source failed") }
        return (Double(messages) / (Usage.now - begin), source.cpu / Double(messages) * 1000)
    }

    private static func freePort() throws -> Int {
        let listener = try SMTPServer(SMTPServer.Options())
        defer { listener.stop() }
        return Int(listener.port)
    }

    private static func answers(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
