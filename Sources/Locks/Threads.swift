internal import CLinux
internal import Glibc

/// Threads of our own: calls that block would starve Swift's cooperative pool.
public enum Threads {
    private final class Work: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Runs `body` on a new detached thread that leaves signals to the others; false if the system gives none.
    ///
    /// `name` is what `ps -L` and `top -H` call it: at most 15 bytes.
    public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // Balanced by takeRetainedValue on the new thread, or by release if there is none.
        let work = Unmanaged.passRetained(Work(name, body))
        var thread = pthread_t()
        guard pthread_create(&thread, &attributes, entry, work.toOpaque()) == 0 else {
            work.release()
            return false
        }
        return true
    }

    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        var signals = sigset_t()
        sigfillset(&signals)
        // What a thread does to itself must reach the handler that prints the backtrace.
        for own in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, own) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        name_this_thread(work.name)
        work.body()
        return nil
    }
}
