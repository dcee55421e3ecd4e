internal import Wording

/// Fetches messages of a folder, many by one command, and one by one where that fails; whoever cannot be had at all is passed
/// over after some tries.
///
/// Survives the session: what it has learnt of a message that breaks the connection counts in the next one.
struct MessageFetcher {
    /// As often a message is asked for before it is passed over.
    ///
    /// There are servers that break off at one message for ever, and networks that do so once.
    static let mostTries = 5

    private let folderName: String
    private let messageBytes: Int
    /// Up to here messages are asked for one by one, since together they could not be had: one of them is to blame, and the
    /// others are not to be asked for again with it.
    private var careful: MessageKey?
    /// The message that could not be had, and how often it was asked for.
    private var stuck: (key: MessageKey, tries: Int, fault: MailboxFault)?
    private var passedOver: [PassedOver] = []

    /// One for a folder, of whose messages as many bytes are fetched.
    init(folder: String, messageBytes: Int) {
        folderName = folder
        self.messageBytes = messageBytes
    }

    /// What could not be had since the last time.
    mutating func takePassedOver() -> [PassedOver] {
        defer { passedOver = [] }
        return passedOver
    }

    /// Fetches several messages at once.
    ///
    /// Whatever goes wrong, what has come is used, and the first one that has not is asked for alone: it then meets the same
    /// fault, or shows that it was not to blame.
    ///
    /// - Returns: what came; nil where they are to be asked for one by one.
    mutating func fetch(_ group: FetchGroup, _ validity: UInt32, _ conversation: Conversation) -> FetchGroup?
    {
        guard group.entries.count > 1, let first = group.entries.first, let last = group.entries.last,
            let command = group.command
        else { return nil }
        if case .uid(validity, let uid) = careful, first.uid <= uid { return nil }
        var group = group
        do throws(MailboxFault) {
            let end = try conversation.run(command) { response in
                if case .fetch(let fetch) = response { group.take(fetch) }
            }
            if end.condition == .ok { return group }
        } catch {
            if error.kind == .interrupted { return group }
        }
        careful = .uid(validity: validity, uid: last.uid)
        return group
    }

    /// Fetches a message, or its beginning, where there is no answer yet; nil where it is gone.
    mutating func fetch(
        _ entry: Listing.Entry,
        _ answer: Response.Fetch?,
        _ validity: UInt32,
        _ conversation: Conversation
    ) throws(MailboxFault) -> FetchedMessage? {
        let key = MessageKey.uid(validity: validity, uid: entry.uid)
        if let answer { return message(entry, key, answer) }
        if let stuck, stuck.key == key, stuck.tries >= Self.mostTries {
            let why = MailboxWords.notGiven(tries: stuck.tries, stuck.fault.wording)
            passedOver.append(PassedOver("\(folderName), UID \(entry.uid)", why))
            let size = entry.size ?? 0
            return FetchedMessage(key: key, bytes: [], isTruncated: true, size: size, receivedAt: nil)
        }
        do throws(MailboxFault) {
            return try content(entry, key, conversation)
        } catch {
            if error.kind != .interrupted {
                stuck = (key, stuck?.key == key ? (stuck?.tries ?? 0) + 1 : 1, error)
            }
            throw error
        }
    }

    /// Asks for one message alone.
    private func content(
        _ entry: Listing.Entry,
        _ key: MessageKey,
        _ conversation: Conversation
    ) throws(MailboxFault) -> FetchedMessage? {
        let command = Command.content(of: UIDSet(entry.uid), bytes: messageBytes)
        var found: Response.Fetch?
        var other: UInt32?
        let end = try conversation.run(command) { response in
            guard case .fetch(let fetch) = response, fetch.content != nil else { return }
            if fetch.uid == entry.uid { found = fetch } else { other = fetch.uid ?? 0 }
        }
        guard end.condition == .ok else { throw conversation.refusal(command, end) }
        guard let found else {
            guard let other else { return nil }
            throw MailboxFault(
                .dialogue,
                MailboxWords.gibberish(MailboxWords.otherMessage(asked: entry.uid, got: other))
            )
        }
        guard let message = message(entry, key, found) else { throw conversation.refusal(command, end) }
        return message
    }

    /// The message as it was given; nil where the server has none.
    private func message(
        _ entry: Listing.Entry,
        _ key: MessageKey,
        _ fetch: Response.Fetch
    ) -> FetchedMessage? {
        guard case .bytes(let bytes, let length) = fetch.content else { return nil }
        let size = max(fetch.size ?? entry.size ?? 0, length)
        return FetchedMessage(
            key: key,
            bytes: bytes,
            isTruncated: size > bytes.count,
            size: size,
            receivedAt: fetch.receivedAt
        )
    }
}
