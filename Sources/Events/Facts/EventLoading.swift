import Foundation
import Mail
public import Settings

extension Event {
    /// Reads and checks `event.json5` in a folder, and that the attachments it names are there.
    ///
    /// - Parameter folder: path of the event's folder, whose name is the event's.
    /// - Returns: the event.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(folder: String) throws(Faults) -> Event {
        let url = URL(fileURLWithPath: folder).standardizedFileURL
        let text = try readText(url.appendingPathComponent("event.json5").path)
        return try parse(text, id: url.lastPathComponent, directory: url.path, checksFiles: true)
    }

    /// Reads and checks all events of a folder: each subfolder with an `event.json5`.
    ///
    /// - Parameter folder: `events` of the configuration.
    /// - Returns: the events by name, and what should be looked at.
    /// - Throws: ``Faults`` with everything that is wrong in any of them.
    public static func loadAll(in folder: String) throws(Faults) -> (events: [Event], warnings: [Fault]) {
        var events: [Event] = []
        var warnings: [Fault] = []
        var faults: [Fault] = []
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            let message = "cannot list this folder of events: is it there, and may it be read?"
            throw Faults(
                [Fault(file: folder, line: 0, column: 0, keyPath: "", message: message)],
                isUnreadable: true
            )
        }
        for name in names where !name.hasPrefix(".") {
            let path = folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
            else { continue }
            guard FileManager.default.fileExists(atPath: path + "/event.json5") else {
                let message = "has no event.json5, so it is no event"
                warnings.append(Fault(file: path, line: 0, column: 0, keyPath: "", message: message))
                continue
            }
            do throws(Faults) {
                let event = try load(folder: path)
                events.append(event)
                warnings += event.warnings
            } catch {
                faults += error.all
            }
        }
        guard faults.isEmpty else { throw Faults(faults) }
        return (events, warnings)
    }

    /// Reads and checks the text of an `event.json5`; whether attachments exist is not asked.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - id: the event's name in the database.
    ///   - directory: absolute path of its folder; faults name `event.json5` in it.
    /// - Returns: the event.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func parse(_ text: String, id: String, directory: String) throws(Faults) -> Event {
        try parse(text, id: id, directory: directory, checksFiles: false)
    }

    private static func parse(
        _ text: String,
        id: String,
        directory: String,
        checksFiles: Bool
    ) throws(Faults) -> Event {
        let log = FaultLog(file: directory + "/event.json5")
        let root = JSON5.read(text, log)
        let attachments = checksFiles ? directory + "/attachments" : nil
        let result = Reading<Event>.object { build($0, id, directory, attachments) }.read(root, "", log)
        guard log.faults.isEmpty, var result else { throw Faults(log.faults) }
        result.warnings = Faults(log.warnings).all
        return result
    }

    private static func build(
        _ scope: Scope,
        _ id: String,
        _ directory: String,
        _ attachments: String?
    ) -> Event? {
        let language = scope.value("language", .languageTag, default: "ru")
        let texts = Reading<Texts>.texts(fallback: language)
        let name = scope.required("name", texts, "{ ru: \"…\", en: \"…\" }")
        let starts = scope.required(
            "starts",
            .moment,
            "\"2026-11-28T10:00\", or the date alone while the hour is open"
        )
        let ends = scope.optional("ends", .moment)
        let zone = scope.required(
            "timeZone",
            .timeZone,
            "the zone of the event's place, as \"Europe/Moscow\""
        )
        let closes = scope.optional("registrationCloses", .moment)
        let venue = scope.optional("venue", texts)
        let url = scope.optional("url", .webAddress)
        let sender = scope.required(
            "sender",
            .object { Sender.build($0, texts) },
            "{ name: { ru: \"…\" }, address: \"…@…\" }"
        )
        let window = scope.optional("window", .object(Window.build))
        let match = scope.value("match", .list(of: Reading<Match>.choice), default: [])
        let facts = scope.value("facts", .facts, default: .object([]))
        let reader = NotificationReader(
            hasCloses: scope.has("registrationCloses"),
            starts: starts,
            ends: ends,
            closes: closes,
            window: window,
            attachments: attachments
        )
        let notifications = scope.value("notifications", .list(of: .object(reader.build)), default: [])
        reportRepeated(scope)
        guard let name, let starts, let zone, let sender else { return nil }
        let event = Event(
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
        event.checkOrder(scope)
        return event
    }

    /// Facts that contradict each other.
    private func checkOrder(_ scope: Scope) {
        // By the local clock: an hour that the zone skips must not turn the order round.
        if ends.lastLocal < starts.firstLocal {
            scope.fault("ends", "\(ends) is before `starts`, \(starts)")
        }
        if let closes = registrationCloses, closes.firstLocal > ends.lastLocal {
            scope.warning("registrationCloses", "\(closes) is after the event has ended")
        }
        if name.byLanguage[language] == nil {
            scope.warning("name", "has no text in the event's own language, \"\(language)\"")
        }
    }

    /// Two notifications of one name.
    private static func reportRepeated(_ scope: Scope) {
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
                    "\"\(name)\" is the name of notifications[\(other)], too: each needs its own"
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
        let address = scope.required("address", .address, "the address that letters come from")
        let replyTo = scope.optional("replyTo", .address)
        let returnPath = scope.optional("returnPath", .address)
        return address.map { Sender(name: name, address: $0, replyTo: replyTo, returnPath: returnPath) }
    }
}

extension Window {
    fileprivate static func build(_ scope: Scope) -> Window? {
        let from = scope.value("from", .time(), default: .midnight)
        let to = scope.value("to", .time(allowsEndOfDay: true), default: .endOfDay)
        let days = scope.value("days", .choice, default: Days.all)
        if to <= from { scope.fault("to", "\(to) is not after `from`, \(from): no letter could ever go") }
        return Window(from: from, to: to, days: days)
    }
}
