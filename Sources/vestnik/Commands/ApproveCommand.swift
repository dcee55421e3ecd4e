import Administration
import Reports
import Site
import Delivery
import Foundation
import Store
import Terminal
import Wording

/// `vestnik approve`: releases a mailing that waits for a person, after showing what it is.
enum ApproveCommand: Subcommand {
    static let command = Command(
        "approve",
        Wording(
            ru: "Показать рассылку, которая ждёт утверждения, и выпустить её",
            en: "Release a mailing that waits for approval, after showing what it is"
        ),
        discussion: Wording(
            ru: """
                Показывает, скольким людям и в скольких часовых поясах уйдёт письмо, кого правила не пускают, и письмо первого из \
                получателей; потом спрашивает. Вне терминала нужен --yes. Утвердить рассылку можно и заранее. Если в правилах стоит \
                approvers: 2, утвердить должны двое, каждый под своим пользователем системы: имена в --as их не заменят.

                --late отправляет уже ушедшую рассылку только тем приглашённым, кого импортировали позже.
                """,
            en: """
                Shows how many people get the letter, in how many time zones, whom the rules leave out, and the letter of the first of \
                them; then asks. Elsewhere than on a terminal it wants --yes. A mailing may be approved ahead of its time. Where the \
                rules say approvers: 2, two people must approve, each as a user of the system of their own: names given to --as do not \
                stand for users.

                --late sends a mailing that has gone to those invitees alone who were imported since.
                """
        ),
        positionals: [
            Positional("EVENT", completion: .events, Words.event),
            Positional("NOTIFICATION", completion: .notifications, Words.notification),
        ],
        options: [
            .flag(
                "late",
                Wording(
                    ru: "Отправить только тем, кого импортировали уже после рассылки",
                    en: "Send it to those who were imported after it went, and to nobody else"
                )
            ),
            CommandContext.yes,
            CommandContext.asName,
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik approve annual-meeting invitation",
                Wording(ru: "Посмотреть и решить", en: "Look, then decide")
            ),
            Command.Example(
                "vestnik approve annual-meeting invitation --as 'Е. А. Иванова' --yes",
                Wording(ru: "В сценарии", en: "In a script")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let notification = context.invocation.argument("NOTIFICATION") ?? ""
        let person = try context.person
        let actor = person.text
        let site = try Site.load(configuration: context.configurationPath).sound(event)
        let store = try context.store(.readWrite)
        try context.tellStaleFiles(of: event)
        let service = MailingService(site: site, store: store)
        let now = context.now
        if context.invocation.flag("late") {
            return try runLate(context, service, site, store, event, notification, actor)
        }
        let sample = try service.sample(event: event, notification: notification, now: now)
        if site.events[event]?.event.notification(named: notification)?.approval == false {
            throw MailingServiceError.needsNoApproval(notification)
        }
        let simulation = ScheduleForecast(site: site, store: store, now: now, at: now)
        if !context.wantsJSON, let mailing = try simulation.run(event: event, notification: notification) {
            let departures = try service.departures(event: event, notification: notification, now: now)
            try show(mailing, departures, sample, try names(store, event, notification), context)
        }
        try context.confirm(
            Wording(
                ru: "Утвердить \(event)/\(notification) от имени \(actor)?",
                en: "Approve \(event)/\(notification) as \(actor)?"
            )
        )
        let approval = try service.approve(
            event: event,
            notification: notification,
            actor: actor,
            identity: person.identity,
            now: now
        )
        let departures = try service.departures(event: event, notification: notification, now: now)
        try tell(approval, departures, event, notification, context)
        try context.output.flush()
        try FollowingRun(context).finishWithoutDaemon(store, site: site)
        guard approval.isRepeated, approval.missing > 0 else { return .done }
        context.say(
            Wording(
                ru:
                    "vestnik: пользователь \(person.login ?? String(person.user)) уже утверждает эту рассылку:"
                    + " нужен ещё один человек",
                en: "vestnik: the user \(person.login ?? String(person.user)) has approved before:"
                    + " another person must approve too"
            )
        )
        return .badData
    }

    private static func runLate(
        _ context: CommandContext,
        _ service: MailingService,
        _ site: Site,
        _ store: MessageStore,
        _ event: String,
        _ notification: String,
        _ actor: String
    ) throws -> ExitCode {
        let now = context.now
        // Names that are wrong are told as such.
        _ = try service.sample(event: event, notification: notification, now: now)
        if !context.wantsJSON, let kit = site.events[event],
            let rule = kit.event.notification(named: notification)
        {
            let late = try LateInvitees(event: kit.event, calendar: site.calendar, store: store)
                .rows(of: rule, now: now)
            try context.tell(
                Wording(
                    ru: "\(event)/\(notification): импортированы после отправки: \(late.count)",
                    en: "\(event)/\(notification) went before these were imported: \(late.count)"
                )
            )
            for row in late.prefix(20) { try context.output.writeLine("  " + Visible.line(row.email)) }
            if late.count > 20 {
                try context.tell(
                    Wording(ru: "  и ещё \(late.count - 20)", en: "  and \(late.count - 20) more")
                )
            }
            try context.output.flush()
            if late.isEmpty { throw MailingServiceError.nobodyIsLate(notification) }
        }
        try context.confirm(
            Wording(
                ru: "Отправить им \(event)/\(notification) от имени \(actor)?",
                en: "Send \(event)/\(notification) to them as \(actor)?"
            )
        )
        let count = try service.approveLate(event: event, notification: notification, actor: actor, now: now)
        guard context.wantsJSON else {
            let people = Words.people(count)
            try context.tell(
                Wording(
                    ru: "утверждает \(actor): письмо уходит сейчас, получателей: \(count)",
                    en: "approved by \(actor): it goes to \(people.en) now"
                )
            )
            return .done
        }
        var line = JSONLine()
        line.add("event", event)
        line.add("notification", notification)
        line.add("late", count)
        line.add("approved_by", [actor])
        try context.output.writeLine(line.text)
        return .done
    }

    private static func names(_ store: MessageStore, _ event: String, _ name: String) throws -> [String] {
        guard let mailing = try store.mailing(event, name) else { return [] }
        return try store.approvals(mailing: mailing.id)
    }
}
