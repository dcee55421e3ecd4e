import Glibc
import Service
import SQLite
import Store

/// What `vestnik status` knows, and what needs a person.
struct Health {
    let databasePath: String
    /// The daemon's process id, 0 where it is not known; nil: not running.
    let daemon: Int32?
    let counts: [MessageState: Int]
    /// Registrations that nobody has looked at yet.
    let prompts: Int
    /// When the oldest message that is ready was due.
    let oldestDue: Int64?
    let sentLastMinute: Int
    let sentLastHour: Int
    let sentLastDay: Int
    /// The newest attempt of the last day that did not go well.
    let lastTrouble: LogRow?
    /// How many messages in doubt wait for a person: the others go again by themselves.
    let undecided: Int
    /// Mailings that are not over.
    let mailings: [Mailing]
    /// Events that new registrations name and no folder has.
    let strayEvents: [String]
    /// The newest transfer, when no connection came about for it.
    let lostRelay: LogRow?
    /// Relays that only a person can mend.
    let relayTroubles: [(relay: String, problem: String)]
    /// Relays that take nothing for long, by their own word.
    let relayBlocks: [(relay: String, until: Int64, problem: String)]

    init(_ store: Store, now: Int64, knowsEvent: (String) -> Bool) throws(SQLiteError) {
        let day: Int64 = 86_400_000
        databasePath = store.connection.path
        daemon = LockFile.holder(of: databasePath + "-lock")
        counts = try store.counts()
        prompts = try store.promptCount()
        oldestDue = try store.oldestDue(now: now)
        sentLastMinute = try store.throughput(since: now - 60_000)
        sentLastHour = try store.throughput(since: now - 3_600_000)
        sentLastDay = try store.throughput(since: now - day)
        lastTrouble = try store.lastTrouble(since: now - day)
        undecided = try store.undecidedCount()
        mailings = try store.mailings().filter { !$0.state.isFinal }
        lostRelay = try Self.lostRelay(store)
        relayTroubles = try store.relayTroubles()
        // A short block passes before anyone could do anything about it.
        relayBlocks = try store.relayBlocks(now: now).filter { $0.until - now > 900_000 }
        strayEvents = try Set(store.prompts(limit: 1000).map(\.event)).filter { !knowsEvent($0) }.sorted()
    }

    /// A transfer that has no duration had no session.
    private static func lostRelay(_ store: Store) throws(SQLiteError) -> LogRow? {
        var newest: LogRow?
        var filter = LogFilter()
        filter.limit = 200
        try store.log(filter) { row throws(SQLiteError) in
            guard row.kind == .attempt, row.relay != nil else { return true }
            newest = row
            return false
        }
        guard let newest, newest.outcome == MessageState.deferred.rawValue, newest.duration == nil else {
            return nil
        }
        return newest
    }

    func count(_ state: MessageState) -> Int { counts[state] ?? 0 }

    /// What a person must do or decide, each with the command that shows more.
    var needs: [String] {
        var needs: [String] = []
        if count(.held) > 0 { needs.append("\(count(.held)) held: vestnik queue --state held") }
        if undecided > 0 { needs.append("\(undecided) in doubt: vestnik queue --state in_doubt") }
        for mailing in mailings where mailing.state == .paused || mailing.state == .awaitingApproval {
            let what = mailing.state == .paused ? "is paused" : "awaits approval"
            let reason = mailing.reason.map { ": \($0)" } ?? ""
            needs.append("the mailing \(mailing.event) \(mailing.notification) \(what)\(reason)")
        }
        for event in strayEvents {
            needs.append("registrations name the event \(event), which has no folder")
        }
        for trouble in relayTroubles { needs.append("the relay \(trouble.relay): \(trouble.problem)") }
        for block in relayBlocks {
            let until = rfc3339(milliseconds: block.until)
            needs.append(
                "the relay \(block.relay) takes nothing until \(until): \(block.problem);"
                    + " systemctl reload vestnikd tries it at once"
            )
        }
        if let lostRelay, relayTroubles.isEmpty {
            needs.append("no connection to \(lostRelay.relay ?? "the relay"): \(lostRelay.reply ?? "")")
        }
        if daemon == nil, prompts > 0 || oldestDue != nil {
            needs.append("vestnikd is not running, and mail is due: systemctl start vestnikd")
        }
        return needs
    }
}
