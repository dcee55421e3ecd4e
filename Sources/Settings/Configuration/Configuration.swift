public import Wording

/// Everything that `vestnik.json5` says, defaults filled in and paths resolved against the file's folder.
public struct Configuration: Sendable {
    /// The file it came from, absolute.
    public var file: String
    /// Absolute path of the SQLite database, which is the daemon's alone.
    public var database: String
    /// Absolute path of the SQLite file that the web site writes registrations into; never the database itself.
    public var intake: String
    /// Absolute path of the folder that holds a folder per event.
    public var events: String
    /// Of logs, dashboard and digest.
    public var language: Language = .ru
    /// The longest a new registration can go unnoticed; more than 0.
    public var poll: Duration = .seconds(2)
    /// In the order in which they are tried; at least one.
    public var relays: [Relay]
    /// Limits by recipient domain, keys in lower case as they are written.
    public var domains: [String: DomainLimit] = [:]
    /// When deferred messages go again.
    public var retry = Retry()
    /// What becomes of messages whose fate is not known.
    public var inDoubt = InDoubt()
    /// Limits that protect people.
    public var limits = Limits()
    /// Of the SMTP dialogue.
    public var timeouts = Timeouts()
    /// What is asked of a relay that offers DSN; nil: nothing.
    public var dsn: DSNSettings? = DSNSettings()
    /// Where bounces and answers come back.
    public var mailbox: MailboxSettings?
    /// How long data is kept.
    public var retention = Retention()
    /// The web pages; nil: none.
    public var dashboard: DashboardSettings?
    /// Who is written to when something needs a person; nil: nobody.
    public var alerts: AlertSettings?
    /// When set, every letter goes to this one mailbox, marked.
    public var sandbox: Sandbox?
    /// Absolute path of a production calendar; nil: the one that is built in.
    public var calendar: String?
    /// Headings of invitee files and the column each stands for (`email`, `details.KEY`, or `-` to leave it out).
    public var importHeadings: [String: String] = [:]
    /// What should be looked at and stops nothing.
    public var warnings: [Fault] = []
    /// Where the values of the file stand, by key path.
    var positions: [String: Position] = [:]

    /// Says what is wrong with a value though it is well written: a file that it names is not there, say.
    ///
    /// - Parameters:
    ///   - keyPath: of the value, as `relays[0].ca`.
    ///   - message: what is wrong.
    /// - Returns: a fault at the value's place; at the file's beginning where the key is not written there.
    public func fault(at keyPath: String, _ message: Wording) -> Fault {
        let position = positions[keyPath] ?? Position(line: 1, column: 1)
        return Fault(
            file: file,
            line: position.line,
            column: position.column,
            keyPath: keyPath,
            message: message
        )
    }

    /// A configuration with these relays and the default of everything else.
    public init(file: String, database: String, intake: String, events: String, relays: [Relay]) {
        self.file = file
        self.database = database
        self.intake = intake
        self.events = events
        self.relays = relays
    }
}

/// A language that the program itself speaks.
public enum Language: String, Sendable, CaseIterable {
    case ru, en
}

/// Limits of one recipient domain; 0 means no limit.
public struct DomainLimit: Sendable, Hashable {
    /// Sessions that may carry mail to it at once; nil: no limit of its own.
    public var connections: Int?
    /// Of all sessions together.
    public var messagesPerMinute = 0
    /// In 24 hours.
    public var messagesPerDay = 0

    /// No limits.
    public init() {}
}

/// When a deferred message goes again.
public struct Retry: Sendable, Hashable {
    /// After the first refusal.
    public var first: Duration = .seconds(60)
    /// By how much each wait is longer than the one before; 1 or more.
    public var factor: Double = 2
    /// No wait is longer.
    public var longest: Duration = .seconds(2 * 3600)
    /// From the first attempt; RFC 5321 §4.5.4.1 asks for four to five days.
    public var giveUpAfter: Duration = .seconds(4 * 86_400)

    /// The defaults.
    public init() {}
}

/// What becomes of a message whose fate a crash or a lost connection hid.
public struct InDoubt: Sendable, Hashable {
    /// One of the two things that can be done.
    public enum Policy: String, Sendable, CaseIterable {
        case resend, hold
    }

    /// For prompted and timed letters.
    public var `default`: Policy = .resend
    /// For bulk mail.
    public var bulk: Policy = .hold

    /// The defaults.
    public init() {}
}

/// Limits that protect people, and all other mail from one row.
public struct Limits: Sendable, Hashable {
    /// Messages to one address in 24 hours, all events together; 0: no limit.
    public var perAddressPerDay = 20
    /// The longest `details` of a row that is read, in bytes.
    public var detailsBytes = 64 << 10
    /// The longest letter that is made, in bytes as the relay gets it.
    public var letterBytes = 10 << 20

    /// The defaults.
    public init() {}
}

/// How long each part of the SMTP dialogue may take (RFC 5321 §4.5.3.2).
public struct Timeouts: Sendable, Hashable {
    /// TCP and TLS handshakes; not in the RFC.
    public var connect: Duration = .seconds(30)
    /// The 220 after connecting.
    public var greeting: Duration = .seconds(300)
    /// The reply to MAIL.
    public var mail: Duration = .seconds(300)
    /// The reply to RCPT.
    public var rcpt: Duration = .seconds(300)
    /// From DATA to its 354.
    public var data: Duration = .seconds(120)
    /// One block of the message's text.
    public var block: Duration = .seconds(180)
    /// From the final dot to its reply.
    public var endOfData: Duration = .seconds(600)

    /// The defaults of the RFC.
    public init() {}
}

/// What is asked of a relay that offers DSN (RFC 3461).
public struct DSNSettings: Sendable, Hashable {
    /// An occasion for a report (RFC 3461 §4.1).
    public enum Notify: String, Sendable, CaseIterable {
        case never, success, failure, delay
    }

    /// How much of the message a report carries (RFC 3461 §4.3).
    public enum Return: String, Sendable, CaseIterable {
        case full, hdrs
    }

    /// In the order written; `never` stands alone.
    public var notify: [Notify] = [.failure, .delay]
    /// How much of the message comes back.
    public var ret: Return = .hdrs

    /// Failures and delays, headers alone.
    public init() {}
}

/// How long data is kept.
public struct Retention: Sendable, Hashable {
    /// Delivery log: three years, so that a dispute can be settled.
    public var log: Duration = .seconds(1095 * 86_400)
    /// Registrations, counted from the end of their event.
    public var registrations: Duration = .seconds(365 * 86_400)

    /// The defaults.
    public init() {}
}

/// Trial running: nothing reaches the people themselves.
public struct Sandbox: Sendable, Hashable {
    /// The mailbox that gets everything.
    public var to: String

    /// A sandbox with that mailbox.
    public init(to: String) {
        self.to = to
    }
}
