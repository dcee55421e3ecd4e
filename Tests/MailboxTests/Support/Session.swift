import Wording

@testable import Mailbox

/// A source that reads a model server, and what its reader remembers.
final class Session {
    let server: ModelServer
    let place: MailboxPlace
    var memory: MailboxMemory
    private(set) var channels: [ModelChannel] = []
    var isStopping = false
    private(set) lazy var source = IMAPSource(imap, place, isStopping: { [unowned self] in isStopping }) {
        [unowned self] () throws(MailboxFault) in
        let channel = ModelChannel(server, piece: piece)
        channel.whileWaiting = whileWaiting
        channels.append(channel)
        return channel
    }

    private let imap: IMAPServer
    private let piece: Int
    var whileWaiting: ((Duration) -> (said: [UInt8], rings: Bool))?

    init(
        _ server: ModelServer,
        afterwards: MailboxPlace.Afterwards = .seen,
        messageBytes: Int = 256 << 10,
        memory: MailboxMemory? = nil,
        piece: Int = 16_384
    ) {
        self.server = server
        self.piece = piece
        imap = IMAPServer(host: "h", port: 143, security: .none, username: "u", password: { [] })
        place = MailboxPlace(.imap(imap), afterwards: afterwards, messageBytes: messageBytes)
        self.memory = memory ?? MailboxMemory(identity: place.identity)
    }

    /// The next batch, recorded at once; nil where there is none.
    func next() throws(MailboxFault) -> MailboxBatch? {
        guard let batch = try source.next(memory) else { return nil }
        memory.bookmark = batch.bookmark ?? memory.bookmark
        return batch
    }

    /// Reads everything there is; gives the texts.
    func readAll(settles: Bool = true) throws(MailboxFault) -> [String] {
        var texts: [String] = []
        while let batch = try next() {
            texts += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
            if settles { _ = try source.settle(batch.keys) }
        }
        return texts
    }

    /// Opens it and reads everything there is.
    func visit() throws(MailboxFault) -> [String] {
        try source.open(memory)
        return try readAll()
    }
}

/// The fault that something ends in; nil where it ends well.
func fault(_ body: () throws(MailboxFault) -> Void) -> MailboxFault? {
    do throws(MailboxFault) {
        try body()
        return nil
    } catch {
        return error
    }
}
