internal import Wording

/// An open folder of a server: its numbering, and what can be done with messages in it.
struct IMAPFolder {
    /// The numbering (RFC 9051 §2.3.1.1).
    private(set) var validity: UInt32 = 0
    /// The highest number in use, where the server tells it.
    private(set) var highest: UInt32?
    private var isReadOnly = false

    /// Opens it; `toLook`: without the right, and the need, to change anything.
    init(_ name: String, toLook: Bool = false, _ conversation: Conversation) throws(MailboxFault) {
        var folder: (validity: UInt32?, next: UInt32?) = (nil, nil)
        let end = try conversation.run(toLook ? .examine(name) : .select(name)) { response in
            guard case .status(let status) = response else { return }
            switch status.code {
            case "UIDVALIDITY": folder.validity = Number.uint32(status.argument.utf8)
            case "UIDNEXT": folder.next = Number.uint32(status.argument.utf8)
            default: break
            }
        }
        guard end.condition == .ok else {
            throw MailboxFault(.folder, MailboxWords.noFolder(name, end.words))
        }
        guard let validity = folder.validity else {
            throw MailboxFault(.folder, MailboxWords.noLastingNumbers(name))
        }
        self.validity = validity
        highest = folder.next.map { $0 > 0 ? $0 - 1 : 0 }
        isReadOnly = end.code == "READ-ONLY"
        if isReadOnly, !toLook { throw MailboxFault(.folder, MailboxWords.readOnly(name)) }
        if highest == nil { highest = try Self.last(conversation) }
    }

    /// The highest number in use where SELECT has not told the next one.
    private static func last(_ conversation: Conversation) throws(MailboxFault) -> UInt32 {
        guard conversation.exists > 0 else { return 0 }
        var last: UInt32 = 0
        let end = try conversation.run(.last) { response in
            if case .fetch(let fetch) = response { last = max(last, fetch.uid ?? 0) }
        }
        guard end.condition == .ok else { throw conversation.refusal(.last, end) }
        return last
    }

    /// Makes sure that there is a folder to move messages to.
    static func provide(_ name: String, _ conversation: Conversation) throws(MailboxFault) {
        if try conversation.run(.exists(name)).condition == .ok { return }
        let made = try conversation.run(.create(name))
        // Somebody else may have made it in between.
        guard made.condition == .ok || made.code == "ALREADYEXISTS" else {
            throw MailboxFault(.folder, MailboxWords.cannotMove(to: name, made.words))
        }
    }
}
