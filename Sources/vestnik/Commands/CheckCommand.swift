import Site
import Delivery
import Events
import Foundation
import Letters
import Settings
import SMTP
import Terminal

/// `vestnik check`: everything that is wrong with configuration, events and templates.
enum CheckCommand: Subcommand {
    static let command = Command(
        "check",
        "Validate configuration, events and templates",
        discussion: """
            Names every fault, one a line, as FILE:LINE:COLUMN: KEY.PATH: message; templates are tried in every language for \
            every notification on people who do not exist. What should be looked at and stops nothing is marked as a warning.

            With --relay also connects to each relay: TLS and login included, nothing is sent.
            """,
        options: [.flag("relay", "Connect to the relays as well"), CommandContext.json],
        examples: [
            Command.Example("vestnik check --relay && sudo systemctl reload vestnikd", "Before a reload")
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = context.configurationPath
        let site: Site
        do { site = try Site.load(configuration: path) } catch {
            // What could be read is looked at as well: one run tells everything.
            let letters = LetterReview(error, now: context.now)
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
        let reached = try RelayProbe(context).probe(site.configuration)
        return faults.isEmpty ? (reached ? .done : .unavailable) : .badConfiguration
    }

    /// The names that templates may use, once, for whoever used another one.
    private static func tellNames(_ context: CommandContext) throws {
        guard !context.wantsJSON else { return }
        context.say("")
        context.say(
            "Names that a template may use; those marked ? some letters lack, so put a section around them:"
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
        guard context.wantsJSON else { return context.say(isFault ? text : "warning: \(text)") }
        var line = JSONLine()
        line.add("type", isFault ? "fault" : "warning")
        line.add("message", text)
        try context.output.writeLine(line.text)
    }

    private static func summary(_ site: Site, _ context: CommandContext) throws {
        try context.output.writeLine("\(context.configurationPath): no faults")
        for (name, kit) in site.events.sorted(by: { $0.key < $1.key }) {
            let letters = kit.event.notifications.map(\.name).joined(separator: ", ")
            try context.output.writeLine("event \(name): \(letters)")
        }
        if site.events.isEmpty {
            context.say("warning: \(site.configuration.events): there is no event")
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
        let login = mechanism.map { "login by \($0)" } ?? "no login"
        let pipelining = greeting.capabilities.pipelining ? "" : ", no PIPELINING (slow)"
        let tls = greeting.tls ?? "no TLS"
        try context.output.writeLine(
            Visible.line(
                "relay \(relay.name): reached at \(greeting.remoteAddress), \(tls), \(login)\(pipelining)"
            )
        )
    }

    private func tell(_ relay: Settings.Relay, _ failure: ConnectFailure) throws {
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "relay")
            line.add("relay", relay.name)
            line.add("reachable", false)
            line.add("stage", failure.stage.rawValue)
            line.add("problem", failure.description)
            return try context.output.writeLine(line.text)
        }
        try context.output.flush()
        context.say("relay \(relay.name): \(failure.stage.rawValue): \(failure)")
    }
}
