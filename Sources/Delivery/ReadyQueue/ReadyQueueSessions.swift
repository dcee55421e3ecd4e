import SMTP
import Wording

/// What holds all mail back.
struct Hold: Sendable {
    /// For how long, in milliseconds.
    let rest: Int64
    /// Whether it is only a limit of messages, or a pace that is kept.
    let isLimit: Bool
}

/// What the ends and refusals of sessions say of a relay.
extension ReadyQueue.State {
    /// Keeps what an answer says of the session that it came on; before ``learn(_:relay:outcome:at:)``.
    mutating func note(
        _ session: SessionInfo,
        _ feedback: RelayFeedback,
        _ outcome: Outcome,
        at moment: Uptime
    ) {
        if feedback == .sessionLost {
            broken.insert(session.id)
        } else if feedback == .tooManySessions {
            refused[session.id] = session.relayID
        } else if feedback == .well, relays.relays[session.relayID].limit.sessions != nil {
            serving[session.id] = session.relayID
            relays.serves(
                session.relayID,
                sessions: serving.values.count { $0 == session.relayID },
                at: moment
            )
        }
    }

    /// The relay serves others of our sessions, and not this one; where there are no others, it serves none.
    mutating func refuse(_ relay: RelayID, _ reply: Reply?, at moment: Uptime) {
        let problem = Wording(verbatim: reply?.description ?? "")
        let served = served(relay)
        relays.crowded(relay, served: served, problem: problem, at: moment)
        guard served <= 0 else { return }
        relays.failed(relay, problem: problem, needsPerson: false, at: moment)
        let failure = ConnectFailure(
            stage: .mail,
            reply: reply,
            problem: Reasons.noSession,
            isPermanent: false
        )
        connectFailures.append((relay, failure))
    }

    /// How many of the open sessions the relay serves, as far as it has said.
    func served(_ relay: RelayID) -> Int { open[relay] - refused.values.count { $0 == relay } }

    /// Learns how fast the relay takes letters.
    mutating func learnPace(_ feedback: RelayFeedback, relay: RelayID, outcome: Outcome, at moment: Uptime) {
        if case .paced(let hint) = feedback {
            relays.paced(relay, hint: hint, problem: outcome.said, at: moment)
        } else if outcome.reply != nil, outcome.kind == .sent || outcome.stage != .mail {
            relays.took(relay, at: moment)
        } else {
            relays.undecided(relay, at: moment)
        }
    }

    /// A session is over.
    mutating func closed(_ info: SessionInfo, _ reason: SessionEnd, at moment: Uptime) {
        let relay = info.relayID
        open[relay] -= 1
        let isBroken = broken.remove(info.id) != nil
        let wasRefused = refused.removeValue(forKey: info.id) != nil
        serving[info.id] = nil
        switch reason {
        case .quit, .lostOverlap: break
        case .relayClosing(let reply):
            if let pause = StatedSuspension.pause(reply, at: .mail) {
                relays.block(relay, until: moment + pause, problem: Wording(verbatim: reply.description))
            } else if wasRefused || reply.refusesSession && served(relay) > 0 {
                relays.crowded(
                    relay,
                    served: served(relay),
                    problem: Wording(verbatim: reply.description),
                    at: moment
                )
            } else if info.served == 0 || RelayCapacity.asksForPatience(reply) {
                relays.failed(
                    relay,
                    problem: Wording(verbatim: reply.description),
                    needsPerson: false,
                    at: moment
                )
            }
        // A session that has served and is over is merely tidy.
        case .lost(let problem), .protocolError(let problem):
            // So is one that is hung up after good service, with nothing on its way.
            if isBroken || info.served == 0 { relays.lost(relay, problem: problem, at: moment) }
        case .timedOut(let stage):
            relays.lost(relay, problem: Reasons.noReply(at: stage), at: moment)
        }
    }

    /// No session could be opened.
    mutating func notOpened(_ relay: RelayID, _ failure: ConnectFailure, at moment: Uptime) {
        connecting[relay] = max(0, connecting[relay] - 1)
        // We broke it off ourselves, at shutdown: that says nothing of the relay.
        if failure.isInterrupted { return }
        // One that serves others of our sessions is not silent, but has enough of us.
        let isSilent = failure.stage == .greeting && failure.reply == nil && served(relay) <= 0
        relays.notConnected(relay, isSilent: isSilent)
        if let reply = failure.reply, let pause = StatedSuspension.pause(reply, at: failure.stage) {
            relays.block(relay, until: moment + pause, problem: failure.wording)
        } else if served(relay) > 0 {
            // It serves others of ours: it only takes no more of them.
            relays.crowded(relay, served: served(relay), problem: failure.wording, at: moment)
            return
        } else {
            relays.failed(
                relay,
                problem: failure.wording,
                needsPerson: failure.isPermanent,
                at: moment
            )
        }
        connectFailures.append((relay, failure))
    }

    /// How many sessions there should be to a relay at `moment`, for what waits and what is on its way.
    mutating func sessionsWanted(_ relay: RelayID, at moment: Uptime) -> Int {
        guard !isSuspended, waitingCount > 0, relays.preferred(at: moment) == relay else { return 0 }
        // The first session goes ahead alone: if the relay cannot be reached, one try has told so. One that lost
        // sessions after a good greeting was reached.
        if open[relay] == 0, relays.relays[relay].losses == 0 { return 1 }
        return min(relays.sessions(relay, at: moment), inFlight + waitingCount)
    }
}

extension ReadyQueue.State {
    /// The sessions that are missing at `moment` for what waits, by relay, once for each: from here on they are being
    /// opened.
    mutating func sessionsToOpen(at moment: Uptime) -> [RelayID] {
        guard let relay = relays.preferred(at: moment), waitingCount > 0 else { return [] }
        var missing: [RelayID] = []
        // One takes what the others cannot; one tells whether a relay is back, while work goes on through this one.
        for single in [relayForIneligible(at: moment), relays.toProbe(before: relay, at: moment)] {
            guard let single, single != relay, open[single] + connecting[single] == 0 else { continue }
            connecting[single] += 1
            missing.append(single)
        }
        let count = sessionsToOpen(relay, at: moment)
        if count > 0, open[relay] == 0 { relays.connecting(relay, at: moment) }
        return missing + [RelayID](repeating: relay, count: count)
    }

    /// How many sessions to a relay are missing at `moment`: from here on they are being opened.
    ///
    /// Decided and counted in one step: a relay that is about to refuse the first is not asked for a second.
    mutating func sessionsToOpen(_ relay: RelayID, at moment: Uptime) -> Int {
        let missing = max(0, sessionsWanted(relay, at: moment) - open[relay] - connecting[relay])
        connecting[relay] += missing
        return missing
    }

    /// A session is open.
    mutating func opened(_ session: SessionInfo) {
        connecting[session.relayID] = max(0, connecting[session.relayID] - 1)
        open[session.relayID] += 1
        relays.reached(session.relayID)
    }

    /// What holds all mail back at `moment`; nil where nothing does.
    mutating func hold(at moment: Uptime) -> Hold? {
        if let opening = relays.nextUse(after: moment) {
            return Hold(rest: opening - moment, isLimit: relays.isMerelyPaced(at: moment))
        }
        return destinations.nextOpening(after: moment).map { Hold(rest: $0 - moment, isLimit: true) }
    }

    /// Fills the rolling windows with what went before this run.
    mutating func restore(_ usage: RememberedUsage, at moment: Uptime) {
        for block in usage.blocks {
            relays.block(block.relay, until: moment + block.left, problem: Reasons.limitSpent)
        }
        for row in usage.rows {
            // Counted by the minute, they may have gone at its very end: sooner counted would be sooner forgotten.
            let at = min(moment, moment - (usage.now.milliseconds - row.minute - 60_000))
            switch row.scope {
            case .relay:
                if let index = usage.relays.firstIndex(of: row.name) {
                    relays.remember(RelayID(index), row.count, at: at)
                }
            case .domain: destinations.restore(row.name, row.count, at: at)
            }
        }
    }
}

extension Outcome {
    /// What the relay said, or what went wrong instead.
    var said: Wording { reply.map { Wording(verbatim: $0.description) } ?? problem ?? .nothing }
}
