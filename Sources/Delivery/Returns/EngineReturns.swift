import Mail
import Mailbox
public import Service
import Settings
import Store

/// Where mail comes back: a mailbox, and the name that the database remembers it by.
struct ReturnsSource {
    /// What brings the mail.
    let mail: any ReturnedMailSource
    /// Which mailbox it is.
    let identity: String
    /// What the configuration says of it; nil: nobody configured it.
    var settings: MailboxSettings?
    /// Which message is being read; nil: nobody would know of one that kills us.
    var note: ReadingNote?
    /// Ends reading.
    var stop: () -> Void = {}
}

extension Engine {
    /// Reads the mailbox of returned mail that the configuration names, from where it was read to; stops reading one that it
    /// names no more.
    ///
    /// - Parameter bell: signalled whenever there is something to be recorded.
    /// - Throws: what keeps it from being begun; all other mail goes on.
    public func readMailbox(_ bell: EventFD) throws(EngineError) {
        let settings = site.configuration.mailbox
        guard settings != returns?.settings || settings == nil else { return }
        stopReadingReturns()
        guard let settings else {
            // What was wrong with one that is not there any more does not matter.
            if let told = try? store.meta(MessageStore.mailboxTrouble), !told.isEmpty {
                do throws(StoreError) { try store.setMeta(MessageStore.mailboxTrouble, nil) } catch {
                    throw EngineError(error, path: databasePath)
                }
            }
            return
        }
        let place = settings.place(environment: environment)
        let known: ReadMailbox
        do throws(StoreError) { known = try store.readMailbox(place.identity) } catch {
            throw EngineError(error, path: databasePath)
        }
        let memory = MailboxMemory(
            identity: place.identity,
            bookmark: known.bookmark.map {
                MailboxMemory.Bookmark(validity: $0.validity, uid: $0.uid, inherited: $0.inherited)
            },
            unsettled: known.unsettled.compactMap(MessageKey.init(text:))
        )
        let reader: MailboxReader
        do throws(MailboxFault) {
            reader = try MailboxReader(place, memory: memory) { bell.signal() }
            try reader.start()
        } catch { throw .configuration(error.wording) }
        returns = ReturnsSource(
            mail: reader,
            identity: place.identity,
            settings: settings,
            note: ReadingNote(path: databasePath + "-returned")
        ) { reader.stop() }
    }

    /// What is in hand and not recorded will be read again.
    func stopReadingReturns() {
        returns?.stop()
        returns = nil
        returnsInHand = ReturnsInHand()
        state.notedMailbox = nil
    }
}

/// Returned mail that the engine has in hand, from the mailbox to the commit.
struct ReturnsInHand {
    /// The batch that is read; nil: none is in hand.
    var batch: MailboxBatch?
    /// Those of its messages that were read, in their order; nil for one that is not read, because two runs died over it.
    var read: [(mail: ReturnedMail?, at: Int64?)] = []
    /// Messages that need not be remembered any more.
    var settled: [MessageKey] = []
    /// Whether the transaction being made records the batch.
    var isRecorded = false
    /// Whether the last transaction failed while the batch was recorded: the next one goes without it.
    var hasFailed = false
    /// How often the batch failed where the transaction after it did not: that is the batch's own fault.
    var strikes = 0
    /// So many, and nothing follows from it any more: what one mail does wrong keeps no other mail from going.
    static let mostStrikes = 3

    /// Whether some of the batch is still to be read: nobody else wakes the engine for it.
    var isPartial: Bool { batch != nil && !isWhole }
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
            returnsInHand.read.append((read(message, returns.note), message.receivedAt))
            if Uptime.now() >= end { return }
        }
    }

    private func read(_ message: FetchedMessage, _ note: ReadingNote?) -> ReturnedMail? {
        guard let note else { return ReturnedMail(reading: message.bytes) }
        guard !note.isDeadly(message.key) else { return nil }
        note.begin(message.key)
        defer { note.end() }
        return ReturnedMail(reading: message.bytes)
    }

    /// Records the batch that was read; part of the turn's transaction.
    func recordReturns() throws(StoreError) {
        guard let returns else { return }
        returnsInHand.isRecorded = false
        try noteMailbox(returns)
        if !returnsInHand.settled.isEmpty {
            try store.forgetSettled(returnsInHand.settled.map(\.text))
        }
        guard returnsInHand.isWhole, !returnsInHand.hasFailed, let batch = returnsInHand.batch else { return }
        if returnsInHand.strikes < ReturnsInHand.mostStrikes {
            do throws(StoreError) { try recordConsequences() } catch {
                returnsInHand.hasFailed = true
                throw error
            }
        } else {
            tell(.error, ReturnWords.passedOver(batch.messages.count))
        }
        try notePassedOver(batch)
        try store.remember(
            returns.identity,
            bookmark: batch.bookmark.map { ($0.validity, $0.uid, $0.inherited) },
            recorded: batch.keys.map(\.text)
        )
        if state.turn.touchesMailings { mailings.isStale = true }
        returnsInHand.isRecorded = true
    }

    /// Tells of mail that is not read because two runs died over it, and lets `status` tell it until a person has looked.
    private func notePassedOver(_ batch: MailboxBatch) throws(StoreError) {
        let keys = zip(batch.keys, returnsInHand.read).filter { $0.1.mail == nil }.map(\.0.text)
        guard !keys.isEmpty else { return }
        let told = ReturnWords.deadly(keys)
        try store.setMeta(MessageStore.unreadReturns, said(told))
        tell(.error, told)
    }

    private func recordConsequences() throws(StoreError) {
        let now = clock.now()
        let recorder = Returns(outcomes)
        for (mail, at) in returnsInHand.read {
            guard let mail else {
                try store.countReturn("unread")
                continue
            }
            _ = try recorder.record(mail, at: at ?? now, into: &state.turn, now: now)
        }
    }

    /// For how long a mailbox may be out of reach before a person is told, in milliseconds.
    private static let mailboxPatience: Int64 = 600_000

    /// Notes what keeps the mailbox from being read, for `status`.
    private func noteMailbox(_ returns: ReturnsSource) throws(StoreError) {
        let trouble = returns.mail.status.trouble.flatMap { trouble in
            let isLong = clock.now() - trouble.since > Self.mailboxPatience
            return trouble.fault.needsPerson || isLong ? trouble.fault : nil
        }
        let said = trouble?.wording.text(in: site.configuration.language.rawValue) ?? ""
        guard said != state.notedMailbox else { return }
        try store.setMeta(MessageStore.mailboxTrouble, said.isEmpty ? nil : said)
        state.notedMailbox = said
        if let trouble { tell(.error, ReturnWords.mailbox(trouble.wording)) }
    }

    /// After the commit: the mailbox may mark or move what was recorded.
    func tellReturns() {
        guard let returns else { return }
        returnsInHand.settled = []
        if returnsInHand.hasFailed {
            returnsInHand.strikes += 1
            returnsInHand.hasFailed = false
        }
        guard returnsInHand.isRecorded, let batch = returnsInHand.batch else { return }
        returnsInHand = ReturnsInHand()
        returns.note?.forget(batch.keys)
        returns.mail.recorded(batch)
    }
}
