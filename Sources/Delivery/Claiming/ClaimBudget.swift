import Store

/// A claim budget: what one turn may claim, and has claimed.
struct ClaimBudget {
    /// Whether a session is open to the relay that is used now.
    var isFlowing = false
    /// How many more may be claimed for each domain that has limits.
    var allowances: [String: Int] = [:]
    /// Whether anything may be claimed.
    var isOpen = false
    /// How much prompted mail is ready in the queue, as far as there is room for it.
    var ready = 0
    /// How much more prompted mail may be claimed.
    var room = 0
    /// How much other mail may be claimed, unless prompted mail takes its place.
    var others = 0

    /// Whether a domain has had its share: what is ready for it stands in the queue and takes nobody's place.
    var isSpent: Bool { allowances.values.contains { $0 <= 0 } }

    /// Whether a message that is being planned may be claimed at once: takes its place if so.
    mutating func takes(_ message: NewMessage, now: Int64) -> Bool {
        guard ready == 0, room > 0, message.state == .queued, message.priority == .prompted,
            message.mailing == nil, message.due <= now, message.expires > now
        else { return false }
        if let left = allowances[message.domain] {
            guard left > 0 else { return false }
            allowances[message.domain] = left - 1
        }
        room -= 1
        others = max(0, others - 1)
        return true
    }
}
