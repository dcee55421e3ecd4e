import Mustache

/// The variables of one letter: what templates look names up in.
struct LetterVariables {
    /// What the event gives this letter and many others.
    let shared: SharedVariables
    let person: PersonVariables
    /// The line that the letter opens with.
    let salutation: String
    /// Whether it opens with a line to several people, to whom Russian writes «вы» small.
    let isToSeveral: Bool
    let details: Details
    /// Nil where the notification is no bulk mail.
    let unsubscribe: Unsubscription?
    let hasCalendar: Bool
    /// Whether an answer to the entry is read.
    let readsAnswers: Bool
    /// Further values of the order's; null for none.
    let extra: Value
    /// Those of them that the templates may ask for.
    let usedExtra: Value

    /// The contexts for Mustache, the innermost last; ``own`` tells which of them is the reader's.
    var contexts: [Value] {
        var own = person.value(details: details)
        own["salutation"] = .string(salutation)
        if let unsubscribe { own["unsubscribe"] = unsubscribe.value }
        if hasCalendar {
            own["calendar"] = readsAnswers ? ["attached": true, "answers": true] : ["attached": true]
        }
        var contexts = [shared.value, .object(own)]
        if case .object = extra { contexts.append(extra) }
        return contexts
    }

    /// The place among ``contexts`` of the one that differs from reader to reader.
    static let own = 1

    /// The value of one of the reader's names: what the look-up in ``contexts`` would find.
    func value(_ name: RecipientName) -> Value? {
        switch name {
        case .salutation: .string(salutation)
        case .isToSeveral: .bool(isToSeveral)
        case .person(let name): person.text(name).map(Value.string)
        case .row(let column): person.value(column)
        case .details(let path):
            path.reduce(details.value as Value?) { value, key in value?[key] }
        case .unsubscribeURL: unsubscribe?.url.map(Value.string)
        case .unsubscribeMailto: unsubscribe.map { .string($0.mailto) }
        case .calendarAttached: hasCalendar ? .bool(true) : nil
        case .calendarAnswers: hasCalendar && readsAnswers ? .bool(true) : nil
        case .absent: nil
        }
    }
}

/// A name whose value differs from reader to reader, read once so that letters need not look it up by its text.
enum RecipientName: Sendable, Hashable {
    case salutation
    case person(PersonVariables.Shown)
    case row(PersonVariables.Column)
    case details([String])
    case unsubscribeURL
    case unsubscribeMailto
    case calendarAttached
    case calendarAnswers
    /// Which no template can name: the renderer asks it.
    case isToSeveral
    /// A name within the reader's that no letter has a value for.
    case absent

    /// Nil for what is no single value, such as `person`.
    init?(_ path: [String], kind: Person.Kind) {
        guard let root = path.first else { return nil }
        let inner = path.dropFirst()
        switch root {
        case "salutation": self = inner.isEmpty ? .salutation : .absent
        case "details": self = .details(Array(inner))
        default:
            guard let name = inner.first else { return nil }
            let found: RecipientName? =
                switch root {
                case "person": PersonVariables.Shown(rawValue: name).map(RecipientName.person)
                case kind.rawValue: PersonVariables.Column(rawValue: name).map(RecipientName.row)
                case "unsubscribe" where name == "url": .unsubscribeURL
                case "unsubscribe" where name == "mailto": .unsubscribeMailto
                case "calendar" where name == "attached": .calendarAttached
                case "calendar" where name == "answers": .calendarAnswers
                default: nil
                }
            self = inner.count == 1 ? found ?? .absent : .absent
        }
    }
}
