internal import Wording

/// What a session hears, and what it makes of it.
extension Dialogue {
    /// Takes bytes from the relay.
    mutating func received(_ bytes: UnsafeRawBufferPointer, now: Moment) {
        guard end == nil else { return }
        parser.append(bytes)
        while end == nil, let item = parser.next() {
            switch item {
            case .reply(let code): take(code, now)
            case .violation(let problem): breakOff(problem, at: expected.first?.stage, reply: nil, now)
            }
        }
    }

    /// The connection broke, or the relay closed it.
    mutating func connectionLost(_ problem: Wording, now: Moment) {
        guard end == nil else { return }
        // A server may close without waiting for our QUIT, or in answer to it.
        if hasQuit, current == nil {
            end = .quit
            return
        }
        giveUp(problem, now)
        end = .lost(problem)
    }

    /// When ``check(now:)`` has to be called at the latest, by the monotonic clock; nil for never.
    var deadline: UInt64? {
        guard end == nil else { return nil }
        return waitingSince &+ waitingLimit
    }

    /// ``deadline`` of a dialogue that is somebody's property: one that is only read there would be copied first.
    mutating func nextDeadline() -> UInt64? { deadline }

    /// Does what the clock demands: ends a session that waits too long, and with QUIT one that idles too long.
    mutating func check(now: Moment) {
        guard let deadline, now.monotonic >= deadline else { return }
        if isIdle {
            isFinishing = true
            waitingSince = now.monotonic
            return
        }
        let stage = awaited
        if stage == .quit {
            end = .quit
            return
        }
        let isOverlap = awaitsOverlap
        let seconds = Double(waitingLimit / 1_000_000) / 1000
        let isStuck = stage == .body
        giveUp(
            isStuck
                ? Problems.noProgress(seconds: seconds) : Problems.noReply(to: stage, seconds: seconds),
            now
        )
        end = isOverlap && !isFinishing ? .lostOverlap : .timedOut(stage)
    }

    /// What the session waits for.
    private var awaited: Stage {
        if handed < produced, current?.phase != .commands, current?.endMark.map({ $0 > handed }) ?? true {
            return .body
        }
        return expected.first?.stage ?? .body
    }

    /// Whether the dot before it is answered, and the first reply to what went behind that dot is due.
    private var awaitsOverlap: Bool {
        guard let current, current.isBehind, !current.isAnswered, handed == produced else { return false }
        return expected.first?.stage == .mail
    }

    /// How long an overlapped MAIL is waited for when the session is to end, nanoseconds: nothing is lost with it.
    private static let overlapAtEnd: UInt64 = 500_000_000

    /// How long it may take, nanoseconds.
    private var waitingLimit: UInt64 {
        if isIdle { return idleLimit }
        if awaitsOverlap { return isFinishing ? min(Dialogue.overlapAtEnd, limits.overlap) : limits.overlap }
        return limits[handed < produced ? .body : awaited]
    }

    // MARK: Replies

    private mutating func take(_ code: Int, _ now: Moment) {
        waitingSince = now.monotonic
        // A reply to what has not been sent is no reply to it.
        guard let first = expected.first, first.mark <= handed else {
            takeUnexpected(code, now)
            return
        }
        guard 200...599 ~= code else {
            breakOff(Problems.code(code), at: first.stage, reply: parser.reply(code), now)
            return
        }
        expected.removeFirst()
        // RFC 5321 §3.8: the relay closes, whatever the command was.
        if code == 421, first.stage != .quit {
            let reply = parser.reply(code)
            if first.stage == .mail, served > 0 {
                // The session has had its share: of the message nothing was said.
                settle(.notTried, .mail, problem: Problems.closedSession(reply), now: now)
            } else if first.stage != .rset {
                settle(.deferred, first.stage, reply: reply, now: now)
            }
            giveUp(Problems.closedSession, now)
            end = .relayClosing(reply)
            return
        }
        switch first.stage {
        case .mail, .rcpt: takeCommand(first.stage, code, now)
        case .data: takeData(code, now)
        case .endOfData: takeEndOfData(code, now)
        case .quit: end = .quit
        default:
            if code / 100 != 2 { breakOff(Problems.resetRefused, at: nil, reply: parser.reply(code), now) }
        }
    }

    private mutating func takeCommand(_ stage: Stage, _ code: Int, _ now: Moment) {
        current?.isAnswered = true
        if current?.isBehind == true { hasProvenOverlap = true }
        // After a refusal the answers to the commands behind it say nothing new.
        if current?.isSettled == true { return }
        switch code / 100 {
        case 2: if stage == .mail { current?.isOpen = true }
        case 4, 5: refuse(stage, code, now)
        default: breakOff(Problems.code(code, to: stage), at: stage, reply: parser.reply(code), now)
        }
    }

    private mutating func takeData(_ code: Int, _ now: Moment) {
        current?.isAnswered = true
        switch code / 100 {
        case 3: current?.phase = .body
        case 4, 5: refuse(.data, code, now)
        default: breakOff(Problems.code(code, to: .data), at: .data, reply: parser.reply(code), now)
        }
    }

    /// The transaction is refused; once no reply to it is due, RSET ends what is left of it.
    private mutating func refuse(_ stage: Stage, _ code: Int, _ now: Moment) {
        if stage == .mail, served == 0, parser.reply(code).refusesSession {
            // A session of no use stands in the way of those that the relay does serve.
            isFinishing = true
        }
        if stage == .mail, served > 0, parser.reply(code).endsSession {
            // Another session may send it at once; this one ends.
            isFinishing = true
            let problem = Problems.noMore(parser.reply(code))
            settle(.notTried, .mail, problem: problem, now: now)
        } else if current?.isSettled == false {
            settle(code / 100 == 5 ? .bounced : .deferred, stage, reply: parser.reply(code), now: now)
        }
        // With PIPELINING the replies to the commands behind are still to come, DATA's the last.
        guard stage == .data || !pipelines else { return }
        needsReset = current?.isOpen ?? false
        body.removeAll(keepingCapacity: true)
        current = nil
    }

    private mutating func takeEndOfData(_ code: Int, _ now: Moment) {
        // A message to nobody (RFC 2920 §3.1) is never sent, whatever the answer.
        if current?.isSettled == false {
            let reply = parser.reply(code)
            switch code / 100 {
            case 2: settle(.sent, .endOfData, reply: reply, now: now)
            case 4: settle(.deferred, .endOfData, reply: reply, now: now)
            case 5: settle(.bounced, .endOfData, reply: reply, now: now)
            default:
                breakOff(Problems.code(code, to: .endOfData), at: .endOfData, reply: reply, now)
                return
            }
        }
        current = next
        next = nil
    }

    /// A reply while none is due.
    private mutating func takeUnexpected(_ code: Int, _ now: Moment) {
        let reply = parser.reply(code)
        let isInMessage = current?.phase != .commands && current?.isSettled == false
        // Refused in the middle of the message: only an end without the dot is left, that is, closing.
        if isInMessage, code / 100 == 4 || code / 100 == 5 {
            settle(code / 100 == 5 ? .bounced : .deferred, .body, reply: reply, now: now)
        }
        if code == 421 {
            giveUp(Problems.closedSession, now)
            end = .relayClosing(reply)
        } else {
            breakOff(Problems.replyToNothing, at: isInMessage ? .body : nil, reply: reply, now)
        }
    }

    // MARK: Outcomes

    private mutating func settle(
        _ kind: Outcome.Kind,
        _ stage: Stage,
        reply: Reply? = nil,
        problem: Wording? = nil,
        now: Moment
    ) {
        guard let running = current, !running.isSettled else { return }
        current?.isSettled = true
        add(kind, stage, reply, problem, of: running, now)
    }

    private mutating func add(
        _ kind: Outcome.Kind,
        _ stage: Stage,
        _ reply: Reply?,
        _ problem: Wording?,
        of running: Running,
        _ now: Moment
    ) {
        let duration =
            now.monotonic >= running.started.monotonic ? now.monotonic - running.started.monotonic : 0
        let outcome = Outcome(
            kind: kind,
            stage: stage,
            reply: reply,
            problem: problem,
            endOfDataSent: running.endMark.map { $0 <= handed } ?? false,
            startedAt: running.started.wall,
            durationNanoseconds: duration,
            tls: options.tls
        )
        if outcome.isAnswer { served += 1 }
        results.append(Result(tag: running.transaction.tag, outcome: outcome))
    }

    /// The relay does not speak SMTP any more: nothing it says can be matched to what we said.
    ///
    /// `stage` is the command of the current transaction that got the answer, if it was one of its own.
    private mutating func breakOff(_ problem: Wording, at stage: Stage?, reply: Reply?, _ now: Moment) {
        let sentence = Problems.protocolError(problem)
        if let stage, stage != .rset, stage != .quit {
            // Once the dot has gone, no nonsense tells whether the relay kept the message.
            let isOut = current?.endMark.map { $0 <= handed } ?? false
            settle(isOut ? .inDoubt : .deferred, stage, reply: reply, problem: sentence, now: now)
        }
        giveUp(sentence, now)
        end = .protocolError(reply.map { problem + ": \($0)" } ?? problem)
    }

    /// The session is over: what is under way gets the verdict that is certain.
    private mutating func giveUp(_ problem: Wording, _ now: Moment) {
        if let running = current, !running.isSettled {
            if let mark = running.endMark, mark <= handed {
                settle(.inDoubt, .endOfData, problem: problem, now: now)
            } else if running.isAnswered || served == 0 {
                settle(.deferred, awaited, problem: problem, now: now)
            } else {
                // A session that was kept open may be gone by the time it is used again: no attempt was made.
                settle(.notTried, .mail, problem: problem, now: now)
            }
        }
        if let running = next {
            next = nil
            add(.notTried, .mail, nil, problem, of: running, now)
        }
        current = nil
    }
}
