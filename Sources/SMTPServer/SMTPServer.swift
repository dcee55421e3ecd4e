import Glibc

/// An SMTP server for development and tests: takes mail on loopback, keeps it, files it or hands it on, and
/// misbehaves exactly as its script says.
///
/// `vestnik sink` is this server.
///
/// It listens from `init` to `stop` (or until it is released); each session has a thread of its own.
public final class SMTPServer: Sendable {
    /// How the server presents itself and what it does with mail.
    public struct Options: Sendable {
        /// The address to listen on, in digits.
        public var address = "127.0.0.1"
        /// The port; 0 takes a free one.
        public var port: UInt16 = 0
        /// The name in greeting and EHLO.
        public var name = "sink.example.org"
        /// The lines of the EHLO reply after the name; AUTH is added where there are users.
        public var extensions = SMTPServer.allExtensions
        /// Users with their passwords (or tokens, for XOAUTH2).
        public var users: [String: String] = [:]
        /// SASL mechanisms offered where there are users.
        public var mechanisms = ["PLAIN", "LOGIN", "XOAUTH2"]
        /// Whether MAIL is refused before AUTH (530 5.7.0).
        public var requiresAuthentication = false
        /// How it answers.
        public var script = Script.friendly
        /// Whether `messages` keeps what comes.
        public var keepsMessages = true
        /// Whether `dialogue` records what is said.
        public var recordsDialogue = true
        /// Where each message is filed as `.eml`; nil: nowhere.
        public var folder: String?
        /// Called with each accepted message on its session's thread, before the reply goes out.
        public var onMessage: (@Sendable (ReceivedMessage) -> Void)?
        /// Open sessions beyond this number are greeted with 421.
        public var sessionLimit = 512

        /// A friendly server on a free port of 127.0.0.1.
        public init() {}
    }

    /// Every extension that the server knows.
    public static let allExtensions = [
        "PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "DSN",
    ]

    private let core: ServerCore

    /// Starts listening.
    public init(_ options: Options = Options()) throws(SMTPServerError) {
        core = try ServerCore(options)
        core.start()
    }

    /// Starts a friendly server with this script.
    public convenience init(script: Script) throws(SMTPServerError) {
        var options = Options()
        options.script = script
        try self.init(options)
    }

    deinit { core.stop() }

    /// The port it listens on.
    public var port: UInt16 { core.listener.port }

    /// Stops listening, breaks off every session and waits until their threads have ended.
    ///
    /// May be called twice.
    public func stop() { core.stop() }

    /// Replaces the script, for open sessions too.
    public func setScript(_ script: Script) { core.setScript(script) }

    /// Messages kept so far, in the order they were accepted.
    public var messages: [ReceivedMessage] { core.state.read { $0.messages } }

    /// How many messages were accepted, kept or not.
    public var messageCount: Int { core.state.read { $0.messageCount } }

    /// How many sessions were accepted so far.
    public var sessionCount: Int { core.state.read { $0.sessionCount } }

    /// How many sessions are open.
    public var openSessionCount: Int { core.state.read { $0.open.count } }

    /// The largest number of sessions that were open at once.
    public var mostOpenSessions: Int { core.state.read { $0.mostOpen } }

    /// What went wrong when filing, oldest first.
    public var problems: [SMTPServerError] { core.state.read { $0.problems } }

    /// Everything said so far; sessions interleave as they happened.
    public var dialogue: [Exchange] { core.state.read { $0.dialogue } }

    /// The command lines of one session, or of all.
    public func commands(session: Int? = nil) -> [String] {
        dialogue.filter { $0.kind == .command && (session == nil || $0.session == session) }.map(\.text)
    }

    /// Waits until so many messages were accepted; false if they have not come in time.
    @discardableResult
    public func waitForMessages(_ count: Int, within limit: Duration = .seconds(120)) -> Bool {
        core.state.wait(within: limit) { $0.messageCount >= count }
    }

    /// Waits until no session is open; false if one still is.
    @discardableResult
    public func waitForNoSessions(within limit: Duration = .seconds(120)) -> Bool {
        core.state.wait(within: limit) { $0.open.isEmpty }
    }

    /// Waits until the recorded dialogue satisfies a condition; false if it does not in time.
    @discardableResult
    public func wait(within limit: Duration = .seconds(120), until condition: ([Exchange]) -> Bool) -> Bool {
        core.state.wait(within: limit) { condition($0.dialogue) }
    }
}
