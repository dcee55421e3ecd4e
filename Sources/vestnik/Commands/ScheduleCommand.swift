import Administration
import Site
import Delivery
import Foundation
import Store
import Terminal

/// `vestnik schedule`: what will be sent when, to how many, in whose local time.
enum ScheduleCommand: Subcommand {
    static let command = Command(
        "schedule",
        "Tell what will be sent when, to how many, in whose local time",
        discussion: """
            Asks the planner that the daemon itself uses, and sends nothing. People are taken as they are in the database now. \
            Times of a mailing are shown by the event's clock, those of a recipient by the recipient's own.

            --at shows how things would stand at another time if the daemon ran until then: what is over, what goes, what waits \
            for approval, what would be missed.
            """,
        positionals: [Positional("EVENT", optional: true, "This event alone: its folder's name")],
        options: [
            .value("at", "TIME", "As of that time: a date, a date and hour, RFC 3339, or +3d"),
            .flag("recipients", "List each recipient with the time by their own clock"),
            .flag("left-out", "List those whom the rules leave out, with the reason"),
            .value("notification", "NAME", "This notification alone"), CommandContext.json,
            CommandContext.csv,
        ],
        examples: [
            Command.Example("vestnik schedule annual-meeting", "The whole plan of one event"),
            Command.Example("vestnik schedule --at 2026-11-21T12:00", "How it will stand that day"),
            Command.Example(
                "vestnik schedule annual-meeting --notification last-call --left-out",
                "Who gets none, and why"
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT")
        let site = try Site.load(configuration: context.configurationPath).sound(event)
        if let event, site.events[event] == nil {
            throw MailingServiceError.unknownEvent(event, known: site.events.keys.sorted())
        }
        let now = Date(timeIntervalSince1970: Double(context.now) / 1000)
        let at = try context.invocation.value("at").map { text throws(UsageError) in
            try TimeArgument(now: now).read(text)
        }
        let simulation = ScheduleForecast(
            site: site,
            store: try context.store(),
            now: context.now,
            at: at.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) } ?? context.now
        )
        var mailings = try simulation.run(event: event)
        if let name = context.invocation.value("notification") {
            mailings.removeAll { $0.notification != name }
            if mailings.isEmpty { throw Failure(.noInput, "no event sends “\(name)” at a time of its own") }
        }
        let report = ScheduleReport(context)
        if context.invocation.flag("left-out") {
            try report.writeLeftOut(mailings)
        } else if context.invocation.flag("recipients") {
            try report.writeRecipients(mailings)
        } else {
            try report.write(mailings)
        }
        return .done
    }
}
