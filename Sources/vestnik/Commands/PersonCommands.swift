import Glibc
import Service
import Store
import Terminal

/// `vestnik forget`: erases a person's data.
enum ForgetCommand: Subcommand {
    static let command = Command(
        "forget",
        "Erase a person's data, keeping anonymous log rows",
        discussion: """
            Removes the person's registrations, also from the web site's file, and invitations, and makes messages and log rows anonymous; what was not sent is \
            withdrawn. An entry of the suppression list stays as a hash. Copies made before (backups, the journal) hold the data \
            until they are rotated.

            Prints what was erased, when and by whom: the record that an erasure needs. This cannot be undone: asks on a \
            terminal, elsewhere wants --yes.
            """,
        positionals: [Positional("ADDRESS", "The person's address")],
        options: [CommandContext.yes, CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let address = context.invocation.argument("ADDRESS") ?? ""
        let store = try context.store(.readWrite)
        let rows = try store.export(address)
        guard !rows.isEmpty else { throw Failure(.noInput, "nothing is known of \(address)") }
        try context.confirm("Erase \(rows.count) rows about \(address) for good?")
        let erasure = try store.forget(address, actor: context.actor, now: context.now)
        var line = JSONLine()
        line.add("at", Timestamp.text(context.now))
        line.add("actor", context.actor)
        line.add("registrations", erasure.registrations)
        line.add("invitees", erasure.invitees)
        line.add("messages", erasure.messages)
        line.add("log_rows", erasure.logRows)
        line.add("in_flight", erasure.inFlight)
        let isErasedInIntake = try eraseInIntake(erasure.inIntake, store, context)
        line.add("erased_in_intake", isErasedInIntake)
        try context.output.writeLine(context.wantsJSON ? line.text : told(erasure, context))
        if !isErasedInIntake {
            context.say(
                "vestnik: the web site's file still has the registrations: the daemon erases them as soon as it can write there"
            )
        }
        if erasure.inFlight > 0 {
            context.say(
                "vestnik: \(erasure.inFlight) messages are in transfer: run this again when they have ended"
            )
        }
        return erasure.inFlight > 0 || !isErasedInIntake ? .temporaryFailure : .done
    }

    /// Sees that the web site's file loses the registrations, too: by the daemon that reads it, or, where none runs,
    /// at once.
    private static func eraseInIntake(
        _ ids: [Int64],
        _ store: MessageStore,
        _ context: CommandContext
    ) throws -> Bool {
        guard !ids.isEmpty else { return true }
        if LockFile.holder(of: store.databasePath + "-lock") == nil {
            guard try IntakeVisit(context.intakePath()).erase(ids) else { return false }
            try store.erasedInIntake(ids)
            return true
        }
        // The daemon has noticed the commit by now; what takes longer it does by itself.
        for _ in 0..<60 {
            if try ids.allSatisfy({ id throws in try !store.isErased(registration: id) }) { return true }
            usleep(50_000)
        }
        return false
    }

    private static func told(_ erasure: Erasure, _ context: CommandContext) -> String {
        "erased at \(Timestamp.text(context.now)) by \(context.actor): \(erasure.registrations) registrations, "
            + "\(erasure.invitees) invitations; made anonymous: \(erasure.messages) messages, \(erasure.logRows) log rows"
    }
}

/// `vestnik export`: hands over a person's data.
enum ExportCommand: Subcommand {
    static let command = Command(
        "export",
        "Hand over everything that is kept about a person",
        discussion: """
            JSON Lines: an object for each row, with its table as the first key and then every column as it stands.
            """,
        positionals: [Positional("ADDRESS", "The person's address")],
        options: [CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let address = context.invocation.argument("ADDRESS") ?? ""
        let rows = try context.store().export(address)
        guard !rows.isEmpty else { throw Failure(.noInput, "nothing is known of \(address)") }
        for row in rows {
            var line = JSONLine()
            line.add("table", row.table)
            for (name, value) in row.columns {
                switch value {
                case .null: line.add(name, String?.none)
                case .integer(let number): line.add(name, number)
                case .real(let number): line.add(name, number)
                case .text(let text): line.add(name, text)
                case .blob(let bytes): line.add(name, "\(bytes.count) bytes")
                }
            }
            try context.output.writeLine(line.text)
        }
        return .done
    }
}
