import Foundation
import Reports
import Store
import Terminal
import Wording

/// The filters that `queue`, `log` and the acts share.
enum MessageFilter {
    static let options: [Terminal.Option] = wanted + unwanted

    private static let wanted: [Terminal.Option] = [
        .value(
            "event",
            "NAME",
            completion: .events,
            Wording(ru: "Этого мероприятия (имя его папки)", en: "Of this event: its folder's name")
        ),
        .value(
            "notification",
            "NAME",
            completion: .notifications,
            Wording(ru: "Этого уведомления", en: "Of this notification")
        ),
        .value(
            "state",
            "STATE",
            repeated: true,
            completion: .suggestions(MessageState.allCases.map(\.rawValue)),
            Wording(
                ru: "В этом состоянии; несколько — через запятую",
                en: "In this state; several with commas"
            )
        ),
        .value(
            "to",
            "ADDRESS",
            Wording(
                ru: "На этот адрес, всем на @домене или по образцу с *",
                en: "To this address, to everyone @domain, or a pattern with *"
            )
        ),
        .value(
            "region",
            "REGION",
            Wording(
                ru: "Этого региона: код, ISO 3166-2 или название",
                en: "Of this region: code, ISO 3166-2 or name"
            )
        ),
        .value(
            "code",
            "CODE",
            Wording(
                ru: "С таким ответом: 550, 5 или расширенный код, например 5.1.1",
                en: "With this reply: 550, 5, or an enhanced code such as 5.1.1"
            )
        ),
        .value(
            "since",
            "TIME",
            Wording(
                ru: "Не раньше: дата, RFC 3339 или давность (2h, 4d)",
                en: "Not before: a date, RFC 3339, or how long ago (2h, 4d)"
            )
        ),
        .value("until", "TIME", Wording(ru: "Раньше этого времени", en: "Before that time")),
        .value("limit", "N", short: "n", Wording(ru: "Не больше стольких", en: "At most so many")),
    ]

    /// Each leaves out what its positive brother would choose; given several times, each time something more.
    private static let unwanted: [Terminal.Option] = [
        .value(
            "not-event",
            "NAME",
            repeated: true,
            Wording(ru: "Кроме этого мероприятия", en: "Not of this event")
        ),
        .value(
            "not-notification",
            "NAME",
            repeated: true,
            Wording(ru: "Кроме этого уведомления", en: "Not of this notification")
        ),
        .value(
            "not-state",
            "STATE",
            repeated: true,
            completion: .suggestions(MessageState.allCases.map(\.rawValue)),
            Wording(ru: "Кроме этого состояния", en: "Not in this state")
        ),
        .value(
            "not-to",
            "ADDRESS",
            repeated: true,
            Wording(
                ru: "Кроме этого адреса, @домена или образца с *",
                en: "Not to this address, @domain, or pattern with *"
            )
        ),
        .value(
            "not-region",
            "REGION",
            repeated: true,
            Wording(
                ru: "Кроме этого региона; у кого региона нет, тот остаётся",
                en: "Not of this region; who has none stays in"
            )
        ),
        .value(
            "not-code",
            "CODE",
            repeated: true,
            Wording(ru: "Кроме писем с таким ответом", en: "Not with this reply")
        ),
    ]

    /// Reads the filters of a command line.
    /// - Throws: what cannot be understood is an error of usage, a state that there is not one of data.
    static func read(_ invocation: Invocation, now: Int64) throws -> LogFilter {
        var filter = LogFilter()
        filter.event = invocation.value("event")
        filter.notification = invocation.value("notification")
        filter.states = try states(invocation.values("state"))
        filter.to = invocation.value("to")
        filter.region = invocation.value("region")
        filter.code = try invocation.value("code").map(code)
        filter.exclusions = try exclusions(invocation)
        let times = TimeArgument(now: Date(timeIntervalSince1970: Double(now) / 1000))
        if let since = invocation.value("since") { filter.since = try milliseconds(times.read(since)) }
        if let until = invocation.value("until") {
            filter.until = try milliseconds(times.read(until, endOfDay: true))
        }
        filter.limit = try invocation.integer("limit", in: 1...1_000_000_000)
        return filter
    }

    /// Refuses an event or a notification that neither the events' files nor the database know: what is misspelt must
    /// not look like what is quiet.
    static func refuseUnknown(_ filter: LogFilter, _ store: MessageStore, _ context: CommandContext) throws {
        let configured = context.eventNames
        if let event = filter.event, !configured.contains(event) {
            let known = Set(configured).union(try store.eventNames())
            guard known.contains(event) else {
                throw Failure(.badData, FilterWords.noEvent(event, known: Words.known(known.sorted())))
            }
        }
        guard let name = filter.notification else { return }
        let events = filter.event.map { [$0] } ?? configured
        let written = events.compactMap(context.event).flatMap { $0.notifications.map(\.name) }
        guard !written.contains(name) else { return }
        let known = Set(written).union(try store.notificationNames(event: filter.event))
        guard known.contains(name) else {
            throw Failure(
                .badData,
                FilterWords.noNotification(name, event: filter.event, known: Words.known(known.sorted()))
            )
        }
    }

    private static func exclusions(_ invocation: Invocation) throws -> [LogFilter] {
        var found: [LogFilter] = []
        func leaveOut<Value>(_ key: WritableKeyPath<LogFilter, Value>, _ value: Value) {
            var exclusion = LogFilter()
            exclusion[keyPath: key] = value
            found.append(exclusion)
        }
        for event in invocation.values("not-event") { leaveOut(\.event, event) }
        for name in invocation.values("not-notification") { leaveOut(\.notification, name) }
        let states = try states(invocation.values("not-state"))
        if !states.isEmpty { leaveOut(\.states, states) }
        for address in invocation.values("not-to") { leaveOut(\.to, address) }
        for region in invocation.values("not-region") { leaveOut(\.region, region) }
        for word in invocation.values("not-code") { leaveOut(\.code, try code(word)) }
        return found
    }

    private static func milliseconds(_ date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    private static func states(_ words: [String]) throws -> [MessageState] {
        var found: [MessageState] = []
        for word in words.flatMap({ $0.split(separator: ",") }) {
            let name = word.lowercased().replacing("-", with: "_")
            guard let state = MessageState(rawValue: name) else {
                throw Failure(
                    .badData,
                    FilterWords.noState(
                        String(word),
                        known: Words.known(MessageState.allCases.map(\.rawValue))
                    )
                )
            }
            found.append(state)
        }
        return found
    }

    private static func code(_ text: String) throws(UsageError) -> String {
        let allowed = text.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        if allowed, (1...11).contains(text.count) { return text }
        throw UsageError(
            Wording(ru: "«\(text)» — не код ответа", en: "“\(text)” is no reply code"),
            hint: Wording(ru: "укажите 550, 45, 5 или 5.1.1", en: "write 550, 45, 5 or 5.1.1")
        )
    }

    /// Ids of messages as arguments.
    static func ids(_ words: [String]) throws(UsageError) -> [Int64] {
        var ids: [Int64] = []
        for word in words {
            guard let id = Int64(word), id > 0 else {
                throw UsageError(
                    Wording(ru: "«\(word)» — не номер письма", en: "“\(word)” is no message's id"),
                    hint: Wording(
                        ru: "номера показывают queue и log",
                        en: "ids are the numbers that queue and log show"
                    )
                )
            }
            ids.append(id)
        }
        return ids
    }
}
