internal import Curl
internal import Glibc

/// The loop itself.
///
/// Lives on its thread.
final class SessionDriver {
    private let opener: SessionOpener
    private let delegate: any SessionLoopDelegate
    private let mailbox: LoopMailbox
    private let poller: Poller
    private let heart: LoopPulse

    private var sessions: [UInt64: Session] = [:]
    private var lastID = Poller.bellID
    private var ended: [Session] = []
    private var ready: [(id: UInt64, isReadable: Bool)] = []
    /// Sessions that stopped in the middle, for others' sake: they go on in the next round.
    private var restless: [UInt64: Session] = [:]
    /// Which relays get the next message's commands behind the dot, and which after the reply to it.
    private var overlap: OverlapTrial
    /// What a session's next bytes are gathered in.
    private var segment: [UInt8] = []
    /// When the last round ended, by the monotonic clock.
    private var roundEnded: UInt64 = 0
    /// By when shutdown cuts off what is left; nil while there is none.
    private var finishBy: UInt64?
    /// By when connections that are being opened at shutdown are broken off.
    private var interruptBy = UInt64.max

    /// As much as is read at once.
    private static let readSize = 65_536

    init(
        opener: SessionOpener,
        delegate: any SessionLoopDelegate,
        poller: Poller,
        heart: LoopPulse
    ) {
        self.opener = opener
        self.heart = heart
        self.delegate = delegate
        mailbox = opener.mailbox
        self.poller = poller
        overlap = OverlapTrial(relays: opener.relays)
    }

    /// Until shutdown is through.
    func run() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: SessionDriver.readSize, alignment: 16)
        defer { buffer.deallocate() }
        var now = Moment.now()
        while !isOver(now) {
            heart.rests()
            poller.wait(milliseconds: patience(now), into: &ready)
            heart.beats()
            now = Moment.now()
            if isHurried(now) {
                usleep(SessionDriver.gathering)
                poller.wait(milliseconds: 0, into: &ready)
                now = Moment.now()
            }
            let unfinished = restless
            restless = [:]
            for event in ready {
                if event.id == Poller.bellID {
                    takeMail(now)
                } else if let session = sessions[event.id] {
                    if event.isReadable { session.read(into: buffer, now: now) }
                    pump(session, now)
                }
            }
            for session in unfinished.values where session.dialogue.end == nil { pump(session, now) }
            keepTime(now)
            closeEnded()
            delegate.roundEnded(now: now)
            roundEnded = Moment.now().monotonic
        }
        heart.rests()
    }

    /// Whether a relay close by answers so fast that each reply would have a round of its own.
    ///
    /// Replies are then gathered for a moment, as network cards gather packets: the relay has the messages of the other
    /// sessions at hand meanwhile, and neither program is woken for each message of the other. A relay further away,
    /// or few sessions, are answered at once.
    private func isHurried(_ now: Moment) -> Bool {
        guard sessions.count >= SessionDriver.crowd, restless.isEmpty, !ready.isEmpty,
            now.monotonic &- roundEnded < SessionDriver.haste,
            !ready.contains(where: { $0.id == Poller.bellID })
        else { return false }
        let busy = sessions.values.count { !$0.dialogue.isIdle }
        return busy >= SessionDriver.crowd && ready.count * 4 <= busy
    }

    /// So many sessions must be at work for one reply to wait for others.
    private static let crowd = 8

    /// Rounds that follow each other within so many nanoseconds are hurried.
    private static let haste: UInt64 = 200_000
    /// For how long replies are gathered then, in microseconds.
    private static let gathering: UInt32 = 100

    // MARK: One round

    private func takeMail(_ now: Moment) {
        let mail = mailbox.takeAll()
        for connection in mail.connections {
            switch connection.result {
            case .success(let opened): begin(opened, relay: connection.relay, now)
            case .failure(let failure): delegate.connectFailed(relay: connection.relay, problem: failure)
            }
        }
        if let finishing = mail.finishing {
            finishBy = min(finishBy ?? .max, now.monotonic &+ finishing.nanoseconds)
            interruptBy = min(interruptBy, now.monotonic &+ min(finishing.nanoseconds, Self.courtesy))
            for session in sessions.values { session.dialogue.finish() }
        }
        guard mail.isWoken || mail.finishing != nil else { return }
        for session in sessions.values where session.dialogue.end == nil {
            session.isStarved = false
            pump(session, now)
        }
    }

    /// So long, in nanoseconds, a connection that is being opened at shutdown may take to come to its QUIT.
    private static let courtesy: UInt64 = 1_000_000_000

    private func begin(_ opened: OpenedSession, relay: Int, _ now: Moment) {
        lastID += 1
        let endpoint = opener.relays[relay]
        let options = Dialogue.Options(
            timeouts: opener.timeouts,
            usesPipelining: endpoint.usesPipelining,
            overlaps: overlap.mayOverlap(lastID, relay: relay),
            messages: endpoint.messagesPerConnection,
            idleTimeout: endpoint.idleTimeout
        )
        let session = Session(opened, id: lastID, relay: relay, options: options, now: now)
        guard poller.watch(session.descriptor, id: lastID, for: Poller.input) else {
            mailbox.closed(relay: relay)
            _ = overlap.ended(lastID, relay: relay, hasLost: false)
            let failure = ConnectFailure(stage: .local, problem: Problems.noPoll, isPermanent: false)
            delegate.connectFailed(relay: relay, problem: failure)
            return
        }
        session.watched = Poller.input
        sessions[lastID] = session
        delegate.sessionOpened(session.info)
        if finishBy != nil { session.dialogue.finish() }
        pump(session, now)
    }

    /// Brings a session as far as it goes without waiting.
    private func pump(_ session: Session, _ now: Moment) {
        deliver(session)
        while session.dialogue.end == nil {
            if session.isDrained {
                session.exchange(&segment)
                let isThrough = session.fill(now: now) { info, body in
                    // Those that could not go at all have their outcomes before the next is asked for.
                    self.deliver(session)
                    self.heart.beats()
                    return self.delegate.nextTransaction(for: info, into: &body)
                }
                deliver(session)
                if !isThrough { restless[session.info.id] = session }
                if session.isDrained {
                    session.exchange(&segment)
                    break
                }
                if let tag = session.dialogue.takeEndingTag() {
                    delegate.willSendEndOfData(tag: tag, session: session.info)
                }
            }
            session.flush(now: now)
            session.exchange(&segment)
            if session.isBlocked { break }
        }
        deliver(session)
        if session.dialogue.hasProvenOverlap, overlap.isTried(by: session.info.id, relay: session.info.relay)
        {
            overlap.succeeded(relay: session.info.relay)
            for other in sessions.values where other.info.relay == session.info.relay {
                other.dialogue.overlaps = true
            }
        }
        if session.dialogue.end != nil {
            ended.append(session)
            return
        }
        let wanted = session.isBlocked ? Poller.input | Poller.output : Poller.input
        if wanted != session.watched {
            session.watched = wanted
            poller.change(session.descriptor, id: session.info.id, to: wanted)
        }
    }

    private func deliver(_ session: Session) {
        session.deliver { tag, outcome, info in
            heart.beats()
            delegate.finished(tag: tag, outcome: outcome, session: info)
        }
    }

    /// Ends what has waited too long.
    private func keepTime(_ now: Moment) {
        if now.monotonic >= interruptBy { mailbox.interrupt.raise() }
        let isCutOff = finishBy.map { $0 <= now.monotonic } ?? false
        for session in sessions.values where session.dialogue.end == nil {
            if isCutOff {
                session.dialogue.connectionLost(Problems.shutdown, now: now)
                pump(session, now)
            } else if let deadline = session.dialogue.nextDeadline(), deadline <= now.monotonic {
                session.dialogue.check(now: now)
                pump(session, now)
            }
        }
    }

    private func closeEnded() {
        guard !ended.isEmpty else { return }
        let closing = ended
        ended.removeAll(keepingCapacity: true)
        for session in closing where sessions.removeValue(forKey: session.info.id) != nil {
            let end = session.dialogue.end ?? .quit
            poller.forget(session.descriptor)
            mailbox.closed(relay: session.info.relay)
            delegate.sessionClosed(session.info, reason: end)
            endTrial(session.info, end)
            replace(session.info.relay, after: end)
        }
    }

    /// Draws from the end of a session what it says of overlapping.
    private func endTrial(_ info: SessionInfo, _ end: SessionEnd) {
        if overlap.ended(info.id, relay: info.relay, hasLost: end == .lostOverlap) {
            for other in sessions.values where other.info.relay == info.relay {
                other.dialogue.overlaps = false
            }
            delegate.overlapLost(relay: info.relay)
        } else if overlap.isOpen(relay: info.relay) {
            // Another one tries.
            guard let other = sessions.values.first(where: { $0.info.relay == info.relay }) else { return }
            other.dialogue.overlaps = overlap.mayOverlap(other.info.id, relay: info.relay)
        }
    }

    /// Opens another session at once where one was lost: the other thread need not be woken for that.
    private func replace(_ relay: Int, after end: SessionEnd) {
        guard end.isLoss, finishBy == nil else { return }
        for _ in 0..<delegate.sessionsToOpen(relay: relay) { opener.open(relay: relay) }
    }

    // MARK: Time

    private func isOver(_ now: Moment) -> Bool {
        guard let finishBy, sessions.isEmpty else { return false }
        // Connecting threads are told to stop and take a second at most: libcurl and OpenSSL must be at rest
        // before the process may end.
        // What was opened last has still to say QUIT.
        return !mailbox.isConnecting && !mailbox.hasConnections
            || max(finishBy, interruptBy) &+ 3_000_000_000 <= now.monotonic
    }

    /// How long nothing has to be done, milliseconds.
    private func patience(_ now: Moment) -> Int32 {
        if !restless.isEmpty { return 0 }
        var earliest = UInt64.max
        for session in sessions.values { earliest = min(earliest, session.dialogue.nextDeadline() ?? .max) }
        if let finishBy {
            earliest = min(earliest, sessions.isEmpty ? now.monotonic &+ 50_000_000 : finishBy)
            if interruptBy > now.monotonic { earliest = min(earliest, interruptBy) }
        }
        guard earliest != .max else { return -1 }
        guard earliest > now.monotonic else { return 0 }
        return Int32(clamping: (earliest - now.monotonic) / 1_000_000 + 1)
    }
}
