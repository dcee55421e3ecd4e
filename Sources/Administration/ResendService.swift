import Delivery
public import Site
public import Store
public import Wording

/// The administrator's service for letters that were sent and are to go once more.
public struct ResendService {
    /// What came of one letter.
    public struct Result: Sendable {
        /// The letter that was to be sent again.
        public let id: Int64
        /// The letter that goes instead; nil where none does, and in a trial.
        public let made: Int64?
        /// The new letter as it was planned; nil where none goes.
        public let message: NewMessage?
        /// Why none goes; nil where one does.
        public let refusal: Wording?
    }

    /// Letters decided about in one transaction: other writers wait as long.
    private static let together = 100

    private let site: Site
    private let store: MessageStore
    private let now: Int64

    /// A service for these events and this database, which must be open for writing.
    public init(site: Site, store: MessageStore, now: Int64) {
        self.site = site
        self.store = store
        self.now = now
    }

    /// Sends letters again, each made anew from what is true now.
    ///
    /// - Parameters:
    ///   - ids: of letters that were sent.
    ///   - actor: who asks for it, for the log.
    ///   - reason: why, for the log.
    ///   - isTrial: only look what would go.
    ///   - isCorrected: whether their addresses were put right: those that did not arrive go, too.
    /// - Returns: what came of each, in their order.
    /// - Throws: what the database refuses.
    public func resend(
        _ ids: [Int64],
        actor: String,
        reason: String?,
        isTrial: Bool = false,
        isCorrected: Bool = false
    ) throws(StoreError) -> [Result] {
        var results: [Result] = []
        var rest = ids[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.together)
            rest = rest.dropFirst(Self.together)
            results += try store.transaction { () throws(StoreError) in
                var done: [Result] = []
                for id in part {
                    let result = try one(
                        id,
                        actor: actor,
                        reason: reason,
                        isTrial: isTrial,
                        isCorrected: isCorrected
                    )
                    if let result { done.append(result) }
                }
                return done
            }
        }
        return results
    }

    private func one(
        _ id: Int64,
        actor: String,
        reason: String?,
        isTrial: Bool,
        isCorrected: Bool
    ) throws(StoreError) -> Result? {
        guard let message = try store.message(id: id) else { return nil }
        switch try Resending(site: site, store: store, now: now)
            .letter(again: message, isCorrected: isCorrected)
        {
        case .failure(let obstacle):
            return Result(id: id, made: nil, message: nil, refusal: obstacle.wording)
        case .success(let letter):
            let made = isTrial ? nil : try store.sendAgain(letter, actor: actor, reason: reason, now: now)
            return Result(id: id, made: made, message: letter, refusal: nil)
        }
    }
}
