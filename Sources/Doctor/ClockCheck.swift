internal import CTime
public import Wording

/// Whether the time of day is kept by somebody, and whether the daemon believes it.
public enum ClockCheck {
    /// Looks at the kernel's clock.
    ///
    /// - Parameter doubt: why the daemon does not believe it; nil where it does.
    /// - Returns: what was found, and what to do.
    public static func look(doubt: Wording?) -> Check {
        judge(isKept: is_clock_kept() != 0, doubt: doubt)
    }

    /// What that means.
    static func judge(isKept: Bool, doubt: Wording?) -> Check {
        if let doubt { return Check(.clock, nil, .bad, doubt, advice: DoctorWords.acceptClock) }
        return isKept
            ? Check(.clock, nil, .ok, DoctorWords.clockKept)
            : Check(.clock, nil, .warning, DoctorWords.clockUnkept, advice: DoctorWords.keepClock)
    }
}
