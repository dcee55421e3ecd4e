import Terminal

/// `vestnik demo`: the whole thing in one command.
enum DemoCommand: Subcommand {
    static let command = Command(
        "demo",
        "See the whole thing at work on this machine",
        discussion: """
            Makes a folder with configuration, the sample event and a database, writes a few hundred registrations into it with \
            plain SQL as a web site would, starts a mail server on loopback, sends, and shows the delivery log. Nothing leaves \
            this machine. The clock of the demo stands at a day when the sample event lies ahead. The folder stays.

            --whole-event plays the event from the invitation list to the thanks, eight weeks in seconds: invitations in each one's \
            own morning, registrations, a waiting list, a changed hall, the last call, reminders; it tells what three people in \
            three time zones received and when, and checks that the figures add up.
            """,
        options: [
            .value("folder", "DIR", completion: .directories, "Where; a new folder below /tmp without it"),
            .flag("whole-event", "Play the whole event, eight weeks in seconds"),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        if context.invocation.flag("whole-event") { return try playWholeEvent(context) }
        let folder = try DemoFolder(context.invocation.value("folder"))
        let demo = try Demo(folder, context)
        try demo.register()
        try demo.send()
        try demo.tell()
        return .done
    }

    private static func playWholeEvent(_ context: CommandContext) throws -> ExitCode {
        let play = try Play(try PlayFolder(context.invocation.value("folder")), context)
        try PlayScript(play).run()
        try play.close()
        let report = try PlayReport(play)
        try report.tell()
        let faults = try report.faults()
        guard faults.isEmpty else { throw Failure(.software, lines: faults.map { "vestnik: \($0)" }) }
        try context.output.writeLine(
            "Checked     states add up to audiences, all letters arrived, none outside its hours"
        )
        return .done
    }
}
