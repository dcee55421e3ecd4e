public import Events
public import Foundation
public import Mustache

/// A request for one letter: what it is made from, besides the event and its templates.
///
/// Nothing is read from a clock or chance.
public struct LetterRequest: Sendable {
    /// How a reader of bulk mail gets off the list.
    public struct Unsubscribe: Sendable, Hashable {
        /// The public one-click address (RFC 8058), `https://…`; nil without an endpoint.
        public var url: String?
        /// What a mail shows that asks for it: the letter's own token; nil: it names the event.
        public var token: String?
        /// Whether a program reads what comes back to the envelope's sender: such mails go there, else to whoever reads
        /// the answers.
        public var isMailboxRead: Bool

        /// An unsubscription by `url`, and by mail.
        public init(url: String? = nil, token: String? = nil, isMailboxRead: Bool = false) {
            self.url = url
            self.token = token
            self.isMailboxRead = isMailboxRead
        }
    }

    /// Which calendar entry the letter carries.
    public enum Entry: Sendable, Hashable {
        /// The one that its notification has, if any.
        case usual
        /// None, whatever its notification has.
        case none
        /// One by this method.
        case method(CalendarMethod)
    }

    /// Whom the letter is for.
    public var person: Person
    /// The notification's name.
    public var notification: String
    /// The Message-ID with its angle brackets.
    public var messageID: String
    /// The letter's Date.
    public var date: Date
    /// The moment that «осталось 7 дней» counts from; nil: ``date``.
    ///
    /// Trial letters are sent before their time.
    public var asOf: Date?
    /// Message-IDs of earlier letters of the same thread, oldest first, with angle brackets.
    public var references: [String]
    /// The calendar entry's SEQUENCE (RFC 5545 §3.8.7.4).
    public var sequence: Int
    /// The calendar entry's UID (RFC 5545 §3.8.4.7); nil for a trial, which gets one that no real letter has.
    public var uid: String?
    /// Which calendar entry the letter carries.
    public var entry = Entry.usual
    /// How to unsubscribe; used in bulk mail alone.
    public var unsubscribe: Unsubscribe?
    /// Whether answers that calendars send are read, and count.
    public var readsAnswers = false
    /// Further values for the template, such as `change.*`: an object.
    public var extra: Mustache.Value
    /// The language to write in instead of the reader's own, if a template exists.
    public var language: String?
    /// The mailbox to write to instead of the person's (second address, sandbox, proof).
    public var recipient: String?
    /// A remark set before the subject of test letters: «[Проба → a@b]».
    public var sandboxNote: String?

    /// A request for one letter.
    public init(
        person: Person,
        notification: String,
        messageID: String,
        date: Date,
        asOf: Date? = nil,
        references: [String] = [],
        sequence: Int = 0,
        unsubscribe: Unsubscribe? = nil,
        extra: Mustache.Value = .null,
        language: String? = nil,
        recipient: String? = nil,
        sandboxNote: String? = nil
    ) {
        self.person = person
        self.notification = notification
        self.messageID = messageID
        self.date = date
        self.asOf = asOf
        self.references = references
        self.sequence = sequence
        self.unsubscribe = unsubscribe
        self.extra = extra
        self.language = language
        self.recipient = recipient
        self.sandboxNote = sandboxNote
    }
}

/// What became of an ``LetterRequest``, beside the message's bytes.
public struct ComposedLetter: Sendable, Hashable {
    /// The subject as the reader sees it.
    public let subject: String
    /// The language the letter is written in.
    public let language: String
    /// The recipient's mailbox for the envelope (`local@xn--domain`).
    public let forwardPath: String
    /// Whether the envelope needs SMTPUTF8 (RFC 6531): the local part is not ASCII.
    public let needsSMTPUTF8: Bool
    /// The address that needs it: the sender's, of answers, or the recipient's; nil where none does.
    public let internationalAddress: String?
    /// Whether the message holds octets above 127 (RFC 6152).
    public let needs8bit: Bool
}
