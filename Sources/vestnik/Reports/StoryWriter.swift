import Mail
import Reports
import Store
import Terminal
import Wording

/// Writes what is known of people and messages, for people or as JSON Lines.
struct StoryWriter {
    private let context: CommandContext
    private let store: MessageStore
    private let output: Output
    private let clock: ReportClock

    /// Tells all times by this clock.
    init(_ context: CommandContext, _ store: MessageStore, clock: ReportClock) {
        self.context = context
        self.store = store
        self.clock = clock
        output = context.output
    }

    /// Says by which clock.
    func writeClock() throws(OutputError) {
        guard !context.wantsJSON else { return }
        let sentence = context.text(clock.named(at: context.now)) + "."
        try output.writeLine("", taking: 0, sentence)
        try output.writeLine()
    }

    // MARK: people

    func write(_ person: PersonRow) throws {
        let prompts = person.kind == .registration ? try waiting(person.id) : false
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", person.kind.rawValue)
            for (key, value) in columns(person) { line.add(key, value) }
            line.add("details", json: person.details)
            if person.kind == .registration { line.add("waits_for_daemon", prompts) }
            return try output.writeLine(line.text)
        }
        try heading(
            person.kind == .registration
                ? Wording(ru: "Регистрация \(person.id)", en: "Registration \(person.id)")
                : Wording(ru: "Приглашённый \(person.id)", en: "Invitee \(person.id)")
        )
        for (key, value) in columns(person).dropFirst() {
            let isMoment = key == "created_at" || key == "updated_at"
            try row(Wording(verbatim: key), isMoment ? value.map { clock.text(column: $0) } : value)
        }
        try row(Wording(verbatim: "details"), person.details)
        if !context.knowsEvent(person.event) {
            try remark(
                Wording(
                    ru: "Мероприятия «\(person.event)» нет: ни в одной папке с таким именем нет event.json5.",
                    en: "There is no event “\(person.event)”: no folder of this name holds an event.json5."
                )
            )
        } else if prompts {
            try remark(
                Wording(ru: "Демон этого ещё не видел.", en: "The daemon has not looked at this yet.")
            )
        }
        try output.writeLine()
    }

    private func columns(_ person: PersonRow) -> [(String, String?)] {
        [
            ("id", String(person.id)), ("event", person.event), ("email", person.email),
            ("second_email", person.secondEmail), ("name", person.name),
            ("organization", person.organization),
            ("position", person.position), ("region", person.region), ("language", person.language),
            ("time_zone", person.timeZone), ("status", person.status), ("created_at", person.createdAt),
            ("updated_at", person.updatedAt),
        ]
    }

    private func waiting(_ registration: Int64) throws -> Bool {
        try store.isWaiting(registration: registration)
    }

    func write(_ suppression: Suppression) throws {
        if context.wantsJSON { return try output.writeLine(SuppressionReport.line(suppression).text) }
        try heading(Wording(ru: "В списке запрета", en: "Suppressed"))
        try row(StoryTitles.address, suppression.personKey)
        try row(
            StoryTitles.what,
            context.text(StoryWords.scope(suppression.scope))
        )
        try row(StoryTitles.since, clock.text(suppression.at))
        try row(StoryTitles.reason, suppression.reason)
        try row(StoryTitles.by, suppression.actor)
        try output.writeLine()
    }

    /// What was done about a person that no letter is about: trial letters, answers by telephone, the suppression list.
    func write(acts: [LogRow]) throws {
        guard !acts.isEmpty else { return }
        if context.wantsJSON {
            for act in acts {
                var line = JSONLine()
                line.add("type", "log")
                line.add("log", LogReport.line(act))
                try output.writeLine(line.text)
            }
            return
        }
        try heading(Wording(ru: "Помимо писем", en: "Beside the letters"))
        for act in acts { try write(act) }
        try output.writeLine()
    }

    // MARK: messages

    func write(_ message: MessageRow) throws {
        let attempts = try store.attempts(of: message.id)
        let origin = try store.origin(of: message)
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "message")
            line.add("message", MessageReport.line(message))
            line.add("registration_version", origin?.version)
            line.add("registration", json: origin?.registration.map { versionLine($0).text })
            line.add("facts", json: origin?.facts)
            line.add("log", attempts.map(LogReport.line))
            return try output.writeLine(line.text)
        }
        try heading(
            Wording(ru: "Письмо", en: "Message")
                + " \(message.id): \(message.event) \(message.notification)"
        )
        try row(
            StoryTitles.to,
            [message.name, "<\(message.email)>"].compactMap(\.self).joined(separator: " ")
        )
        let role = Style.Role.of(message.state.rawValue)
        let word = context.text(message.state.wording)
        try row(StoryTitles.state, role.map { output.style($0, word) } ?? word, isPainted: true)
        try row(StoryTitles.reason, message.reason)
        try row(StoryTitles.promptedBy, context.text(prompt(message)))
        let again = try store.repetitions(of: message.id).map(String.init)
        try row(StoryTitles.sentAgain, again.isEmpty ? nil : again.joined(separator: ", "))
        try row(StoryTitles.madeFrom, origin.map { context.text(StoryWords.origin($0)) })
        try row(StoryTitles.due, clock.text(message.due))
        try row(StoryTitles.nextAttempt, message.nextAttempt.map(clock.text))
        try row(StoryTitles.sent, message.sent.map(clock.text))
        try row(Wording(verbatim: "Message-ID"), message.messageID)
        for attempt in attempts { try write(attempt) }
        try output.writeLine()
    }

    private func versionLine(_ person: PersonRow) -> JSONLine {
        var line = JSONLine()
        for (key, value) in columns(person) { line.add(key, value) }
        line.add("details", json: person.details)
        return line
    }

    private func prompt(_ message: MessageRow) -> Wording {
        let time = clock.text(message.created)
        return StoryWords.prompt(
            message,
            planned: Wording(ru: "запланировано \(time)", en: "planned \(time)")
        )
    }

    private func write(_ attempt: LogRow) throws {
        let role = Style.Role.of(attempt.outcome) ?? .heading
        var facts = [attempt.kind == .attempt ? nil : attempt.kind.rawValue, attempt.relay, attempt.tls]
        if attempt.message == nil {
            facts.append([attempt.event, attempt.notification].compactMap(\.self).joined(separator: "/"))
        }
        facts.append(attempt.duration.map { context.text(Wording(ru: "\($0) мс", en: "\($0) ms")) })
        facts.append(attempt.actor.map { context.text(Wording(ru: $0, en: "by \($0)")) })
        facts.append(attempt.note)
        let told = facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
        let outcome = attempt.outcome ?? ""
        try output.writeLine(
            "  \(clock.text(attempt.at))  \(output.style(role, Visible.line(outcome)))  ",
            taking: 25 + DisplayWidth.of(Visible.line(outcome)),
            told,
            hanging: 6
        )
        if let reply = attempt.reply, !reply.isEmpty {
            let code = attempt.code.map { "\($0) " } ?? ""
            for line in Visible.lines(code + reply).inLines {
                try output.writeLine("      ", taking: 6, line, hanging: 8)
            }
        }
        guard attempt.outcome != MessageState.sent.rawValue,
            let status = attempt.enhancedCode.flatMap({ EnhancedStatus($0) })
        else { return }
        for sentence in [status.meaning.meaning, status.meaning.advice] {
            try output.writeLine("      → ", taking: 8, context.text(sentence))
        }
    }

    // MARK: lines

    private func heading(_ text: Wording) throws(OutputError) {
        let line = Visible.line(context.text(text))
        for part in output.width.map({ Wrapping.filled(line, width: $0) }) ?? [line] {
            try output.writeLine(output.style(.heading, part))
        }
    }

    private func remark(_ text: Wording) throws(OutputError) { try row(.nothing, context.text(text)) }

    private func row(_ title: Wording, _ text: String?, isPainted: Bool = false) throws(OutputError) {
        guard let text, !text.isEmpty else { return }
        let start = "  " + DisplayWidth.padded(context.text(title), to: 14)
        if isPainted { return try output.writeLine(start + text) }
        try output.writeLine(start, taking: 16, text)
    }
}
