public import Wording

/// Why a mailbox cannot be read.
public struct MailboxFault: Error, Sendable, Hashable, Worded {
    /// What kind of trouble it is, for programs.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The server's name has no address, nobody answers there, or not in time.
        case unreachable
        /// Its certificate cannot be trusted, or encryption could not be agreed on.
        case encryption
        /// User or password refused, or there is no way to log in that we may use.
        case login
        /// The folder is not there, cannot be opened, or cannot be changed.
        case folder
        /// The connection broke, or the server closed it.
        case lost
        /// What the server sends cannot be understood, or is more than is sensible.
        case dialogue
        /// Something on this machine: a password that cannot be read, a folder without rights.
        case local
        /// We broke it off ourselves: it says nothing of the mailbox.
        case interrupted
    }

    /// The kind of trouble.
    public let kind: Kind
    /// What is wrong and what to do; no secret is in it.
    public let wording: Wording

    /// A fault.
    public init(_ kind: Kind, _ wording: Wording) {
        self.kind = kind
        self.wording = wording
    }

    /// Whether trying again is of no use until a person has changed something.
    public var needsPerson: Bool {
        switch kind {
        case .encryption, .login, .folder, .local: true
        case .unreachable, .lost, .dialogue, .interrupted: false
        }
    }
}

/// A message, or a file in a message's place, that could not be read.
public struct PassedOver: Sendable, Hashable, Worded {
    /// What it is called where it lies.
    public let name: String
    /// What it is and why it was passed over.
    public let wording: Wording

    /// What was passed over, and why.
    public init(_ name: String, _ wording: Wording) {
        self.name = name
        self.wording = wording
    }
}
