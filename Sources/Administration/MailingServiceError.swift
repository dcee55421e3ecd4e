public import Store
public import Wording

/// Why an administrator's wish about a mailing cannot be met.
public enum MailingServiceError: Error, Sendable, Hashable, Worded {
    /// No event has this name.
    case unknownEvent(String, known: [String])
    /// The event has no such notification.
    case unknownNotification(String, event: String, known: [String])
    /// A prompted notification is no mailing.
    case isPrompted(String)
    /// Its rules say nothing of approval.
    case needsNoApproval(String)
    /// Nothing waits for approval in this state.
    case notWaiting(MailingState)
    /// It waits for approval, which a release is not.
    case awaitsApproval(String, String)
    /// The fact that it is counted from is not known.
    case hasNoTime(String)
    /// The letter says that the event is called off, and it is not.
    case isNotCalledOff(String)
    /// No invitee was imported after the mailing went.
    case nobodyIsLate(String)
    /// The letter cannot be made.
    case letter(Wording)
    /// The database says no.
    case database(Wording)

    /// What it is already, or a trouble with the database.
    init(_ error: any Error) { self = error as? MailingServiceError ?? .database(Wording(of: error)) }

    /// A sentence that says what is wrong and what to do.
    public var wording: Wording {
        switch self {
        case .unknownEvent(let name, let known):
            Wording(ru: "мероприятия «\(name)» нет", en: "there is no event “\(name)”")
                + Self.list(
                    known,
                    none: Wording(ru: "; нет ни одного", en: "; no event is configured")
                )
        case .unknownNotification(let name, let event, let known):
            Wording(
                ru: "у мероприятия \(event) нет уведомления «\(name)»",
                en: "the event \(event) has no notification “\(name)”"
            ) + Self.list(known, none: .nothing)
        case .isPrompted(let name):
            Wording(
                ru: "\(name) уходит каждому по событию: это не рассылка, утверждать нечего",
                en: "\(name) goes to each person as prompted: it is no mailing to be approved"
            )
        case .needsNoApproval(let name):
            Wording(
                ru: "\(name) утверждать не нужно: в правилах нет approval: true",
                en: "\(name) needs no approval: its rules do not say approval: true"
            )
        case .notWaiting(let state):
            Wording(
                ru: "рассылка в состоянии \(state.rawValue): утверждения не ждёт",
                en: "the mailing is \(state.rawValue): it does not wait for approval"
            )
        case .awaitsApproval(let event, let name):
            Wording(
                ru: "рассылка ждёт утверждения: vestnik approve \(event) \(name)",
                en: "the mailing waits for approval: vestnik approve \(event) \(name)"
            )
        case .hasNoTime(let name):
            Wording(
                ru: "когда уйдёт \(name), неизвестно: нет даты, от которой считать",
                en: "when \(name) goes is not known: the fact it is counted from is missing"
            )
        case .isNotCalledOff(let event):
            Wording(
                ru: "мероприятие \(event) состоится: в его event.json5 нет state: \"cancelled\"",
                en: "the event \(event) takes place: its event.json5 does not say state: \"cancelled\""
            )
        case .nobodyIsLate(let name):
            Wording(
                ru: "после рассылки \(name) никого не импортировали",
                en: "nobody was imported after \(name) went"
            )
        case .letter(let problem), .database(let problem): problem
        }
    }

    private static func list(_ known: [String], none: Wording) -> Wording {
        let names = known.joined(separator: ", ")
        return known.isEmpty ? none : Wording(ru: "; есть: \(names)", en: "; there is \(names)")
    }
}
