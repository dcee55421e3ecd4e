import Events
import Mail
import Planning
import Store

/// An event's rules as looks at people ask them: sorted once, and shared rather than copied for each person.
final class EventRules: Sendable {
    let event: Event
    /// The names of the letters that say that the event is called off.
    let announcements: Set<String>
    private let prompted: [Prompting: [Events.Notification]]

    init(_ event: Event) {
        self.event = event
        var prompted: [Prompting: [Events.Notification]] = [:]
        for notification in event.notifications {
            guard case .on(let prompting) = notification.trigger else { continue }
            prompted[prompting, default: []].append(notification)
        }
        self.prompted = prompted
        announcements = Set(prompted[.eventCancelled, default: []].map(\.name))
    }

    /// The notification that a registration prompts; nil where there is none for it.
    func notification(for prompting: Prompting, _ row: PersonRow) -> Events.Notification? {
        guard let notifications = prompted[prompting] else { return nil }
        for notification in notifications where notification.admits(row, of: event) { return notification }
        return nil
    }

    /// Those letters that are of the event; one that has told that it is called off, or is about to, tells a cancellation.
    func letters(_ all: [PastLetter]) -> [PastLetter] {
        guard !all.isEmpty else { return all }
        return all.compactMap { letter in
            guard letter.event == event.id else { return nil }
            guard letter.isTaken || letter.state == .sending, announcements.contains(letter.notification)
            else { return letter }
            var letter = letter
            letter.tells = RegistrationStatus.cancelled.rawValue
            return letter
        }
    }
}

/// People to be looked at, each once.
struct Visits {
    /// A person, and what is known of why.
    struct Visit {
        let look: Look
        /// When the last change came about.
        var at: Int64
        /// The row as it was just taken over, where it alone is news.
        var row: PersonRow?
    }

    private(set) var all: [Visit] = []
    private var places: [Look: Int] = [:]

    /// Notes a row that has changed, or has been somebody else's.
    mutating func note(_ row: PersonRow, at moment: Int64, isNew: Bool = false) {
        let look = Look(event: row.event, personKey: row.personKey)
        if let place = places[look] {
            // Of several rows of a person none is the one to go by.
            all[place].at = max(all[place].at, moment)
            all[place].row = nil
        } else {
            places[look] = all.count
            all.append(Visit(look: look, at: moment, row: isNew ? row : nil))
        }
    }
}

/// Letters that one turn has made and not yet put into the queue: many are put there at once.
struct FreshLetters {
    private(set) var all: [(message: NewMessage, person: PersonRow)] = []
    /// Their persons, and the mailboxes that limits count by.
    private var keys: Set<String> = []

    /// So many are put into the queue at once.
    private static let atOnce = 64

    /// Whether no more are to be gathered.
    var isFull: Bool { all.count >= Self.atOnce }

    /// Whether some of them are to this person, or to the same mailbox under another address.
    func concern(_ personKey: String) -> Bool {
        !keys.isEmpty && (keys.contains(personKey) || keys.contains(Address.limitKey(of: personKey)))
    }

    mutating func append(_ message: NewMessage, to person: PersonRow) {
        all.append((message, person))
        keys.insert(message.personKey)
        if let mailbox = message.limitKey { keys.insert(mailbox) }
    }
}
