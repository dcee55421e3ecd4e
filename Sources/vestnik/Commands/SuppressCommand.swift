import Mail
import Store
import Terminal

/// `vestnik suppress`: the list of addresses that are not written to.
enum SuppressCommand: Subcommand {
    static let command = Command(
        "suppress",
        "Keep the list of addresses that are not written to",
        discussion: """
            add puts addresses on the list and stops what waits for them; remove takes them off; list shows it. People who asked \
            to be erased stay on the list as a hash that tells nobody who they were.
            """,
        positionals: [
            Positional("ACTION", completion: .choices(["add", "remove", "list"]), "What to do"),
            Positional("ADDRESS", optional: true, repeated: true, "Addresses"),
        ],
        options: [
            .value(
                "scope",
                "WHAT",
                completion: .choices(["all", "bulk"]),
                "What is not sent any more (default all)"
            ),
            .value("reason", "TEXT", "Why, for the list"), CommandContext.json, CommandContext.csv,
        ],
        examples: [
            Command.Example(
                "vestnik suppress add a@example.org --reason 'asked by telephone'",
                "Never write to a@"
            ),
            Command.Example("vestnik suppress list --csv", "The list for a spreadsheet"),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let addresses = context.invocation.arguments("ADDRESS")
        let action = context.invocation.argument("ACTION")
        guard action != "list" else {
            guard addresses.isEmpty else { throw UsageError("list takes no address") }
            return try list(context)
        }
        guard !addresses.isEmpty else {
            throw UsageError("ADDRESS is missing", hint: "see 'vestnik suppress --help'")
        }
        return try action == "add" ? add(addresses, context) : remove(addresses, context)
    }

    private static func add(_ texts: [String], _ context: CommandContext) throws -> ExitCode {
        var keys: [String] = []
        var faults: [String] = []
        for text in texts {
            do throws(AddressError) { keys.append(try Address(text).key) } catch {
                faults.append("vestnik: \(text): \(error)")
            }
        }
        guard faults.isEmpty else { throw Failure(.badData, lines: faults) }
        let store = try context.store(.readWrite)
        let scope = context.invocation.value("scope").flatMap(Suppression.Scope.init(rawValue:)) ?? .all
        for key in keys {
            let stopped = try store.suppress(
                key,
                scope: scope,
                reason: context.invocation.value("reason"),
                actor: context.actor,
                now: context.now
            )
            try context.output.writeLine("suppressed \(key): \(stopped) waiting messages stopped")
        }
        return .done
    }

    private static func remove(_ texts: [String], _ context: CommandContext) throws -> ExitCode {
        let store = try context.store(.readWrite)
        var isMissing = false
        for text in texts {
            let key = MessageStore.personKey(of: text)
            if try store.unsuppress(key, actor: context.actor, now: context.now) {
                try context.output.writeLine("removed \(key)")
            } else {
                isMissing = true
                context.say("vestnik: \(key) is not on the list")
            }
        }
        return isMissing ? .noInput : .done
    }

    private static func list(_ context: CommandContext) throws -> ExitCode {
        let writer = RowWriter(context, SuppressionReport.columns)
        for row in try context.store().suppressions() { try writer.add(SuppressionReport.cells(row)) }
        try writer.finish()
        return .done
    }
}
