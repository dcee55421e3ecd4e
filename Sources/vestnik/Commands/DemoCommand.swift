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
            """,
        options: [
            .value("folder", "DIR", completion: .directories, "Where; a new folder below /tmp without it")
        ]
    )

    static func run(_ session: Session) throws -> ExitCode {
        let folder = try DemoFolder(session.invocation.value("folder"))
        let demo = try Demo(folder, session)
        try demo.register()
        try demo.send()
        try demo.tell()
        return .done
    }
}
