import Administration
import Reports
import Store
import Terminal
import Wording

/// `vestnik token`: who may write registrations over HTTP.
enum TokenCommand: Subcommand {
    static let command = Command(
        "token",
        Wording(
            ru: "Вести токены, по которым сайты записывают регистрации через HTTP",
            en: "Keep the tokens by which sites write registrations over HTTP"
        ),
        discussion: Wording(
            ru: """
                add EVENT создаёт токен одного мероприятия и показывает его один раз: хранится только хеш. list показывает, какие токены \
                есть; revoke отзывает токен по номеру из list или по имени, и действует это сразу. Предъявляют токен так: \
                Authorization: Bearer ТОКЕН.
                """,
            en: """
                add EVENT makes a token for one event and shows it once: its hash alone is kept. list shows which there are; revoke takes \
                one back, by the id of list or by its name, at once. It is shown as Authorization: Bearer TOKEN.
                """
        ),
        positionals: [
            Positional(
                "ACTION",
                completion: .choices(["add", "list", "revoke"]),
                Wording(ru: "Что сделать", en: "What to do")
            ),
            Positional(
                "EVENT|TOKEN",
                optional: true,
                completion: .events,
                Wording(ru: "Мероприятие, а для revoke — токен", en: "The event, or for revoke the token")
            ),
        ],
        options: [
            .value("name", "TEXT", Wording(ru: "Как его называть в list", en: "What list calls it")),
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik token add annual-meeting --name 'web site'",
                Wording(ru: "Токен для сайта на другой машине", en: "A token for a site on another host")
            ),
            Command.Example("vestnik token list", Wording(ru: "Какие есть", en: "Which there are")),
        ]
    )

    static let columns = [
        ReportColumn("id", Wording(ru: "ТОКЕН", en: "TOKEN"), keep: 0),
        ReportColumn("event", Wording(ru: "МЕРОПРИЯТИЕ", en: "EVENT"), keep: 0),
        ReportColumn("name", Wording(ru: "ИМЯ", en: "NAME")),
        ReportColumn("created_at", Wording(ru: "СОЗДАН", en: "CREATED")),
    ]

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.store().databasePath
        let tokens = RegistrationTokens(database: path)
        let word = context.invocation.argument("EVENT|TOKEN")
        switch context.invocation.argument("ACTION") {
        case "list":
            guard word == nil else {
                throw UsageError(
                    Wording(ru: "list больше ничего не принимает", en: "list takes nothing more")
                )
            }
            return try list(try use { () throws(RegistrationTokens.Failure) in try tokens.all() }, context)
        case "add": return try add(try named(word), to: tokens, beside: path, context)
        default: return try revoke(try named(word), tokens, beside: path, context)
        }
    }

    private static func named(_ word: String?) throws -> String {
        guard let word else {
            throw UsageError(
                Wording(ru: "не указано, что именно", en: "what is meant is not said"),
                hint: Wording(ru: "подробнее: 'vestnik token --help'", en: "see 'vestnik token --help'")
            )
        }
        return word
    }

    private static func add(
        _ event: String,
        to tokens: RegistrationTokens,
        beside database: String,
        _ context: CommandContext
    ) throws -> ExitCode {
        let known = context.events
        guard known.contains(event) else {
            throw Failure(
                .noInput,
                Wording(ru: "мероприятия «\(event)» нет; ", en: "there is no event “\(event)”; ")
                    + Words.known(known)
            )
        }
        try context.becomeOwner(of: database)
        let name = context.invocation.value("name") ?? ""
        let made = try use { () throws(RegistrationTokens.Failure) in
            try tokens.add(event: event, name: name, now: context.now)
        }
        guard !context.wantsJSON else {
            var line = line(made.kept)
            line.add("token", made.secret)
            try context.output.writeLine(line.text)
            return .done
        }
        try context.output.writeLine(made.secret)
        context.say(
            Wording(
                ru:
                    "vestnik: токен \(made.kept.id) для \(event); больше он показан не будет, отзовёт его vestnik token revoke \(made.kept.id)",
                en:
                    "vestnik: token \(made.kept.id) for \(event); it is not shown again; vestnik token revoke \(made.kept.id) takes it back"
            )
        )
        return .done
    }

    private static func list(_ tokens: [RegistrationToken], _ context: CommandContext) throws -> ExitCode {
        let writer = RowWriter(context, columns)
        for token in tokens {
            try writer.add([.text(token.id), .text(token.event), .text(token.name), .text(token.created)])
        }
        try writer.finish()
        return .done
    }

    private static func revoke(
        _ word: String,
        _ tokens: RegistrationTokens,
        beside database: String,
        _ context: CommandContext
    ) throws -> ExitCode {
        try context.becomeOwner(of: database)
        let gone = try use { () throws(RegistrationTokens.Failure) in
            try tokens.revoke(word, now: context.now)
        }
        guard !gone.isEmpty else {
            throw Failure(.noInput, Wording(ru: "токена «\(word)» нет", en: "there is no token “\(word)”"))
        }
        for token in gone {
            try context.tell(
                Wording(
                    ru: "отозван токен \(token.id), \(token.event)",
                    en: "revoked \(token.id), \(token.event)"
                )
            )
        }
        return .done
    }

    private static func line(_ token: RegistrationToken) -> JSONLine {
        var line = JSONLine()
        line.add("id", token.id)
        line.add("event", token.event)
        line.add("name", token.name)
        line.add("created_at", token.created)
        return line
    }

    private static func use<Result>(
        _ body: () throws(RegistrationTokens.Failure) -> Result
    ) throws -> Result {
        do throws(RegistrationTokens.Failure) { return try body() } catch {
            throw Failure(.ioError, error.wording)
        }
    }
}
