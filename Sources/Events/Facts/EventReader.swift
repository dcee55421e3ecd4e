import Foundation
import Mail
import Settings
import Wording

/// Reads an `event.json5`, and the calendar that it names.
final class EventReader {
    private let id: String
    private let directory: String
    /// Whether the files that it names are read, or asked for.
    private let readsFiles: Bool
    /// What is wrong in the event's own calendar.
    private(set) var calendarFaults: [Fault] = []

    init(id: String, directory: String, readsFiles: Bool) {
        self.id = id
        self.directory = directory
        self.readsFiles = readsFiles
    }

    /// How the file is read.
    var reading: Reading<Event> { .object(build) }

    private func build(_ scope: Scope) -> Event? {
        let language = scope.value("language", .languageTag, default: "ru")
        let texts = Reading<Texts>.texts(fallback: language)
        let name = scope.required("name", texts, Wording(verbatim: "{ ru: \"…\", en: \"…\" }"))
        let starts = scope.required(
            "starts",
            .moment,
            Wording(
                ru: "\"2026-11-28T10:00\" или, пока время не назначено, одна дата",
                en: "\"2026-11-28T10:00\", or the date alone while the hour is open"
            )
        )
        let ends = scope.optional("ends", .moment)
        let zone = scope.required(
            "timeZone",
            .timeZone,
            Wording(
                ru: "пояс места, например \"Europe/Moscow\"",
                en: "the zone of the event's place, as \"Europe/Moscow\""
            )
        )
        let closes = scope.optional("registrationCloses", .moment)
        let venue = scope.optional("venue", texts)
        let url = scope.optional("url", .webAddress)
        let sender = scope.required(
            "sender",
            .object { Sender.build($0, texts) },
            Wording(verbatim: "{ name: { ru: \"…\" }, address: \"…@…\" }")
        )
        let window = scope.optional("window", .object(Window.build))
        let match = scope.value("match", .list(of: Reading<Match>.choice), default: [])
        let facts = scope.value("facts", .facts, default: .object([]))
        let state = scope.value("state", Reading<Event.State>.choice, default: .open)
        let calendar = readCalendar(scope)
        let tell = scope.value("tell", Reading<[RowField]>.told, default: Event.usuallyTold)
        let labels = scope.value("labels", .labels(fallback: language), default: [:])
        let reader = NotificationReader(
            moments: KnownMoments(
                starts: starts,
                ends: ends,
                registrationCloses: closes,
                saysCloses: scope.has("registrationCloses"),
                facts: facts
            ),
            window: window,
            attachments: readsFiles ? directory + "/attachments" : nil
        )
        let notifications = scope.value("notifications", .list(of: reader.reading), default: [])
        Event.reportRepeated(scope)
        guard let name, let starts, let zone, let sender else { return nil }
        var event = Event(
            id: id,
            directory: directory,
            name: name,
            starts: starts,
            ends: ends ?? .date(starts.date),
            timeZone: zone,
            registrationCloses: closes,
            venue: venue,
            url: url,
            sender: sender,
            language: language,
            window: window,
            match: Set(match).union([.address]),
            facts: facts,
            notifications: notifications,
            warnings: []
        )
        event.state = state
        event.calendar = calendar
        event.tell = tell
        event.labels = labels
        event.checkOrder(scope, saysEnd: ends != nil)
        event.checkLabels(scope)
        event.checkState(scope)
        return event
    }

    /// `"none"`, or a file beside the event's.
    private func readCalendar(_ scope: Scope) -> ProductionCalendar? {
        let expected = Wording(
            ru: "файл, например \"calendars/ru.json5\", или \"none\"",
            en: "a file, as \"calendars/ru.json5\", or \"none\""
        )
        guard let name = scope.optional("calendar", .string(expected)) else { return nil }
        if name == "none" { return .everyDay }
        guard readsFiles else { return nil }
        let path = name.hasPrefix("/") ? name : directory + "/" + name
        do throws(Faults) { return try ProductionCalendar.load(path: path) } catch {
            if error.isUnreadable {
                scope.fault(
                    "calendar",
                    Wording(
                        ru: "файла \(path), который можно прочесть, нет: ожидается \(expected.ru)",
                        en: "there is no file \(path) that may be read: expected \(expected.en)"
                    )
                )
            } else {
                calendarFaults += error.all
            }
            return nil
        }
    }
}

extension Event {
    /// Facts that contradict each other.
    fileprivate func checkOrder(_ scope: Scope, saysEnd: Bool) {
        // By the local clock: an hour that the zone skips must not turn the order round.
        if ends.lastLocal < starts.firstLocal {
            scope.fault(
                "ends",
                Wording(
                    ru: "\(ends) раньше, чем `starts`, \(starts)",
                    en: "\(ends) is before `starts`, \(starts)"
                )
            )
        } else if starts.hasTime, !ends.hasTime, saysEnd {
            scope.fault(
                "ends",
                Wording(
                    ru: "нет времени, а у `starts` оно есть: напишите в виде \"\(ends.date)T18:00\"",
                    en: "has no hour, though `starts` has one: write it as \"\(ends.date)T18:00\""
                )
            )
        }
        if let closes = registrationCloses, closes.firstLocal > ends.lastLocal {
            scope.warning(
                "registrationCloses",
                Wording(
                    ru: "\(closes) — уже после конца мероприятия",
                    en: "\(closes) is after the event has ended"
                )
            )
        }
        if name.byLanguage[language] == nil {
            scope.warning(
                "name",
                Wording(
                    ru: "нет текста на языке самого мероприятия, \"\(language)\"",
                    en: "has no text in the event's own language, \"\(language)\""
                )
            )
        }
    }

    /// A called-off event of which nobody hears.
    fileprivate func checkState(_ scope: Scope) {
        if isCancelled, !notifications.contains(where: { $0.trigger == .on(.eventCancelled) }) {
            scope.warning(
                "state",
                Wording(
                    ru:
                        "мероприятие отменено, а уведомления об этом нет: добавьте его, on: \"event-cancelled\"",
                    en: "calls the event off, and no notification says so: write one, on: \"event-cancelled\""
                )
            )
        }
    }

    /// A name for what is never told.
    fileprivate func checkLabels(_ scope: Scope) {
        for field in labels.keys.sorted(by: { $0.description < $1.description }) where !tell.contains(field) {
            scope.warning(
                "labels",
                Wording(
                    ru: "названо \(field), об изменении которого не сообщают: добавьте его в `tell`",
                    en: "names \(field), of which no change is told: add it to `tell`"
                )
            )
        }
    }

    /// Two notifications of one name.
    fileprivate static func reportRepeated(_ scope: Scope) {
        guard case .array(let items)? = scope.node(of: "notifications")?.content else { return }
        var first: [String: Int] = [:]
        for (index, item) in items.enumerated() {
            guard case .object(let members) = item.content,
                let member = members.first(where: { $0.key == "name" }),
                case .string(let name) = member.value.content
            else { continue }
            if let other = first[name] {
                scope.log.fault(
                    at: member.value.position,
                    "notifications[\(index)].name",
                    Wording(
                        ru: "\"\(name)\" — имя и у notifications[\(other)], а нужно у каждого своё",
                        en: "\"\(name)\" is the name of notifications[\(other)], too: each needs its own"
                    )
                )
            } else {
                first[name] = index
            }
        }
    }
}

extension Sender {
    fileprivate static func build(_ scope: Scope, _ texts: Reading<Texts>) -> Sender? {
        let name = scope.optional("name", texts)
        let address = scope.required(
            "address",
            .address,
            Wording(ru: "адрес, с которого уходят письма", en: "the address that letters come from")
        )
        let replyTo = scope.optional("replyTo", .address)
        let returnPath = scope.optional("returnPath", .address)
        for (key, address) in [("address", address), ("replyTo", replyTo), ("returnPath", returnPath)] {
            guard let address, address.needsSMTPUTF8 else { continue }
            // RFC 6531 §3.2.
            scope.warning(
                key,
                Wording(
                    ru:
                        "\(address.wire) пропускают только серверы с SMTPUTF8: на других задержится вся почта мероприятия",
                    en:
                        "\(address.wire) goes through relays with SMTPUTF8 alone: others hold all mail of the event"
                )
            )
        }
        return address.map { Sender(name: name, address: $0, replyTo: replyTo, returnPath: returnPath) }
    }
}

extension Window {
    /// Reads `{ from: "08:00", to: "20:00", days: "working" }`.
    static func build(_ scope: Scope) -> Window? {
        let from = scope.value("from", .time(), default: .midnight)
        let to = scope.value("to", .time(allowsEndOfDay: true), default: .endOfDay)
        let days = scope.value("days", .choice, default: Days.all)
        if to <= from {
            scope.fault(
                "to",
                Wording(
                    ru: "\(to) не позже, чем `from`, \(from): ни одно письмо не ушло бы",
                    en: "\(to) is not after `from`, \(from): no letter could ever go"
                )
            )
        }
        return Window(from: from, to: to, days: days)
    }
}
