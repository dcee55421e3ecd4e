import Events
import Letters
import Mail
import Settings
import SQLite
import Store

/// What prompts come to: which letters they ask for, and which they withdraw.
///
/// A pure function of the rows and the event.
struct PromptPlanner {
    /// What prompts come to: which letters they ask for, and which they withdraw.
    ///
    struct World {
        /// Whether every question below was answered.
        let doubt = Doubt()
        /// Engine time in milliseconds.
        var now: Int64
        /// The language of reasons: `ru` or `en`.
        var language = "en"
        /// How long a message is tried before it expires, in milliseconds.
        var giveUpAfter: Int64
        /// Prompts made before this moment are held: the database was restored then; 0 for never.
        var restoredAt: Int64 = 0
        /// Whether this person has had as many letters within a day as `limits.perAddressPerDay` allows.
        var isOverLimit: (_ personKey: String) -> Bool = { _ in false }
        /// Whether this person is on the suppression list for such letters.
        var isSuppressed: (_ personKey: String, _ lane: Lane) -> Bool = { _, _ in false }
        /// Whether all that has come of a registration's letters of this kind is that they could not be delivered.
        var needsAnew: (_ registration: Int64, _ notification: String) -> Bool = { _, _ in false }
        /// A Message-ID for a letter of this person, at the sender's domain.
        var messageID: (_ event: Event, _ notification: String, _ personKey: String, _ round: Int) -> String
        /// Message-IDs of earlier letters to this person about this event.
        var references: (_ event: String, _ personKey: String) -> [String] = { _, _ in [] }
        /// The number of the next letter of this kind to this person, for kinds that may be repeated.
        var nextRound: (_ event: String, _ notification: String, _ personKey: String) -> Int = { _, _, _ in 0
        }
        /// The current SEQUENCE of the event's calendar entry.
        var sequence: (_ event: String) -> Int = { _ in 0 }

        /// The same for a letter: what withdraws an entry outdoes every letter that gave it (RFC 5546 §2.1.4).
        func sequence(_ event: String, _ notification: Events.Notification) -> Int {
            sequence(event) + (notification.calendar == .cancel ? 1 : 0)
        }

        /// The greatest SEQUENCE that went to this person for this event; nil for none.
        var sentSequence: (_ event: String, _ personKey: String) -> Int? = { _, _ in nil }
        /// Whether the relay has said of this person's first address that there is no such mailbox.
        var isDead: (_ personKey: String) -> Bool = { _ in false }
        /// The address that was probably meant; nil if it looks right.
        var suggestion: (_ address: Address) -> String? = { $0.suggestion }
        /// A token that nobody can guess, for one-click unsubscription; nil without a public address.
        var unsubscribeToken: () -> String? = { nil }
        /// Whether another registration of this address for the event stands.
        var hasTwin: (_ registration: Int64, _ event: String, _ email: String) -> Bool = { _, _, _ in false }
        /// Whether a letter that tells this person's registration has gone or is going.
        var hasBeenTold: (_ event: String, _ personKey: String) -> Bool = { _, _ in true }
    }

    /// What one prompt asks for.
    struct Decision {
        var messages: [NewMessage] = []
        var cancellations: [Cancellation] = []
    }

    /// Decides about one prompt.
    static func decide(_ prompt: Prompt, event: Event, world: World) -> Decision {
        guard let row = prompt.registration else { return withdrawal(of: prompt) }
        var wanted = notifications(for: prompt, event: event)
        // With the address corrected, what the old one has had stays there; what never arrived is made anew.
        if prompt.kind == .readdressed { wanted = wanted.filter { world.needsAnew(row.id, $0.name) } }
        var decision = Decision()
        let address = Result { () throws(AddressError) in try Address(row.email) }
        let key = personKey(address, raw: row.email)
        if prompt.kind == .cancelled {
            decision.cancellations.append(
                Cancellation(event: event.id, whose: .registration(row.id), except: wanted.map(\.name))
            )
        }
        // Whoever is registered still, by another row, hears of no cancellation, and their calendar keeps its entry.
        if prompt.kind == .cancelled, world.hasTwin(row.id, event.id, row.email) { return decision }
        if prompt.kind == .changed, !world.hasBeenTold(event.id, key) { return decision }
        for notification in wanted {
            decision.messages.append(
                message(
                    notification,
                    prompt: prompt,
                    row: row,
                    address: address,
                    key: key,
                    event: event,
                    world: world
                )
            )
        }
        return decision
    }

    /// The notifications that a prompt sets off; a confirmed registration without a letter of its own gets that of a
    /// registered one, because `registered` takes in `confirmed`.
    static func notifications(for prompt: Prompt, event: Event) -> [Events.Notification] {
        func on(_ status: Prompting) -> [Events.Notification] {
            event.notifications.filter { $0.trigger == .on(status) }
        }
        let kind = prompt.kind == .readdressed ? prompt.registration?.status : prompt.kind.rawValue
        guard let status = kind.flatMap(Prompting.init(rawValue:)) else { return [] }
        let own = on(status)
        return own.isEmpty && status == .confirmed ? on(.registered) : own
    }

    /// The identity of a person: that of the address, or the text itself where it is none.
    static func personKey(_ address: Result<Address, AddressError>, raw: String) -> String {
        switch address {
        case .success(let address): address.key
        case .failure: raw.lowercased()
        }
    }

    private static func withdrawal(of prompt: Prompt) -> Decision {
        // The row is gone, and with it what its letters would say.
        Decision(cancellations: [
            Cancellation(event: prompt.event, whose: .registration(prompt.registrationID))
        ])
    }

    /// The letter to a registrant who was told facts that have moved; nil for one who was told none.
    static func changeLetter(
        _ notification: Events.Notification,
        row: PersonRow,
        event: Event,
        from old: ToldFacts,
        to new: ToldFacts,
        isRestored: Bool = false,
        world: World
    ) -> NewMessage? {
        guard let address = try? Address(row.email), world.hasBeenTold(event.id, address.key) else {
            return nil
        }
        let due = world.now + Int64(notification.settle.seconds) * 1000
        var letter = NewMessage(
            event: event.id,
            notification: notification.name,
            lane: .prompted,
            person: row,
            personKey: address.key,
            domain: address.asciiDomain,
            due: due,
            expires: due + world.giveUpAfter
        )
        let language = row.language ?? event.language
        letter.language = language
        letter.sequence = sequence(of: notification, isChange: true, event: event, key: address.key, world)
        letter.round = world.nextRound(event.id, notification.name, address.key)
        letter.messageID = world.messageID(event, notification.name, address.key, letter.round)
        letter.data = MessageData(
            references: world.references(event.id, address.key),
            change: old.changes(to: new, language: language),
            more: [MessageData.factsMark: "moved"]
        ).json(language: language)
        // What a restored database takes for news may have been told after the backup was made.
        let at = isRestored ? world.restoredAt - 1 : world.now
        if let (state, reason) = objection(
            .success(address),
            row: row,
            keys: [address.key],
            lane: letter.lane,
            at: at,
            world: world
        ) {
            letter.state = state
            letter.reason = reason
        }
        return letter
    }

    private static func message(
        _ notification: Events.Notification,
        prompt: Prompt,
        row: PersonRow,
        address: Result<Address, AddressError>,
        key: String,
        event: Event,
        world: World
    ) -> NewMessage {
        let settle = Int64(notification.settle.seconds) * 1000
        // A row from the future (a clock that was set back) does not wait for it.
        let due = max(world.now, min(prompt.at, world.now) + settle)
        var message = NewMessage(
            event: event.id,
            notification: notification.name,
            lane: notification.bulk ? .bulk : .prompted,
            person: row,
            personKey: key,
            domain: "",
            due: due,
            expires: due + world.giveUpAfter
        )
        message.language = row.language ?? event.language
        message.sequence = sequence(
            of: notification,
            isChange: prompt.kind == .changed,
            event: event,
            key: key,
            world
        )
        if prompt.kind == .changed { message.round = world.nextRound(event.id, notification.name, key) }
        message.messageID = world.messageID(event, notification.name, key, message.round)
        message.data = MessageData(
            references: world.references(event.id, key),
            change: prompt.kind == .changed ? RegistrationChange(old: prompt.old, new: prompt.new) : nil,
            unsubscribeToken: notification.bulk ? world.unsubscribeToken() : nil
        ).json(language: row.language ?? event.language)
        if case .success(let address) = address { message.domain = address.asciiDomain }
        if let (state, reason) = objection(
            address,
            row: row,
            keys: [key],
            lane: message.lane,
            at: prompt.at,
            world: world
        ) {
            message.state = state
            message.reason = reason
        }
        return message
    }

    /// The SEQUENCE of a letter's calendar entry.
    ///
    /// A change or a withdrawal outdoes the entry that the person has, and no letter falls behind it, or the reader's
    /// calendar would ignore it (RFC 5546 §2.1.5).
    static func sequence(
        of notification: Events.Notification,
        isChange: Bool = false,
        event: Event,
        key: String,
        _ world: World
    ) -> Int {
        let own = world.sequence(event.id, notification)
        let outdoes = isChange || notification.calendar == .cancel
        guard outdoes || notification.calendar != nil, let sent = world.sentSequence(event.id, key) else {
            return own
        }
        return max(own, outdoes ? sent + 1 : sent)
    }

    /// Why a message must not go by itself; `keys` are those by which its recipient is known, nil means that it may.
    static func objection(
        _ address: Result<Address, AddressError>,
        row: PersonRow,
        keys: [String],
        lane: Lane,
        at: Int64,
        world: World
    ) -> (MessageState, String?)? {
        switch address {
        case .failure(let error):
            return (.rejected, error.message(language: world.language))
        case .success(let address):
            if keys.contains(where: { world.isSuppressed($0, lane) }) {
                return (.suppressed, Reasons.suppressed.text(in: world.language))
            }
            if let suggestion = world.suggestion(address) {
                return (.held, Reasons.mistyped(suggestion: suggestion).text(in: world.language))
            }
        }
        if let reason = Suspicion.reason(Person(row), language: world.language) { return (.held, reason) }
        if at < world.restoredAt { return (.held, Reasons.restored.text(in: world.language)) }
        if keys.contains(where: world.isOverLimit) {
            return (.held, Reasons.tooMany.text(in: world.language))
        }
        return nil
    }

    /// Whether a message is held for nothing but an address that looks mistyped.
    static func isHeldAsMistyped(_ message: MessageRow) -> Bool {
        guard message.state == .held, let suggestion = (try? Address(message.email))?.suggestion else {
            return false
        }
        let reason = Reasons.mistyped(suggestion: suggestion)
        return ["ru", "en"].contains { reason.text(in: $0) == message.reason }
    }
}

/// The questions that could not be answered while letters were planned.
///
/// An answer made up must not decide about a letter: who asked checks before writing anything down.
final class Doubt {
    private var first: SQLiteError?

    /// The answer, or `otherwise` and a doubt.
    func ask<Answer>(_ otherwise: Answer, _ question: () throws(SQLiteError) -> Answer) -> Answer {
        do throws(SQLiteError) { return try question() } catch {
            first = first ?? error
            return otherwise
        }
    }

    /// Throws the first trouble there was.
    func check() throws(SQLiteError) {
        if let first { throw first }
    }
}
