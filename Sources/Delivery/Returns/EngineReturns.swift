import Mail
public import Mailbox
import Store

/// Where mail comes back: a mailbox, and the name that the database remembers it by.
public struct ReturnsSource: Sendable {
    /// What brings the mail.
    public let mail: any ReturnedMailSource
    /// Which mailbox it is.
    public let identity: String

    /// A mailbox.
    public init(_ mail: any ReturnedMailSource, identity: String) {
        self.mail = mail
        self.identity = identity
    }
}

/// Returned mail that the engine has in hand, from the mailbox to the commit.
struct ReturnsInHand {
    /// The batch that is read; nil: none is in hand.
    var batch: MailboxBatch?
    /// Those of its messages that were read, in their order.
    var read: [(mail: ReturnedMail, at: Int64?)] = []
    /// Messages that need not be remembered any more.
    var settled: [MessageKey] = []
    /// Whether the transaction being made records the batch.
    var isRecorded = false

    /// Whether every message of the batch was read.
    var isWhole: Bool { batch.map { read.count == $0.messages.count } ?? false }
}

/// Returned mail is read a few messages a turn, and recorded a batch at a time, with how far the mailbox was read.
extension Engine {
    /// For how long, in milliseconds, one turn reads returned mail.
    private static let readingTime: Int64 = 5

    /// Takes what the mailbox has and reads some of it; before the turn's transaction.
    func hearReturns() {
        guard let returns else { return }
        returnsInHand.settled += returns.mail.takeSettled()
        if returnsInHand.batch == nil { returnsInHand.batch = returns.mail.batch }
        guard let batch = returnsInHand.batch else { return }
        let end = Uptime.now() + Self.readingTime
        while returnsInHand.read.count < batch.messages.count {
            let message = batch.messages[returnsInHand.read.count]
            returnsInHand.read.append((ReturnedMail(reading: message.bytes), message.receivedAt))
            if Uptime.now() >= end { return }
        }
    }

    /// Records the batch that was read; part of the turn's transaction.
    func recordReturns() throws(StoreError) {
        guard let returns else { return }
        returnsInHand.isRecorded = false
        if !returnsInHand.settled.isEmpty {
            try store.forgetSettled(returnsInHand.settled.map(\.text))
        }
        guard returnsInHand.isWhole, let batch = returnsInHand.batch else { return }
        let now = clock.now()
        let recorder = Returns(outcomes)
        for (mail, at) in returnsInHand.read {
            _ = try recorder.record(mail, at: at ?? now, into: &state.turn, now: now)
        }
        try store.remember(
            returns.identity,
            bookmark: batch.bookmark.map { ($0.validity, $0.uid, $0.inherited) },
            recorded: batch.keys.map(\.text)
        )
        if state.turn.touchesMailings { mailings.isStale = true }
        returnsInHand.isRecorded = true
    }

    /// After the commit: the mailbox may mark or move what was recorded.
    func tellReturns() {
        guard let returns else { return }
        returnsInHand.settled = []
        guard returnsInHand.isRecorded, let batch = returnsInHand.batch else { return }
        returnsInHand = ReturnsInHand()
        returns.mail.recorded(batch)
    }
}
