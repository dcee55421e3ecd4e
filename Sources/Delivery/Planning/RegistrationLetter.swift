import Events
import Foundation
import Mail
import Planning
import Store

/// The letter that makes what a person was told about their registration true: from the decision to a message.
struct RegistrationLetter {
    let rules: EventRules
    let notification: Events.Notification
    let wanted: WantedLetter
    let row: PersonRow
    let told: Told
    /// The facts that it tells.
    let facts: Int64
    /// What differs from what was told; nil for a letter that tells of no change.
    var change: RegistrationChange?
    /// When what prompts it came about, in engine milliseconds.
    var at: Int64
    /// What it tells besides the status: values of the registration, facts of the event that have moved.
    var differences: ToldTable.Differences = []
    /// The letter that it sends again, where a person asked for that.
    var again: PastLetter?

    var event: Event { rules.event }

    /// The message; `replacing` is the letter that waits and is to tell this instead.
    func message(
        round: Int,
        replacing: PastLetter?,
        history: PersonHistory
    ) throws(StoreError) -> NewMessage {
        let rules = history.rules
        let key = row.personKey
        let address = Result { () throws(AddressError) in try Address(row.email) }
        // Editing settles from its last change on, however late that was seen.
        let due = max(rules.now, min(at, rules.now) + Int64(notification.settle.seconds) * 1000)
        var message = NewMessage(
            event: event.id,
            notification: notification.name,
            priority: notification.bulk ? .bulk : .prompted,
            person: row,
            personKey: key,
            domain: "",
            due: due,
            expires: due + rules.giveUpAfter
        )
        message.round = round
        message.language = row.language ?? event.language
        message.tells = wanted.tells.rawValue
        message.version = row.version
        message.facts = facts
        message.resendOf = again?.id
        try setEntry(of: &message, replacing, history)
        message.messageID = replacing?.messageID ?? "<\(history.newID())@\(event.sender.address.asciiDomain)>"
        message.data = MessageData(
            references: try history.references(key, event: event.id),
            change: change
        ).json(language: rules.languages[event.language(of: notification.name, for: row.language)])
        if case .success(let address) = address {
            message.domain = address.asciiDomain
            let mailbox = address.limitKey
            message.limitKey = mailbox == key ? nil : mailbox
        }
        if let objection = try Objection(
            to: address,
            row: row,
            keys: [key],
            limitKey: message.limitKey,
            priority: message.priority,
            at: at,
            replacing: replacing?.id,
            history: history
        ) {
            message.state = objection.state
            message.cause = objection.cause
            message.reason = objection.reason
        }
        return message
    }

    /// What the letter does to the calendar.
    private func method(_ history: PersonHistory) throws(StoreError) -> String? {
        switch wanted.entry {
        case .none: return nil
        case .withdraw: return "cancel"
        case .give:
            if let own = notification.calendar { return own == .cancel ? nil : own.rawValue }
            // An entry that was given must not go on telling the old hour, though this letter gives nobody a new one.
            guard wanted.prompting == .changed, told.hasEntry else { return nil }
            return try history.entry(row.personKey, event: event.id, registration: earlier).current?.entry
        }
    }

    /// The registration whose letters may have gone to an earlier address: its first version has none.
    private var earlier: Int64? { row.version > 1 ? row.id : nil }

    private func setEntry(
        of message: inout NewMessage,
        _ replacing: PastLetter?,
        _ history: PersonHistory
    ) throws(StoreError) {
        guard let method = try method(history) else { return }
        let entry = try history.entry(
            row.personKey,
            event: event.id,
            registration: earlier
        )
        if let replacing, replacing.entry == method, let uid = replacing.uid,
            replacing.sequence == entry.next - 1
        {
            // It has not gone, and no letter at its hour was given a later place: its own is still the last.
            (message.entry, message.uid, message.sequence) = (method, uid, replacing.sequence)
            return
        }
        guard again != nil else {
            (message.entry, message.uid, message.sequence) = (method, entry.uid, entry.next)
            return
        }
        // Told once more, the same keeps its place; what has changed since is news.
        let isNews = entry.current?.version != row.version
        (message.entry, message.uid) = (method, entry.uid)
        message.sequence = entry.sequence(method: method, facts: facts, isNews: isNews)
    }
}
