import Store
import Terminal

/// `vestnik status`: whether all is well.
enum StatusCommand: Subcommand {
    static let command = Command(
        "status",
        "Tell whether all is well",
        discussion: """
            Whether the daemon runs, messages by state, the oldest one due, how many went lately, the last trouble. Ends with 75 \
            when something needs a person: messages held or in doubt, a mailing that is paused or awaits approval, no \
            connection to the relay, registrations that are not read or whose event nobody knows, mail that is due while the \
            daemon is not running.
            """,
        options: [CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let health = try Health(
            context.store(),
            intake: context.intakePath(),
            now: context.now,
            language: context.language,
            knowsEvent: context.knowsEvent
        )
        let late = try LateReport(context.store(), context)
        if context.wantsJSON {
            var line = line(health)
            line.add("late_invitees", late.lines)
            line.add(
                "called_off",
                health.calledOff.map { event, count in
                    var line = JSONLine()
                    line.add("event", event)
                    line.add("registrations", count)
                    return line
                }
            )
            try context.output.writeLine(line.text)
        } else {
            try tell(health, late, context)
        }
        return health.needs.isEmpty ? .done : .temporaryFailure
    }

    private static func tell(
        _ health: Health,
        _ late: LateReport,
        _ context: CommandContext
    ) throws(OutputError) {
        let output = context.output
        let style = output.style
        func row(_ title: String, _ text: String) throws(OutputError) {
            try output.writeLine(style(.heading, DisplayWidth.padded(title, to: 14)) + Visible.line(text))
        }
        let daemon = health.daemon.map { $0 > 0 ? "running (process \($0))" : "running" } ?? "not running"
        try row("Daemon", daemon)
        try row("Database", health.databasePath)
        if let unread = health.unread, unread > 0 { try row("Unread", "\(unread) changes of registrations") }
        if health.unread == nil, let oldest = health.oldestUnread {
            try row("Unread", "since \(LocalTime.text(oldest))")
        }
        if health.waiting > 0 { try row("New", "\(health.waiting) people not looked at yet") }
        let states = MessageState.allCases.filter { health.count($0) > 0 }
        let counts = states.map { "\(health.count($0)) \($0.rawValue)" }.joined(separator: ", ")
        try row("Messages", counts.isEmpty ? "none" : counts)
        if let oldest = health.oldestDue {
            let ago = LocalTime.span(context.now - oldest)
            try row("Oldest due", "\(LocalTime.text(oldest)), \(ago) ago")
        }
        try row(
            "Sent",
            "\(health.sentLastMinute) in the last minute, \(health.sentLastHour) in the last hour, "
                + "\(health.sentLastDay) in the last day"
        )
        if let trouble = health.lastTrouble {
            let code = trouble.code.map { "\($0) " } ?? ""
            try row(
                "Last trouble",
                "\(LocalTime.text(trouble.at)) \(trouble.message?.email ?? ""): \(trouble.outcome ?? "") "
                    + "(\(code)\(LogReport.said(trouble)))"
            )
        }
        for mailing in health.mailings {
            let audience = mailing.audience.map { ", \($0) people" } ?? ""
            try row(
                "Mailing",
                "\(mailing.event) \(mailing.notification): \(mailing.state.rawValue), "
                    + "\(LocalTime.text(mailing.due))\(audience)"
            )
        }
        for sentence in late.sentences { try row("Late", sentence) }
        for (event, count) in health.calledOff {
            try row("Called off", "\(event): \(count) registered since, whom nothing answers")
        }
        for need in health.needs {
            try output.writeLine(style(.bad, DisplayWidth.padded("Needs you", to: 14)) + Visible.line(need))
        }
    }

    private static func line(_ health: Health) -> JSONLine {
        var messages = JSONLine()
        for state in MessageState.allCases { messages.add(state.rawValue, health.count(state)) }
        var line = JSONLine()
        line.add("alive", health.daemon != nil)
        line.add("pid", health.daemon.flatMap { $0 > 0 ? $0 : nil })
        line.add("database", health.databasePath)
        line.add("messages", messages)
        line.add("new_registrations", health.waiting)
        line.add("intake_trouble", health.intakeTrouble?.rawValue)
        line.add("unread", health.unread)
        line.add("oldest_unread", health.oldestUnread.map(Timestamp.text))
        line.add("unknown_events", health.strayEvents)
        line.add("oldest_erasure", health.oldestErasure.map(Timestamp.text))
        line.add("oldest_due", health.oldestDue.map(Timestamp.text))
        line.add("sent_last_minute", health.sentLastMinute)
        line.add("sent_last_hour", health.sentLastHour)
        line.add("sent_last_day", health.sentLastDay)
        line.add("last_trouble", json: health.lastTrouble.map { LogReport.line($0).text })
        line.add(
            "mailings",
            health.mailings.map { mailing in
                var line = JSONLine()
                line.add("event", mailing.event)
                line.add("notification", mailing.notification)
                line.add("due_at", Timestamp.text(mailing.due))
                line.add("state", mailing.state.rawValue)
                line.add("audience", mailing.audience)
                return line
            }
        )
        line.add("needs", health.needs)
        return line
    }
}
