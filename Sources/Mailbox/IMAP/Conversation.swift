internal import Curl
internal import Wording

/// A dialogue on a channel: one command after the other, each waited for.
///
/// Lives on one thread.
final class Conversation {
    private let channel: any ByteChannel
    private let timeouts: IMAPTimeouts
    private let isStopping: () -> Bool
    private var dialogue: Dialogue
    private var out: [UInt8] = []
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
    /// The most bytes that were held at any time.
    private(set) var mostHeld = 0

    init(_ channel: any ByteChannel, timeouts: IMAPTimeouts, isStopping: @escaping () -> Bool) {
        self.channel = channel
        self.timeouts = timeouts
        self.isStopping = isStopping
        dialogue = Dialogue(timeouts: timeouts)
    }

    deinit { buffer.deallocate() }

    /// How many messages the folder has, as far as has been told.
    var exists: UInt32 { dialogue.exists }
    /// The time by its channel.
    var now: Duration { channel.now }
    /// Whether a message may have come since ``forgetNews()``.
    var hasNews: Bool { dialogue.hasNews }
    /// News from now on are those that have not been looked for.
    func forgetNews() { dialogue.forgetNews() }

    /// Gives a command and takes the whole answer to it; `take` is given each response that comes until then.
    ///
    /// - Returns: the server's verdict: OK, NO or BAD.
    @discardableResult
    func run(
        _ command: Command,
        take: (Response) throws(MailboxFault) -> Void = { _ in }
    ) throws(MailboxFault) -> Response.Status {
        dialogue.begin(command, now: channel.now)
        while true {
            while let event = dialogue.next() {
                switch event {
                case .response(let response): try take(response)
                case .done(let status): return status
                case .goOn: break
                }
            }
            try step(until: dialogue.deadline(isWaiting: false) ?? channel.now)
        }
    }

    /// What the server can do, in capitals.
    func capabilities() throws(MailboxFault) -> Set<String> {
        var known: Set<String> = []
        try run(.capability) { response in
            if case .capabilities(let names) = response { known = Set(names) }
        }
        return known
    }

    /// Waits for news by IDLE.
    ///
    /// Ends when news come, the bell rings or the deadline has passed.
    ///
    /// - Returns: whether the server knows IDLE.
    func idle(until deadline: Duration) throws(MailboxFault) -> Bool {
        dialogue.begin(.idle, now: channel.now)
        let latest = min(deadline, channel.now + timeouts.idle)
        var isWaiting = false, isEnding = false, isRung = false
        while true {
            while let event = dialogue.next() {
                switch event {
                case .goOn: isWaiting = !isEnding
                case .done(let status): return status.condition == .ok
                case .response: break
                }
            }
            if isWaiting, isRung || dialogue.hasNews || channel.now >= latest {
                dialogue.done(now: channel.now)
                (isWaiting, isEnding) = (false, true)
            }
            let limit = dialogue.deadline(isWaiting: isWaiting) ?? latest
            // What rings before the server is ready to wait counts as well.
            if try step(until: limit, isPatient: isWaiting) { isRung = true }
        }
    }

    /// Waits where there is no IDLE, with an eye on what the server says on its own.
    ///
    /// Ends when news come, the bell rings or the deadline has passed.
    func rest(until deadline: Duration) throws(MailboxFault) {
        while !dialogue.hasNews, channel.now < deadline {
            while dialogue.next() != nil {}
            if dialogue.hasNews { return }
            if try step(until: deadline, isPatient: true) { return }
        }
    }

    /// Takes leave; nobody depends on the answer.
    func logOut() {
        guard dialogue.fault == nil, dialogue.isAtRest else { return }
        dialogue.begin(.logout, now: channel.now)
        let deadline = channel.now + timeouts.logout
        do {
            // Where everything ends, nobody waits for it.
            if isStopping() { return try flush() }
            while channel.now < deadline {
                while let event = dialogue.next() { if case .done = event { return } }
                try step(until: deadline, isPatient: true)
            }
        } catch { return }
    }

    /// What the server's refusal means.
    func refusal(_ command: Command, _ status: Response.Status) -> MailboxFault {
        MailboxFault(.dialogue, MailboxWords.refused(command.name, status.words))
    }

    /// Sends what is to be sent and takes what has come, once.
    ///
    /// - Returns: whether the bell rang.
    @discardableResult
    private func step(
        until deadline: Duration,
        isPatient: Bool = false
    ) throws(MailboxFault) -> Bool {
        if dialogue.fault != nil { throw end() }
        try flush()
        if isStopping() { throw MailboxFault(.interrupted, MailboxWords.interrupted) }
        // What has been decrypted does not wake the socket: look before waiting.
        if try receive() { return false }
        switch channel.wait(toWrite: !out.isEmpty, until: deadline) {
        case .ready: return false
        case .woken: return true
        case .timeout:
            guard !isPatient, channel.now >= deadline else { return false }
            dialogue.timedOut(now: channel.now)
            throw end()
        }
    }

    private func flush() throws(MailboxFault) {
        // What could not go is offered again as it lies (OpenSSL's rule).
        if out.isEmpty { out = dialogue.takeOutput() }
        while !out.isEmpty {
            switch out.withUnsafeBytes({ channel.send($0) }) {
            case .moved(let count): out.removeFirst(min(count, out.count))
            case .wouldBlock: return
            case .closed: try lose(nil)
            case .broken(let code): try lose(Wording(verbatim: Stream.describe(code: code)))
            }
        }
    }

    /// Takes one piece of what has come; false where nothing has.
    private func receive() throws(MailboxFault) -> Bool {
        switch channel.receive(into: buffer) {
        case .moved(let count):
            dialogue.received(UnsafeRawBufferPointer(rebasing: buffer[..<count]), now: channel.now)
            mostHeld = max(mostHeld, dialogue.heldBytes)
            if dialogue.fault != nil { throw end() }
            return true
        case .wouldBlock: return false
        case .closed: try lose(nil)
        case .broken(let code): try lose(Wording(verbatim: Stream.describe(code: code)))
        }
        return false
    }

    private func lose(_ why: Wording?) throws(MailboxFault) {
        // Its last words may still be among what has come.
        while dialogue.next() != nil {}
        dialogue.connectionLost(why)
        throw end()
    }

    private func end() -> MailboxFault {
        dialogue.fault ?? MailboxFault(.lost, MailboxWords.lost(MailboxWords.closed))
    }
}
