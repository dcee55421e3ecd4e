import Delivery
import Events
import Foundation
import Letters
import Settings
import Store
import Terminal

/// A letter to be looked at before it goes: what `preview` shows and `send-test` sends.
struct TrialLetter {
    let configuration: Configuration
    let press: LetterPress
    var order: Order

    /// The arguments that say which letter.
    static let positionals = [
        Positional("EVENT", "The event: the name of its folder"),
        Positional("NOTIFICATION", "The notification, by its name in event.json5"),
    ]

    /// The options that say for whom.
    static let options: [Option] = [
        .value("registration", "ID", "For the person of this row of registrations"),
        .value("invitee", "ID", "For the person of this row of invitees"),
        .value(
            "language",
            "LANGUAGE",
            short: "l",
            completion: .suggestions(["ru", "en"]),
            "In this language"
        ),
    ]

    /// Makes ready the letter that the command line asks for.
    init(_ session: Session) throws {
        let configuration = try session.configuration()
        let event = try Self.event(session, configuration)
        let press: LetterPress
        do {
            let files = try TemplateFiles.load(folder: event.directory)
            press = try LetterPress(
                event: event,
                files: files,
                letterBytes: configuration.limits.letterBytes
            )
        } catch { throw Failure(.badData, lines: error.all) }
        let notification = try Self.notification(session, event)
        let language = session.invocation.value("language")
        try Self.check(language, of: notification, press)
        var calendar = ProductionCalendar.builtIn
        if let path = configuration.calendar { calendar = try .load(path: path) }

        let now = Date(timeIntervalSince1970: Double(session.now) / 1000)
        if let row = try Self.row(session, event) {
            let person = Person(row)
            let moment = press.moment(of: notification, for: person, calendar: calendar, now: now)
            order = press.order(for: notification, to: person, language: language, date: moment)
        } else {
            let language = language ?? press.usualLanguage(of: notification.name)
            let person = SamplePerson.full.person(.registration, language: language)
            let moment = press.moment(of: notification, for: person, calendar: calendar, now: now)
            order = press.order(for: notification, to: .full, language: language, date: moment)
        }
        if notification.bulk { order.offerUnsubscription(at: configuration.dashboard?.public) }
        self.configuration = configuration
        self.press = press
    }

    /// A letter that cannot be made, in the configured language as far as the sentence is known in it.
    private func unmakable(_ error: LetterError) -> Failure {
        Failure(.badData, lines: [error.text(in: configuration.language.rawValue)])
    }

    /// What the letter says; a letter that cannot be made is bad input.
    func preview() throws -> LetterPreview {
        do { return try press.preview(order) } catch { throw unmakable(error) }
    }

    /// The page with its pictures inside.
    func page() throws -> [UInt8] {
        do { return try press.page(order) } catch { throw unmakable(error) }
    }

    /// The message as it would go.
    func compose() throws -> (bytes: [UInt8], composed: Composed) {
        var bytes: [UInt8] = []
        do {
            let composed = try press.compose(order, into: &bytes)
            return (bytes, composed)
        } catch { throw unmakable(error) }
    }
}

extension TrialLetter {
    private static func event(_ session: Session, _ configuration: Configuration) throws -> Event {
        let name = session.invocation.argument("EVENT") ?? ""
        let known = Installation.eventNames(in: configuration.events)
        guard known.contains(name) else {
            let others = known.isEmpty ? "there is none" : "there are: \(known.joined(separator: ", "))"
            throw Failure(.noInput, "\(configuration.events): there is no event “\(name)”; \(others)")
        }
        return try Event.load(folder: configuration.events + "/" + name)
    }

    private static func notification(_ session: Session, _ event: Event) throws -> Events.Notification {
        let name = session.invocation.argument("NOTIFICATION") ?? ""
        if let found = event.notification(named: name) { return found }
        let known = event.notifications.map(\.name).joined(separator: ", ")
        throw Failure(
            .noInput,
            "the event “\(event.id)” has no notification “\(name)”; it has: \(known.isEmpty ? "none" : known)"
        )
    }

    private static func check(
        _ language: String?,
        of notification: Events.Notification,
        _ press: LetterPress
    ) throws {
        let known = press.languages(of: notification.name)
        guard let language, !known.contains(language) else { return }
        throw Failure(
            .noInput,
            "“\(notification.name)” has no template in “\(language)”; it has: \(known.joined(separator: ", "))"
        )
    }

    /// The row that is asked for; nil when sample data will do, for which no database is needed.
    private static func row(_ session: Session, _ event: Event) throws -> PersonRow? {
        let registration = try session.invocation.integer("registration", in: 1...Int.max)
        let invitee = try session.invocation.integer("invitee", in: 1...Int.max)
        guard registration == nil || invitee == nil else {
            throw UsageError("--registration and --invitee exclude each other")
        }
        guard let id = registration ?? invitee else { return nil }
        let kind: PersonRow.Kind = registration == nil ? .invitee : .registration
        let row = try session.store().person(kind, id: Int64(id))
        guard let row else { throw Failure(.noInput, "there is no \(kind.rawValue) \(id)") }
        guard row.event == event.id else {
            throw Failure(
                .noInput,
                "\(kind.rawValue) \(id) is of the event “\(row.event)”, not of “\(event.id)”"
            )
        }
        return row
    }
}
