public import Store

/// What becomes of the letters about a registration that wait, so that what is wanted goes and nothing else.
public struct Reconciliation: Sendable, Hashable {
    /// Letters that wait and are not true any more.
    public var outdated: [Int64] = []
    /// The letter that waits and is to tell what is true now; nil where none does.
    public var revised: PastLetter?
    /// Whether a new letter is to be made.
    public var isNew = false
    /// Which round of its notification a new letter is.
    public var round = 0

    /// Compares the letter that is wanted with those that there are.
    ///
    /// - Parameters:
    ///   - notification: the notification that says what is wanted; nil when nothing is.
    ///   - tells: the status that it tells.
    ///   - row: the registration that it is about.
    ///   - letters: all letters of the person and the event, none of those about the registration in flight.
    ///   - told: what these letters come to.
    ///   - facts: the facts of the event that it tells, where it tells a change; nil for any other letter.
    public init(
        notification: String?,
        tells: RegistrationStatus?,
        row: PersonRow?,
        letters: [PastLetter],
        told: Told,
        changeOf facts: Int64? = nil
    ) {
        let about = letters.filter { $0.tells != nil }
        for letter in about {
            if notification == nil, letter.resendOf != nil, letter.isWaiting, Self.saysWhatIs(letter, row) {
                // A person asked for it, and nothing has to be said that it would not say.
                continue
            } else if letter.isWaiting, !letter.wasInDoubt {
                if revised == nil, letter.notification == notification, letter.tells == tells?.rawValue {
                    revised = letter
                } else {
                    outdated.append(letter.id)
                }
            } else if letter.isWaiting || letter.state == .inDoubt && letter.nextAttempt != nil,
                notification != nil || !Self.isTrue(letter, row, told)
            {
                outdated.append(letter.id)
            }
        }
        guard let notification, let tells, let row, revised == nil else { return }
        let same = letters.filter { $0.notification == notification }
        round = same.map { $0.round + 1 }.max() ?? 0
        isNew = !about.contains { Self.isSpent($0, notification, tells, row, told, facts) }
    }

    /// What is, or was, in doubt goes again only while it is the last word and nothing newer is to be said.
    ///
    /// It is not made to tell something newer: the reader may have it already, under the same Message-ID.
    private static func isTrue(_ letter: PastLetter, _ row: PersonRow?, _ told: Told) -> Bool {
        letter.id == told.lastTaken && saysWhatIs(letter, row)
    }

    /// Whether the status that a letter tells is what the registration is.
    private static func saysWhatIs(_ letter: PastLetter, _ row: PersonRow?) -> Bool {
        guard let now = row?.status.flatMap(RegistrationStatus.init),
            let tells = letter.tells.flatMap(RegistrationStatus.init)
        else { return false }
        return now == tells || now.isRegistered && tells.isRegistered
    }

    /// Whether a letter has come to nothing in a way that another of the same would share.
    ///
    /// What was refused for good, or withdrawn by a person, is not tried again by itself; what could not be written
    /// for this version, or found no relay, is tried again when the registration says something else. A change is
    /// another one where version or facts are others.
    private static func isSpent(
        _ letter: PastLetter,
        _ notification: String,
        _ tells: RegistrationStatus,
        _ row: PersonRow,
        _ told: Told,
        _ facts: Int64?
    ) -> Bool {
        guard letter.id > told.lastTaken, letter.notification == notification, letter.tells == tells.rawValue
        else { return false }
        let saysTheSame =
            letter.registration == row.id && letter.version == row.version
            && (facts == nil || letter.facts == facts)
        switch letter.state {
        case .bounced: return facts == nil || saysTheSame
        case .cancelled: return letter.cause == .administrator && (facts == nil || saysTheSame)
        case .rejected, .expired, .suppressed: return saysTheSame
        case .queued, .held, .sending, .deferred, .sent, .inDoubt: return false
        }
    }
}
