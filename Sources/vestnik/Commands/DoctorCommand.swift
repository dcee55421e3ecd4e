import Doctor
import Mail
import Reports
import Resolver
import Service
import Site
import Store
import Terminal
import Wording

/// `vestnik doctor`: whether the machine and the domain are fit for sending mail.
enum DoctorCommand: Subcommand {
    static let command = Command(
        "doctor",
        Wording(
            ru: "Осмотреть машину и записи домена отправителя",
            en: "Look over the machine and the sender's domain"
        ),
        discussion: Wording(
            ru: """
                Сверяются ли часы, есть ли место на диске, не растут ли журналы баз (-wal), верны ли итоги, по которым отвечают отчёты, опубликованы ли у доменов отправителей SPF, DKIM, \
                DMARC и MX — если отвечает сервер имён. О письмах и демоне говорит status. Код завершения 75, если что-то плохо; \
                предупреждения его не меняют.
                """,
            en: """
                Whether the clock is kept, whether there is room on the disk, whether the logs of the databases (-wal) stay small, whether the \
                totals are right that reports read, and whether the senders' domains publish SPF, DKIM, DMARC and MX, where a resolver answers. Of letters and of the daemon \
                status tells. Ends with 75 when something is bad; warnings do not change it.
                """
        ),
        options: [
            .flag("recount", TotalsWords.option),
            .value(
                "selector",
                "NAME",
                repeated: true,
                Wording(ru: "Искать ключ DKIM под этим именем", en: "Look for the DKIM key of this name")
            ),
            .value(
                "resolver",
                "ADDRESS",
                Wording(
                    ru: "Спрашивать этот сервер имён (IPv4, можно с портом)",
                    en: "Ask this resolver: IPv4, with a port if need be"
                )
            ),
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik doctor",
                Wording(ru: "До первой рассылки", en: "Before the first mailing")
            ),
            Command.Example(
                "vestnik doctor --selector s2026",
                Wording(ru: "Опубликован ли ключ s2026", en: "Whether the key s2026 is published")
            ),
        ]
    )

    private static let columns = [
        ReportColumn("check", Wording(ru: "ЧТО", en: "WHAT"), keep: 0),
        ReportColumn("of", Wording(ru: "ГДЕ", en: "WHERE"), keep: 2),
        ReportColumn("result"),
        ReportColumn(nil, Wording(ru: "ИТОГ", en: "RESULT"), keep: 0),
        ReportColumn("detail", Wording(ru: "НАЙДЕНО", en: "FOUND"), wraps: true),
        ReportColumn("advice", Wording(ru: "ЧТО ДЕЛАТЬ", en: "WHAT TO DO"), wraps: true),
    ]

    static func run(_ context: CommandContext) throws -> ExitCode {
        if context.invocation.flag("recount") { try recount(context) }
        let checks = try checks(context)
        let writer = RowWriter(context, columns)
        for check in checks {
            try writer.add(
                [
                    .text(check.subject.rawValue), .text(check.object), .text(check.result.rawValue),
                    .text(context.text(word(check.result))), .text(context.text(check.detail)),
                    .text(check.advice.isEmpty ? nil : context.text(check.advice)),
                ],
                roles: ["RESULT": role(check.result)]
            )
        }
        try writer.finish()
        return checks.contains { $0.result == .bad } ? .temporaryFailure : .done
    }

    private static func checks(_ context: CommandContext) throws -> [Check] {
        let resolver = try resolver(context)
        let database = try context.databasePath()
        let intake = try context.intakePath()
        // A machine is looked over before there is a database, too.
        let store = try? context.store()
        let doubt = try? store?.clockDoubt()?.wording
        var checks = [ClockCheck.look(doubt: doubt)]
        var folders: [String] = []
        for path in [database, intake] {
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            if !folders.contains(folder) { folders.append(folder.isEmpty ? "/" : folder) }
        }
        checks += folders.map(DiskCheck.look)
        checks += [database, intake].compactMap(LogSizeCheck.look)
        if let store {
            checks.append(TotalsCheck.look(wrong: try store.wrongTotals() + store.wrongCoverage()))
        }
        let selectors = context.invocation.values("selector")
        for domain in domains(context) {
            checks += MailRecords(domain: domain, selectors: selectors, resolver: resolver).look()
        }
        return checks
    }

    /// Nobody else writes meanwhile: all messages are read in one commit, the regions part by part.
    private static func recount(_ context: CommandContext) throws {
        let store = try context.store(.readWrite)
        guard LockFile.holder(of: LockFile.path(besides: store.databasePath)) == nil else {
            throw Failure(.temporaryFailure, TotalsWords.daemonRuns)
        }
        try store.recountTotals()
        try store.recountAllCoverage()
        while try store.recountCoverage() {}
    }

    /// The domains of the senders of all events that can be read, each once.
    private static func domains(_ context: CommandContext) -> [String] {
        let senders = context.eventNames.compactMap(context.event).flatMap { event in
            [event.sender.address] + (event.sender.returnPath.map { [$0] } ?? [])
        }
        return Set(senders.map(\.asciiDomain)).sorted()
    }

    private static func resolver(_ context: CommandContext) throws(UsageError) -> Resolver {
        guard let named = context.invocation.value("resolver") else { return Resolver() }
        if let resolver = Resolver(server: named) { return resolver }
        throw UsageError(
            Wording(ru: "«\(named)» — не адрес сервера имён", en: "“\(named)” is no resolver's address"),
            hint: Wording(
                ru: "укажите, например, 192.0.2.53 или 127.0.0.1:5353",
                en: "write 192.0.2.53 or 127.0.0.1:5353, say"
            )
        )
    }

    private static func word(_ result: Check.Result) -> Wording {
        switch result {
        case .ok: Wording(ru: "хорошо", en: "ok")
        case .warning: Wording(ru: "внимание", en: "warning")
        case .bad: Wording(ru: "плохо", en: "bad")
        case .unknown: Wording(ru: "неизвестно", en: "unknown")
        }
    }

    private static func role(_ result: Check.Result) -> Style.Role {
        switch result {
        case .ok: .good
        case .warning: .warning
        case .bad: .bad
        case .unknown: .faint
        }
    }
}
