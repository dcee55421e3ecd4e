package import Mail
import Service
package import Settings
package import Store
import Wording

/// What a returned mail has come to for one person.
package enum ReturnEffect: Sendable, Hashable {
    /// The letter did not arrive: it is `bounced` now.
    case bounced(Int64)
    /// It is written down beside the letter.
    case noted(Int64)
    /// The same was written down before.
    case known(Int64)
    /// It shows no letter, and is written down beside the one that it may be about; nothing follows.
    case guessed(Int64)
    /// It is about no letter that is known.
    case unmatched
}

/// The recorder of returned mail: what reports, answers and absences mean for the letters that they show.
///
/// The mailbox is a stranger's: only a mail that shows a letter has consequences, and for that letter's own recipient.
package struct Returns {
    private let store: MessageStore
    private let recorder: OutcomeRecorder
    private let finder: LetterFinder
    /// For how long a letter that goes to a second address is tried, in milliseconds.
    private let giveUpAfter: Int64
    /// Who brings it in by hand; nil: it came by itself.
    private let actor: String?

    /// A recorder into a database.
    package init(store: MessageStore, configuration: Configuration, actor: String? = nil) {
        self.init(OutcomeRecorder(store: store, configuration: configuration), actor: actor)
    }

    init(_ recorder: OutcomeRecorder, actor: String? = nil) {
        store = recorder.store
        self.recorder = recorder
        finder = LetterFinder(store: recorder.store)
        giveUpAfter = recorder.configuration.retry.giveUpAfter.inMilliseconds
        self.actor = actor
    }

    private var language: String { recorder.language }

    /// Records a returned mail in a transaction of its own.
    ///
    /// - Parameters:
    ///   - mail: the mail.
    ///   - at: when it came, in milliseconds since 1970 UTC.
    ///   - now: engine milliseconds.
    /// - Returns: what it has come to, for each person that it is about.
    /// - Throws: what the database refuses.
    package func record(_ mail: ReturnedMail, at: Int64, now: Int64) throws(StoreError) -> [ReturnEffect] {
        var effects: [ReturnEffect] = []
        try store.transaction { () throws(StoreError) in
            var turn = Turn()
            effects = try record(mail, at: at, into: &turn, now: now)
        }
        return effects
    }

    /// Records a returned mail; part of a transaction.
    func record(
        _ mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        try store.countReturn(mail.kind.rawValue)
        // No mail is from the future.
        let at = min(at, now)
        switch mail.kind {
        case .dsn: return try record(reports: mail, at: at, into: &turn, now: now)
        case .complaint: return try record(complaint: mail, at: at, into: &turn, now: now)
        case .autoReply, .challenge: return try record(absence: mail, at: at, into: &turn, now: now)
        case .answer: return try record(answer: mail, at: at, into: &turn, now: now)
        case .unsubscribe: return try record(unsubscribe: mail, at: at, into: &turn, now: now)
        case .list, .domainReport, .message: return []
        }
    }

    // MARK: reports

    private func record(
        reports mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        var found: [(report: RecipientReport, letter: FoundLetter)] = []
        var effects: [ReturnEffect] = []
        for report in mail.recipients {
            let addresses = [report.originalRecipient, report.recipient, report.finalRecipient]
            guard
                let letter = try finder.letter(of: mail, about: addresses.compactMap(\.self), now: now)
            else {
                effects.append(.unmatched)
                continue
            }
            found.append((report, letter))
        }
        for (report, found) in Self.decisive(found) {
            effects.append(try record(report, about: found, at: at, into: &turn, now: now))
        }
        return effects
    }

    /// One report for each letter: where an address stands for several people, a failure for all of them is one.
    private static func decisive(
        _ found: [(report: RecipientReport, letter: FoundLetter)]
    ) -> [(report: RecipientReport, letter: FoundLetter)] {
        var order: [Int64] = []
        var decisive: [Int64: (report: RecipientReport, letter: FoundLetter)] = [:]
        for (report, letter) in found {
            let id = letter.letter.id
            guard let before = decisive[id] else {
                order.append(id)
                decisive[id] = (report, letter)
                continue
            }
            if before.report.action == .failed, report.action != .failed { decisive[id] = (report, letter) }
        }
        return order.compactMap { decisive[$0] }
    }

    private func record(
        _ report: RecipientReport,
        about found: FoundLetter,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> ReturnEffect {
        let letter = found.letter
        let address = Self.address(of: report, letter)
        // A mailbox tells whole seconds: within the one in which the letter went the report came behind it.
        let isWithinSecond = letter.sentAt.map { $0 > at && $0 - at <= MessageStore.answerGrace } ?? false
        let at = isWithinSecond ? letter.sentAt ?? at : at
        var record = ReturnRecord(letter, .dsn, outcome: report.action.rawValue, at: at)
        record.personKey = address
        record.reason = (report.bounceClass ?? .unknown).rawValue
        record.status = report.status?.description
        record.reply = report.diagnostic.isEmpty ? nil : report.diagnostic
        record.server = report.remoteMTA
        record.actor = actor
        guard found.isShown else {
            record.note = ReturnWords.guessed.text(in: language)
            try store.noteGuess(record)
            return .guessed(letter.id)
        }
        guard try store.note(record) else { return .known(letter.id) }
        switch report.action {
        case .failed:
            let isBounced = try fail(letter, address, report, at: at, into: &turn, now: now)
            return isBounced ? .bounced(letter.id) : .noted(letter.id)
        case .delivered:
            try relent(address, of: letter, into: &turn, now: now)
            return .noted(letter.id)
        case .delayed, .relayed, .expanded: return .noted(letter.id)
        }
    }

    /// The address that a report is about, as its identity: an invitee's letter may have gone to the first one and then to
    /// the second, and each failure counts against its own.
    private static func address(of report: RecipientReport, _ letter: ReturnedLetter) -> String {
        let named = [report.originalRecipient, report.recipient, report.finalRecipient]
        if named.contains(where: { $0.map(MessageStore.personKey(of:)) == letter.personKey }) {
            return letter.personKey
        }
        return MessageStore.personKey(of: letter.email)
    }

    /// The letter did not arrive at an address.
    private func fail(
        _ letter: ReturnedLetter,
        _ address: String,
        _ report: RecipientReport,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> Bool {
        // A late report about the first address does not stop what has gone to the second meanwhile.
        let isOfLetter = address == MessageStore.personKey(of: letter.email) || letter.invitee == nil
        var isBounced = false
        if isOfLetter {
            isBounced = try store.bounce(
                returned: letter.id,
                reason: ReturnWords.returned(report).text(in: language),
                status: report.status?.description,
                reply: report.diagnostic.isEmpty ? nil : report.diagnostic,
                server: report.remoteMTA,
                now: now
            )
        }
        if isBounced {
            turn.touchesMailings = true
            turn.lines.append((journalLine(letter, report, at: at), .warning))
        }
        if let why = FailureCount.verdict(try store.failures(of: address)) {
            // The program's own doing, whoever gave it the report: a success takes it back.
            try list(
                address,
                of: letter,
                ReturnWords.suppressed(why),
                by: Self.ownName,
                into: &turn,
                now: now
            )
        }
        guard isBounced, let id = letter.invitee, let invitee = try store.person(.invitee, id: id),
            Self.isSame(letter.email, invitee.email)
        else { return isBounced }
        try recorder.escalate(
            letter.id,
            of: invitee,
            letter.priority,
            code: report.status?.description ?? "",
            expires: now + giveUpAfter,
            into: &turn,
            now: now
        )
        return isBounced
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        MessageStore.personKey(of: one) == MessageStore.personKey(of: other)
    }

    private func journalLine(_ letter: ReturnedLetter, _ report: RecipientReport, at: Int64) -> AttemptLine {
        AttemptLine(
            message: letter.id,
            to: letter.email,
            host: report.remoteMTA,
            address: nil,
            port: nil,
            delay: .milliseconds(max(0, at - (letter.sentAt ?? at))),
            dsn: report.status?.description,
            status: MessageState.bounced.rawValue,
            reason: Reasons.brief(report.diagnostic),
            more: [("event", letter.event), ("notification", letter.notification)]
        )
    }

    // MARK: the suppression list

    /// What the list says of whoever it was put there by: not by a person.
    static let ownName = "vestnikd"

    /// No more bulk mail to the address, unless it stands on the list already.
    private func list(
        _ address: String,
        of letter: ReturnedLetter,
        _ why: Wording,
        by actor: String,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) {
        guard try store.suppression(of: address) == nil else { return }
        try store.suppress(
            address,
            scope: .bulk,
            reason: why.text(in: language),
            actor: actor,
            // What reports alone say of an address says nothing of the person's other one.
            sparingSecond: actor == Self.ownName,
            now: now
        )
        let told = address == MessageStore.personKey(of: letter.email) ? letter.email : address
        turn.notices.append((.notice, ReturnWords.listed(told, why).text(in: language)))
    }

    /// The address takes mail: what reports alone had put on the list goes from it.
    private func relent(
        _ address: String,
        of letter: ReturnedLetter,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) {
        guard try store.isListedForFailures(address, by: Self.ownName) else { return }
        try store.unsuppress(address, actor: Self.ownName, now: now)
        turn.notices.append(
            (.notice, "\(letter.email): \(ReturnWords.takesMail.text(in: language))")
        )
    }

    // MARK: what people and their programs say

    private func record(
        complaint mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        let people = mail.complaint?.recipients ?? []
        guard let found = try finder.letter(of: mail, about: people, now: now), found.isShown else {
            return [.unmatched]
        }
        var record = ReturnRecord(found.letter, .unsubscribe, outcome: "complaint", at: at)
        record.note = ReturnWords.complained.text(in: language)
        record.actor = actor
        guard try store.note(record) else { return [.known(found.letter.id)] }
        try list(
            found.letter.personKey,
            of: found.letter,
            ReturnWords.complained,
            by: actor ?? Self.ownName,
            into: &turn,
            now: now
        )
        return [.noted(found.letter.id)]
    }

    private func record(
        unsubscribe mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        let unsubscribing = Unsubscribing(store, language: language, actor: actor)
        var shown: ReturnedLetter?
        if let token = mail.token { shown = try unsubscribing.letter(of: token) }
        if shown == nil { shown = try letterOfSender(mail, now: now) }
        guard let found = shown else { return [.unmatched] }
        guard try unsubscribing.stop(found, by: .mail, at: at, now: now) else { return [.known(found.id)] }
        turn.notices.append(
            (.notice, ReturnWords.listed(found.email, ReturnWords.unsubscribed).text(in: language))
        )
        return [.noted(found.id)]
    }

    private func letterOfSender(_ mail: ReturnedMail, now: Int64) throws(StoreError) -> ReturnedLetter? {
        let found = try finder.letter(of: mail, about: [mail.sender], now: now)
        return found.flatMap { $0.isShown ? $0.letter : nil }
    }

    private func record(
        absence mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        guard let found = try finder.letter(of: mail, about: [mail.sender], now: now), found.isShown else {
            return [.unmatched]
        }
        let isChallenge = mail.kind == .challenge
        var record = ReturnRecord(
            found.letter,
            .autoReply,
            outcome: isChallenge ? "challenge" : mail.absence == nil ? "replied" : "absent",
            at: at
        )
        record.note =
            isChallenge
            ? ReturnWords.challenge.text(in: language)
            : mail.absence.map { ReturnWords.absence($0).text(in: language) }
        record.reply = mail.subject.isEmpty ? nil : mail.subject
        record.actor = actor
        guard try store.note(record) else { return [.known(found.letter.id)] }
        // A challenge says nothing of the mailbox behind it.
        if !isChallenge { try relent(found.letter.personKey, of: found.letter, into: &turn, now: now) }
        return [.noted(found.letter.id)]
    }

    private func record(
        answer mail: ReturnedMail,
        at: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> [ReturnEffect] {
        guard let answer = mail.answer,
            [.accepted, .declined, .tentative].contains(answer.participation),
            let found = try finder.letter(
                of: mail,
                about: [answer.attendee, mail.sender].filter { !$0.isEmpty },
                now: now
            ), found.isShown
        else { return [.unmatched] }
        var record = ReturnRecord(
            found.letter,
            .answer,
            outcome: answer.participation.rawValue,
            at: at
        )
        record.reply = answer.comment.isEmpty ? nil : answer.comment
        record.actor = actor
        guard try store.note(record) else { return [.known(found.letter.id)] }
        try relent(found.letter.personKey, of: found.letter, into: &turn, now: now)
        turn.touchesMailings = true
        return [.noted(found.letter.id)]
    }
}
