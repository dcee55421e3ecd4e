import Administration
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
                approvers: 2, утвердить должны двое, каждый под своим именем.

                --late отправляет уже ушедшую рассылку только тем приглашённым, кого импортировали позже.
                """,
            en: """
                Shows how many people get the letter, in how many time zones, whom the rules leave out, and the letter of the first of \
                them; then asks. Elsewhere than on a terminal it wants --yes. A mailing may be approved ahead of its time. Where the \
                rules say approvers: 2, two people must approve, each under a name of their own.

                --late sends a mailing that has gone to those invitees alone who were imported since.
                """
        ),
        positionals: [
            Positional("EVENT", Words.event),
            Positional("NOTIFICATION", Words.notification),
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
            .value(
                "as",
                "NAME",
                Wording(
                    ru: "Кто утверждает; иначе пользователь, в том числе через sudo",
                    en: "Who approves; else the user, also behind sudo"
                )
            ),
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
        let actor = try name(context)
        let site = try Site.load(configuration: context.configurationPath).sound(event)
        let store = try context.store(.readWrite)
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
            try show(mailing, sample, try names(store, event, notification), context)
        }
        try context.confirm(
            Wording(
                ru: "Утвердить \(event)/\(notification) от имени \(actor)?",
                en: "Approve \(event)/\(notification) as \(actor)?"
            )
        )
        let approval = try service.approve(event: event, notification: notification, actor: actor, now: now)
        try tell(approval, event, notification, context)
        guard approval.isRepeated, approval.missing > 0 else { return .done }
        context.say(
            Wording(
                ru: "vestnik: \(actor) уже утверждает эту рассылку: нужен ещё один человек",
                en: "vestnik: \(actor) has approved before: another person must approve too"
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

    private static func name(_ context: CommandContext) throws -> String {
        guard let given = context.invocation.value("as") else { return context.actor }
        let name = Visible.line(given).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if name.isEmpty {
            throw UsageError(
                Wording(ru: "параметру --as нужно имя человека", en: "--as takes the name of a person")
            )
        }
        return name
    }

    private static func names(_ store: MessageStore, _ event: String, _ name: String) throws -> [String] {
        guard let mailing = try store.mailing(event, name) else { return [] }
        return try store.approvals(mailing: mailing.id)
    }

    private static func show(
        _ mailing: ScheduledMailing,
        _ sample: LetterSample?,
        _ approvals: [String],
        _ context: CommandContext
    ) throws {
        let output = context.output
        let state = mailing.state.wording
        try context.tell(
            Wording(
                ru: "\(mailing.event)/\(mailing.notification): \(state.ru)",
                en: "\(mailing.event)/\(mailing.notification) is \(state.en)"
            )
        )
        func row(_ title: Wording, _ text: Wording) throws {
            try output.writeLine(
                "  " + DisplayWidth.padded(context.text(title), to: 13) + Visible.line(context.text(text))
            )
        }
        let zones = timeZones(mailing.zones)
        try row(
            Wording(ru: "кому", en: "to"),
            Wording(
                ru: "\(mailing.recipients.count) из \(mailing.audience), \(zones.ru)",
                en: "\(mailing.recipients.count) of \(mailing.audience) people, in \(zones.en)"
            )
        )
        for (reason, count) in mailing.leftOutByReason {
            try row(Wording(ru: "не получат", en: "left out"), Wording(verbatim: "\(count): \(reason)"))
        }
        if let first = mailing.firstAt, let last = mailing.lastAt {
            try row(
                Wording(ru: "первое", en: "first"),
                OffsetTime.shown(first, mailing.zone)
                    + Wording(ru: " по часам мероприятия", en: " by the event's clock")
            )
            try row(
                Wording(ru: "последнее", en: "last"),
                Wording(verbatim: OffsetTime.shown(last, mailing.zone))
            )
        }
        if !approvals.isEmpty {
            try row(
                Wording(ru: "утвердили", en: "approved by"),
                Wording(verbatim: approvals.joined(separator: ", "))
            )
        }
        guard let sample else {
            try context.tell(Wording(ru: "  Писать пока некому.", en: "  There is nobody to write to yet."))
            return
        }
        if let problem = sample.problem {
            let count = Words.letters(sample.unmakable)
            try row(
                Wording(ru: "Внимание", en: "Attention"),
                Wording(
                    ru: "\(count.ru) нельзя составить, они не уйдут (rejected); первое:",
                    en: "\(count.en) cannot be made and will be rejected; the first:"
                )
            )
            try row(.nothing, Wording(verbatim: problem))
        }
        let email = Visible.line(sample.email)
        try context.tell(Wording(ru: "\nПисьмо на адрес \(email)\n", en: "\nThe letter to \(email)\n"))
        let subject = Visible.line(sample.letter.subject)
        try context.tell(Wording(ru: "  Тема: \(subject)\n", en: "  Subject: \(subject)\n"))
        for line in sample.letter.text.inLines {
            try output.writeLine(line.isEmpty ? "" : "  " + Visible.line(line))
        }
        try output.flush()
    }

    private static func tell(
        _ approval: MailingService.Approval,
        _ event: String,
        _ notification: String,
        _ context: CommandContext
    ) throws {
        guard !context.wantsJSON else {
            var line = JSONLine()
            line.add("event", event)
            line.add("notification", notification)
            line.add("state", approval.state.rawValue)
            line.add("approved_by", approval.names)
            line.add("missing", approval.missing)
            return try context.output.writeLine(line.text)
        }
        let rest =
            switch approval.missing {
            case 0 where approval.state == .scheduled:
                Wording(ru: "уйдёт в своё время", en: "it goes when its time comes")
            case 0: Wording(ru: "уходит сейчас", en: "it goes now")
            default:
                Wording(
                    ru: "нужно ещё \(moreApprovals(approval.missing).ru)",
                    en: "\(moreApprovals(approval.missing).en) needed"
                )
            }
        let names = approval.names.joined(separator: ", ")
        try context.tell(
            Wording(ru: "утвердили: \(names); \(rest.ru)", en: "approved by \(names): \(rest.en)")
        )
    }

    private static let moreApprovals = Counted(
        ru: ("утверждение", "утверждения", "утверждений"),
        en: ("more approval is", "more approvals are")
    )
    private static let timeZones = Counted(
        ru: ("часовой пояс", "часовых пояса", "часовых поясов"),
        en: ("time zone", "time zones")
    )
}
