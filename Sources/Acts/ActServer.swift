import CLinux
import Glibc
import Locks
public import Service
import Wording

/// Takes acts on a Unix socket, one after the other, on a thread of its own: the engine does not wait for it.
///
/// Who may speak is decided by the rights of the socket's file: its owner alone, or the group that a setgid folder gives.
public final class ActServer: Sendable {
    /// The path of the socket.
    public let path: String
    private let listener: Int32
    private let bell: EventFD
    private let configuration: String
    private let environment: [String: String]
    private let now: @Sendable () -> Int64

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - path: where; a socket that nobody listens on any more is replaced.
    ///   - configuration: the path of the configuration whose database is acted on.
    ///   - environment: of the process.
    ///   - now: milliseconds since 1970 UTC.
    /// - Throws: the system refuses it.
    public init(
        path: String,
        configuration: String,
        environment: [String: String],
        now: @escaping @Sendable () -> Int64
    ) throws(ServiceError) {
        self.path = path
        self.configuration = configuration
        self.environment = environment
        self.now = now
        bell = try EventFD()
        guard let address = ActSocket.address(path) else {
            throw .system(Wording(verbatim: path), ENAMETOOLONG)
        }
        let listener = ActSocket.open()
        guard listener >= 0 else { throw .system(Wording(verbatim: "socket"), errno) }
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
        // A folder that gives its own group to what is made in it says who may speak; elsewhere its owner alone may.
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let isShared = stat(folder, &status) == 0 && status.st_mode & S_ISGID != 0
        // Nobody connects before the rights are right.
        let mask = umask(0o777)
        let isBound = ActSocket.with(address) { bind(listener, $0, $1) } == 0
        let problem = errno
        umask(mask)
        guard isBound, chmod(path, isShared ? 0o660 : 0o600) == 0, listen(listener, 16) == 0 else {
            let number = isBound ? errno : problem
            close(listener)
            throw .system(Wording(verbatim: path), number)
        }
        self.listener = listener
        guard Threads.start("acts", { [self] in run() }) else {
            throw .system(Wording(verbatim: "pthread_create"), EAGAIN)
        }
    }

    /// Takes no more; an act under way is finished.
    public func stop() {
        bell.signal()
        unlink(path)
    }

    private func run() {
        defer { close(listener) }
        while true {
            var polled = [
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&polled, 2, -1) > 0 || errno == EINTR else { return }
            if polled[1].revents != 0 { return }
            guard polled[0].revents != 0 else { continue }
            let visitor = accept4(listener, nil, nil, O_CLOEXEC)
            guard visitor >= 0 else { continue }
            serve(visitor)
            close(visitor)
        }
    }

    private func serve(_ visitor: Int32) {
        // Whoever connects and says nothing keeps others waiting no longer than this.
        ActSocket.setPatience(visitor, seconds: 2)
        guard let line = ActSocket.readLine(from: visitor) else { return }
        let answer =
            JSONLines.value(ActRequest.self, line).map {
                ActRunner(configuration: configuration, environment: environment, now: now()).run($0)
            } ?? ActWords.bad
        _ = ActSocket.write(JSONLines.line(answer), to: visitor)
    }
}
