import Events
import Mail
import SQLite
import Store

extension Engine {
    /// How many prompts one turn plans when their letters cannot go at once: a long queue is worked off while others go.
    static let promptsPerTurn = 256
    /// For how long, in milliseconds, prompts may wait for sessions that have enough to do.
    static let promptPatience: Int64 = 1000

    /// Turns prompts into messages and looks after the mailings; part of the turn's transaction.
    ///
    /// Some of them may be claimed at once, as `berth` allows: those are returned.
    func plan(_ berth: inout Berth) throws(SQLiteError) -> [Claimed] {
        let now = clock.now()
        // Before any letter is planned: it carries the SEQUENCE of the facts that it tells.
        if mailings.isFresh { try noticeMovedFacts(now: now) }
        // Those for events without a folder wait for it, and nobody waits for them.
        let limit = promptLimit(berth)
        let prompts =
            limit > 0
            ? try store.prompts(
                limit: limit,
                events: installation.events.keys.sorted(),
                changedBefore: now - shortestSettle
            )
            : []
        if mailings.isStale { try noticeUnknownEvents() }
        let claimed = prompts.isEmpty ? [] : try plan(prompts, now: now, &berth)
        try planMailings(now: now)
        let language = installation.configuration.language.rawValue
        let reasons = ExpiryReasons(
            tried: Reasons.giveUp.text(in: language),
            untried: Reasons.missed.text(in: language),
            inDoubt: Reasons.inDoubtTooLate.text(in: language)
        )
        try store.expireOverdue(now: now, reasons: reasons)
        return claimed
    }

    /// How many prompts are planned now.
    ///
    /// While letters flow, as many as can be claimed with it: what is planned later need not be put into the queue and
    /// taken out again.
    private func promptLimit(_ berth: Berth) -> Int {
        let moment = Dispatcher.boardTime()
        let free = berth.room - berth.ready
        if berth.isFlowing, !berth.isSpent, free <= 0, moment - plannedAt < Self.promptPatience { return 0 }
        plannedAt = moment
        return berth.isFlowing && !berth.isSpent && free > 0 ? free : max(Self.promptsPerTurn, free)
    }

    private func noticeUnknownEvents() throws(SQLiteError) {
        for event in try store.promptedEvents(after: &lookedAtPrompt) where installation.events[event] == nil
        {
            guard unknownEvents.insert(event).inserted else { continue }
            observer.notice(.warning, "registrations name the event \(event), which has no folder")
        }
    }

    private func plan(
        _ prompts: [Prompt],
        now: Int64,
        _ berth: inout Berth
    ) throws(SQLiteError) -> [Claimed] {
        var batch = PromptBatch()
        var claimed: [Claimed] = []
        var world = self.world(now: now)
        var people: Set<String> = []
        for prompt in prompts {
            guard let kit = installation.events[prompt.event] else { continue }
            // Prompts of one person must be settled in their order: cancelled after registered.
            // So must two letters to one address, which count against its limit.
            let isAgain = !people.insert(prompt.registration?.email.lowercased() ?? "").inserted
            let isReaddressed = prompt.kind == .readdressed
            if !batch.cancellations.isEmpty || prompt.kind == .cancelled || isReaddressed || isAgain {
                try world.doubt.check()
                claimed += try settle(&batch, now: now)
                world = self.world(now: now)
            }
            if isReaddressed, let row = prompt.registration {
                try readdress(row, event: kit.event, world: world)
            }
            let decision = PromptPlanner.decide(prompt, event: kit.event, world: world)
            batch.settled.append(prompt.id)
            for var message in decision.messages {
                if berth.takes(message, of: prompt, now: now) {
                    nextClaim += 1
                    message.claim = nextClaim
                }
                batch.people.append(message.claim == nil ? nil : prompt.registration)
                batch.messages.append(message)
            }
            batch.cancellations += decision.cancellations
        }
        try world.doubt.check()
        claimed += try settle(&batch, now: now)
        return claimed
    }

    /// What waits for a registration goes to the address that the registration has now.
    private func readdress(
        _ row: PersonRow,
        event: Event,
        world: PromptPlanner.World
    ) throws(SQLiteError) {
        let address = Result { () throws(AddressError) in try Address(row.email) }
        let key = PromptPlanner.personKey(address, raw: row.email)
        let move = NewAddress(
            email: row.email,
            domain: (try? address.get())?.asciiDomain ?? "",
            personKey: key
        )
        try store.readdress(registration: row.id, event: event.id, to: move, now: world.now) { message in
            let objection = PromptPlanner.objection(
                address,
                row: row,
                keys: [key],
                lane: event.notification(named: message.notification)?.bulk == true ? .bulk : .prompted,
                at: .max,
                world: world
            )
            switch message.state {
            case .held where !PromptPlanner.isHeldAsMistyped(message): return nil
            default: return objection ?? (.queued, nil)
            }
        }
    }

    /// - Returns: the messages that were claimed as they were inserted.
    private func settle(_ batch: inout PromptBatch, now: Int64) throws(SQLiteError) -> [Claimed] {
        defer { batch = PromptBatch() }
        guard !batch.settled.isEmpty else { return [] }
        let inserted = try store.settle(
            prompts: batch.settled,
            messages: batch.messages,
            cancellations: batch.cancellations,
            now: now
        )
        figures.planned += max(1, inserted.count)
        return inserted.compactMap { made in
            guard made.isClaimed, let person = batch.people[made.index] else { return nil }
            return Claimed(id: made.id, batch.messages[made.index], person: person, now: now)
        }
    }

    /// A Message-ID that nobody can guess, at the sender's domain (RFC 5322 §3.6.4).
    func newMessageID(_ event: Event) -> String {
        let left = String(random.next(), radix: 36) + "." + String(random.next(), radix: 36)
        return "<\(left)@\(event.sender.address.asciiDomain)>"
    }

    /// The shortest `settle` of any notification about changes, in milliseconds.
    private var shortestSettle: Int64 {
        let settles = installation.events.values.flatMap { kit in
            kit.event.notifications.filter { $0.trigger == .on(.changed) }.map {
                Int64($0.settle.seconds) * 1000
            }
        }
        return settles.min() ?? 0
    }

    /// The SEQUENCE of an event's calendar entry: it grows when its facts move.
    func sequence(of event: String) -> Int {
        mailings.sequences[event] ?? 0
    }
}

/// What prompts have come to and is not written down yet.
private struct PromptBatch {
    var settled: [Int64] = []
    var messages: [NewMessage] = []
    /// For each message that is to be claimed at once the registration that it tells of.
    var people: [PersonRow?] = []
    var cancellations: [Cancellation] = []
}
