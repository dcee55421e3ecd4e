public import Foundation

/// An act that somebody wants done, as the web pages hand it to the daemon: one line of JSON.
public struct ActRequest: Sendable, Hashable, Codable {
    /// What is done.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Messages, or a mailing, are kept from going.
        case hold
        /// They go on.
        case release
        /// They are withdrawn.
        case cancel
        /// Messages that did not go are tried again.
        case retry
        /// Messages that were sent are sent once more, made anew.
        case resend
        /// A mailing may go.
        case approve
        /// Invitees who were imported after a mailing had gone get it too.
        case approveLate = "approve-late"
        /// An address is written to no more.
        case suppress
        /// It is written to again.
        case unsuppress
        /// It was put right in the web site's file by whoever asks, and is written down.
        case correct
        /// An invitee's address is put right in the list.
        case correctInvitee = "correct-invitee"
        /// No more bulk mail to whom a letter's token names.
        case unsubscribe
        /// Does nothing: is anybody there?
        case ping
    }

    /// What is done.
    public var act: Kind
    /// Who does it, as the log has it.
    public var actor: String
    /// Messages.
    public var ids: [Int64]?
    /// An event.
    public var event: String?
    /// A notification of it.
    public var notification: String?
    /// An address.
    public var address: String?
    /// The address that it takes the place of.
    public var former: String?
    /// What is not sent to it any more: `all` or `bulk`.
    public var scope: String?
    /// Why, for the log.
    public var reason: String?
    /// The token of a letter.
    public var token: String?

    /// An act.
    public init(_ act: Kind, actor: String) {
        self.act = act
        self.actor = actor
    }

    /// The longest line, in bytes.
    public static let longest = 64 << 10
    /// The most messages that one act names.
    public static let mostIDs = 1000
}

/// What came of an act: one line of JSON.
public struct ActAnswer: Sendable, Hashable, Codable {
    /// How it went, for programs.
    public enum Outcome: String, Sendable, Hashable, Codable {
        /// It was done.
        case done
        /// The request says too little, or what cannot be.
        case bad
        /// There is no such message, mailing or address.
        case unknown
        /// As things stand it cannot be done.
        case refused
        /// Another program holds the database: it may work later.
        case busy
        /// The database or the configuration cannot be used.
        case failed
    }

    /// How it went.
    public var outcome: Outcome
    /// The same for people, in Russian.
    public var ru: String
    /// The same for people, in English.
    public var en: String
    /// How many messages it concerned.
    public var messages: Int?
    /// How many people must still approve.
    public var missing: Int?

    /// An answer.
    public init(_ outcome: Outcome, ru: String, en: String, messages: Int? = nil, missing: Int? = nil) {
        self.outcome = outcome
        self.ru = ru
        self.en = en
        self.messages = messages
        self.missing = missing
    }
}

/// Values as lines of JSON.
enum JSONLines {
    static func line(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // These values have nothing that cannot be written.
        return Array((try? encoder.encode(value)) ?? Data("{}".utf8)) + [0x0A]
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ line: some Sequence<UInt8>) -> Value? {
        try? JSONDecoder().decode(type, from: Data(line))
    }
}
