import Events
import Mail
import SQLite
import Store

extension Engine {
    /// Looks at the rules where something may have become due; part of the turn's transaction.
    ///
    /// What makes the last look stale are rows that others have written: prompts only tell of such rows.
    func planMailings(now: Int64) throws(SQLiteError) {
        if mailings.isStale { try heedActs() }
        guard mailings.isDue(now) else { return }
        mailings.nextInstant = nil
        let begin = Dispatcher.boardTime()
        var places: [String: [AudiencePlace]] = [:]
        // Whoever may yet register where its hour has not struck still belongs to a mailing to registrations.
        var awaited: Set<Int64> = []
        for kit in installation.events.values {
            for notification in kit.event.notifications where notification.isTimed {
                var planner = MailingPlanner(
                    event: kit.event,
                    notification: notification,
                    calendar: installation.calendar
                )
                let mailing = try look(&planner, places: &places, now: now)
                if let mailing, let last = planner.last(), last >= now {
                    awaited.insert(mailing)
                    remember(last + 1, now: now)
                }
            }
        }
        for mailing in try store.finishMailings(now: now, except: awaited) {
            observer.notice(.notice, "mailing \(mailing.event)/\(mailing.notification) is finished")
        }
        try store.withdrawLeftovers(now: now)
        try heedActs()
        mailings.isStale = false
        mailings.isFresh = false
        mailings.isRestored = false
        mailings.lookedAt = now
        mailings.lookTook = Dispatcher.boardTime() - begin
    }

    /// What a person has stopped or withdrawn: its letters that wait for a session go back at once.
    private func heedActs() throws(SQLiteError) {
        try heedPatience()
        let running = try store.mailings(in: [.running]).map(\.id)
        let stopped = Set(mailings.running).subtracting(running)
        if !stopped.isEmpty {
            dispatcher.takeBack(.returned, relay: nil) { $0.mailing.map(stopped.contains) == true }
        }
        mailings.running = running
    }

    /// The mailings whose messages may be claimed now.
    func runningMailings() -> [Int64] { mailings.running }

    /// - Returns: the mailing, when it is on its way.
    private func look(
        _ planner: inout MailingPlanner,
        places: inout [String: [AudiencePlace]],
        now: Int64
    ) throws(SQLiteError) -> Int64? {
        let event = planner.event, notification = planner.notification
        let before = try store.mailing(event.id, notification.name)
        guard before?.state.isFinal != true || before?.state == .missed else { return nil }
        let key = "\(event.id)/\(planner.audience)"
        let there: [AudiencePlace]
        if let known = places[key] {
            there = known
        } else {
            there = try store.places(of: planner.audience, event: event.id)
            places[key] = there
        }
        guard let span = planner.span(of: there), let plan = planner.plan(for: there) else {
            return nil
        }
        guard let mailing = try store.plan(plan, now: now), !mailing.state.isFinal else { return nil }
        if mailing.frozenAt == nil {
            try open(mailing, &planner, span: span, isEmpty: there.isEmpty, now: now)
        } else {
            if mailings.isFresh { try move(mailing, &planner, from: before?.due ?? mailing.due, now: now) }
            try keep(mailing, &planner, now: now)
        }
        return mailing.id
    }

    private func remember(_ instant: Int64, now: Int64) {
        guard instant > now else { return }
        mailings.nextInstant = min(mailings.nextInstant ?? instant, instant)
    }

    // MARK: the time comes

    private func open(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        span: (first: Int64, last: Int64, lateUntil: Int64),
        isEmpty: Bool,
        now: Int64
    ) throws(SQLiteError) {
        // Someone may yet arrive in a zone that is further east.
        if let earliest = planner.earliest() { remember(earliest, now: now) }
        remember(span.first, now: now)
        remember(span.lateUntil + 1, now: now)
        guard span.first <= now, mailing.state == .scheduled else { return }
        if span.lateUntil < now {
            try miss(mailing, &planner, now: now)
        } else if !isEmpty {
            try freeze(mailing, &planner, now: now)
        }
    }

    /// Too late for everyone: each of them is accounted for all the same.
    private func miss(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(SQLiteError) {
        let language = installation.configuration.language.rawValue
        try freezeAudience(mailing, &planner, sizes: [], now: now)
        try store.move(
            mailing: mailing.id,
            to: .missed,
            reason: Reasons.missed.text(in: language),
            actor: "vestnikd",
            now: now
        )
        observer.notice(
            .warning,
            "mailing \(mailing.event)/\(mailing.notification) is missed: \(Reasons.missed.text(in: language))"
        )
    }

    private func freeze(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(SQLiteError) {
        let notification = planner.notification
        let total = try store.count(planner.audience, event: planner.event.id)
        let sizes = notification.waves.isEmpty ? [] : notification.waveSizes(of: total)
        guard let audience = try freezeAudience(mailing, &planner, sizes: sizes, now: now) else { return }
        figures.planned += audience
        observer.notice(
            .notice,
            "mailing \(mailing.event)/\(mailing.notification) is for \(audience) people"
        )
        try sendProofs(mailing, &planner, now: now)
        if let cap = notification.cap, audience > cap {
            let reason = Reasons.overCap(cap, audience: audience)
                .text(in: installation.configuration.language.rawValue)
            try store.move(mailing: mailing.id, to: .paused, reason: reason, now: now)
            observer.notice(.error, "mailing \(mailing.event)/\(mailing.notification) is paused: \(reason)")
        }
    }

    @discardableResult
    private func freezeAudience(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        sizes: [Int],
        now: Int64
    ) throws(SQLiteError) -> Int? {
        let world = self.world(now: now)
        var waves = WaveCounter(sizes: sizes)
        var local = planner
        let audience = try store.freeze(mailing: mailing.id, audience: planner.audience, now: now) { row in
            guard let message = local.message(for: row, wave: Int64(waves.wave), world: world) else {
                return nil
            }
            waves.next()
            return message
        }
        try world.doubt.check()
        planner = local
        return audience
    }

    /// Copies to named addresses, before anyone else gets the letter.
    private func sendProofs(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(SQLiteError) {
        guard !planner.notification.proofs.isEmpty else { return }
        var sample: PersonRow?
        try store.people(planner.audience, event: mailing.event) { row throws(SQLiteError) in
            sample = row
            return false
        }
        guard let sample else { return }
        let world = self.world(now: now)
        var copies: [NewMessage] = []
        for proof in planner.notification.proofs {
            guard var copy = planner.message(for: sample, world: world) else { continue }
            copy.personKey = MailingPlanner.proofPrefix + proof.key
            copy.email = proof.wire
            copy.domain = proof.asciiDomain
            copy.lane = .prompted
            copy.due = now
            copy.state = .queued
            copy.reason = nil
            copy.messageID = newMessageID(planner.event)
            copies.append(copy)
        }
        try world.doubt.check()
        try store.settle(prompts: [], messages: copies, now: now)
    }

    // MARK: while it runs

    /// Facts or rules moved: what is not yet sent moves with them.
    private func move(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        from oldDue: Int64,
        now: Int64
    ) throws(SQLiteError) {
        var local = planner
        let hasWaves = !planner.notification.waves.isEmpty
        let delay = Int64(planner.notification.undo.seconds) * 1000
        let shift = mailing.due - oldDue
        let moved = try store.reschedule(mailing: mailing.id, now: now) { message in
            // Waves keep their distance from each other.
            if hasWaves { return shift == 0 ? nil : (message.due + shift, message.expires + shift) }
            guard let due = local.due(timeZone: message.timeZone, region: message.region),
                due.at + delay != message.due
            else { return nil }
            let end = local.lateUntil(
                from: due.at + delay,
                timeZone: message.timeZone,
                region: message.region
            )
            return (due.at + delay, delay > 0 ? max(due.lateUntil + delay, end) : due.lateUntil)
        }
        planner = local
        guard moved > 0 else { return }
        observer.notice(
            .notice,
            "mailing \(mailing.event)/\(mailing.notification): \(moved) messages moved with the facts"
        )
    }

    private func keep(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(SQLiteError) {
        if planner.notification.audience == .unanswered {
            let withdrawn = try store.withdrawAnswered(
                mailing: mailing.id,
                event: mailing.event,
                match: planner.match,
                reason: Reasons.answered.text(in: installation.configuration.language.rawValue),
                now: now
            )
            if withdrawn > 0 {
                observer.notice(
                    .info,
                    "mailing \(mailing.event)/\(mailing.notification): \(withdrawn) have answered meanwhile"
                )
            }
        }
        guard planner.notification.audience?.isOfInvitees == false, let frozenAt = mailing.frozenAt else {
            return
        }
        // Whoever registers before the reminder's hour in their own zone still gets it.
        let world = self.world(now: now)
        var late: [NewMessage] = []
        var local = planner
        try store.people(planner.audience, event: mailing.event) { row throws(SQLiteError) in
            guard let created = row.createdAt.flatMap(MailingPlanner.instant), created >= frozenAt - 60_000,
                let message = local.message(for: row, world: world), message.due >= now
            else { return true }
            late.append(message)
            return true
        }
        try world.doubt.check()
        planner = local
        let isHeld = mailing.state == .awaitingApproval
        if isHeld {
            for index in late.indices where late[index].state == .queued {
                late[index].state = .held
                late[index].reason = Store.awaitsApproval
            }
        }
        figures.planned += try store.extend(mailing: mailing.id, by: late, now: now)
    }
}

/// Counts people off into waves.
struct WaveCounter {
    private var sizes: ArraySlice<Int>
    private var inWave = 0
    /// The wave of the next person, from 0.
    private(set) var wave = 0

    /// Waves of these sizes; what they leave belongs to the last.
    init(sizes: [Int]) { self.sizes = sizes[...] }

    /// One person more.
    mutating func next() {
        guard let size = sizes.first else { return }
        inWave += 1
        guard inWave >= size, sizes.count > 1 else { return }
        sizes = sizes.dropFirst()
        inWave = 0
        wave += 1
    }
}
