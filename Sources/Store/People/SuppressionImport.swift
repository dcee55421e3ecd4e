internal import SQLite

/// Somebody to be put on the suppression list.
public struct SuppressionEntry: Sendable, Hashable {
    /// The person's identity: `Address.key`, or the hash of somebody who was erased.
    public var personKey: String
    /// What is not to be sent.
    public var scope: Suppression.Scope
    /// Why.
    public var reason: String?

    /// An entry.
    public init(personKey: String, scope: Suppression.Scope, reason: String?) {
        (self.personKey, self.scope, self.reason) = (personKey, scope, reason)
    }
}

/// What an import of the suppression list came to.
public struct SuppressionCounts: Sendable, Hashable {
    /// People who were not on the list.
    public var added = 0
    /// People who got no bulk mail, and get nothing now.
    public var widened = 0
    /// People who were on the list already.
    public var unchanged = 0
    /// Messages that were waiting and are suppressed.
    public var stopped = 0
}

extension MessageStore {
    /// Puts many people on the suppression list: all of them, or none.
    ///
    /// Who is on it already stays there with reason and actor; no entry is made narrower.
    ///
    /// - Parameters:
    ///   - entries: whom; somebody who comes twice counts once as new.
    ///   - actor: who does it.
    ///   - now: milliseconds since 1970 UTC.
    ///   - isTrial: nothing is written; how many messages would be stopped is not known.
    /// - Returns: how many of each kind.
    /// - Throws: what the database refuses.
    public func suppress(
        _ entries: [SuppressionEntry],
        actor: String?,
        now: Int64,
        isTrial: Bool = false
    ) throws(StoreError) -> SuppressionCounts {
        var counts = SuppressionCounts()
        var seen: [String: Suppression.Scope] = [:]
        try connection.transaction { () throws(StoreError) in
            for entry in entries {
                var known = seen[entry.personKey]
                if known == nil { known = try suppression(of: entry.personKey)?.scope }
                guard known != .all, known != entry.scope else {
                    counts.unchanged += 1
                    continue
                }
                if known == nil { counts.added += 1 } else { counts.widened += 1 }
                seen[entry.personKey] = entry.scope
                guard !isTrial else { continue }
                counts.stopped += try suppress(
                    entry.personKey,
                    scope: entry.scope,
                    reason: entry.reason,
                    actor: actor,
                    now: now
                )
            }
        }
        return counts
    }
}
