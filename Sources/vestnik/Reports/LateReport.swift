import Delivery
import Events
import Store
import Terminal
import Wording

/// Invitees who were imported after mailings went, as `import` and `status` tell of them.
struct LateReport {
    /// People who have not got a mailing.
    struct Mailing {
        var event: String
        var notification: String
        /// Their addresses, in the order of the list; of many the first.
        var people: [String]
        /// Whether there are more than those.
        var areMore = false
        var count: Int { people.count }
    }

    /// So many of a mailing are looked for: the sentence says the same of more.
    private static let most = 1000

    /// Who has not got which mailing.
    let mailings: [Mailing]

    /// The late invitees of the events that have mailings under way or gone; of one event alone where it is named.
    ///
    /// An event or a configuration that cannot be read tells of nobody: other commands name its faults.
    init(_ store: MessageStore, _ context: CommandContext, event: String? = nil) throws {
        var found: [Mailing] = []
        let known = try store.mailings(event: event, in: [.running, .finished, .paused])
        let names = Set(known.filter { $0.frozenAt != nil }.map(\.event)).sorted()
        guard !names.isEmpty, let configuration = try? context.configuration() else {
            mailings = []
            return
        }
        let calendar = configuration.calendar.flatMap { try? ProductionCalendar.load(path: $0) } ?? .builtIn
        for name in names {
            guard let event = try? Event.load(folder: configuration.events + "/" + name) else { continue }
            let late = LateInvitees(event: event, calendar: calendar, store: store)
            for notification in event.notifications {
                let rows = try late.rows(of: notification, now: context.now, limit: Self.most + 1)
                guard !rows.isEmpty else { continue }
                found.append(
                    Mailing(
                        event: name,
                        notification: notification.name,
                        people: rows.prefix(Self.most).map(\.email),
                        areMore: rows.count > Self.most
                    )
                )
            }
        }
        mailings = found
    }

    /// One for each mailing, with the command that writes to them.
    var sentences: [Wording] { mailings.map(Self.sentence) }

    /// How many have not got a mailing, with the command that writes to them.
    static func sentence(_ mailing: Mailing) -> Wording {
        ScaleWords.late("\(mailing.event) \(mailing.notification)", mailing.count, areMore: mailing.areMore)
            + " vestnik approve \(mailing.event) \(mailing.notification) --late"
    }

    var lines: [JSONLine] { mailings.map(Self.line) }

    /// The same with the addresses.
    var linesWithPeople: [JSONLine] {
        mailings.map { mailing in
            var line = Self.line(mailing)
            line.add("emails", mailing.people)
            return line
        }
    }

    private static func line(_ mailing: Mailing) -> JSONLine {
        var line = JSONLine()
        line.add("event", mailing.event)
        line.add("notification", mailing.notification)
        line.add("count", mailing.count)
        if mailing.areMore { line.add("are_more", true) }
        return line
    }
}
