import Delivery
import Events
import Store
import Terminal
import Wording

/// Invitees who were imported after mailings went, as `import` and `status` tell of them.
struct LateReport {
    /// Who has not got which mailing.
    let mailings: [(event: String, notification: String, count: Int)]

    /// The late invitees of the events that have mailings under way or gone; of one event alone where it is named.
    ///
    /// An event or a configuration that cannot be read tells of nobody: other commands name its faults.
    init(_ store: MessageStore, _ context: CommandContext, event: String? = nil) throws {
        var found: [(event: String, notification: String, count: Int)] = []
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
            for (notification, count) in try late.counts(now: context.now) {
                found.append((name, notification, count))
            }
        }
        mailings = found
    }

    /// One for each mailing, with the command that writes to them.
    var sentences: [Wording] {
        mailings.map { mailing in
            Wording(
                ru:
                    "приглашены уже после рассылки \(mailing.event) \(mailing.notification): \(mailing.count);",
                en: "\(mailing.count) invited after \(mailing.event) \(mailing.notification) went:"
            ) + " vestnik approve \(mailing.event) \(mailing.notification) --late"
        }
    }

    var lines: [JSONLine] {
        mailings.map { mailing in
            var line = JSONLine()
            line.add("event", mailing.event)
            line.add("notification", mailing.notification)
            line.add("count", mailing.count)
            return line
        }
    }
}
