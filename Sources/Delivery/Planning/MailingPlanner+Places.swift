import Events
package import Store

/// Where the people of a mailing are, and what that makes of its hours.
extension MailingPlanner {
    /// How many people the audience has now: counted along indexes where no condition narrows it.
    package func size(in store: MessageStore) throws(StoreError) -> Int {
        if notification.conditions.isEmpty, case .selection(let selection) = audience {
            return try store.size(of: selection, event: event.id)
        }
        var count = 0
        try recipients(in: store) { _ throws(StoreError) in
            count += 1
            return true
        }
        return count
    }

    /// The places at which people of the audience may be: those that rows name, whoever is there.
    package func possiblePlaces(in store: MessageStore) throws(StoreError) -> [AudiencePlace] {
        if case .selection(let selection) = audience {
            return try store.possiblePlaces(of: selection, event: event.id)
        }
        // Everyone is due at once, wherever they are.
        var found: [AudiencePlace] = []
        let everywhere = RowRange(after: 0, through: .max)
        try store.recipients(of: audience, event: event.id, part: everywhere) { row throws(StoreError) in
            guard notification.admits(row, of: event) else { return true }
            found = [AudiencePlace(timeZone: nil, region: nil, count: 1)]
            return false
        }
        return found
    }

    /// Whether somebody of the audience is at one of these places.
    package func hasPeople(at place: AudiencePlace, in store: MessageStore) throws(StoreError) -> Bool {
        guard case .selection(let selection) = audience else { return true }
        return try store.hasPeople(selection, event: event.id, at: place) {
            notification.admits($0, of: event)
        }
    }

    /// When the people of an audience are due.
    package struct Span {
        /// When the first is due.
        package let first: Int64
        /// When the last is due.
        package let last: Int64
        /// When it is too late for everyone.
        package let lateUntil: Int64
        /// Whether nobody is there: the event's own zone stands for them.
        package let isEmpty: Bool
    }

    /// When the people at these places are due; nil when the fact it counts from is not known.
    ///
    /// - Parameters:
    ///   - places: where people may be.
    ///   - isThere: whether somebody of the audience is; asked of places only whose hour may be the first or the last.
    /// - Returns: their hours.
    /// - Throws: what `isThere` throws.
    package mutating func span(
        of places: [AudiencePlace],
        isThere: (AudiencePlace) throws(StoreError) -> Bool
    ) throws(StoreError) -> Span? {
        var dues: [(place: AudiencePlace, due: Due)] = []
        for place in places {
            if let due = due(timeZone: place.timeZone, region: place.region) { dues.append((place, due)) }
        }
        var known: [AudiencePlace: Bool] = [:]
        func extreme(
            _ isBefore: (Due, Due) -> Bool
        ) throws(StoreError) -> Due? {
            for (place, due) in dues.sorted(by: { isBefore($0.due, $1.due) }) {
                if known[place] == nil { known[place] = try isThere(place) }
                if known[place] == true { return due }
            }
            return nil
        }
        if let first = try extreme({ $0.at < $1.at }), let last = try extreme({ $0.at > $1.at }),
            let latest = try extreme({ $0.lateUntil > $1.lateUntil })
        {
            return Span(first: first.at, last: last.at, lateUntil: latest.lateUntil, isEmpty: false)
        }
        return due(timeZone: nil, region: nil).map {
            Span(first: $0.at, last: $0.at, lateUntil: $0.lateUntil, isEmpty: true)
        }
    }

    /// When the people who were counted at these places are due.
    package mutating func span(of places: [AudiencePlace]) -> Span? {
        // Nothing is asked of the database.
        (try? span(of: places) { _ in true }) ?? nil
    }

    /// What the rules say about the mailing now.
    package func plan(for span: Span) -> MailingPlan {
        var plan = MailingPlan(
            event: event.id,
            notification: notification.name,
            priority: priority,
            due: span.first,
            expires: span.lateUntil,
            approvers: notification.approval ? notification.approvers : 0
        )
        plan.nominal = nominal
        return plan
    }
}
