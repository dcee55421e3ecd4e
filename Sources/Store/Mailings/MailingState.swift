/// The state of a mailing: one timed notification of an event.
public enum MailingState: String, Sendable, CaseIterable {
    /// Its time has not come.
    case scheduled
    /// Its audience is frozen and waits for a person's approval.
    case awaitingApproval = "awaiting_approval"
    /// Its messages go out.
    case running
    /// Stopped by a person or by trouble; the reason says which.
    case paused
    /// Each of its messages is in a final state.
    case finished
    /// Its time passed by more than `lateBy` before it could go.
    case missed
    /// Withdrawn by a person, or because the event was called off.
    case cancelled

    /// The legal changes of state: the one table of them.
    public static let successors: [MailingState: Set<MailingState>] = [
        .scheduled: [.awaitingApproval, .running, .paused, .missed, .cancelled, .finished],
        .awaitingApproval: [.running, .paused, .missed, .cancelled],
        .running: [.paused, .finished, .missed, .cancelled, .awaitingApproval],
        .paused: [.running, .scheduled, .awaitingApproval, .finished, .missed, .cancelled],
        // An event is called off once more: whoever was told meanwhile that it takes place is told again.
        .finished: [.running, .scheduled],
        .missed: [.scheduled, .running],
        // An event that was called off takes place after all; what a person withdrew stays so.
        .cancelled: [.scheduled],
    ]

    /// Whether this state may be followed by `next`.
    public func mayBecome(_ next: MailingState) -> Bool { Self.successors[self]?.contains(next) ?? false }

    /// Whether nothing more happens to the mailing by itself.
    public var isFinal: Bool { self == .finished || self == .missed || self == .cancelled }
}
