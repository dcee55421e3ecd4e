/// A letter as its reader sees it.
public struct LetterPreview: Sendable, Hashable {
    /// A file that comes with a letter.
    public struct File: Sendable, Hashable {
        /// Its name as people read it.
        public let name: String
        /// Octets that it adds to the message, encoded; nil: it differs from letter to letter and is small.
        public let size: Int?
    }

    /// The subject.
    public let subject: String
    /// What mail clients show beside the subject in lists; empty where the draft says nothing.
    public let preheader: String
    /// Name and address of the sender.
    public let from: String
    /// Name and address of the recipient.
    public let to: String
    /// Where answers go; nil: to the sender.
    public let replyTo: String?
    /// Calendar and files, in the order of the message.
    public let attachments: [File]
    /// The language it is written in.
    public let language: String
    /// The HTML page; pictures are named by `cid:`.
    public let html: String
    /// The plain text, lines ended by a line feed.
    public let text: String
}
