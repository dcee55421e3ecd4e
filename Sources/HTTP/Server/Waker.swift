internal import CMicroHTTP
internal import Glibc
import Locks
import Service

/// Connections whose streams have nothing to say yet, and the thread that resumes each when its time has come.
///
/// A stream that would wait in a thread of the server would keep other readers waiting.
final class Waker: Sendable {
    private struct State {
        /// Addresses of `MHD_Connection`, with the time to resume each, in milliseconds of the monotonic clock.
        ///
        /// A connection that is suspended lives until it is resumed, and it is resumed once.
        var suspended: [UInt: Int64] = [:]
        var isStopped = false
    }

    private let state = Locked(State())
    private let bell: EventFD

    init() throws(HTTPError) {
        do throws(ServiceError) { bell = try EventFD() } catch { throw .system("eventfd", errno) }
        guard Threads.start("web-waker", { [self] in run() }) else { throw .system("pthread_create", EAGAIN) }
    }

    /// Whether the server is going down: streams end.
    var isStopped: Bool { state.withLock(\.isStopped) }

    /// Suspends a connection for so long; false where the server is going down, and nothing is suspended any more.
    func suspend(_ connection: OpaquePointer, milliseconds: Int) -> Bool {
        let isSuspended = state.withLock { state in
            guard !state.isStopped else { return false }
            // Under the lock: it may not be resumed before it is suspended.
            MHD_suspend_connection(connection)
            state.suspended[UInt(bitPattern: connection)] = Self.now + Int64(max(1, milliseconds))
            return true
        }
        if isSuspended { bell.signal() }
        return isSuspended
    }

    /// Resumes all of them.
    func wakeAll() {
        resume(
            state.withLock { state in
                defer { state.suspended = [:] }
                return Array(state.suspended.keys)
            }
        )
    }

    /// Resumes all of them, and suspends none any more.
    func stop() {
        state.withLock { $0.isStopped = true }
        wakeAll()
        bell.signal()
    }

    private func run() {
        while true {
            let next = state.withLock { $0.isStopped ? nil : ($0.suspended.values.min() ?? .max) }
            guard let next else { return }
            let longest = min(max(0, next == .max ? 60_000 : next - Self.now), 60_000)
            var polled = pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, Int32(longest))
            bell.drain()
            let now = Self.now
            resume(
                state.withLock { state in
                    let due = state.suspended.filter { $0.value <= now }.map(\.key)
                    for connection in due { state.suspended[connection] = nil }
                    return due
                }
            )
        }
    }

    private func resume(_ connections: [UInt]) {
        for connection in connections {
            if let connection = OpaquePointer(bitPattern: connection) { MHD_resume_connection(connection) }
        }
    }

    private static var now: Int64 { MonotonicClock.nanoseconds / 1_000_000 }
}
