import SMTP
import Store

/// Messages that one relay cannot take as they are, though another may: larger than its SIZE allows, or in need of
/// SMTPUTF8 or 8BITMIME, which it lacks.
extension ReadyQueue {
    /// Where a message goes that a relay cannot take.
    private enum Way {
        /// It waits for a session of another relay.
        case elsewhere
        /// Another relay might take it, but none can be used now.
        case later
        /// No relay can take it.
        case nowhere
    }

    /// Looks for another relay.
    ///
    /// - Returns: the outcome that stands; nil when the message waits for another relay instead.
    func settleIneligible(_ transfer: Transfer, _ outcome: Outcome, session: SessionInfo) -> Outcome? {
        guard outcome.stage == .local && outcome.kind == .bounced || outcome.isTooLarge else {
            return outcome
        }
        let moment = Self.uptime()
        let way = with { state -> Way in
            let message = transfer.message
            state.ineligible[message.id, default: []].insert(session.relay)
            guard let known = state.ineligible[message.id], known.count < state.relays.relays.count else {
                return .nowhere
            }
            guard state.otherRelay(for: message, at: moment) != nil else { return .later }
            state.inFlight -= 1
            state.relays.undecided(session.relay, at: moment)
            state.destinations.finished(message.domain, on: session.id, slowDown: false)
            state.waiting[message.priority.rawValue].insert(transfer.slot, at: 0)
            return .elsewhere
        }
        switch way {
        case .elsewhere: return nil
        case .nowhere: return outcome
        case .later:
            var later = outcome
            later.kind = .deferred
            later.problem = "\(outcome.problem ?? ""); no other relay can be used now"
            later.enhanced = nil
            return later
        }
    }

    /// Gives back what waits for a relay other than the first, when none that could take it can be used.
    func takeBackIneligible() {
        let moment = Self.uptime()
        let stranded = with { state -> Set<Int64> in
            guard !state.ineligible.isEmpty else { return [] }
            return Set(
                state.waiting.joined().compactMap { slot -> Int64? in
                    guard let message = state.transfers[slot]?.message, state.ineligible[message.id] != nil,
                        state.otherRelay(for: message, at: moment) == nil
                    else { return nil }
                    return message.id
                }
            )
        }
        guard !stranded.isEmpty else { return }
        let problem = "the first relay cannot take it as it is, and no other can be used now"
        let failure = ConnectFailure(stage: .local, problem: problem, isPermanent: false)
        takeBack(.noConnection(failure)) { stranded.contains($0.id) }
    }
}

extension ReadyQueue.State {
    /// The first relay that can be used at `moment` and is not known to be unable to take a message.
    mutating func otherRelay(for message: ClaimedMessage, at moment: Int64) -> Int? {
        let unable = ineligible[message.id] ?? []
        return relays.relays.indices.first { !unable.contains($0) && relays.mayUse($0, at: moment) }
    }

    /// Whether a session of `relay` may take a message while `preferred` is the relay to be used.
    func may(_ relay: Int, take message: ClaimedMessage, preferred: Int?) -> Bool {
        let unable = ineligible[message.id]
        if relay == preferred { return unable?.contains(relay) != true }
        guard let unable, let preferred else { return false }
        return unable.contains(preferred) && !unable.contains(relay)
    }

    /// The relay that the first waiting message needs which the preferred one cannot take; nil without such a message.
    mutating func relayForIneligible(at moment: Int64) -> Int? {
        guard !ineligible.isEmpty else { return nil }
        for slot in waiting.joined() {
            guard let message = transfers[slot]?.message, ineligible[message.id] != nil else { continue }
            return otherRelay(for: message, at: moment)
        }
        return nil
    }
}
