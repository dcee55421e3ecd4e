package import Store
package import Wording

/// Why a letter is not sent again.
package enum ResendObstacle: Error, Hashable, Sendable {
    /// It was not sent: another command is meant, or none.
    case notSent(MessageState)
    /// It was a copy to a named address.
    case isProof
    /// The row that it was made from is gone.
    case isGone
    /// Its event has no folder, or a faulty one.
    case noEvent(String)
    /// The event has no such notification any more.
    case noNotification(String)
    /// The event is called off.
    case isCalledOff
    /// The event that it calls off takes place.
    case takesPlace
    /// The event is over.
    case isOver
    /// The moment that it counts back from is over.
    case isPast
    /// A letter that says the same waits, or is on its way.
    case isWaiting(Int64)
    /// The planner is about to send another by itself.
    case isComing(String)
    /// The registration is something else now.
    case isNotTrue(String)
    /// A later letter has told something newer.
    case wasFollowed(Int64)
    /// No notification is for this row: `where` does not ask for it.
    case isNotAsked
    /// The person is not of the audience any more.
    case isOfNoAudience
    /// It would end at once: suppressed, no address.
    case ends(String)

    /// A sentence for people, to stand behind the letter's number.
    package var wording: Wording {
        switch self {
        case .notSent(let state): Self.notSent(state)
        case .isProof:
            Wording(
                ru: "это пробная копия, она никому не адресована",
                en: "it is a proof, and nobody's letter"
            )
        case .isGone:
            Wording(
                ru: "строки, из которой оно составлено, больше нет",
                en: "the row that it was made from is gone"
            )
        case .noEvent(let event):
            Wording(
                ru: "мероприятия «\(event)» нет или его файлы с ошибками: vestnik check",
                en: "there is no event “\(event)”, or its files are faulty: vestnik check"
            )
        case .noNotification(let name):
            Wording(
                ru: "уведомления «\(name)» в event.json5 больше нет",
                en: "event.json5 has no notification “\(name)” any more"
            )
        case .isCalledOff: Reasons.eventCancelled
        case .takesPlace: Reasons.eventTakesPlace
        case .isOver: Wording(ru: "мероприятие уже прошло", en: "the event is over")
        case .isPast:
            Wording(
                ru: "время, до которого это письмо нужно, прошло",
                en: "the moment that it counts back from has passed"
            )
        case .isWaiting(let id):
            Wording(ru: "письмо \(id) уже ждёт отправки", en: "message \(id) waits to go already")
        case .isComing(let name):
            Wording(
                ru: "демон и так отправит «\(name)»: об этом ещё не сообщалось",
                en: "the daemon is about to send “\(name)” by itself"
            )
        case .isNotTrue(let status):
            Wording(
                ru: "оно больше не соответствует действительности: состояние регистрации — \(status)",
                en: "it is not true any more: the registration is \(status)"
            )
        case .wasFollowed(let id):
            Wording(
                ru: "после него ушло письмо \(id), в котором сказано новое: vestnik resend \(id)",
                en: "message \(id) has told something newer since: vestnik resend \(id)"
            )
        case .isNotAsked: Reasons.notAsked
        case .isOfNoAudience: Reasons.noLongerInAudience
        case .ends(let reason): Wording(verbatim: reason)
        }
    }

    private static func notSent(_ state: MessageState) -> Wording {
        switch state {
        case .cancelled:
            Wording(ru: "оно отозвано окончательно", en: "it was withdrawn for good")
        case .queued, .sending:
            Wording(ru: "оно ещё не ушло и ждёт отправки", en: "it has not gone yet: it waits to go")
        case .held:
            Wording(
                ru: "оно задержано: vestnik release или vestnik approve",
                en: "it is held: vestnik release or vestnik approve"
            )
        default:
            Wording(
                ru: "оно не отправлено (\(state.rawValue)): vestnik retry",
                en: "it was not sent (\(state.rawValue)): vestnik retry"
            )
        }
    }
}
