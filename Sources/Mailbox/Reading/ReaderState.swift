/// What the thread that reads a mailbox and the one that records what it reads meet at.
///
/// Both hold it under one lock, and never for longer than it takes to copy a value.
struct ReaderState {
    /// What has been recorded.
    ///
    /// Written by the recording thread, and by the reading one as it settles.
    private(set) var memory: MailboxMemory
    /// What is to be recorded.
    ///
    /// Written by the reading thread where it is nil, cleared by the recording one.
    private(set) var batch: MailboxBatch?
    /// What needs to be remembered no more.
    ///
    /// Written by the reading thread, taken by the recording one.
    private var settled: [MessageKey] = []
    /// How it stands.
    ///
    /// Written by the reading thread.
    var status = MailboxStatus()
    /// Whether somebody has asked for a look at once.
    var isLookWanted = false

    /// Begins with what is remembered; of another mailbox nothing is.
    init(_ memory: MailboxMemory, identity: String) {
        self.memory = memory.identity == identity ? memory : MailboxMemory(identity: identity)
    }

    /// Messages are there to be recorded.
    mutating func offer(_ batch: MailboxBatch) {
        self.batch = batch
        status.fetched += batch.messages.count
    }

    /// The batch is recorded; false where it is not the one that was offered.
    mutating func record(_ recorded: MailboxBatch) -> Bool {
        guard let batch, batch.bookmark == recorded.bookmark, batch.keys == recorded.keys else {
            return false
        }
        memory.bookmark = batch.bookmark ?? memory.bookmark
        memory.unsettled += batch.keys
        self.batch = nil
        return true
    }

    /// The mailbox has marked or moved these.
    mutating func settle(_ keys: [MessageKey]) {
        let done = Set(keys)
        memory.unsettled.removeAll(where: done.contains)
        settled += keys
    }

    /// Gives what needs to be remembered no more, once.
    mutating func takeSettled() -> [MessageKey] {
        defer { settled = [] }
        return settled
    }
}
