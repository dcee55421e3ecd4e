internal import Synchronization

/// The pulse of the session thread: how far it has come, told to whoever watches it.
///
/// The session thread writes, any thread reads. A thread that waits for the network is well however long it waits;
/// one that works and makes no step any more is stuck.
final class LoopPulse: Sendable {
    /// Steps done; odd while the thread works, even while it waits.
    private let steps = Atomic<UInt64>(0)

    /// The thread begins to wait.
    func rests() {
        let now = steps.load(ordering: .relaxed)
        if now & 1 == 1 { steps.store(now &+ 1, ordering: .relaxed) }
    }

    /// The thread has work, or has done a piece of it.
    func beats() {
        let now = steps.load(ordering: .relaxed)
        steps.store(now &+ (now & 1 == 1 ? 2 : 1), ordering: .relaxed)
    }

    /// The pulse at this moment.
    var reading: SessionLoop.Pulse {
        let now = steps.load(ordering: .relaxed)
        return SessionLoop.Pulse(steps: now, isWorking: now & 1 == 1)
    }
}

extension SessionLoop {
    /// How far the session thread has come.
    public struct Pulse: Sendable, Hashable {
        /// Grows with every step.
        public let steps: UInt64
        /// Whether it is at work: then the next reading must differ, or the thread is stuck.
        public let isWorking: Bool
    }
}

/// How long the session thread has been busy with one and the same step, as seen by one who looks now and then.
public struct PulseWatch: Sendable {
    private var last: SessionLoop.Pulse?
    private var since: Duration = .zero

    /// A watch that has seen nothing yet.
    public init() {}

    /// Takes a reading at a moment of the monotonic clock.
    ///
    /// - Returns: for how long the thread is known to have made no step; zero while it waits or gets on.
    public mutating func look(_ pulse: SessionLoop.Pulse, at moment: Duration) -> Duration {
        guard pulse.isWorking, pulse == last else {
            last = pulse
            since = moment
            return .zero
        }
        return moment - since
    }
}
