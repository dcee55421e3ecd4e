import Events
import Mail
import Store

/// A mailing whose audience is being gathered, with its planner, which keeps what it has found out about places.
struct OpenGathering {
    let mailing: Int64
    var planner: MailingPlanner
    /// Too late for everyone: each of them is accounted for all the same.
    let isMissed: Bool

    init(_ mailing: Mailing, _ planner: MailingPlanner, isMissed: Bool) {
        self.mailing = mailing.id
        self.planner = planner
        self.isMissed = isMissed
    }
}

/// Gathers the audiences of mailings whose time has come, in parts: a turn never keeps everyone else waiting for long.
///
/// How far it is stands in the database, in the same commit as the messages: a killed daemon goes on from there.
extension Engine {
    /// How many rows one part asks.
    static let gatheredRows = 50

    /// Goes on with the audience that was begun in an earlier turn; part of the turn's transaction.
    func gatherOn(_ gathering: OpenGathering, now: Int64) throws(StoreError) {
        guard let mailing = try store.mailing(id: gathering.mailing), mailing.state == .scheduled,
            mailing.frozenAt == nil
        else {
            // A person has stopped or withdrawn it.
            mailings.gathering = nil
            mailings.lookAtOnce()
            return
        }
        try gather(gathering, mailing, now: now)
        guard mailings.gathering == nil else { return }
        // Who came or left meanwhile is seen to at once, and so are mailings that have waited for this one.
        mailings.lookAtOnce()
        try heedActs()
    }

    /// Gathers parts of an audience while the turn has time, and lets the mailing go when it is whole.
    func gather(_ gathering: OpenGathering, _ mailing: Mailing, now: Int64) throws(StoreError) {
        turnTime.begin(.mailings)
        var gathering = gathering
        let notification = gathering.planner.notification
        let hasWaves = !notification.waves.isEmpty && !gathering.isMissed
        var total = mailing.gathering?.total ?? 0
        if hasWaves, mailing.gathering == nil {
            total = try gathering.planner.size(in: store)
        }
        var waves = WaveCounter(sizes: hasWaves ? notification.waveSizes(of: total) : [])
        if hasWaves { waves.skip(mailing.gathering?.people ?? 0) }
        let history = history(now: now)
        let facts = mailings.facts[mailing.event]?.id
        let lastLook = mailings.lastLook
        repeat {
            let part = try store.gather(
                mailing: mailing.id,
                audience: gathering.planner.audience,
                rows: Self.gatheredRows,
                total: total,
                now: now
            ) { row throws(StoreError) in
                history.forget()
                guard gathering.planner.belonged(row, lastLook: lastLook, now: now),
                    let message = try gathering.planner.message(
                        for: row,
                        wave: Int64(waves.wave),
                        facts: facts,
                        history: history
                    )
                else { return nil }
                waves.next()
                return unexpired(message)
            }
            guard let part else {
                mailings.gathering = nil
                return
            }
            if !gathering.isMissed { figures.planned += part.people }
            if let audience = part.audience {
                mailings.gathering = nil
                return try isWhole(mailing, gathering, audience: audience, now: now)
            }
        } while turnTime.isLeft()
        mailings.gathering = gathering
        mailings.gatherAt = Uptime.now() + gatheringRest
    }

    /// The audience is known: the mailing goes, or a person is asked, or it is too late.
    private func isWhole(
        _ mailing: Mailing,
        _ gathering: OpenGathering,
        audience: Int,
        now: Int64
    ) throws(StoreError) {
        let name = "\(mailing.event)/\(mailing.notification)"
        let language = site.configuration.language.rawValue
        guard !gathering.isMissed else {
            let reason = Reasons.missed.text(in: language)
            try store.move(
                mailing: mailing.id,
                to: .missed,
                cause: .missed,
                reason: reason,
                actor: "vestnikd",
                now: now
            )
            return tell(.warning, MailingNotices.missed(name, reason))
        }
        tell(.notice, MailingNotices.audience(name, audience))
        var planner = gathering.planner
        try sendProofs(mailing, &planner, now: now)
        if let cap = planner.notification.cap, audience > cap {
            let reason = Reasons.overCap(cap, audience: audience).text(in: language)
            try store.move(mailing: mailing.id, to: .paused, cause: .overCap, reason: reason, now: now)
            tell(.error, MailingNotices.paused(name, reason))
        }
    }

    /// The message; in doubt about the clock none is born expired.
    private func unexpired(_ message: NewMessage) -> NewMessage {
        guard message.state == .expired, clockGuard.isInDoubt else { return message }
        var message = message
        (message.state, message.cause, message.reason) = (.queued, nil, nil)
        return message
    }

    /// Copies to named addresses, before anyone else gets the letter.
    private func sendProofs(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(StoreError) {
        guard !planner.notification.proofs.isEmpty else { return }
        var sample: PersonRow?
        try planner.recipients(in: store) { row throws(StoreError) in
            sample = row
            return false
        }
        guard let sample else { return }
        let history = history(now: now)
        let facts = mailings.facts[mailing.event]?.id
        var copies: [NewMessage] = []
        for proof in planner.notification.proofs {
            guard var copy = try planner.message(for: sample, facts: facts, history: history) else {
                continue
            }
            copy.personKey = MailingPlanner.proofPrefix + proof.key
            copy.email = proof.wire
            copy.domain = proof.asciiDomain
            copy.priority = .prompted
            copy.due = now
            copy.state = .queued
            copy.cause = nil
            copy.reason = nil
            copy.messageID = newMessageID(planner.event)
            copies.append(copy)
        }
        for copy in copies { try store.add(copy, now: now) }
    }
}
