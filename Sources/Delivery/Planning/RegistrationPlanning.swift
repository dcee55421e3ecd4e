import Events
import Foundation
import Intake
import Mail
import Planning
import Store

/// Looks at people whose registration has changed, and makes the letters that make true what they were told.
extension Engine {
    /// How many changes one turn takes over when their letters cannot go at once: a long queue is worked off while
    /// others go.
    static let changesPerTurn = 256
    /// How many changes are taken over before the time is asked: all of these are, for somebody waits for each.
    static let changesInPart = 64
    /// For how long, in milliseconds, changes may wait for sessions that have enough to do.
    static let changePatience: Int64 = 1000

    /// Takes over what the intake tells, and plans the letters; part of the turn's transaction.
    ///
    /// - Returns: letters that were claimed as they were made, as `budget` allows.
    func planRegistrations(_ budget: inout ClaimBudget, now: Int64) throws(StoreError) -> [ClaimedMessage] {
        let limit = changeLimit(budget)
        let count = min(pendingChanges.count, max(0, limit))
        var claimed: [ClaimedMessage] = []
        let history = history(now: now)
        var visited = 0
        consumedChanges = 0
        while consumedChanges < count {
            let part = consumedChanges..<min(count, consumedChanges + Self.changesInPart)
            visited += try planChanges(part, history: history, &budget, &claimed)
            consumedChanges = part.upperBound
            guard turnTime.isLeftForChanges() else { break }
        }
        // They may be people of an audience: our own commits wake nobody.
        if visited > 0 { mailings.isStale = true }
        if consumedChanges == count { try lookAgain(limit - visited, history: history, &budget, &claimed) }
        try walkOn(&claimed, history: history, &budget, now: now)
        return claimed
    }

    /// Takes over some changes.
    ///
    /// - Returns: how many people were looked at.
    private func planChanges(
        _ part: Range<Int>,
        history: PersonHistory,
        _ budget: inout ClaimBudget,
        _ claimed: inout [ClaimedMessage]
    ) throws(StoreError) -> Int {
        let now = history.rules.now
        let visits = try takeOver(part, now: now)
        var fresh = FreshLetters()
        for visit in visits.all {
            // Whoever was told something in this turn, under this registration or another, is asked about again.
            if visit.row == nil || fresh.concern(visit.look.personKey) {
                try add(&fresh, to: &claimed, now: now)
            }
            try look(
                at: visit.look,
                since: visit.at,
                knowing: visit.row,
                history: history,
                &budget,
                &fresh
            )
            if visit.row == nil || fresh.isFull { try add(&fresh, to: &claimed, now: now) }
        }
        try add(&fresh, to: &claimed, now: now)
        return visits.all.count
    }

    /// Looks at those who wait to be looked at again, so many at most, while the turn has time.
    private func lookAgain(
        _ limit: Int,
        history: PersonHistory,
        _ budget: inout ClaimBudget,
        _ claimed: inout [ClaimedMessage]
    ) throws(StoreError) {
        state.hasLooksLeft = false
        guard hasLooks, limit > 0 else { return }
        var fresh = FreshLetters()
        let again = try store.looks(events: site.events.keys.sorted(), limit: limit)
        for (look, at) in again {
            try store.tookLook(look)
            try self.look(at: look, since: at, history: history, &budget, &fresh)
            try add(&fresh, to: &claimed, now: history.rules.now)
            guard turnTime.isLeft() else {
                state.hasLooksLeft = true
                return
            }
        }
        hasLooks = !again.isEmpty
    }

    /// Makes versions of what the intake has told, and tells who is to be looked at for it.
    private func takeOver(_ part: Range<Int>, now: Int64) throws(StoreError) -> Visits {
        var visits = Visits()
        let isErasing = try store.hasPendingErasures()
        // Rows that follow each other are taken over together.
        var rows: [PersonRow] = []
        var origins: [(at: Int64, isQueued: Bool)] = []
        for place in part {
            let registration = pendingChanges[place].registration
            if isErasing, try store.isErased(registration: registration) { continue }
            let at = moment(of: pendingChanges[place])
            if let row = pendingChanges[place].row {
                rows.append(PersonRow(row))
                origins.append((at, pendingChanges[place].id != nil))
                continue
            }
            try see(&rows, &origins, &visits, now: now)
            if case .vanished(let old) = try store.vanish(registration: registration, now: now) {
                visits.note(old, at: at)
            }
        }
        try see(&rows, &origins, &visits, now: now)
        return visits
    }

    /// Makes versions of rows that the intake has told, and notes their people; none are left afterwards.
    private func see(
        _ rows: inout [PersonRow],
        _ origins: inout [(at: Int64, isQueued: Bool)],
        _ visits: inout Visits,
        now: Int64
    ) throws(StoreError) {
        guard !rows.isEmpty else { return }
        for (place, sighting) in try store.see(rows, now: now).enumerated() {
            let at = origins[place].at
            switch sighting {
            case .unchanged: if origins[place].isQueued { visits.note(rows[place], at: at) }
            case .appeared(let version):
                rows[place].version = version
                visits.note(rows[place], at: at, isNew: true)
                try noteLate(rows[place])
            case .changed(let old), .vanished(let old):
                visits.note(old, at: at)
                visits.note(rows[place], at: at)
                try noteLate(rows[place])
            }
        }
        rows.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
    }

    /// When a change came about; of one that nobody queued, when the row was written: it may be old.
    private func moment(of change: IntakeChange) -> Int64 {
        guard change.id == nil, let written = change.row?.updatedAt.flatMap(MailingPlanner.instant) else {
            return change.at
        }
        return min(written, change.at)
    }

    /// How many people are looked at now.
    ///
    /// While letters flow, as many as can be claimed with it: what is planned later need not be put into the queue and
    /// taken out again.
    private func changeLimit(_ budget: ClaimBudget) -> Int {
        let moment = Uptime.now()
        let free = budget.room - budget.ready
        if budget.isFlowing, !budget.isSpent, free <= 0, moment - plannedAt < Self.changePatience { return 0 }
        plannedAt = moment
        return budget.isFlowing && !budget.isSpent && free > 0 ? free : max(Self.changesPerTurn, free)
    }

    /// What planning may ask.
    func history(now: Int64) -> PersonHistory {
        let configuration = site.configuration
        return PersonHistory(
            store: store,
            slips: slips,
            rules: PersonHistory.Rules(
                now: now,
                language: configuration.language.rawValue,
                giveUpAfter: configuration.retry.giveUpAfter.inMilliseconds,
                restoredAt: restoredAt,
                perAddressPerDay: configuration.limits.perAddressPerDay,
                languages: site.languages
            ),
            newID: { [unowned self] in newID() }
        )
    }

    /// Adds the letters that looks have made to the queue; those of them that are claimed go.
    func add(
        _ fresh: inout FreshLetters,
        to claimed: inout [ClaimedMessage],
        now: Int64
    ) throws(StoreError) {
        guard !fresh.all.isEmpty else { return }
        let made = try store.add(fresh.all.map(\.message), now: now)
        for (letter, made) in zip(fresh.all, made) {
            guard let made else { continue }
            figures.planned += 1
            guard made.isClaimed,
                let message = ClaimedMessage(id: made.id, letter.message, person: letter.person, now: now)
            else { continue }
            claimed.append(message)
        }
        fresh = FreshLetters()
    }

    /// Compares what a person was told with what their registration is, and sees to the difference.
    func look(
        at look: Look,
        since at: Int64,
        knowing row: PersonRow? = nil,
        history: PersonHistory,
        _ budget: inout ClaimBudget,
        _ fresh: inout FreshLetters
    ) throws(StoreError) {
        let now = history.rules.now
        guard let rules = eventRules[look.event] else {
            // Those for events without a folder wait for it, and nobody waits for them.
            try store.askForLook(look.personKey, event: look.event, now: at)
            noticeUnknownEvent(look.event)
            return
        }
        let rows = try store.registrations(of: look.personKey, event: look.event, knowing: row)
        let letters = rules.letters(try history.letters(of: look.personKey))
        let flying = letters.filter { $0.state == .sending && $0.tells != nil }
        guard flying.isEmpty else {
            // What has not begun comes back at once; what is on the wire lands first, and tells what it tells.
            let ids = Set(flying.map(\.id))
            readyQueue.takeBack { ids.contains($0.id) }
            try store.askForLook(look.personKey, event: look.event, now: at)
            hasLooks = true
            return
        }
        let told = Told(letters)
        let standing = ToldTable.standing(among: rows, told: told)
        try withdrawOthers(letters, row: standing, event: rules.event, now: now)
        let decision = RegistrationDecision(
            rules: rules,
            facts: mailings.facts[look.event],
            history: history
        )
        let wanted = try decision.letter(told: told, row: standing, letters: letters, since: at)
        let plan = Reconciliation(
            notification: wanted?.notification.name,
            tells: wanted?.wanted.tells,
            row: standing,
            letters: letters,
            told: told,
            changeOf: wanted?.change.map { _ in wanted?.facts ?? 0 }
        )
        if !plan.outdated.isEmpty {
            let reason = Reasons.outdated.text(in: history.rules.language)
            try store.withdraw(plan.outdated, cause: .outdated, reason: reason, now: now)
        }
        guard let wanted, plan.isNew || plan.revised != nil else { return }
        try write(wanted, plan, history: history, &budget, &fresh)
    }

    private func write(
        _ letter: RegistrationLetter,
        _ plan: Reconciliation,
        history: PersonHistory,
        _ budget: inout ClaimBudget,
        _ fresh: inout FreshLetters
    ) throws(StoreError) {
        let now = history.rules.now
        var message = try letter.message(
            round: plan.round,
            replacing: plan.revised,
            history: history
        )
        var mailing: Int64?
        if letter.differences.contains(.facts) {
            mailing = try factsMailing(letter, &message, now: now)
            // Who has withdrawn the mailing has said that nobody is told of these facts by themselves.
            if mailing == nil, letter.differences == .facts { return }
        }
        history.note(message)
        if let waiting = plan.revised {
            // What a person or the whole mailing has stopped stays stopped, and what a person has let go stays free
            // as long as the row says what that person has seen.
            let isSeen = waiting.registration == letter.row.id && waiting.version == letter.row.version
            let isOfTheRow = waiting.cause.map { Objection.ofTheRow.contains($0) } ?? false
            let keeps = waiting.state == .held ? !isOfTheRow : isSeen
            try store.revise(waiting.id, as: message, keepsState: keeps, now: now)
        } else {
            if mailing == nil, budget.takes(message, now: now) {
                nextClaim += 1
                message.claim = nextClaim
            }
            fresh.append(message, to: letter.row)
        }
    }

    /// Letters to a registrant that are not about the registration itself, and wait though there is none any more.
    private func withdrawOthers(
        _ letters: [PastLetter],
        row: PersonRow?,
        event: Event,
        now: Int64
    ) throws(StoreError) {
        guard row == nil || row?.status == RegistrationStatus.cancelled.rawValue else { return }
        let ids = letters.filter { letter in
            guard letter.registration != nil, letter.tells == nil,
                letter.isWaiting || letter.state == .inDoubt
            else { return false }
            let audience = event.notification(named: letter.notification)?.audience
            return row == nil || audience?.statuses.contains(RegistrationStatus.cancelled.rawValue) != true
        }.map(\.id)
        let reason = Reasons.registrationCancelled.text(in: site.configuration.language.rawValue)
        try store.withdraw(ids, cause: .registrationCancelled, reason: reason, now: now)
    }

    private func noticeUnknownEvent(_ event: String) {
        // What is held back has been told.
        guard site.heldBack[event] == nil, unknownEvents.count < 100,
            unknownEvents.insert(event).inserted
        else { return }
        tell(.warning, Notices.unknownEvent(event))
    }

    /// A name that nobody can guess: 124 bits in letters and digits, with a full stop in the middle.
    func newID() -> String {
        let digits: StaticString = "0123456789abcdefghijklmnopqrstuv"
        var numbers = (random.next(), random.next())
        return String(unsafeUninitializedCapacity: 26) { bytes in
            for place in 0..<26 {
                guard place != 12 else {
                    bytes[place] = UInt8(ascii: ".")
                    continue
                }
                let digit = place < 12 ? numbers.0 : numbers.1
                bytes[place] = digits.utf8Start[Int(digit % 32)]
                if place < 12 { numbers.0 /= 32 } else { numbers.1 /= 32 }
            }
            return 26
        }
    }

    /// A Message-ID that nobody can guess, at the sender's domain (RFC 5322 §3.6.4).
    func newMessageID(_ event: Event) -> String { "<\(newID())@\(event.sender.address.asciiDomain)>" }
}

extension PersonRow {
    /// A registration as the intake has it, with the identity of the person behind it.
    init(_ row: IntakeRow) {
        var columns = Columns(kind: .registration, id: row.id, event: row.event, email: row.email)
        columns.name = row.name
        columns.organization = row.organization
        columns.position = row.position
        columns.region = row.region
        columns.language = row.language
        columns.timeZone = row.timeZone
        columns.status = row.status
        columns.details = row.details
        columns.createdAt = row.createdAt
        columns.updatedAt = row.updatedAt
        columns.key = row.key
        columns.personKey = Address.identity(of: row.email)
        if !row.faults.isEmpty {
            columns.faults = row.faults.map { "\($0.column) \($0.kind.rawValue) \($0.figure)" }.joined(
                separator: "\n"
            )
        }
        self.init(columns)
    }
}
