/// How long to wait after failures in a row: longer each time, and never at the same moment as others.
struct RetrySchedule {
    /// How many have failed in a row.
    private(set) var tries = 0

    /// A try has failed.
    ///
    /// - Parameters:
    ///   - fault: where a person is needed, haste is of no use, and after a refused login it locks accounts.
    ///   - chance: 0 to 1.
    /// - Returns: the time until the next try.
    mutating func failed(_ fault: MailboxFault, chance: Double) -> Duration {
        tries += 1
        let first: Double = fault.needsPerson ? 60 : 5
        let longest: Double = fault.needsPerson ? 1800 : 600
        let seconds = min(longest, first * Double(1 << min(tries - 1, 20)))
        return .milliseconds(Int64(seconds * 1000 * (0.75 + 0.5 * min(1, max(0, chance)))))
    }

    /// One has succeeded.
    mutating func succeeded() { tries = 0 }
}
