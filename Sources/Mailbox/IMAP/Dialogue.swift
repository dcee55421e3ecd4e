internal import Wording

/// The dialogue with an IMAP server after the login: commands in, bytes out; bytes in, responses out.
///
/// Pure: time is a parameter, counted from any instant. One command at a time; what the server says on its own goes by.
struct Dialogue {
    /// What has come in answer to a command.
    enum Event {
        /// A response; of those that tell nothing, none is given.
        case response(Response)
        /// The server waits for us: news come from now on (IDLE).
        case goOn
        /// The command is done.
        case done(Response.Status)
    }

    /// As many lines that are no IMAP may come in answer to one command.
    static let mostStrayLines = 100

    private let timeouts: IMAPTimeouts
    private var reader = ResponseReader()
    private var out: [UInt8] = []
    private var sequence = 0
    private var current: (command: Command, tag: String)?
    private var begun = Duration.zero, heard = Duration.zero
    private var bytes = 0, strayLines = 0

    /// How many messages the folder has, as far as has been told.
    private(set) var exists: UInt32 = 0
    /// Whether a message may have come since ``forgetNews()``.
    private(set) var hasNews = false
    /// Why the dialogue has come to its end; nil while it goes on.
    private(set) var fault: MailboxFault?
    /// The server's words where it has taken its leave.
    private var farewell: String?

    /// A dialogue that begins after the login.
    init(timeouts: IMAPTimeouts) { self.timeouts = timeouts }

    /// How many bytes are held.
    var heldBytes: Int { reader.heldBytes + out.count }

    /// Whether no command is under way.
    var isAtRest: Bool { current == nil }

    /// Begins a command; nothing if another one is under way or the dialogue is at its end.
    mutating func begin(_ command: Command, now: Duration) {
        guard fault == nil, current == nil else { return }
        sequence += 1
        // Unlike those of libcurl's login, which begin with A…Z and have three digits.
        let tag = "v\(sequence)"
        current = (command, tag)
        (begun, heard, bytes, strayLines) = (now, now, 0, 0)
        reader.kept = command.kept
        out += Array("\(tag) \(command.line)\r\n".utf8)
    }

    /// Ends IDLE.
    mutating func done(now: Duration) {
        guard fault == nil, current?.command.isIdle == true else { return }
        out += Array("DONE\r\n".utf8)
        // The answer to it has a time of its own.
        (begun, heard) = (now, now)
    }

    /// What is to be sent, once.
    mutating func takeOutput() -> [UInt8] {
        defer { out = [] }
        return out
    }

    /// When the server has to have said something; nil where it may be silent.
    func deadline(isWaiting: Bool) -> Duration? {
        guard let current, !isWaiting || !current.command.isIdle else { return nil }
        return min(heard + timeouts.silence, begun + timeouts.command)
    }

    /// The deadline has passed.
    mutating func timedOut(now: Duration) {
        let name = current?.command.name ?? ""
        let isEndless = now >= begun + timeouts.command
        let limit = (isEndless ? timeouts.command : timeouts.silence).components.seconds
        end(
            .lost,
            MailboxWords.lost(
                isEndless
                    ? MailboxWords.endless(name, seconds: limit) : MailboxWords.silence(name, seconds: limit)
            )
        )
    }

    /// The connection is gone; nil: the server has closed it.
    mutating func connectionLost(_ why: Wording?) {
        let said = farewell.map(MailboxWords.farewell)
        end(.lost, MailboxWords.lost(said ?? why ?? MailboxWords.closed))
    }

    /// Takes what has arrived; then ``next()`` until it gives nil.
    mutating func received(_ data: UnsafeRawBufferPointer, now: Duration) {
        guard fault == nil else { return }
        heard = now
        bytes += data.count
        let command = current?.command ?? .noop
        if bytes > command.mostBytes {
            let why = MailboxWords.longAnswer(command.name, command.mostBytes)
            return end(.dialogue, MailboxWords.gibberish(why))
        }
        reader.append(data)
    }

    /// The next event, if it has come.
    mutating func next() -> Event? {
        while fault == nil, let item = reader.next() {
            switch item {
            case .violation(let why): end(.dialogue, MailboxWords.gibberish(why))
            case .response(let raw):
                if let event = take(Response(raw)) { return event }
            }
        }
        return nil
    }

    /// News from now on are those that have not been looked for.
    mutating func forgetNews() { hasNews = false }

    private mutating func take(_ response: Response) -> Event? {
        switch response {
        case .status(let status) where status.tag != nil:
            guard let tag = current?.tag, status.tag == tag else {
                stray()
                return nil
            }
            current = nil
            return .done(status)
        case .status(let status):
            if status.condition == .bye {
                farewell = status.words
                // After LOGOUT it is the beginning of the answer.
                if current?.command != .logout { connectionLost(nil) }
                return nil
            }
            return current == nil ? nil : .response(response)
        case .exists(let count):
            if count > exists { hasNews = true }
            exists = count
            return nil
        case .expunged:
            exists = exists > 0 ? exists - 1 : 0
            return nil
        case .goOn: return current?.command.isIdle == true ? .goOn : nil
        case .broken:
            end(.dialogue, MailboxWords.gibberish(MailboxWords.brokenFetch))
            return nil
        case .stray:
            stray()
            return nil
        case .other: return nil
        case .capabilities, .fetch: return current == nil ? nil : .response(response)
        }
    }

    private mutating func stray() {
        strayLines += 1
        if strayLines > Self.mostStrayLines {
            end(.dialogue, MailboxWords.gibberish(MailboxWords.strayLines))
        }
    }

    private mutating func end(_ kind: MailboxFault.Kind, _ wording: Wording) {
        guard fault == nil else { return }
        fault = MailboxFault(kind, wording)
        reader = ResponseReader()
        out = []
    }
}
