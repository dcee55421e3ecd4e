/// One entry of the recorded dialogue.
public struct Exchange: Sendable, Hashable, CustomStringConvertible {
    /// Who or what.
    public enum Kind: Sendable, Hashable {
        /// The connection was accepted.
        case opened
        /// A command line came.
        case command
        /// A message's content came; `text` is empty, `bytes` its length.
        case content
        /// The server replied (`text` without the last line end).
        case reply
        /// The connection is over.
        case closed
    }

    /// The session, from 1.
    public var session: Int
    /// Who or what.
    public var kind: Kind
    /// The line or lines.
    public var text: String
    /// Length on the wire.
    public var bytes: Int
    /// The number of the read that brought the end of it: lines that came in one segment have the same number.
    public var read: Int

    /// Like `3 C: RCPT TO:<a@example.org>`.
    public var description: String {
        switch kind {
        case .opened: "\(session) opened"
        case .command: "\(session) C: \(text)"
        case .content: "\(session) C: (\(bytes) bytes)"
        case .reply: "\(session) S: \(text)"
        case .closed: "\(session) closed"
        }
    }
}
