internal import CLinux
internal import Glibc

/// `epoll`, as the loop uses it.
///
/// Sendable: made on the thread that starts the loop, and used from then on by the loop's thread alone.
final class Poller: @unchecked Sendable {
    // @unchecked: made on one thread and handed to the loop's before that starts; used there alone.

    /// The number under which the bell is watched; sessions count from 1.
    static let bellID: UInt64 = 0

    private let descriptor: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: 128)

    init(bell: Int32) throws(SessionLoopError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SessionLoopError(what: "epoll", number: errno) }
        guard watch(bell, id: Poller.bellID, for: Poller.input) else {
            throw SessionLoopError(what: "epoll", number: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Ready to read.
    static let input = EPOLLIN.rawValue
    /// Ready to write.
    static let output = EPOLLOUT.rawValue

    /// Begins to watch a descriptor; false if the system refuses.
    func watch(_ socket: Int32, id: UInt64, for events: UInt32) -> Bool {
        control(EPOLL_CTL_ADD, socket, id, events)
    }

    /// Watches a descriptor for something else.
    func change(_ socket: Int32, id: UInt64, to events: UInt32) {
        _ = control(EPOLL_CTL_MOD, socket, id, events)
    }

    /// Watches a descriptor no more.
    func forget(_ socket: Int32) {
        _ = control(EPOLL_CTL_DEL, socket, 0, 0)
    }

    /// Waits, at most so many milliseconds (-1: for ever), and gives the numbers of those that are ready.
    func wait(milliseconds: Int32, into ready: inout [(id: UInt64, isReadable: Bool)]) {
        ready.removeAll(keepingCapacity: true)
        let count = epoll_wait(descriptor, &events, Int32(events.count), milliseconds)
        guard count > 0 else { return }
        for event in events.prefix(Int(count)) {
            // Errors and hang-ups show when reading.
            ready.append((event.data.u64, event.events & ~Poller.output != 0))
        }
    }

    private func control(_ operation: Int32, _ socket: Int32, _ id: UInt64, _ events: UInt32) -> Bool {
        var event = epoll_event()
        event.events = events
        event.data.u64 = id
        return epoll_ctl(descriptor, operation, socket, &event) == 0
    }
}
