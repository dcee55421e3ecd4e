import Glibc

/// The service manager that has started this process, spoken to by sd_notify(3).
///
/// Every message is one datagram; whoever is not there is not waited for.
public struct ServiceManager: Sendable {
    /// The socket of `NOTIFY_SOCKET`: a path, or `@` and an abstract name.
    public let socket: String
    /// How often systemd wants to hear from this process at least; nil: no watchdog.
    ///
    /// Call `watchdog` twice as often.
    public let watchdogInterval: Duration?

    /// The manager named by the environment; nil outside a service with `Type=notify`.
    public init?() {
        self.init(
            socket: environmentValue("NOTIFY_SOCKET"),
            watchdogMicroseconds: environmentValue("WATCHDOG_USEC"),
            watchdogProcess: environmentValue("WATCHDOG_PID"),
            process: getpid()
        )
    }

    /// The same from values; nil without a usable socket.
    public init?(
        socket: String?,
        watchdogMicroseconds: String? = nil,
        watchdogProcess: String? = nil,
        process: Int32 = 0
    ) {
        guard let socket, let first = socket.utf8.first,
            first == UInt8(ascii: "/") || first == UInt8(ascii: "@")
        else { return nil }
        self.socket = socket
        // WATCHDOG_PID names the process that is meant; without it, everyone (sd_watchdog_enabled(3)).
        let isMeant = watchdogProcess.map { Int32($0) == process } ?? true
        let interval = watchdogMicroseconds.flatMap { Int64($0) } ?? 0
        watchdogInterval = isMeant && interval > 0 ? .microseconds(interval) : nil
    }

    /// Start-up is finished; the status is one sentence for `systemctl status`.
    @discardableResult
    public func ready(status: String) -> Bool { send(["READY=1", Self.field(status)]) }

    /// Reloading has begun; `ready` ends it.
    @discardableResult
    public func reloading(status: String) -> Bool {
        send(["RELOADING=1", "MONOTONIC_USEC=\(MonotonicClock.microseconds)", Self.field(status)])
    }

    /// The end has begun.
    @discardableResult
    public func stopping(status: String) -> Bool { send(["STOPPING=1", Self.field(status)]) }

    /// One sentence for `systemctl status`.
    @discardableResult
    public func status(_ text: String) -> Bool { send([Self.field(text)]) }

    /// The process is alive and getting on.
    @discardableResult
    public func watchdog() -> Bool { send(["WATCHDOG=1"]) }

    /// Starting, reloading or stopping takes this much longer, counted from now.
    @discardableResult
    public func extendTimeout(by duration: Duration) -> Bool {
        let (seconds, attoseconds) = duration.components
        let whole = max(0, min(seconds, 1 << 40))
        return send(["EXTEND_TIMEOUT_USEC=\(whole * 1_000_000 + max(0, attoseconds / 1_000_000_000_000))"])
    }

    /// A status line: no control character may start a field of its own.
    static func field(_ status: String) -> String { "STATUS=" + escapingControls(in: status) }

    /// Sends the fields as one datagram; false if nobody took it.
    private func send(_ fields: [String]) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(socket.utf8)
        let isAbstract = name.first == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 }
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count < room else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let offset = MemoryLayout<sockaddr_un>.size - room
        // An abstract name ends with the length, a path with a NUL (unix(7)).
        let length = socklen_t(offset + name.count + (isAbstract ? 0 : 1))

        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let text = Array(fields.joined(separator: "\n").utf8)
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let sent = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, text, text.count, flags, $0, length)
            }
        }
        return sent == text.count
    }
}
