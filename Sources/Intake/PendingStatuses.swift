/// Statuses of letters that wait to be written into the file: bounded, later ones of a key in place of earlier ones.
struct PendingStatuses {
    private struct Key: Hashable {
        var registration: Int64
        var notification: String
    }

    private var waiting: [Key: DeliveryStatus] = [:]
    private var order: [Key] = []
    private var newest: Int64 = 0
    /// The newest ticket all of whose statuses were written.
    private(set) var published: Int64 = 0
    /// The oldest ticket that did not fit, with which everything from there on is thrown away.
    private var lost: Int64?

    /// Whether nothing waits.
    var isEmpty: Bool { waiting.isEmpty }

    /// How many more are taken.
    var room: Int { max(0, IntakeLimits.statuses - waiting.count) }

    /// Takes statuses; those that do not fit are thrown away, and ``published`` stays below their ticket until it, or
    /// an earlier one, is given again.
    ///
    /// Of a ticket whose statuses come in pieces only the last piece makes it whole.
    mutating func add(_ statuses: [DeliveryStatus], ticket: Int64, isLast: Bool = true) {
        if let gap = lost {
            guard ticket <= gap else { return }
            lost = nil
        }
        guard statuses.count <= room else {
            lost = ticket
            return
        }
        for status in statuses {
            let key = Key(registration: status.registration, notification: status.notification)
            if waiting.updateValue(status, forKey: key) == nil { order.append(key) }
        }
        if isLast { newest = max(newest, ticket) }
        if waiting.isEmpty { published = newest }
    }

    /// The next ones to be written.
    func next(_ count: Int) -> [DeliveryStatus] { order.prefix(count).compactMap { waiting[$0] } }

    /// Notes that the first ones were written.
    mutating func written(_ count: Int) {
        for key in order.prefix(count) { waiting[key] = nil }
        order.removeFirst(min(count, order.count))
        if waiting.isEmpty { published = newest }
    }
}
