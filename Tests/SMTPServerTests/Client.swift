import Glibc
import TestSupport

/// A client that says exactly what a test tells it to.
final class Client {
    /// Kept: a server that nobody holds stops.
    private let server: SMTPServer
    private let descriptor: Int32
    private var pending: [UInt8] = []

    init(_ server: SMTPServer) throws {
        self.server = server
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = server.port.bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        // A server that does not answer must fail the test, not hang it.
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw TestSupportError("connect: \(String(cString: strerror(errno)))") }
    }

    deinit { close() }

    private var isClosed = false

    func close() {
        if !isClosed { Glibc.close(descriptor) }
        isClosed = true
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor,
                    $0.baseAddress.map { $0 + sent },
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// What one read brings; nil at the end of the connection.
    func readSome() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    /// The next line without its end; nil at the end of the connection.
    func line() -> String? {
        while true {
            if let end = pending.firstIndex(of: 10) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeFirst(end + 1)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            pending += buffer[..<count]
        }
    }

    /// The next reply, its lines joined by a bar; nil at the end of the connection.
    func reply() -> String? {
        var lines: [String] = []
        while let line = line() {
            lines.append(line)
            if line.dropFirst(3).first != "-" { return lines.joined(separator: "|") }
        }
        return nil
    }

    /// Sends a command and takes its reply.
    @discardableResult
    func say(_ command: String) -> String? {
        send(command + "\r\n")
        return reply()
    }

    /// Takes the greeting and says EHLO.
    func hello() {
        _ = reply()
        say("EHLO client.example.org")
    }

    /// Sends a message in one go and takes the last reply.
    func mail(to recipient: String, _ content: String = "Subject: x\r\n\r\nBody\r\n") -> String? {
        for command in ["MAIL FROM:<a@example.org>", "RCPT TO:<\(recipient)>", "DATA"] {
            guard let reply = say(command) else { return nil }
            if reply.hasPrefix("4") || reply.hasPrefix("5") {
                say("RSET")
                return reply
            }
        }
        return say(content + ".")
    }
}
