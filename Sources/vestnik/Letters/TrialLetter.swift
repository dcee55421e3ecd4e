import Reports
import Site
import Delivery
import Events
import Foundation
import Letters
import Settings
import Store
import Terminal
import Wording

/// A letter to be looked at before it goes: what `preview` shows and `send-test` sends.
struct TrialLetter {
    let configuration: Configuration
    let writer: LetterWriter
    var request: LetterRequest

    /// The arguments that say which letter.
    static let positionals = [
        Positional("EVENT", completion: .events, Words.event),
        Positional("NOTIFICATION", completion: .notifications, Words.notification),
    ]

    /// The options that say for whom.
    static let options: [Option] = [
        .value(
            "registration",
            "ID",
            Wording(ru: "Для человека из этой регистрации", en: "For the person of this row of registrations")
        ),
        .value(
            "invitee",
            "ID",
            Wording(ru: "Для этого приглашённого", en: "For the person of this row of invitees")
        ),
        .value(
            "language",
            "LANGUAGE",
            short: "l",
            completion: .suggestions(["ru", "en"]),
            Wording(ru: "На этом языке", en: "In this language")
        ),
    ]

    /// Makes ready the letter that the command line asks for.
    init(_ context: CommandContext) throws {
        let configuration = try context.configuration()
        let event = try Self.event(context, configuration)
        let writer: LetterWriter
        do {
            let files = try TemplateFiles.load(folder: event.directory)
            writer = try LetterWriter(
                event: event,
                files: files,
                letterBytes: configuration.limits.letterBytes
            )
        } catch { throw Failure(.badData, wordings: error.all) }
        let notification = try Self.notification(context, event)
        let language = context.invocation.value("language")
        try Self.check(language, of: notification, writer)
        var calendar = ProductionCalendar.builtIn
        if let path = configuration.calendar { calendar = try .load(path: path) }

        let now = Date(timeIntervalSince1970: Double(context.now) / 1000)
        if let row = try Self.row(context, event) {
            let person = Person(row)
            let moment = writer.moment(of: notification, for: person, calendar: calendar, now: now)
            request = writer.request(for: notification, to: person, language: language, date: moment)
        } else {
            let language = language ?? writer.usualLanguage(of: notification.name)
            let person = SamplePerson.full.person(.registration, language: language)
            let moment = writer.moment(of: notification, for: person, calendar: calendar, now: now)
            request = writer.request(for: notification, to: .full, language: language, date: moment)
        }
        request.readsAnswers = configuration.mailbox != nil
        if notification.bulk { request.offerUnsubscription(at: configuration.dashboard?.public) }
        self.configuration = configuration
        self.writer = writer
    }

    /// A letter that cannot be made.
    private func unmakable(_ error: LetterError) -> Failure { Failure(.badData, wordings: [error.wording]) }

    /// What the letter says; a letter that cannot be made is bad input.
    func preview() throws -> LetterPreview {
        do { return try writer.preview(request) } catch { throw unmakable(error) }
    }

    /// The page with its pictures inside.
    func page() throws -> [UInt8] {
        do { return try writer.page(request) } catch { throw unmakable(error) }
    }

    /// The message as it would go.
    func compose() throws -> (bytes: [UInt8], composed: ComposedLetter) {
        var bytes: [UInt8] = []
        do {
            let composed = try writer.compose(request, into: &bytes)
            return (bytes, composed)
        } catch { throw unmakable(error) }
    }
}

extension TrialLetter {
    private static func event(_ context: CommandContext, _ configuration: Configuration) throws -> Event {
        let name = context.invocation.argument("EVENT") ?? ""
        let known = Site.eventNames(in: configuration.events)
        guard known.contains(name) else {
            let others = Words.known(known)
            throw Failure(
                .noInput,
                Wording(
                    ru: "\(configuration.events): мероприятия «\(name)» нет; \(others.ru)",
                    en: "\(configuration.events): there is no event “\(name)”; \(others.en)"
                )
            )
        }
        return try Event.load(folder: configuration.events + "/" + name)
    }

    private static func notification(_ context: CommandContext, _ event: Event) throws -> Events.Notification
    {
        let name = context.invocation.argument("NOTIFICATION") ?? ""
        if let found = event.notification(named: name) { return found }
        let known = event.notifications.map(\.name).joined(separator: ", ")
        throw Failure(
            .noInput,
            Wording(
                ru:
                    "у мероприятия «\(event.id)» нет уведомления «\(name)»; есть: \(known.isEmpty ? "ни одного" : known)",
                en:
                    "the event “\(event.id)” has no notification “\(name)”; it has: \(known.isEmpty ? "none" : known)"
            )
        )
    }

    private static func check(
        _ language: String?,
        of notification: Events.Notification,
        _ writer: LetterWriter
    ) throws {
        let known = writer.languages(of: notification.name)
        guard let language, !known.contains(language) else { return }
        throw Failure(
            .noInput,
            Wording(
                ru:
                    "у «\(notification.name)» нет шаблона на «\(language)»; есть: \(known.joined(separator: ", "))",
                en:
                    "“\(notification.name)” has no template in “\(language)”; it has: \(known.joined(separator: ", "))"
            )
        )
    }

    /// The row that is asked for; nil when sample data will do, for which no database is needed.
    private static func row(_ context: CommandContext, _ event: Event) throws -> PersonRow? {
        let registration = try context.invocation.integer("registration", in: 1...Int.max)
        let invitee = try context.invocation.integer("invitee", in: 1...Int.max)
        guard registration == nil || invitee == nil else {
            throw UsageError(
                Wording(
                    ru: "--registration и --invitee нельзя указать вместе",
                    en: "--registration and --invitee exclude each other"
                )
            )
        }
        guard let id = registration ?? invitee else { return nil }
        let kind: PersonRow.Kind = registration == nil ? .invitee : .registration
        let row = try context.store().person(kind, id: Int64(id))
        let noun =
            kind == .invitee
            ? Wording(ru: "приглашённый \(id)", en: "invitee \(id)")
            : Wording(ru: "регистрация \(id)", en: "registration \(id)")
        guard let row else {
            throw Failure(.noInput, Wording(ru: "нет такой строки: \(noun.ru)", en: "there is no \(noun.en)"))
        }
        guard row.event == event.id else {
            throw Failure(
                .noInput,
                Wording(
                    ru: "\(noun.ru): это мероприятие «\(row.event)», а не «\(event.id)»",
                    en: "\(noun.en) is of the event “\(row.event)”, not of “\(event.id)”"
                )
            )
        }
        return row
    }
}
