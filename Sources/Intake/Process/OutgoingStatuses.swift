/// Statuses that a reading process was given and has not written yet: kept for the next one, and bounded.
struct OutgoingStatuses {
    /// By ticket, in the order in which they were given.
    private(set) var waiting: [(ticket: Int64, statuses: [DeliveryStatus])] = []
    /// The newest ticket that the file has.
    private(set) var published: Int64 = 0
    private var count = 0
    private var lost: Int64?

    /// How many more are taken.
    var room: Int { max(0, IntakeLimits.statuses - count) }

    /// Takes statuses; false where they do not fit, or something before them did not.
    mutating func add(_ statuses: [DeliveryStatus], ticket: Int64) -> Bool {
        if let gap = lost {
            guard ticket <= gap else { return false }
            lost = nil
        }
        guard statuses.count <= room else {
            lost = ticket
            return false
        }
        waiting.append((ticket, statuses))
        count += statuses.count
        return true
    }

    /// Notes that everything up to a ticket was written; false for a ticket that was never given.
    mutating func written(_ ticket: Int64) -> Bool {
        guard let last = waiting.last, ticket <= max(last.ticket, published) else {
            return ticket <= published
        }
        published = max(published, ticket)
        let rest = waiting.filter { $0.ticket > ticket }
        count = rest.reduce(0) { $0 + $1.statuses.count }
        waiting = rest
        return true
    }

    /// The frames of one ticket: a frame is short, and a reason as well.
    static func frames(_ statuses: [DeliveryStatus], ticket: Int64) -> [IntakeFrame] {
        let bounded = statuses.map { status in
            var status = status
            if let reason = status.reason, reason.utf8.count > IntakeLimits.reasonBytes {
                status.reason = String(
                    decoding: reason.utf8.prefix(IntakeLimits.reasonBytes - 3),
                    as: UTF8.self
                )
            }
            return status
        }
        guard !bounded.isEmpty else { return [.publish([], ticket: ticket, isLast: true)] }
        return stride(from: 0, to: bounded.count, by: IntakeLimits.slice).map { start in
            let end = min(start + IntakeLimits.slice, bounded.count)
            return .publish(Array(bounded[start..<end]), ticket: ticket, isLast: end == bounded.count)
        }
    }
}
