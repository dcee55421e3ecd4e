import Delivery
public import Site
import Events
import Foundation
import Letters
import Mail
public import Store

/// A forecast: what will go when, by the planner that the engine itself asks.
///
/// It only reads: nothing is planned, nothing sent.
///
/// People are taken as their rows are now. For a moment other than now it is supposed that the daemon runs in between,
/// that every letter is accepted, and that nobody approves, stops or releases anything.
public struct ScheduleForecast {
    let site: Site
    let store: MessageStore
    let now: Int64
    private let at: Int64
    let language: String
    /// Of mailings for more people only figures are told; their people are handed over one by one
    /// (``people(event:notification:_:)``).
    var exactUpTo = 5000
    /// Takes each person as soon as it is found, out of the mailing; nil: they are gathered.
    private var take: ((inout ScheduledMailing) -> Bool)?

    /// A simulation of how things stand at `at`, seen from `now`: milliseconds since 1970 UTC.
    public init(site: Site, store: MessageStore, now: Int64, at: Int64) {
        self.site = site
        self.store = store
        self.now = now
        self.at = at
        language = site.configuration.language.rawValue
    }

    /// All timed notifications of an event, or of every event, in the order of their time.
    public func run(event: String? = nil) throws(StoreError) -> [ScheduledMailing] {
        var mailings: [ScheduledMailing] = []
        for (name, kit) in site.events.sorted(by: { $0.key < $1.key })
        where event == nil || event == name {
            for notification in kit.event.notifications {
                if isShown(notification, kit.event) {
                    mailings.append(try mailing(notification, kit.event))
                } else if let facts = try factsMailing(notification, kit.event) {
                    mailings.append(facts)
                }
            }
        }
        return mailings.enumerated().sorted {
            ($0.element.firstAt ?? .max, $0.offset) < ($1.element.firstAt ?? .max, $1.offset)
        }.map(\.element)
    }

    /// One timed notification; nil when the event has none of that name.
    public func run(event: String, notification name: String) throws(StoreError) -> ScheduledMailing? {
        guard let event = site.events[event]?.event,
            let notification = event.notification(named: name)
        else { return nil }
        guard isShown(notification, event) else { return try factsMailing(notification, event) }
        return try mailing(notification, event)
    }

    /// Hands over the people of a mailing one by one, however many they are: who gets it, or who does not.
    ///
    /// - Parameters:
    ///   - mailing: one that ``run(event:)`` has told.
    ///   - body: takes the mailing with one recipient, or one who is left out; false ends it.
    /// - Throws: the database cannot be read.
    public func people(
        of mailing: ScheduledMailing,
        _ body: @escaping (ScheduledMailing) -> Bool
    ) throws(StoreError) {
        guard mailing.figures != nil else {
            var one = mailing
            for recipient in mailing.recipients {
                (one.recipients, one.leftOut) = ([recipient], [])
                guard body(one) else { return }
            }
            for person in mailing.leftOut {
                (one.recipients, one.leftOut) = ([], [person])
                guard body(one) else { return }
            }
            return
        }
        var streaming = self
        streaming.exactUpTo = .max - 1
        streaming.take = { found in
            var one = mailing
            (one.recipients, one.leftOut) = (found.recipients, found.leftOut)
            found.recipients.removeAll(keepingCapacity: true)
            found.leftOut.removeAll(keepingCapacity: true)
            return body(one)
        }
        _ = try streaming.run(event: mailing.event, notification: mailing.notification)
    }

    /// - Returns: false where nobody wants more.
    private func handOver(_ result: inout ScheduledMailing) -> Bool {
        guard let take, !(result.recipients.isEmpty && result.leftOut.isEmpty) else { return true }
        return take(&result)
    }

    /// Every mailing; the one that says that an event is called off only where it is.
    private func isShown(_ notification: Events.Notification, _ event: Event) -> Bool {
        notification.isTimed || notification.isMailing && event.isCancelled
    }

    private func mailing(
        _ notification: Events.Notification,
        _ event: Event
    ) throws(StoreError) -> ScheduledMailing {
        let known = try store.mailing(event.id, notification.name)
        var result = ScheduledMailing(
            event: event.id,
            notification: notification.name,
            state: known?.state ?? .scheduled,
            reason: known?.reason,
            audience: known?.audience ?? 0,
            zone: event.timeZone
        )
        var planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: known,
            now: min(now, at)
        )
        result.late = try LateInvitees(event: event, calendar: site.calendar, store: store)
            .rows(of: notification, now: now).count
        if event.isCancelled, notification.isTimed, known?.state.isFinal != true {
            // Nothing of it goes any more.
            result.state = .cancelled
            result.reason = Reasons.eventCancelled.text(in: language)
            let asked = planner
            let span = try planner.span(of: planner.possiblePlaces(in: store)) { place throws(StoreError) in
                try asked.hasPeople(at: place, in: store)
            }
            if let span { (result.firstAt, result.lastAt) = (span.first, span.last) }
            return result
        }
        let isFrozen = known?.frozenAt != nil
        if try isLarge(planner, known) {
            if let known, isFrozen {
                try countFrozen(known, &planner, &result)
            } else {
                try countFutureAudience(&planner, &result)
            }
        } else if let known, isFrozen {
            try follow(known, planner, &result)
        } else {
            try foresee(known, &planner, &result)
        }
        result.recipients.sort { ($0.at, $0.email) < ($1.at, $1.email) }
        if let first = result.recipients.first { result.firstAt = first.at }
        if let last = result.recipients.last { result.lastAt = last.at }
        result.state = state(result, known, notification, lateUntil: planner.lastLateUntil)
        return result
    }

    // MARK: an audience that is not known yet

    private func foresee(
        _ known: Mailing?,
        _ planner: inout MailingPlanner,
        _ result: inout ScheduledMailing
    ) throws(StoreError) {
        let asked = planner
        let found = try planner.span(of: planner.possiblePlaces(in: store)) { place throws(StoreError) in
            try asked.hasPeople(at: place, in: store)
        }
        guard let span = found else { return }
        result.firstAt = span.first
        result.lastAt = span.last
        let history = try history(at: max(min(now, at), span.first))
        var chosen: Set<Int64> = []
        let sizes =
            planner.notification.waves.isEmpty
            ? [] : planner.notification.waveSizes(of: try planner.size(in: store))
        var waves = WaveCounter(sizes: sizes)
        var planned = planner
        var wantsMore = true
        try planner.recipients(in: store) { row throws(StoreError) in
            chosen.insert(row.id)
            history.forget()
            let message = try planned.message(for: present(row), wave: Int64(waves.wave), history: history)
            if let message {
                waves.next()
                result.audience += 1
                try place(message, planned, &result)
            } else {
                let late = Reasons.registeredLate.text(in: language)
                result.leftOut.append(.init(email: row.email, reason: late, isOfAudience: false))
            }
            wantsMore = handOver(&result)
            return wantsMore
        }
        planner = planned
        guard planner.notification.isTimed, wantsMore else { return }
        let kind: PersonRow.Kind =
            planner.notification.audience?.isOfInvitees == false ? .registration : .invitee
        try store.rows(of: kind, event: planner.event.id) { row throws(StoreError) in
            guard !chosen.contains(row.id) else { return true }
            result.leftOut.append(
                .init(email: row.email, reason: exclusion(row, planned), isOfAudience: false)
            )
            return handOver(&result)
        }
    }

    /// The row as it would be known at the moment that is simulated.
    private func present(_ row: PersonRow) -> PersonRow {
        guard let created = row.createdAt.flatMap(MailingPlanner.instant), created > at else { return row }
        var row = row
        row.createdAt = Timestamp.text(at)
        return row
    }

    private func place(
        _ message: NewMessage,
        _ planner: MailingPlanner,
        _ result: inout ScheduledMailing
    ) throws(StoreError) {
        let reason = message.state == .queued ? nil : message.reason ?? message.state.rawValue
        add(
            email: message.email,
            name: message.name,
            timeZone: message.timeZone,
            region: message.region,
            due: message.due,
            expires: message.expires,
            reason: reason,
            planner,
            &result
        )
    }

    /// Why a row is not of the audience at all.
    private func exclusion(_ row: PersonRow, _ planner: MailingPlanner) -> String {
        if !planner.notification.admits(row, of: planner.event) {
            return Reasons.notAsked.text(in: language)
        }
        guard row.kind == .registration, let status = row.status else {
            return Reasons.answered.text(in: language)
        }
        let isWanted = planner.notification.audience?.statuses.contains(status) == true
        return (isWanted ? Reasons.sameAddress : Reasons.status(status)).text(in: language)
    }

    // MARK: an audience that is frozen

    func follow(
        _ mailing: Mailing,
        _ planner: MailingPlanner,
        _ result: inout ScheduledMailing
    ) throws(StoreError) {
        var filter = LogFilter()
        if mailing.facts != nil {
            // Of the same notification are letters to single people, too.
            filter.mailing = mailing.id
        } else {
            filter.event = mailing.event
            filter.notification = mailing.notification
        }
        result.firstAt = mailing.due
        try store.messages(filter) { message throws(StoreError) in
            // Copies are nobody's, and who gets a letter twice is one person.
            guard !message.personKey.hasPrefix(MailingPlanner.proofPrefix), message.resendOf == nil else {
                return true
            }
            let isWaiting: Bool =
                switch message.state {
                case .queued, .deferred, .sending: true
                case .held: message.cause == .awaitsApproval
                default: false
                }
            add(
                email: message.email,
                name: message.name,
                timeZone: message.timeZone,
                region: message.region,
                due: message.sent ?? message.nextAttempt ?? message.due,
                expires: isWaiting ? message.expires : nil,
                reason: isWaiting || message.state == .sent
                    ? nil : message.reason ?? message.reply ?? message.state.rawValue,
                planner,
                &result
            )
            return handOver(&result)
        }
    }

    func add(
        email: String,
        name: String?,
        timeZone own: String?,
        region: String?,
        due: Int64,
        expires: Int64?,
        reason: String?,
        _ planner: MailingPlanner,
        _ result: inout ScheduledMailing
    ) {
        let zone = Schedule.zone(own: own, region: region, event: planner.event)
        let goes = expires == nil ? due : planner.opening(from: due, zone: zone, region: region)
        var reason = reason
        if reason == nil, let expires, goes > expires { reason = Reasons.missed.text(in: language) }
        if let reason {
            result.leftOut.append(.init(email: email, reason: reason, isOfAudience: true))
        } else {
            result.recipients.append(.init(email: email, name: name, timeZone: zone.identifier, at: goes))
        }
    }

    // MARK: its state

    private func state(
        _ result: ScheduledMailing,
        _ known: Mailing?,
        _ notification: Events.Notification,
        lateUntil: Int64
    ) -> MailingState {
        let isOver = (result.lastAt ?? .max) <= at
        guard known?.frozenAt == nil else {
            return result.state == .running && isOver && at > now ? .finished : result.state
        }
        guard result.state == .scheduled || result.state == .missed, let first = result.firstAt else {
            return result.state
        }
        if lateUntil < min(now, at) { return .missed }
        if first > at || result.audience == 0 { return lateUntil < at ? .missed : .scheduled }
        let given = known.map { (try? store.approvals(mailing: $0.id).count) ?? 0 } ?? 0
        if notification.approval, given < notification.approvers { return .awaitingApproval }
        if let cap = notification.cap, result.audience > cap { return .paused }
        return isOver ? .finished : .running
    }

    func history(at moment: Int64) throws(StoreError) -> PersonHistory {
        let configuration = site.configuration
        return PersonHistory(
            store: store,
            slips: KnownDomains(),
            rules: PersonHistory.Rules(
                now: moment,
                language: language,
                giveUpAfter: configuration.retry.giveUpAfter.inMilliseconds,
                restoredAt: Int64(try store.meta("restored_at") ?? "") ?? 0,
                // What else will have gone by then is not known.
                perAddressPerDay: 0,
                languages: site.languages
            ),
            newID: { "simulated" }
        )
    }
}
