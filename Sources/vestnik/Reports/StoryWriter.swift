import Mail
import Store
import Terminal

/// Writes what is known of people and messages, for people or as JSON Lines.
struct StoryWriter {
    private let context: CommandContext
    private let store: MessageStore
    private let output: Output

    init(_ context: CommandContext, _ store: MessageStore) {
        self.context = context
        self.store = store
        output = context.output
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
        try heading("\(person.kind == .registration ? "Registration" : "Invitee") \(person.id)")
        for (key, value) in columns(person).dropFirst() { try row(key, value) }
        try row("details", person.details)
        if !context.knowsEvent(person.event) {
            try row("", "There is no event “\(person.event)”: no folder of this name holds an event.json5.")
        } else if prompts {
            try row("", "The daemon has not looked at this yet.")
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
        try heading("Suppressed")
        try row("address", suppression.personKey)
        try row("what", suppression.scope == .all ? "everything" : "bulk mail")
        try row("since", LocalTime.text(suppression.at))
        try row("reason", suppression.reason)
        try row("by", suppression.actor)
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
        try heading("Message \(message.id): \(message.event) \(message.notification)")
        try row("to", [message.name, "<\(message.email)>"].compactMap(\.self).joined(separator: " "))
        let role = Style.Role.of(message.state.rawValue)
        let state = role.map { output.style($0, message.state.rawValue) } ?? message.state.rawValue
        try row("state", state, isPainted: true)
        try row("reason", message.reason)
        try row("prompted by", prompt(message))
        try row("made from", origin.map(told))
        try row("due", LocalTime.text(message.due))
        try row("next attempt", message.nextAttempt.map { LocalTime.text($0) })
        try row("sent", message.sent.map { LocalTime.text($0) })
        try row("Message-ID", message.messageID)
        for attempt in attempts { try write(attempt) }
        try output.writeLine()
    }

    private func versionLine(_ person: PersonRow) -> JSONLine {
        var line = JSONLine()
        for (key, value) in columns(person) { line.add(key, value) }
        line.add("details", json: person.details)
        return line
    }

    /// A letter's version of its registration in a line.
    private func told(_ origin: LetterOrigin) -> String {
        guard let person = origin.registration else { return "version \(origin.version), which is erased" }
        let values = [person.name, "<\(person.email)>", person.status].compactMap(\.self).joined(
            separator: " "
        )
        return "version \(origin.version): \(values)"
    }

    private func prompt(_ message: MessageRow) -> String? {
        if let id = message.registration {
            return "registration \(id), planned \(LocalTime.text(message.created))"
        }
        if let id = message.invitee { return "invitee \(id), planned \(LocalTime.text(message.created))" }
        return "planned \(LocalTime.text(message.created)); the row is gone"
    }

    private func write(_ attempt: LogRow) throws {
        let role = Style.Role.of(attempt.outcome) ?? .heading
        var facts = [attempt.kind == .attempt ? nil : attempt.kind.rawValue, attempt.relay, attempt.tls]
        facts.append(attempt.duration.map { "\($0) ms" })
        facts.append(attempt.actor.map { "by \($0)" })
        facts.append(attempt.note)
        let told = facts.compactMap(\.self).joined(separator: ", ")
        try output.writeLine(
            "  \(LocalTime.text(attempt.at))  \(output.style(role, attempt.outcome ?? ""))  \(Visible.line(told))"
        )
        if let reply = attempt.reply, !reply.isEmpty {
            let code = attempt.code.map { "\($0) " } ?? ""
            for line in Visible.lines(code + reply).inLines { try output.writeLine("      \(line)") }
        }
        guard attempt.outcome != MessageState.sent.rawValue,
            let status = attempt.enhancedCode.flatMap({ EnhancedStatus($0) })
        else { return }
        let meaning = status.meaning
        try output.writeLine("      → \(meaning.meaning.text(in: context.language))")
        try output.writeLine("      → \(meaning.advice.text(in: context.language))")
    }

    // MARK: lines

    private func heading(_ text: String) throws(OutputError) {
        try output.writeLine(output.style(.heading, Visible.line(text)))
    }

    private func row(_ title: String, _ text: String?, isPainted: Bool = false) throws(OutputError) {
        guard let text, !text.isEmpty else { return }
        let shown = isPainted ? text : Visible.line(text)
        try output.writeLine("  " + DisplayWidth.padded(title, to: 14) + shown)
    }
}
