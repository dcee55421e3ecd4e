import Administration
import Site
import Delivery
import Foundation
import Store
import Terminal
import Wording

/// `vestnik schedule`: what will be sent when, to how many, in whose local time.
enum ScheduleCommand: Subcommand {
    static let command = Command(
        "schedule",
        Wording(
            ru: "Сказать, что, когда, скольким и по чьим часам уйдёт",
            en: "Tell what will be sent when, to how many, in whose local time"
        ),
        discussion: Wording(
            ru: """
                Спрашивает тот же расчёт, по которому работает демон, и ничего не отправляет. Люди берутся такими, какие они в базе \
                сейчас. Время рассылки показано по часам мероприятия, время получателя — по его собственным.

                --at показывает, как всё будет выглядеть в другое время, если демон доработает до него: что закончено, что идёт, что ждёт \
                утверждения, что было бы пропущено.
                """,
            en: """
                Asks the planner that the daemon itself uses, and sends nothing. People are taken as they are in the database now. \
                Times of a mailing are shown by the event's clock, those of a recipient by the recipient's own.

                --at shows how things would stand at another time if the daemon ran until then: what is over, what goes, what waits \
                for approval, what would be missed.
                """
        ),
        positionals: [
            Positional(
                "EVENT",
                optional: true,
                completion: .events,
                Wording(
                    ru: "Только это мероприятие: имя его папки",
                    en: "This event alone: its folder's name"
                )
            )
        ],
        options: [
            .value(
                "at",
                "TIME",
                Wording(
                    ru: "На это время: дата, дата и час, RFC 3339 или +3d",
                    en: "As of that time: a date, a date and hour, RFC 3339, or +3d"
                )
            ),
            .flag(
                "recipients",
                Wording(
                    ru: "Перечислить получателей со временем по их часам",
                    en: "List each recipient with the time by their own clock"
                )
            ),
            .flag(
                "left-out",
                Wording(
                    ru: "Перечислить тех, кого правила не пускают, с причиной",
                    en: "List those whom the rules leave out, with the reason"
                )
            ),
            .value(
                "notification",
                "NAME",
                completion: .notifications,
                Wording(ru: "Только это уведомление", en: "This notification alone")
            ),
        ] + CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik schedule annual-meeting",
                Wording(ru: "Весь план одного мероприятия", en: "The whole plan of one event")
            ),
            Command.Example(
                "vestnik schedule --at 2026-11-21T12:00",
                Wording(ru: "Как всё будет в этот день", en: "How it will stand that day")
            ),
            Command.Example(
                "vestnik schedule annual-meeting --notification last-call --left-out",
                Wording(ru: "Кто не получит и почему", en: "Who gets none, and why")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT")
        let site = try Site.load(configuration: context.configurationPath).sound(event)
        if let event, site.events[event] == nil {
            throw MailingServiceError.unknownEvent(event, known: site.events.keys.sorted())
        }
        try context.tellStaleFiles(of: event)
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
            if mailings.isEmpty {
                throw Failure(
                    .noInput,
                    Wording(
                        ru: "ни одно мероприятие не отправляет «\(name)» в назначенное время",
                        en: "no event sends “\(name)” at a time of its own"
                    )
                )
            }
        }
        let report = ScheduleReport(context)
        if context.invocation.flag("left-out") {
            try report.writeLeftOut(mailings, simulation)
        } else if context.invocation.flag("recipients") {
            try report.writeRecipients(mailings, simulation)
        } else {
            try report.write(mailings)
        }
        return .done
    }
}
