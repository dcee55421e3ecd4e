import SMTP
import Store

/// Messages that one relay cannot take as they are, though another may: larger than its SIZE allows, or in need of
/// SMTPUTF8 or 8BITMIME, which it lacks.
extension ReadyQueue.State {
    /// Looks for another relay for a message that this one cannot take as it is.
    ///
    /// - Returns: the outcome that stands; nil when the message waits for another relay instead.
    mutating func passOn(
        _ transfer: Transfer,
        _ outcome: Outcome,
        session: SessionInfo,
        at moment: Uptime
    ) -> Outcome? {
        let message = transfer.message
        ineligible[message.id, default: []].insert(session.relayID)
        guard let known = ineligible[message.id], known.count < relays.relays.count else { return outcome }
        guard otherRelay(for: message, at: moment) != nil else {
            // Another relay might take it, but none can be used now.
            var later = outcome
            later.kind = .deferred
            later.problem = Reasons.noOtherRelay(outcome.problem ?? .nothing)
            later.enhanced = nil
            return later
        }
        inFlight -= 1
        relays.undecided(session.relayID, at: moment)
        destinations.finished(message.domain, on: session.id, slowDown: false)
        waiting[message.priority.rawValue].insert(transfer.slot, at: 0)
        return nil
    }

    /// Gives back what waits for a relay other than the first, when none that could take it can be used.
    mutating func takeBackIneligible(now: WallTime, at moment: Uptime) {
        guard !ineligible.isEmpty else { return }
        let stranded = Set(
            waiting.joined().compactMap { slot -> Int64? in
                guard let message = transfers[slot]?.message, ineligible[message.id] != nil,
                    otherRelay(for: message, at: moment) == nil
                else { return nil }
                return message.id
            }
        )
        guard !stranded.isEmpty else { return }
        let failure = ConnectFailure(stage: .local, problem: Reasons.noRelayForIt, isPermanent: false)
        takeBack(.noConnection(failure), now: now) { stranded.contains($0.id) }
    }

    /// The first relay that can be used at `moment` and is not known to be unable to take a message.
    mutating func otherRelay(for message: ClaimedMessage, at moment: Uptime) -> RelayID? {
        let unable = ineligible[message.id] ?? []
        return relays.relays.relayIDs.first { !unable.contains($0) && relays.mayUse($0, at: moment) }
    }

    /// Whether a session of `relay` may take a message while `preferred` is the relay to be used.
    func may(_ relay: RelayID, take message: ClaimedMessage, preferred: RelayID?) -> Bool {
        let unable = ineligible[message.id]
        if relay == preferred { return unable?.contains(relay) != true }
        guard let unable, let preferred else { return false }
        return unable.contains(preferred) && !unable.contains(relay)
    }

    /// The relay that the first waiting message needs which the preferred one cannot take; nil without such a message.
    mutating func relayForIneligible(at moment: Uptime) -> RelayID? {
        guard !ineligible.isEmpty else { return nil }
        for slot in waiting.joined() {
            guard let message = transfers[slot]?.message, ineligible[message.id] != nil else { continue }
            return otherRelay(for: message, at: moment)
        }
        return nil
    }
}

extension Outcome {
    /// Whether it may only be this relay that cannot take the message.
    var mayFareBetterElsewhere: Bool { stage == .local && kind == .bounced || isTooLarge }
}
