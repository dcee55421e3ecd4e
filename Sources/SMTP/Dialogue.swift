/// One SMTP session from after EHLO to QUIT, as a state machine without sockets or clocks.
///
/// Transactions go in by ``submit(_:body:now:)``; bytes to send come out of ``produce(into:now:)``; ``wrote(_:now:)``
/// tells how many of them the kernel took, ``received(_:now:)`` what came back. Each transaction gets exactly one
/// entry in ``results``. Once ``end`` is set nothing more is sent.
///
/// With PIPELINING (RFC 2920) MAIL, RCPT and DATA go in one segment, and those of the next transaction right behind
/// the dot that ends the message before: at most two transactions are under way.
struct Dialogue {
    /// How the session is led.
    struct Options {
        var timeouts = Timeouts()
        var usesPipelining = true
        /// Whether the commands of the next message may go behind the dot of the one before.
        var overlaps = true
        /// 0 for no limit.
        var messages = 0
        var idleTimeout: Duration = .seconds(10)
        var tls: String?
    }

    /// A transaction that has had its outcome.
    struct Result {
        let tag: Int64
        let outcome: Outcome
    }

    /// A command whose reply has not been read.
    struct Expected {
        let stage: Stage
        /// The place in all that was ever produced where the command ends.
        let mark: UInt64
    }

    struct Running {
        enum Phase { case commands, body, ended }

        let transaction: Transaction
        let size: Int
        let hasEightBit: Bool
        let started: Moment
        var phase = Phase.commands
        /// The command to send next, while the phase is `commands`.
        var command: Stage? = .mail
        /// 250 to MAIL: the relay holds a transaction open, until RSET or the end of data.
        var isOpen = false
        var isAnswered = false
        /// Its commands went behind the dot of the message before.
        var isBehind = false
        /// The outcome has been given; what is left is to read the replies that are still due.
        var isSettled = false
        /// Where the final dot ends; nil until it is produced.
        var endMark: UInt64?

        init(_ transaction: Transaction, body: [UInt8], now: Moment) {
            self.transaction = transaction
            size = body.count
            hasEightBit = body.holdsEightBit
            started = now
        }
    }

    let capabilities: Capabilities
    let options: Options
    let pipelines: Bool
    /// How many messages the session carries at most; 0 for no limit.
    let mostMessages: Int
    let limits: Timeouts.Nanoseconds
    let idleLimit: UInt64
    var parser = ReplyParser()

    var current: Running?
    var next: Running?
    var body: [UInt8] = []
    var stuffer = DotStuffer()

    var expected: [Expected] = []
    var produced: UInt64 = 0
    var handed: UInt64 = 0
    var accepted = 0
    var served = 0
    var needsReset = false
    var isFinishing = false
    var hasQuit = false
    var waitingSince: UInt64

    /// Outcomes not yet fetched, in order.
    var results: [Result] = []
    /// The transaction whose final dot is among the bytes produced last.
    var endingTag: Int64?
    /// Why the session is over; nil while it lives.
    var end: SessionEnd?
    /// Whether the commands of the next message may go behind the dot of the one before.
    var overlaps: Bool
    /// Whether the relay has answered commands that went behind a dot.
    var hasProvenOverlap = false

    /// A session that has just been opened.
    init(capabilities: Capabilities, options: Options = Options(), now: Moment) {
        self.capabilities = capabilities
        self.options = options
        overlaps = options.overlaps
        mostMessages = [options.messages, capabilities.mailMax ?? 0].filter { $0 > 0 }.min() ?? 0
        pipelines = options.usesPipelining && capabilities.pipelining
        limits = options.timeouts.nanoseconds
        idleLimit = options.idleTimeout.nanoseconds
        waitingSince = now.monotonic
    }

    // MARK: Transactions

    /// Whether a transaction may be submitted now.
    var wantsTransaction: Bool {
        guard end == nil, !isFinishing, mostMessages == 0 || accepted < mostMessages else {
            return false
        }
        guard let current else { return true }
        return pipelines && overlaps && current.phase == .ended && !current.isSettled && next == nil
    }

    /// Whether ``produce(into:now:)`` has more of a long message to give.
    var hasMore: Bool { current?.phase == .body }

    /// Nothing is under way and every reply has been read.
    var isIdle: Bool { current == nil && expected.isEmpty && produced == handed }

    /// Takes a transaction; `message` is swapped for an empty buffer.
    ///
    /// One that this relay cannot take has its outcome at once.
    mutating func submit(_ transaction: Transaction, body message: inout [UInt8], now: Moment) {
        guard wantsTransaction else {
            let outcome = Outcome(kind: .notTried, stage: .local, startedAt: now.wall, tls: options.tls)
            results.append(Result(tag: transaction.tag, outcome: outcome))
            return
        }
        let running = Running(transaction, body: message, now: now)
        let obstacle = Commands.obstacle(
            transaction.envelope,
            size: running.size,
            hasEightBit: running.hasEightBit,
            capabilities
        )
        if let obstacle {
            let outcome = Outcome(
                kind: .bounced,
                stage: .local,
                problem: obstacle.problem,
                enhanced: obstacle.status,
                startedAt: now.wall,
                tls: options.tls
            )
            results.append(Result(tag: transaction.tag, outcome: outcome))
            return
        }
        accepted += 1
        swap(&body, &message)
        stuffer = DotStuffer()
        if isIdle { waitingSince = now.monotonic }
        guard current != nil else {
            current = running
            return
        }
        next = running
        next?.isBehind = true
    }

    /// Takes no more transactions; QUIT follows when those under way are through.
    mutating func finish() {
        isFinishing = true
    }

    /// Hands over the outcomes.
    mutating func takeResults() -> [Result] {
        guard !results.isEmpty else { return [] }
        defer { results.removeAll(keepingCapacity: true) }
        return results
    }

    /// The transaction whose final dot has been produced since the last call.
    mutating func takeEndingTag() -> Int64? {
        defer { endingTag = nil }
        return endingTag
    }
}

extension [UInt8] {
    /// Whether any byte is beyond ASCII; eight at a time, since every message is looked through.
    var holdsEightBit: Bool {
        withUnsafeBytes { bytes in
            let words = bytes.count / 8
            var union: UInt64 = 0
            for word in 0..<words { union |= bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) }
            for place in (words * 8)..<bytes.count { union |= UInt64(bytes[place]) }
            return union & 0x8080_8080_8080_8080 != 0
        }
    }
}
