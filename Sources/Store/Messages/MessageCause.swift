/// The cause of a message's state: a fixed word, which programs go by.
///
/// `reason` beside it is prose for people, in their language; no program reads it. A state that tells all by itself
/// (`queued`, `sent`, a refusal with its code) has none.
public enum MessageCause: String, Sendable, CaseIterable {
    /// Why messages were withdrawn that come back when what the person is asks for them again, as a list in SQL.
    static let comingBack = [registrationCancelled, outdated, leftAudience, eventCancelled]
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    // MARK: waits for a person (held)

    /// Its mailing waits for approval: no release of single messages goes past that.
    case awaitsApproval = "awaits_approval"
    /// The address looks mistyped.
    case mistyped
    /// Name or organization look like an abuse of the form.
    case suspicious
    /// The address has had as many letters within a day as the limits allow.
    case tooMany = "too_many"
    /// The database was restored from a backup, and may have sent it before.
    case restored
    /// The relay does not take our mail, whoever it is for.
    case relayRefuses = "relay_refuses"
    /// Many of its mailing were refused for the same reason.
    case sameRefusal = "same_refusal"
    /// The letter is larger than the relay takes.
    case tooLarge = "too_large"
    /// Two runs of the program died while they had it in hand.
    case crashedTwice = "crashed_twice"
    /// A person stopped its mailing, and it with it.
    case mailingStopped = "mailing_stopped"
    /// The mailing is for more people than its rules allow.
    case overCap = "over_cap"

    // MARK: in doubt

    /// The connection broke after the end of data: accepted or not, nobody knows.
    case inDoubt = "in_doubt"
    /// A relay took it again and again and never answered.
    case notAcknowledged = "not_acknowledged"

    // MARK: withdrawn (cancelled)

    /// A person withdrew it, or holds it.
    case administrator
    /// A person withdrew its mailing.
    case mailingCancelled = "mailing_cancelled"
    /// The event was called off.
    case eventCancelled = "event_cancelled"
    /// The registration was cancelled or deleted first: another registration brings it back.
    case registrationCancelled = "registration_cancelled"
    /// What it tells is no longer so.
    case outdated
    /// A later letter tells what it would have told.
    case superseded
    /// The person has it already, by another row or under another address.
    case duplicate
    /// The invitee has answered meanwhile.
    case answered
    /// The person does not belong to the audience any more.
    case leftAudience = "left_audience"
    /// The person has declined the entry in their calendar.
    case declined
    /// The person's data were erased.
    case forgotten

    // MARK: too late (expired)

    /// Never tried: its time had passed by more than its rules allow.
    case missed
    /// Tried until its time ran out.
    case givenUp = "given_up"

    // MARK: never goes (suppressed, rejected, bounced)

    /// The address is on the suppression list.
    case suppressed
    /// A relay took it, and a report said later that it did not arrive.
    case returned
    /// The address is none.
    case invalidAddress = "invalid_address"
    /// The template cannot be rendered for this person.
    case template
    /// `details` are longer than the limits allow.
    case detailsTooLong = "details_too_long"
    /// The letter is longer than the limits allow.
    case letterTooLong = "letter_too_long"
    /// No relay takes addresses that are not ASCII: held where it is the sender's own, never goes where it is the
    /// recipient's.
    case needsSMTPUTF8 = "needs_smtputf8"
}
