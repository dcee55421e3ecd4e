import CLinux
import Glibc

/// A descriptor that one thread signals and another waits on, with poll or epoll.
///
/// Safe from any thread: the kernel's counter is the only state.
public final class EventFD: Sendable {
    /// Becomes readable after `signal`, until `drain`; non-blocking, close-on-exec.
    public let descriptor: Int32

    /// Makes one that is not signalled.
    public init() throws(ServiceError) {
        descriptor = eventfd(0, Int32(O_CLOEXEC | O_NONBLOCK))
        guard descriptor >= 0 else { throw .last(call: "eventfd") }
    }

    deinit { close(descriptor) }

    /// Makes `descriptor` readable.
    public func signal() {
        var one: UInt64 = 1
        // A full counter (EAGAIN) is signalled already.
        while write(descriptor, &one, 8) < 0 && errno == EINTR {}
    }

    /// Makes it unreadable again; true if it was signalled.
    @discardableResult
    public func drain() -> Bool {
        var count: UInt64 = 0
        while true {
            let result = read(descriptor, &count, 8)
            if result == 8 { return true }
            guard result < 0, errno == EINTR else { return false }
        }
    }
}
