import Letters
import SMTP
import Store

extension ReadyQueue {
    /// What the engine's thread and the session loop's share; each field says who writes it.
    ///
    /// A value, of which the ready queue has the one that counts behind its lock.
    struct State {
        /// Health and limits; the loop learns from replies and sessions, the engine forgives, restores and notes
        /// connecting.
        var relays: RelayPool
        /// The loop starts and finishes transfers; the engine restores.
        var destinations: DestinationThrottle
        /// What is on its way, by slot; the engine fills and frees.
        var transfers = [Transfer?](repeating: nil, count: DeliveryJournal.slotCount)
        /// The engine takes and gives back.
        var freeSlots = Array((0..<DeliveryJournal.slotCount).reversed())
        /// Slots that wait for a session, by priority: prompted mail goes first; the engine adds and takes back, the loop
        /// takes.
        var waiting = [[Int]](repeating: [], count: Priority.allCases.count)
        /// By priority, before which moment nothing that waits can expire; both.
        var soonestExpiry = [Int64](repeating: .max, count: Priority.allCases.count)
        /// Transfers that have begun and have no outcome; the loop.
        var inFlight = 0
        /// Outcomes to be recorded; the loop adds, the engine adds what it takes back, and takes all.
        var deliveries: [DeliveryResult] = []
        /// Connections that could not be opened while the relay had no session, to be told and recorded; the loop
        /// adds, the engine takes.
        var connectFailures: [(relay: RelayID, failure: ConnectFailure)] = []
        /// Open sessions by relay; the loop.
        var open: [Int]
        /// Sessions that are being opened, by relay; both add, the loop subtracts.
        var connecting: [Int]
        /// Open sessions that the relay has refused to serve, with their relay: they are about to end; the loop.
        var refused: [UInt64: RelayID] = [:]
        /// Open sessions on which a relay that limits their number has taken something, with their relay; the loop.
        var serving: [UInt64: RelayID] = [:]
        /// Sessions that were lost with a letter on its way, until they are closed; the loop.
        var broken: Set<UInt64> = []
        /// Relays that were found to lose what is pipelined behind the end of data; the loop.
        var overlapLosers: Set<RelayID> = []
        /// Outcomes cannot be recorded: nothing more may begin; the engine.
        var isSuspended = false
        /// How the mailings fare; the loop counts, the engine begins anew.
        var refusals: [Int64: RefusalTally] = [:]
        /// How mail fares that belongs to no mailing; likewise.
        var otherRefusals = RefusalTally()
        /// Mailings of which no further message may begin: too many were refused alike; likewise.
        var alarms: [Int64: Alarm] = [:]
        /// By message, the relays that cannot take it as it is: too large for them, or in need of an extension they
        /// lack; the loop adds, the engine removes.
        var ineligible: [Int64: Set<RelayID>] = [:]
        /// What letters are made of from the next one on; the engine sets, the loop takes.
        var letters: LetterSource?
        /// Whether there ever was something to make letters of; the engine.
        var hasLetters = false
        /// Signal the engine when this many results wait, or when nothing is left to transfer; the engine.
        var signalAt = 1
        /// Whether the bell has been rung since the engine last woke; the loop sets, the engine clears.
        var signalled = false

        init(relays: RelayPool, destinations: DestinationThrottle) {
            self.relays = relays
            self.destinations = destinations
            open = [Int](repeating: 0, count: relays.relays.count)
            connecting = open
        }

        var waitingCount: Int { waiting.reduce(0) { $0 + $1.count } }
    }
}

extension ReadyQueue.State {
    /// Acts upon what a result says of its relay, and counts it; true when a person must look at more than this
    /// message.
    mutating func take(_ delivery: inout DeliveryResult, at moment: Uptime) -> Bool {
        let alarm = delivery.disposition.tally.flatMap { count(delivery.transfer.message, $0) }
        if alarm != nil, delivery.transfer.message.mailing == nil {
            alarm.map { delivery.disposition.hold(for: $0) }
        }
        if let relay = delivery.relay, case .answered(let outcome) = delivery.result {
            learn(delivery.disposition.relay, relay: relay, outcome: outcome, at: moment)
            if let preferred = relays.preferred(at: moment), preferred != relay {
                delivery.disposition.passToOther()
            }
        }
        return alarm != nil
    }

    /// What an answer says of the relay.
    private mutating func learn(
        _ feedback: RelayFeedback,
        relay: RelayID,
        outcome: Outcome,
        at moment: Uptime
    ) {
        learnPace(feedback, relay: relay, outcome: outcome, at: moment)
        switch feedback {
        case .well: relays.succeeded(relay, at: moment)
        // How a session ended is told when it is closed.
        case .unchanged, .sessionLost, .paced: break
        case .slowDown: relays.failed(relay, problem: outcome.said, needsPerson: false, at: moment)
        case .tooManySessions: refuse(relay, outcome.reply, at: moment)
        case .blocked(let pause): relays.block(relay, until: moment + pause, problem: outcome.said)
        case .refusesUs: relays.failed(relay, problem: outcome.said, needsPerson: true, at: moment)
        }
    }

    /// A person has acted: relays that rest until one does are tried again, and refusals count anew.
    mutating func forgive(at moment: Uptime) {
        relays.forgive(at: moment)
        otherRefusals = RefusalTally()
    }

    /// Counts how the mail of a mailing fares, or that of none.
    ///
    /// - Returns: what too many of them now share: of a mailing the first time, of other mail each time that policy
    /// refuses it   again, for then the relay is not to be given more until a person has looked.
    mutating func count(_ message: ClaimedMessage, _ entry: RefusalTally.Entry) -> Alarm? {
        if let mailing = message.mailing {
            refusals[mailing, default: RefusalTally()].count(entry)
            guard alarms[mailing] == nil, let alarm = refusals[mailing]?.alarm else { return nil }
            alarms[mailing] = alarm
            return alarm
        }
        if case .refused(_, letterAlone: true) = entry { return nil }
        otherRefusals.count(entry)
        guard case .refused(let reason, _) = entry else { return nil }
        guard RefusalTally.isPolicy(reason), let alarm = otherRefusals.alarm, alarm.reason == reason else {
            return otherRefusals.unexplained
        }
        return alarm
    }
}
