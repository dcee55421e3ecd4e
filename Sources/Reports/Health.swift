package import Delivery
import Events
package import Intake
import Regions
package import Service
package import Store
package import Wording

/// What `vestnik status` knows, and what needs a person.
package struct Health {
    package let databasePath: String
    /// How the daemon is.
    package let sign: DaemonSign
    /// The daemon's process id, 0 where it is not known; nil: not running.
    package var daemon: Int32? { sign.process }
    package let counts: [MessageState: Int]
    /// People who wait to be looked at: something of theirs is in flight, or their event has no folder.
    package let waiting: Int
    /// What keeps the web site's registrations from being read: a fixed word; nil when all is well.
    package let intakeTrouble: IntakeCondition.Trouble?
    /// What SQLite or the system said of it.
    package let intakeDetail: Wording?
    /// How many changes of the web site's file the daemon has not read; nil while it runs, and reads.
    package let unread: Int?
    /// When the oldest registration that was not read yet was written; nil when none waits.
    package let oldestUnread: Int64?
    /// Since when something that was erased waits to be erased in the web site's file; nil when nothing does.
    package let oldestErasure: Int64?
    /// When the oldest message that is ready was due.
    package let oldestDue: Int64?
    package let sentLastMinute: Int
    package let sentLastHour: Int
    package let sentLastDay: Int
    /// The newest attempt of the last day that did not go well.
    package let lastTrouble: LogRow?
    /// How many messages in doubt wait for a person: the others go again by themselves.
    package let undecided: Int
    /// Mailings that are not over.
    package let mailings: [Mailing]
    /// Mailings whose messages have still to follow an act on them, with how many.
    package let followings: [(mailing: Mailing, left: Int)]
    /// Invitation lists on their way.
    package let imports: [PendingImport]
    /// Write-ahead logs that are larger than writing makes them.
    package let largeLogs: [(path: String, bytes: Int64)]
    /// Events that new registrations name and no folder has.
    package let strayEvents: [String]
    /// Events that are called off and to which people have registered since.
    package let calledOff: [(event: String, count: Int)]
    /// Events that the daemon holds back for their faults, by name.
    package let heldBack: [(name: String, event: HeldBackEvents.Event)]
    /// The newest transfer, when no connection came about for it.
    package let lostRelay: LogRow?
    /// Relays that only a person can mend.
    package let relayTroubles: [(relay: String, problem: String)]
    /// What keeps the mailbox of returned mail from being read.
    package let mailboxTrouble: String?
    /// Returned mail that is not read, because the daemon died over it; nil for none.
    package let unreadReturns: String?
    /// Those who declined in their calendars and are registered still.
    package let declined: [(event: String, email: String)]
    /// Relays that take nothing for long, by their own word.
    package let relayBlocks: [(relay: String, until: Int64, problem: String)]

    /// When the oldest letter that is with a relay was claimed.
    package let oldestSending: Int64?
    /// Letters that could not be made, by the cause.
    package let unmade: [UnmadeLetters]
    /// Files that are not those that the daemon has read.
    package let staleFiles: [StaleFiles]
    /// Time zones that registrations name and nobody knows, with how many name each.
    package let unknownZones: [(text: String, count: Int)]
    /// Regions that are no subject, of registrations that name no time zone either: these go by the event's.
    package let placelessRegions: [(text: String, count: Int)]
    /// Since when letters are due of which no relay has accepted any for half an hour; nil while some go.
    package let standsSince: Int64?
    /// The folder of the database with what is left on its disk, in octets, where that is little; else nil.
    package let lowRoom: (folder: String, free: Int64)?
    /// Why the clock is not believed; nil while it is.
    package let clockDoubt: ClockDoubt?
    /// Whether the key is gone by which people who were forgotten are known again.
    private let hasLostKey: Bool
    private let language: String
    private let now: Int64
    private let intakePath: String
    /// By which moments are told.
    package let clock: ReportClock

    package init(
        _ store: MessageStore,
        intake: String,
        now: Int64,
        language: String,
        files: FilesSeen?,
        clock: ReportClock = .machine,
        visitsIntake: Bool = true,
        asDaemon: Int32? = nil,
        room: (String) -> (free: Int64, total: Int64)? = DiskRoom.of,
        knowsEvent: (String) -> Bool
    ) throws(StoreError) {
        self.language = language
        self.now = now
        self.clock = clock
        intakePath = intake
        clockDoubt = try store.clockDoubt()
        hasLostKey = try store.hasLostErasureKey()
        let day: Int64 = 86_400_000
        databasePath = store.databasePath
        let sign = DaemonSign(
            database: databasePath,
            longestSilence: DaemonSign.longestSilence(poll: files?.poll ?? 0),
            asDaemon: asDaemon,
            now: now
        )
        self.sign = sign
        counts = try store.counts()
        let looks = try store.waitingLooks()
        waiting = looks.reduce(0) { $0 + $1.count }
        if sign.process == nil, visitsIntake {
            // What the last daemon said is of its own time.
            let findings = IntakeVisit(intake).look()
            // Whoever only looks need not have a right to the file.
            intakeTrouble = findings.trouble == .unwritable ? nil : findings.trouble
            intakeDetail = findings.detail
            unread = findings.unread
            oldestUnread = findings.oldestUnread
        } else {
            intakeTrouble = try store.meta("intake:trouble").flatMap(IntakeCondition.Trouble.init)
            intakeDetail = try store.meta("intake:detail").map { Wording(verbatim: $0) }
            unread = nil
            oldestUnread = try store.meta("intake:oldest").flatMap { Int64($0) }
        }
        oldestErasure = try store.oldestPendingErasure()
        oldestDue = try store.oldestDue(now: now)
        standsSince = try Self.standstill(store, due: oldestDue, now: now)
        lowRoom = Self.lowRoom(besides: databasePath, room)
        sentLastMinute = try store.throughput(since: now - 60_000)
        sentLastHour = try store.throughput(since: now - 3_600_000)
        sentLastDay = try store.throughput(since: now - day)
        lastTrouble = try store.lastTrouble(since: now - day)
        undecided = try store.undecidedCount()
        mailings = try store.mailings().filter { !$0.state.isFinal }
        followings = try store.followings()
        imports = try store.pendingImports()
        largeLogs = [databasePath, intakePath].compactMap { Self.largeLog(of: $0, room) }
        calledOff = try store.registrationsOfCalledOff()
        lostRelay = try Self.lostRelay(store)
        relayTroubles = try store.relayTroubles()
        mailboxTrouble = try store.meta(MessageStore.mailboxTrouble)
        unreadReturns = try store.meta(MessageStore.unreadReturns)
        declined = try store.declinedStill()
        let heldBack = try HeldBackEvents(store).events
        self.heldBack = heldBack.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        // A short block passes before anyone could do anything about it.
        relayBlocks = try store.relayBlocks(now: now).filter { $0.until - now > 900_000 }
        strayEvents = looks.map(\.event).filter { !knowsEvent($0) }
        oldestSending = try store.oldestSending()
        unmade = try store.unmadeLetters()
        let read = try Engine.filesRead(store)
        staleFiles = files?.stale(read: read, isRunning: sign.isThere, heldBack: Set(heldBack.keys)) ?? []
        let places = try store.unknownPlaces(
            isRegion: { Regions.find($0) != nil },
            isZone: { Zones.zone(named: $0) != nil }
        )
        (placelessRegions, unknownZones) = (places.regions, places.timeZones)
    }

    /// For how long, in milliseconds, a letter may be with a relay: RFC 5321 §4.5.3.2.6 gives the last reply ten minutes.
    private static let longestTransfer: Int64 = 20 * 60_000

    /// What the daemon itself is about: alive, dead, silent, or unable to write.
    private var daemonNeeds: [HealthFinding] {
        guard let pulse = sign.pulse else { return [] }
        let since = clock.text(pulse.at)
        var needs: [HealthFinding] = []
        switch sign.condition {
        case .stopped: return []
        case .failed: return [.init(.startFailed, HealthReasons.startFailed(at: since, pulse.trouble ?? ""))]
        case .gone: return [.init(.hasDied, HealthReasons.hasDied(at: since))]
        case .silent: if sign.isOverdue { needs.add(.silent, HealthReasons.silent(since: since)) }
        case .stuck: needs.add(.stuck, HealthReasons.stuck)
        case .running, .troubled, .stopping: break
        }
        if let trouble = pulse.trouble, pulse.state != .failed {
            needs.add(.records, HealthReasons.records(trouble))
        }
        return needs
    }

    /// For how long, in milliseconds, a registration may be unread while the daemon runs.
    private static let patience: Int64 = 60_000

    package func count(_ state: MessageState) -> Int { counts[state] ?? 0 }

    /// What a person must do or decide, each with the command that shows more.
    package var needs: [String] { needWordings.map { $0.text(in: language) } }

    /// The same in every language.
    package var needWordings: [Wording] { findings.map(\.wording) }

    /// The same with what each is about, for whoever tells it only once.
    package var findings: [HealthFinding] {
        var needs = daemonNeeds
        if let clockDoubt { needs.add(.clock, clockDoubt.wording) }
        if hasLostKey { needs.add(.keyLost, ErasingWords.keyLost(databasePath + "-key")) }
        if count(.held) > 0 {
            needs.add(.held, HealthReasons.held(count(.held)), command: "vestnik queue --state held")
        }
        if undecided > 0 {
            needs.add(
                .undecided,
                HealthReasons.undecided(undecided),
                command: "vestnik queue --state in_doubt"
            )
        }
        for mailing in mailings where mailing.state == .paused || mailing.state == .awaitingApproval {
            needs.add(
                mailing.state == .paused ? .paused : .approval,
                of: "\(mailing.event) \(mailing.notification)",
                HealthReasons.mailing(mailing)
            )
        }
        if !strayEvents.isEmpty { needs.add(.strayEvents, HealthReasons.strayEvents(strayEvents)) }
        for letters in unmade {
            needs.append(
                HealthFinding(
                    .unmade,
                    of: "\(letters.event) \(letters.notification)",
                    HealthReasons.unmade(letters),
                    onPages: HealthReasons.unmadeOnPages(letters)
                )
            )
        }
        for files in staleFiles { needs.add(.stale, of: files.event, HealthReasons.stale(files)) }
        if !unknownZones.isEmpty { needs.add(.unknownZones, HealthReasons.unknownZones(unknownZones)) }
        if let oldestSending, daemon == nil {
            needs.add(.leftSending, HealthReasons.leftSending(since: clock.text(oldestSending)))
        } else if let oldestSending, now - oldestSending > Self.longestTransfer {
            let told = HealthReasons.longSending(since: clock.text(oldestSending))
            needs.add(.longSending, told, command: "vestnik queue --state sending")
        }
        for (name, event) in heldBack { needs.add(.heldBack, of: name, HealthReasons.heldBack(name, event)) }
        addWays(to: &needs)
        if let intakeTrouble {
            needs.add(.intake, HealthReasons.intake(intakeTrouble, intakeDetail, path: intakePath))
        } else if let oldestUnread, daemon != nil, now - oldestUnread > Self.patience {
            needs.add(.unread, HealthReasons.unread(since: clock.text(oldestUnread)))
        }
        if let oldestErasure, now - oldestErasure > 10 * Self.patience {
            needs.add(.unerased, HealthReasons.unerased(since: clock.text(oldestErasure)))
        }
        // While nobody is there to send, that is what is told.
        if daemon != nil, let standsSince {
            let told = AlertWords.standstill(since: clock.text(standsSince))
            needs.add(.standstill, told, command: "vestnik queue, vestnik log")
        }
        if let lowRoom { needs.add(.disk, AlertWords.disk(lowRoom.folder, megabytes: lowRoom.free >> 20)) }
        if daemon == nil, let unread, unread > 0 {
            needs.add(.isDown, HealthReasons.isDown(unread: unread))
        } else if daemon == nil, waiting > 0 || oldestDue != nil {
            needs.add(.isDown, HealthReasons.mailIsDue)
        }
        return needs
    }

    /// What is about relays, and about what comes back.
    private func addWays(to needs: inout [HealthFinding]) {
        for trouble in relayTroubles {
            needs.add(.relay, of: trouble.relay, HealthReasons.relay(trouble.relay, trouble.problem))
        }
        if let mailboxTrouble { needs.add(.mailbox, HealthReasons.mailbox(mailboxTrouble)) }
        if let unreadReturns { needs.add(.unreadReturns, HealthReasons.unreadReturns(unreadReturns)) }
        if let first = declined.first {
            needs.add(.declined, HealthReasons.declined(declined.map(\.email), event: first.event))
        }
        for block in relayBlocks {
            let until = rfc3339(milliseconds: block.until)
            needs.add(
                .relayBlock,
                of: block.relay,
                HealthReasons.relayBlock(block.relay, until: until, block.problem)
            )
        }
        for log in largeLogs {
            needs.add(.largeLog, of: log.path, HealthReasons.largeLog(log.path, bytes: log.bytes))
        }
        if let lostRelay, relayTroubles.isEmpty {
            needs.add(.noConnection, HealthReasons.noConnection(lostRelay.relay, lostRelay.reply ?? ""))
        }
    }
}
