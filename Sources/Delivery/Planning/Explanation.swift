package import Foundation
package import Store
package import Wording

/// What becomes of one notification for one person, and why: asked of the functions that decide.
package struct Explanation: Sendable {
    /// What becomes of it, as a fixed word.
    package enum Verdict: String, Sendable, CaseIterable {
        // There is a letter.
        case sent, sending, held, bounced, expired, missed, rejected, suppressed, cancelled
        case inDoubt = "in_doubt"
        /// It waits for its time, or will be made when that comes.
        case willGo = "will_go"

        // There is none.
        case notInvited = "not_invited"
        case notRegistered = "not_registered"
        /// The invitee has answered: `unanswered` asks for others.
        case answered
        /// `where` asks for others.
        case notAsked = "not_asked"
        /// It is for registrations of another status.
        case otherStatus = "other_status"
        /// Another row of the same mailbox stands for the person.
        case otherRow = "other_row"
        /// What it would tell was told, or need not be.
        case nothingToTell = "nothing_to_tell"
        /// The person was not of the audience when its hour struck.
        case tooLate = "too_late"
        /// Imported after it went.
        case importedLate = "imported_late"
        /// The event is over.
        case eventOver = "event_over"
        /// The event is called off.
        case eventCancelled = "event_cancelled"
        /// The event takes place: nothing says that it is called off.
        case eventTakesPlace = "event_takes_place"
        /// The fact that it counts from is not known.
        case noTime = "no_time"
    }

    /// The event's name.
    package var event: String
    /// The notification's name.
    package var notification: String
    /// What becomes of it.
    package var verdict: Verdict
    /// When it went or goes, in milliseconds since 1970 UTC; nil where it does not.
    package var at: Int64?
    /// The recipient's zone.
    package var zone: TimeZone
    /// Why, for people.
    package var reason = Wording.nothing
    /// The command that lets it go, where a person must.
    package var command: String?
    /// The letter; nil where there is none.
    package var message: Int64?

    init(_ event: String, _ notification: String, _ verdict: Verdict, zone: TimeZone) {
        self.event = event
        self.notification = notification
        self.verdict = verdict
        self.zone = zone
    }
}

extension Explanation.Verdict {
    /// What a state means for a letter that does not wait for its turn.
    init(_ state: MessageState, cause: MessageCause?) {
        self =
            switch state {
            case .queued, .deferred: .willGo
            case .held: .held
            case .sending: .sending
            case .sent: .sent
            case .inDoubt: .inDoubt
            case .bounced: .bounced
            case .expired: cause == .missed ? .missed : .expired
            case .rejected: .rejected
            case .suppressed: .suppressed
            case .cancelled: .cancelled
            }
    }
}
