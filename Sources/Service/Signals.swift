import CLinux
import Glibc
import Wording

/// Signals delivered as bytes on a descriptor, to wait on with poll or epoll (signalfd(2)).
///
/// Make it before any thread starts: the signals are blocked in the calling thread, and threads inherit that. A
/// child process inherits it too, unless it is started with an empty mask.
public final class Signals: Sendable {
    /// Readable when a signal has come; non-blocking, close-on-exec.
    public let descriptor: Int32

    /// Takes the signals that stop (SIGTERM, SIGINT) or reload (SIGHUP) a daemon.
    public convenience init() throws(ServiceError) { try self.init([SIGTERM, SIGINT, SIGHUP]) }

    /// Takes these signals.
    public init(_ numbers: [Int32]) throws(ServiceError) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        let problem = pthread_sigmask(SIG_BLOCK, &set, nil)
        guard problem == 0 else {
            throw .system(Wording(verbatim: "pthread_sigmask"), problem)
        }
        descriptor = signalfd(-1, &set, Int32(O_CLOEXEC | O_NONBLOCK))
        guard descriptor >= 0 else { throw .last(call: "signalfd") }
    }

    deinit { close(descriptor) }

    /// The next signal's number; nil if none has come.
    public func next() -> Int32? {
        var info = signalfd_siginfo()
        while true {
            let count = read(descriptor, &info, MemoryLayout<signalfd_siginfo>.size)
            if count == MemoryLayout<signalfd_siginfo>.size { return Int32(bitPattern: info.ssi_signo) }
            guard count < 0, errno == EINTR else { return nil }
        }
    }

    /// Lets writes to a closed socket or pipe fail with EPIPE instead of ending the process.
    public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
