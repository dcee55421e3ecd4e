import Glibc

/// One SMTP session: reads commands, asks the script, answers, keeps the transaction's state (RFC 5321 §3.3).
struct Session: ~Copyable {
    /// RFC 5321 §4.5.3.1.4 wants 512 at least; AUTH (RFC 4954 §4) up to 12,288.
    static let lineLimit = 16_384

    let core: ServerCore
    let number: Int
    /// How many sessions were open when it was accepted, this one included.
    let open: Int
    var connection: Connection
    var transaction = Transaction()
    var greeted = false
    var user: String?
    var login: Login?
    var accepted = 0
    private var occurrences: [Stage: Int] = [:]
    private var isOver = false
    private var script = Script.friendly
    private var scriptVersion = 0

    init(core: ServerCore, number: Int, open: Int, descriptor: Int32) {
        self.core = core
        self.number = number
        self.open = open
        connection = Connection(descriptor: descriptor)
    }

    mutating func run() {
        record(.opened, "")
        if core.state.read({ $0.open.count > core.options.sessionLimit }) {
            perform(.reply("421 4.7.0 \(core.options.name) too many sessions").then(.close))
        } else {
            answer(.connect, line: "", fallback: .reply("220 \(core.options.name) ESMTP Vestnik sink"))
        }
        while !isOver, let bytes = connection.readLine(limit: Session.lineLimit) {
            let line = String(decoding: bytes, as: UTF8.self)
            record(.command, line, bytes: bytes.count)
            if bytes.count > Session.lineLimit {
                perform(.reply("500 5.5.6 Line too long"))
            } else if login != nil {
                continueLogin(line)
            } else {
                handle(line)
            }
        }
        _ = connection.flush()
    }

    private mutating func handle(_ line: String) {
        let command = CommandParser(line)
        switch Stage(verb: command.verb) {
        case .ehlo: hello(.ehlo, line, .reply(250, lines: [core.options.name] + core.extensions))
        case .helo: hello(.helo, line, .reply("250 \(core.options.name)"))
        case .mail: mail(command, line)
        case .rcpt: recipient(command, line)
        case .data: data(line)
        case .auth: startLogin(command, line)
        case .rset:
            if answer(.rset, line: line, fallback: .reply("250 2.0.0 Ok")) { transaction = Transaction() }
        case .quit: answer(.quit, line: line, fallback: .reply("221 2.0.0 Bye").then(.close))
        case .noop: answer(.noop, line: line, fallback: .reply("250 2.0.0 Ok"))
        case .vrfy: answer(.vrfy, line: line, fallback: .reply("252 2.5.0 Send some mail and see"))
        case .help: answer(.help, line: line, fallback: .reply("214 2.0.0 RFC 5321"))
        case .starttls: answer(.starttls, line: line, fallback: .reply("502 5.5.1 No TLS here"))
        default: answer(.unknown, line: line, fallback: .reply("500 5.5.2 Unknown command"))
        }
    }

    private mutating func hello(_ stage: Stage, _ line: String, _ reply: Answer) {
        guard answer(stage, line: line, fallback: reply) else { return }
        greeted = true
        transaction = Transaction()
    }

    /// Asks the script, else takes `fallback`; carries it out; tells whether the step was accepted.
    @discardableResult
    mutating func answer(
        _ stage: Stage,
        line: String,
        forwardPath: String? = nil,
        message: ReceivedMessage? = nil,
        fallback: Answer
    ) -> Bool {
        let answer = decide(stage, line: line, forwardPath: forwardPath, message: message) ?? fallback
        perform(answer)
        return answer.isAccepting
    }

    /// What the script says to this step; nil if it leaves it to the server.
    mutating func decide(
        _ stage: Stage,
        line: String,
        forwardPath: String? = nil,
        message: ReceivedMessage? = nil
    ) -> Answer? {
        occurrences[stage, default: 0] += 1
        let version = core.scriptVersion.load(ordering: .acquiring)
        if version != scriptVersion {
            scriptVersion = version
            script = core.state.read { $0.script }
        }
        guard !script.isEmpty else { return nil }
        let total = core.state.read { $0.messageCount }
        return script.answer(
            Situation(
                stage: stage,
                line: line,
                session: number,
                occurrence: occurrences[stage] ?? 1,
                accepted: accepted,
                total: total,
                open: open,
                reversePath: transaction.reversePath,
                forwardPath: forwardPath,
                recipients: transaction.recipients.map(\.path),
                user: user,
                message: message
            )
        )
    }

    /// Waits, replies and ends as the answer says.
    mutating func perform(_ answer: Answer) {
        if answer.delay > .zero {
            guard connection.flush() else { return isOver = true }
            connection.pause(answer.delay)
        }
        if answer.dropsInput { connection.dropInput() }
        if !answer.bytes.isEmpty { write(answer) }
        guard answer.ending != .goOn else { return }
        isOver = true
        _ = connection.flush()
        switch answer.ending {
        case .goOn, .close: break
        case .reset: connection.armReset()
        case .stall: connection.waitForHangUp()
        }
    }

    private mutating func write(_ answer: Answer) {
        var text = answer.bytes[...]
        while text.last == 10 || text.last == 13 { text.removeLast() }
        record(.reply, String(decoding: text, as: UTF8.self), bytes: answer.bytes.count)
        var from = 0
        for cut in answer.cuts.sorted() where cut > from && cut < answer.bytes.count {
            connection.write(answer.bytes[from..<cut])
            guard connection.flush() else { return isOver = true }
            connection.pause(answer.pause)
            from = cut
        }
        connection.write(answer.bytes[from...])
    }

    mutating func record(_ kind: Exchange.Kind, _ text: @autoclosure () -> String, bytes: Int = 0) {
        guard core.options.recordsDialogue else { return }
        core.record(
            Exchange(session: number, kind: kind, text: text(), bytes: bytes, read: connection.reads)
        )
    }

    /// Ends the session without a word.
    mutating func end() { isOver = true }
}
