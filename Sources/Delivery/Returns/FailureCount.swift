import Mail
import Store

/// What reports of failures come to for an address: whether bulk mail to it stops.
enum FailureCount {
    /// How many days a mailbox must have been found full before bulk mail stops.
    static let fullDays = 3

    /// Why bulk mail to an address stops; nil: it goes on.
    ///
    /// A mailbox that does not exist stops it at once, a full one when it was full on several days, what a policy
    /// refuses never: that is about us.
    ///
    /// - Parameter failures: those that count against it, the latest among them.
    /// - Returns: the class of what came back.
    static func verdict(_ failures: [CountedFailure]) -> BounceClass? {
        let dead = failures.lazy.compactMap { BounceClass(rawValue: $0.reason) }
            .first { $0 == .noSuchMailbox || $0 == .domainGone }
        if let dead { return dead }
        let days = Set(failures.filter { $0.reason == BounceClass.full.rawValue }.map { $0.at / 86_400_000 })
        return days.count >= fullDays ? .full : nil
    }
}
