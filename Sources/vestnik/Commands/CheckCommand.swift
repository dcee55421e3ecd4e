import Reports
import Site
import Delivery
import Events
import Foundation
import Letters
import Settings
import SMTP
import Terminal
import Wording

/// `vestnik check`: everything that is wrong with configuration, events and templates.
enum CheckCommand: Subcommand {
    static let command = Command(
        "check",
        Wording(
            ru: "Проверить настройки, мероприятия и шаблоны",
            en: "Validate configuration, events and templates"
        ),
        discussion: Wording(
            ru: """
                Называет каждую ошибку строкой ФАЙЛ:СТРОКА:СТОЛБЕЦ: КЛЮЧ: что не так; шаблоны пробует на каждом языке, для каждого \
                уведомления, на вымышленных людях. То, что стоит проверить, но ничему не мешает, помечено словом «предупреждение».

                С --relay ещё и соединяется с каждым сервером и с ящиком для возвратов, включая TLS и вход; ничего не отправляет и в ящике \
                ничего не меняет.
                """,
            en: """
                Names every fault, one a line, as FILE:LINE:COLUMN: KEY.PATH: message; templates are tried in every language for \
                every notification on people who do not exist. What should be looked at and stops nothing is marked as a warning.

                With --relay also connects to each relay and to the mailbox of returned mail, TLS and login included; nothing is sent, and \
                nothing in the mailbox is changed.
                """
        ),
        options: [
            .flag(
                "relay",
                Wording(
                    ru: "Соединиться и с серверами, и с ящиком",
                    en: "Connect to relays and mailbox as well"
                )
            ),
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik check --relay && sudo systemctl reload vestnikd",
                Wording(ru: "Перед перезагрузкой настроек", en: "Before a reload")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = context.configurationPath
        let site: Site
        do { site = try Site.load(configuration: path) } catch {
            // What could be read is looked at as well: one run tells everything.
            let letters = LetterReview(error, now: context.now, language: context.language)
            for warning in letters.warnings { try tell(warning, isFault: false, context) }
            try report(faults: error.faults + letters.faults, context)
            if letters.hasUnknownName { try tellNames(context) }
            return error.isMissingFile ? .noInput : .badConfiguration
        }
        let check = SiteCheck(site, environment: context.environment, now: context.now)
        let faults = check.faults
        for warning in check.warnings { try tell(warning, isFault: false, context) }
        try report(faults: faults, context)
        if check.hasUnknownName { try tellNames(context) }
        if !context.wantsJSON, faults.isEmpty { try summary(site, context) }
        guard context.invocation.flag("relay") else { return faults.isEmpty ? .done : .badConfiguration }
        let relays = try RelayProbe(context).probe(site.configuration)
        let mailbox = try MailboxCheck(context).look(site.configuration)
        let reached = relays && mailbox
        return faults.isEmpty ? (reached ? .done : .unavailable) : .badConfiguration
    }

    /// The names that templates may use, once, for whoever used another one.
    private static func tellNames(_ context: CommandContext) throws {
        guard !context.wantsJSON else { return }
        context.say("")
        context.say(
            Wording(
                ru:
                    "Имена, которые можно писать в шаблоне; отмеченных знаком ? в иных письмах нет, ставьте их внутрь секции:",
                en:
                    "Names that a template may use; those marked ? some letters lack, so put a section around them:"
            )
        )
        let width = KnownVariables.all.map(\.path.count).max() ?? 0
        for name in KnownVariables.all {
            let path = (name.path + (name.isOptional ? " ?" : "")).padding(
                toLength: width + 2,
                withPad: " ",
                startingAt: 0
            )
            context.say("  \(path)  \(name.meaning.text(in: context.language))")
        }
    }

    private static func report(faults: [String], _ context: CommandContext) throws {
        for fault in faults { try tell(fault, isFault: true, context) }
    }

    private static func tell(_ text: String, isFault: Bool, _ context: CommandContext) throws {
        guard context.wantsJSON else {
            return
                context.say(isFault ? text : context.text(warning) + text)
        }
        var line = JSONLine()
        line.add("type", isFault ? "fault" : "warning")
        line.add("message", text)
        try context.output.writeLine(line.text)
    }

    private static let warning = Wording(ru: "предупреждение: ", en: "warning: ")

    private static func summary(_ site: Site, _ context: CommandContext) throws {
        try context.tell(
            context.configurationPath + Wording(ru: ": ошибок нет", en: ": no faults")
        )
        for (name, kit) in site.events.sorted(by: { $0.key < $1.key }) {
            let letters = kit.event.notifications.map(\.name).joined(separator: ", ")
            try context.tell(
                Wording(ru: "мероприятие \(name): \(letters)", en: "event \(name): \(letters)")
            )
        }
        if site.events.isEmpty {
            context.say(
                warning + site.configuration.events
                    + Wording(ru: ": мероприятий нет", en: ": there is no event")
            )
        }
    }
}

/// Connects to relays and tells what they show of themselves.
struct RelayProbe {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// Tries each relay; true when all could be reached.
    func probe(_ configuration: Configuration) throws -> Bool {
        var reached = true
        for relay in configuration.relays {
            let endpoint = relay.endpoint(environment: context.environment)
            do throws(ConnectFailure) {
                let greeting = try SMTPClient.probe(endpoint, timeouts: configuration.timeouts.forSessions)
                try? tell(relay, greeting)
            } catch {
                reached = false
                try? tell(relay, error)
            }
        }
        return reached
    }

    private func tell(_ relay: Settings.Relay, _ greeting: SMTPClient.Greeting) throws {
        let mechanism = greeting.mechanism?.rawValue
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "relay")
            line.add("relay", relay.name)
            line.add("reachable", true)
            line.add("address", greeting.remoteAddress)
            line.add("tls", greeting.tls)
            line.add("mechanism", mechanism)
            line.add("pipelining", greeting.capabilities.pipelining)
            line.add("problem", String?.none)
            return try context.output.writeLine(line.text)
        }
        let login =
            mechanism.map { Wording(ru: "вход по \($0)", en: "login by \($0)") }
            ?? Wording(ru: "без входа", en: "no login")
        let pipelining =
            greeting.capabilities.pipelining
            ? .nothing : Wording(ru: ", без PIPELINING (медленно)", en: ", no PIPELINING (slow)")
        let tls = greeting.tls.map { Wording(verbatim: $0) } ?? Wording(ru: "без TLS", en: "no TLS")
        let reached = Wording(
            ru: "сервер \(relay.name): отвечает по адресу \(greeting.remoteAddress), ",
            en: "relay \(relay.name): reached at \(greeting.remoteAddress), "
        )
        try context.output.writeLine(
            Visible.line(context.text(reached + tls + ", " + login + pipelining))
        )
    }

    private func tell(_ relay: Settings.Relay, _ failure: ConnectFailure) throws {
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "relay")
            line.add("relay", relay.name)
            line.add("reachable", false)
            line.add("stage", failure.stage.rawValue)
            line.add("problem", context.text(failure.wording))
            return try context.output.writeLine(line.text)
        }
        try context.output.flush()
        context.say(
            Wording(ru: "сервер ", en: "relay ") + "\(relay.name): " + failure.stage.wording + ": "
                + failure.wording
        )
    }
}
