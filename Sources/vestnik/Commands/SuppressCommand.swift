import Mail
import Reports
import Store
import Terminal
import Wording

/// `vestnik suppress`: the list of addresses that are not written to.
enum SuppressCommand: Subcommand {
    static let command = Command(
        "suppress",
        Wording(
            ru: "Вести список адресов, на которые не пишут",
            en: "Keep the list of addresses that are not written to"
        ),
        discussion: SuppressWords.discussion,
        positionals: [
            Positional(
                "ACTION",
                completion: .choices(["add", "remove", "list", "import"]),
                Wording(ru: "Что сделать", en: "What to do")
            ),
            Positional("ADDRESS", optional: true, repeated: true, SuppressWords.addresses),
        ],
        options: [
            CommandContext.asName,
            .value(
                "scope",
                "WHAT",
                completion: .choices(["all", "bulk"]),
                Wording(
                    ru: "Что больше не отправлять (по умолчанию all)",
                    en: "What is not sent any more (default all)"
                )
            ),
            .value("reason", "TEXT", Wording(ru: "Причина, для списка", en: "Why, for the list")),
        ] + SheetChoice.options + CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik suppress add a@example.org --reason 'asked by telephone'",
                Wording(ru: "Никогда не писать на a@", en: "Never write to a@")
            ),
            Command.Example(
                "vestnik suppress import unsubscribed.csv --scope bulk --dry-run",
                SuppressWords.example
            ),
            Command.Example(
                "vestnik suppress list --spreadsheet > suppressed.csv",
                Wording(ru: "Список для электронной таблицы", en: "The list for a spreadsheet")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let addresses = context.invocation.arguments("ADDRESS")
        let action = context.invocation.argument("ACTION")
        if action != "import", let odd = SheetChoice.given(context) {
            throw UsageError(SuppressWords.importOnly(odd))
        }
        guard action != "list" else {
            guard addresses.isEmpty else {
                throw UsageError(Wording(ru: "list не принимает адресов", en: "list takes no address"))
            }
            return try list(context)
        }
        guard !addresses.isEmpty else {
            throw UsageError(
                Wording(ru: "не указан ADDRESS", en: "ADDRESS is missing"),
                hint: Wording(ru: "подробнее: 'vestnik suppress --help'", en: "see 'vestnik suppress --help'")
            )
        }
        switch action {
        case "add": return try add(addresses, context)
        case "import": return try SuppressImport.run(addresses, context)
        default: return try remove(addresses, context)
        }
    }

    private static func add(_ texts: [String], _ context: CommandContext) throws -> ExitCode {
        var keys: [String] = []
        var faults: [Wording] = []
        for text in texts {
            do throws(AddressError) { keys.append(try Address(text).key) } catch {
                faults.append("vestnik: \(text): " + error.wording)
            }
        }
        guard faults.isEmpty else { throw Failure(.badData, wordings: faults) }
        let store = try context.store(.readWrite)
        let scope = scope(context)
        for key in keys {
            let stopped = try store.suppress(
                key,
                scope: scope,
                reason: context.invocation.value("reason"),
                actor: try context.actor,
                now: context.now
            )
            let count = Words.messages(stopped)
            try context.tell(
                Wording(
                    ru: "\(key): в списке запрета; остановлено: \(count.ru)",
                    en: "suppressed \(key): \(count.en) stopped"
                )
            )
        }
        return .done
    }

    /// What is not to be sent, where nobody says otherwise.
    static func scope(_ context: CommandContext) -> Suppression.Scope {
        context.invocation.value("scope").flatMap(Suppression.Scope.init(rawValue:)) ?? .all
    }

    private static func remove(_ texts: [String], _ context: CommandContext) throws -> ExitCode {
        let store = try context.store(.readWrite)
        var isMissing = false
        for text in texts {
            let key = MessageStore.personKey(of: text)
            if try store.unsuppress(key, actor: try context.actor, now: context.now) {
                try context.tell(Wording(ru: "\(key): убран из списка", en: "removed \(key)"))
            } else {
                isMissing = true
                context.say(
                    Wording(
                        ru: "vestnik: адреса \(key) в списке нет",
                        en: "vestnik: \(key) is not on the list"
                    )
                )
            }
        }
        return isMissing ? .noInput : .done
    }

    private static func list(_ context: CommandContext) throws -> ExitCode {
        let writer = RowWriter(context, SuppressionReport.columns, clock: context.clock())
        for row in try context.store().suppressions() { try writer.add(SuppressionReport.cells(row)) }
        try writer.finish()
        return .done
    }
}
