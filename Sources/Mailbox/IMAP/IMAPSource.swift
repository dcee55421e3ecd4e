internal import Wording

/// A folder of an IMAP server as a source of messages.
///
/// Lives on one thread.
final class IMAPSource: MailSource {
    private let folderName: String
    private let place: MailboxPlace
    private let timeouts: IMAPTimeouts
    private let connect: () throws(MailboxFault) -> any ByteChannel
    private let isStopping: () -> Bool

    private var fetcher: MessageFetcher
    private var conversation: Conversation?
    private var capabilities: Set<String> = []
    private var folder: IMAPFolder?
    private var listing: Listing?
    private var waiting: [Listing.Entry] = []
    /// What went wrong behind messages that could be handed over.
    private var delayed: MailboxFault?
    /// The most bytes of answers that were held at any time.
    private(set) var mostHeld = 0

    /// A folder that is reached by `connect`.
    init(
        _ server: IMAPServer,
        _ place: MailboxPlace,
        isStopping: @escaping () -> Bool,
        connect: @escaping () throws(MailboxFault) -> any ByteChannel
    ) {
        folderName = server.folder
        fetcher = MessageFetcher(folder: server.folder, messageBytes: place.messageBytes)
        timeouts = server.timeouts
        self.place = place
        self.isStopping = isStopping
        self.connect = connect
    }

    var isWatching: Bool { conversation != nil && capabilities.contains("IDLE") }

    func open(_ memory: MailboxMemory) throws(MailboxFault) {
        let conversation = Conversation(try connect(), timeouts: timeouts, isStopping: isStopping)
        self.conversation = conversation
        capabilities = try conversation.capabilities()
        if case .move(let target) = place.afterwards { try IMAPFolder.provide(target, conversation) }
        let folder = try IMAPFolder(folderName, conversation)
        self.folder = folder
        let start = memory.bookmark.flatMap { $0.validity == folder.validity ? $0.uid : nil } ?? 0
        listing = Listing(after: start, highest: folder.highest ?? 0)
        waiting = []
    }

    func close() {
        if let conversation {
            conversation.logOut()
            mostHeld = max(mostHeld, conversation.mostHeld)
        }
        (conversation, folder, listing, waiting, delayed) = (nil, nil, nil, [], nil)
    }

    func takePassedOver() -> [PassedOver] { fetcher.takePassedOver() }

    func next(_ memory: MailboxMemory) throws(MailboxFault) -> MailboxBatch? {
        guard let conversation, let folder else { throw Self.notOpen }
        if let delayed { throw delayed }
        guard var bookmark = memory.bookmark, bookmark.validity == folder.validity else {
            // The first look, or numbers that have changed: what somebody has seen until now is left alone. Where messages
            // are moved, what lies here was never recorded.
            let inherited = place.afterwards == .seen ? folder.highest ?? 0 : 0
            return MailboxBatch(
                messages: [],
                bookmark: MailboxMemory.Bookmark(validity: folder.validity, uid: 0, inherited: inherited)
            )
        }
        var messages: [FetchedMessage] = []
        var bytes = 0
        var group: FetchGroup?
        while messages.count < BatchLimit.messages, bytes < BatchLimit.bytes {
            if waiting.isEmpty {
                // What has been fetched is handed over before more is looked for.
                guard messages.isEmpty, try list(conversation, bookmark) else { break }
            }
            guard let entry = waiting.first else { continue }
            if group?.entries.contains(entry) != true {
                group = fetcher.fetch(
                    FetchGroup(
                        waiting,
                        most: BatchLimit.messages - messages.count,
                        room: BatchLimit.bytes - bytes,
                        messageBytes: place.messageBytes
                    ),
                    folder.validity,
                    conversation
                )
            }
            do throws(MailboxFault) {
                let answer = group?.takeAnswer(of: entry.uid)
                if let message = try fetcher.fetch(entry, answer, folder.validity, conversation) {
                    messages.append(message)
                    bytes += message.bytes.count
                }
            } catch {
                // What came before it is not fetched again for its sake.
                guard !messages.isEmpty, error.kind != .interrupted else { throw error }
                delayed = error
                break
            }
            waiting.removeFirst()
            bookmark.uid = entry.uid
        }
        mostHeld = max(mostHeld, conversation.mostHeld)
        return messages.isEmpty ? nil : MailboxBatch(messages: messages, bookmark: bookmark)
    }

    func settle(_ keys: [MessageKey]) throws(MailboxFault) -> [MessageKey] {
        guard let conversation, let folder else { throw Self.notOpen }
        let uids = keys.compactMap { key -> UInt32? in
            // Of another numbering, or of another kind of mailbox: nothing here is meant.
            guard case .uid(let validity, let uid) = key, validity == folder.validity else { return nil }
            return uid
        }
        if let set = UIDSet(uids) { try settle(set, conversation) }
        return keys
    }

    func wait(until deadline: Duration) throws(MailboxFault) {
        guard let conversation else { throw Self.notOpen }
        if conversation.hasNews { return }
        if isWatching {
            if try conversation.idle(until: deadline) { return }
            capabilities.remove("IDLE")
        }
        // A sign of life now and then keeps the session from being closed.
        try conversation.rest(until: min(deadline, conversation.now + Self.rest))
        if !conversation.hasNews { try conversation.run(.noop) }
    }

    private static let rest = Duration.seconds(300)
    private static let notOpen = MailboxFault(.lost, MailboxWords.lost(MailboxWords.closed))

    /// Looks for the next messages; false where there are none.
    private func list(
        _ conversation: Conversation,
        _ bookmark: MailboxMemory.Bookmark
    ) throws(MailboxFault) -> Bool {
        while var listing {
            conversation.forgetNews()
            guard let question = listing.question(exists: conversation.exists) else { return false }
            let end = try conversation.run(question) { response throws(MailboxFault) in
                switch response {
                case .fetch(let fetch): listing.take(fetch)
                case .status(let status) where status.code == "UIDVALIDITY":
                    throw MailboxFault(.lost, MailboxWords.renumbered)
                default: break
                }
            }
            guard end.condition == .ok else { throw conversation.refusal(question, end) }
            let (entries, isEnd) = listing.finish()
            self.listing = listing
            waiting = entries.filter { entry in
                let isOld = entry.uid <= bookmark.inherited && entry.flags.contains("\\SEEN")
                return !isOld && !entry.flags.contains("\\DELETED") && entry.uid > bookmark.uid
            }
            if !waiting.isEmpty { return true }
            if isEnd { return false }
        }
        return false
    }

    private func settle(_ set: UIDSet, _ conversation: Conversation) throws(MailboxFault) {
        guard case .move(let target) = place.afterwards else {
            let end = try conversation.run(.markSeen(set))
            guard end.condition == .ok else {
                throw MailboxFault(.folder, MailboxWords.cannotMark(folderName, end.words))
            }
            return
        }
        if capabilities.contains("MOVE") {
            let end = try conversation.run(.move(set, to: target))
            guard end.condition == .ok else {
                throw MailboxFault(.folder, MailboxWords.cannotMove(to: target, end.words))
            }
            return
        }
        for command in [Command.copy(set, to: target), .markDeleted(set)] {
            let end = try conversation.run(command)
            guard end.condition == .ok else {
                throw MailboxFault(.folder, MailboxWords.cannotMove(to: target, end.words))
            }
        }
        // Without UIDPLUS an EXPUNGE would remove what others have marked as well: they stay, marked.
        if capabilities.contains("UIDPLUS") { try conversation.run(.expunge(set)) }
    }
}
