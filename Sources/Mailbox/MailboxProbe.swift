public import Curl
internal import Wording

/// One look at a mailbox on the calling thread, for `check`: it connects, logs in and opens the folder; nothing is changed.
///
/// Blocks.
public enum MailboxProbe {
    /// What a mailbox showed of itself.
    public struct Findings: Sendable, Hashable {
        /// The server's address; nil for a Maildir.
        public var remoteAddress: String?
        /// TLS version and cipher; nil in plain text.
        public var tls: String?
        /// How many messages lie in the folder.
        public var messages = 0
        /// Whether new messages are seen at once: IDLE, or the system's watch.
        public var isWatching = false
        /// Whether the folder that messages are to be moved to is there; nil where none are to be moved.
        public var hasTarget: Bool?
    }

    /// Looks.
    ///
    /// - Parameters:
    ///   - place: the mailbox.
    ///   - interrupt: raised by another thread, it ends the look within about a second.
    /// - Returns: what it showed of itself.
    /// - Throws: why it cannot be read.
    public static func look(
        at place: MailboxPlace,
        interrupt: Interrupt = Interrupt()
    ) throws(MailboxFault) -> Findings {
        switch place.access {
        case .imap(let server): try look(at: server, place.afterwards, interrupt)
        case .maildir(let path): try MaildirSource.look(at: path, place.afterwards)
        }
    }

    private static func look(
        at server: IMAPServer,
        _ afterwards: MailboxPlace.Afterwards,
        _ interrupt: Interrupt
    ) throws(MailboxFault) -> Findings {
        let wakeUp = try WakeUp.make(interrupt)
        let stream = try IMAPConnector(server: server, wakeUp: wakeUp).open()
        var findings = try look(
            in: server.folder,
            afterwards,
            Conversation(
                StreamChannel(stream, wakeUp: wakeUp),
                timeouts: server.timeouts,
                isStopping: { wakeUp.isStopping }
            )
        )
        findings.remoteAddress = stream.remoteAddress
        findings.tls = stream.encryption
        return findings
    }

    /// Looks into a folder after the login.
    static func look(
        in folder: String,
        _ afterwards: MailboxPlace.Afterwards,
        _ conversation: Conversation
    ) throws(MailboxFault) -> Findings {
        var findings = Findings()
        findings.isWatching = try conversation.capabilities().contains("IDLE")
        if case .move(let target) = afterwards {
            findings.hasTarget = try conversation.run(.exists(target)).condition == .ok
        }
        _ = try IMAPFolder(folder, toLook: true, conversation)
        findings.messages = Int(conversation.exists)
        conversation.logOut()
        return findings
    }
}
