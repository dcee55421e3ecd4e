import Letters
import SMTP
import Store

extension Dispatcher {
    /// What the conductor and the session loop share.
    struct State {
        var relays: RelayBoard
        var destinations: DestinationBoard
        /// What is on its way, by slot.
        var flights: [Flight?]
        var freeSlots: [Int]
        /// Slots that wait for a session, by lane: prompted mail goes first.
        var waiting: [[Int]]
        /// By lane, before which moment nothing that waits can expire.
        var soonestExpiry = [Int64](repeating: .max, count: Lane.allCases.count)
        var inFlight = 0
        var landings: [Landing] = []
        /// Connections that could not be opened while the relay had no session, to be told and recorded.
        var connectFailures: [(relay: Int, failure: ConnectFailure)] = []
        /// Open sessions by relay.
        var open: [Int]
        /// Outcomes cannot be recorded: nothing more may begin.
        var isSuspended = false
        /// How the mailings fare.
        var refusals: [Int64: RefusalTally] = [:]
        /// How mail fares that belongs to no mailing.
        var otherRefusals = RefusalTally()
        /// Mailings of which no further message may begin: too many were refused alike.
        var alarms: [Int64: Alarm] = [:]
        /// By message, the relays that cannot take it as it is: too large for them, or in need of an extension they lack.
        var obstacles: [Int64: Set<Int>] = [:]
        var letters: LetterSource?
        /// Signal the conductor when this many landings wait, or when nothing is left to transfer.
        var signalAt = 1
        var signalled = false

        var waitingCount: Int { waiting.reduce(0) { $0 + $1.count } }
    }
}

extension Dispatcher.State {
    /// What an answer says of the relay.
    mutating func learn(_ news: Verdict.RelayNews, relay: Int, outcome: Outcome, at moment: Int64) {
        let problem = outcome.reply?.description ?? outcome.problem ?? ""
        switch news {
        case .well: relays.succeeded(relay, at: moment)
        case .unchanged: break
        case .slowDown: relays.failed(relay, problem: problem, needsPerson: false, at: moment)
        case .blocked(let pause): relays.block(relay, until: moment + pause, problem: problem)
        case .refusesUs: relays.failed(relay, problem: problem, needsPerson: true, at: moment)
        }
    }

    /// What waited too long for a session goes back, to expire in the queue.
    mutating func returnExpired(_ lane: Int, now: Int64) {
        guard soonestExpiry[lane] <= now else { return }
        soonestExpiry[lane] = .max
        waiting[lane].removeAll { slot in
            guard let flight = flights[slot] else { return true }
            guard flight.message.expires <= now else {
                soonestExpiry[lane] = min(soonestExpiry[lane], flight.message.expires)
                return false
            }
            landings.append(
                Landing(flight: flight, result: .returned, relay: nil, remoteAddress: nil, at: now)
            )
            return true
        }
    }

    /// Counts how mail fares that belongs to no mailing: when policy refuses it again and again, the relay is not to be given
    /// more of it until a person has looked.
    mutating func alarm(of message: Claimed, _ verdict: Verdict, _ outcome: Outcome) -> Alarm? {
        guard message.mailing == nil, verdict.fate == .sent || verdict.fate == .bounced else { return nil }
        let reason = verdict.fate == .bounced ? RefusalTally.reason(outcome) : nil
        otherRefusals.count(refusedFor: reason)
        guard let reason, RefusalTally.isPolicy(reason), let alarm = otherRefusals.alarm,
            alarm.reason == reason
        else { return nil }
        return alarm
    }

    /// A person has acted: relays that rest until one does are tried again, and refusals count anew.
    mutating func forgive(at moment: Int64) {
        relays.forgive(at: moment)
        otherRefusals = RefusalTally()
    }

    /// Counts how a mailing fares; true when too many of its messages have now been refused alike.
    mutating func count(_ landing: Landing, _ verdict: Verdict?) -> Bool {
        guard let mailing = landing.flight.message.mailing else { return false }
        let reason: String?
        switch landing.result {
        case .answered(let outcome):
            guard let verdict, verdict.fate == .sent || verdict.fate == .bounced else { return false }
            reason = verdict.fate == .bounced ? RefusalTally.reason(outcome) : nil
        case .unmakable(let error): reason = RefusalTally.reason(error)
        case .noConnection, .returned: return false
        }
        refusals[mailing, default: RefusalTally()].count(refusedFor: reason)
        guard alarms[mailing] == nil, let alarm = refusals[mailing]?.alarm else { return false }
        alarms[mailing] = alarm
        return true
    }
}
