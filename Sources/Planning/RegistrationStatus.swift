/// The status of a registration; of several registrations of one person the best counts.
public enum RegistrationStatus: String, Sendable, CaseIterable, Comparable {
    /// Registered, and confirmed by the organisers.
    case confirmed
    /// Registered.
    case registered
    /// On the waiting list.
    case waitlisted
    /// Cancelled.
    case cancelled

    /// Better statuses come first.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// 0 for the best.
    private var rank: Int {
        switch self {
        case .confirmed: 0
        case .registered: 1
        case .waitlisted: 2
        case .cancelled: 3
        }
    }

    /// Whether the person takes part: `registered` takes in `confirmed`.
    public var isRegistered: Bool { self == .registered || self == .confirmed }
}
