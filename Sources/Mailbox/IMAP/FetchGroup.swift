/// Messages that are fetched by one command: a round trip for each would take an hour where one for fifty takes a minute.
///
/// What the server tells is believed of those that were asked for, in any order. Whoever is missing at the end is asked for
/// alone: a server that gives less than was asked for loses nothing.
struct FetchGroup {
    /// Those that are asked for, in the order of their numbers.
    let entries: [Listing.Entry]
    private let messageBytes: Int
    private let room: Int
    private var heldBytes = 0
    private var found: [UInt32: Response.Fetch] = [:]

    /// The first of those that wait, as many as fit.
    ///
    /// - Parameters:
    ///   - waiting: messages in the order of their numbers.
    ///   - most: as many at most; at least 1.
    ///   - room: as many bytes in all, by what the server says of their sizes; the first one always fits.
    ///   - messageBytes: as many bytes are fetched of each.
    init(_ waiting: [Listing.Entry], most: Int, room: Int, messageBytes: Int) {
        var left = room
        entries = Array(
            waiting.prefix(max(1, most)).prefix { entry in
                guard left > 0 else { return false }
                left -= min(max(0, entry.size ?? messageBytes), messageBytes)
                return true
            }
        )
        self.room = room
        self.messageBytes = messageBytes
    }

    /// What is asked.
    ///
    /// A server that knows no parts sends the whole of each message: that is borne as long as it is what it has told before.
    var command: Command? {
        let bytes = entries.reduce(0) { $0 + min($1.size ?? messageBytes, ResponseReader.longestLiteral) }
        return UIDSet(entries.map(\.uid)).map { .content(of: $0, bytes: messageBytes, expecting: bytes) }
    }

    /// Takes what is told of a message; nothing of one that nobody has asked for.
    ///
    /// Of more than there is room for only as much is kept as one message has: those left out are asked for again.
    mutating func take(_ fetch: Response.Fetch) {
        guard let uid = fetch.uid, case .bytes(let bytes, _) = fetch.content,
            entries.contains(where: { $0.uid == uid })
        else { return }
        if let known = found.removeValue(forKey: uid) { heldBytes -= known.contentBytes }
        guard heldBytes < room || found.isEmpty else { return }
        heldBytes += bytes.count
        found[uid] = fetch
    }

    /// What was told of a message, once; nil for nothing.
    mutating func takeAnswer(of uid: UInt32) -> Response.Fetch? {
        guard let fetch = found.removeValue(forKey: uid) else { return nil }
        heldBytes -= fetch.contentBytes
        return fetch
    }
}

extension Response.Fetch {
    /// How many bytes of content are held.
    fileprivate var contentBytes: Int {
        if case .bytes(let bytes, _) = content { bytes.count } else { 0 }
    }
}
