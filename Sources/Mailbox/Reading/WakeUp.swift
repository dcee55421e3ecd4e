internal import CLinux
internal import Curl
internal import Glibc
internal import Service
internal import Wording

/// The bell of a thread that reads a mailbox: whoever rings it ends its wait, wherever it waits.
final class WakeUp: Sendable {
    /// What came of waiting.
    enum Wait: Hashable {
        /// The descriptor is ready.
        case ready
        /// The deadline has passed.
        case timeout
        /// Somebody has rung.
        case woken
    }

    private let bell: EventFD
    /// Makes libcurl give up while it connects.
    let interrupt: Interrupt

    private init(_ bell: EventFD, _ interrupt: Interrupt) {
        self.bell = bell
        self.interrupt = interrupt
    }

    /// One that has not rung; `interrupt` rings it for the last time as well, which a wait notices when it ends.
    static func make(_ interrupt: Interrupt = Interrupt()) throws(MailboxFault) -> WakeUp {
        do throws(ServiceError) {
            return WakeUp(try EventFD(), interrupt)
        } catch {
            throw MailboxFault(.local, error.wording)
        }
    }

    /// Rings.
    func ring() { bell.signal() }

    /// Rings for the last time: nothing is waited for any more.
    func stop() {
        interrupt.raise()
        bell.signal()
    }

    /// Whether it has rung for the last time.
    var isStopping: Bool { interrupt.isRaised }

    /// The time since the machine was started.
    static var now: Duration { .nanoseconds(MonotonicClock.nanoseconds) }

    /// Waits for the bell, and for a descriptor (-1 for none).
    func wait(for descriptor: Int32 = -1, events: Int16 = Int16(POLLIN), until deadline: Duration) -> Wait {
        while true {
            if isStopping { return .woken }
            let left = min(max(.zero, deadline - Self.now), .seconds(2_000_000)).components
            // Rounded up: whoever wakes too early would only wait again.
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
            // poll(2) passes over a descriptor below zero.
            var watched = [
                pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: events, revents: 0),
            ]
            let count = poll(&watched, 2, Int32(clamping: milliseconds))
            if count < 0, errno == EINTR { continue }
            if watched[0].revents != 0, bell.drain() { return .woken }
            if watched[1].revents != 0 { return .ready }
            if count <= 0, Self.now >= deadline { return .timeout }
        }
    }
}
