import Administration
import Site
import Delivery
import Foundation
import Store
import Terminal

/// `vestnik approve`: releases a mailing that waits for a person, after showing what it is.
enum ApproveCommand: Subcommand {
    static let command = Command(
        "approve",
        "Release a mailing that waits for approval, after showing what it is",
        discussion: """
            Shows how many people get the letter, in how many time zones, whom the rules leave out, and the letter of the first of \
            them; then asks. Elsewhere than on a terminal it wants --yes. A mailing may be approved ahead of its time. Where the \
            rules say approvers: 2, two people must approve, each under a name of their own.

            --late sends a mailing that has gone to those invitees alone who were imported since.
            """,
        positionals: [
            Positional("EVENT", "The event: its folder's name"),
            Positional("NOTIFICATION", "The notification"),
        ],
        options: [
            .flag("late", "Send it to those who were imported after it went, and to nobody else"),
            CommandContext.yes, .value("as", "NAME", "Who approves; else the user, also behind sudo"),
            CommandContext.json,
        ],
        examples: [
            Command.Example("vestnik approve annual-meeting invitation", "Look, then decide"),
            Command.Example(
                "vestnik approve annual-meeting invitation --as 'Е. А. Иванова' --yes",
                "In a script"
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
        try context.confirm("Approve \(event)/\(notification) as \(actor)?")
        let approval = try service.approve(event: event, notification: notification, actor: actor, now: now)
        try tell(approval, event, notification, context)
        guard approval.isRepeated, approval.missing > 0 else { return .done }
        context.say("vestnik: \(actor) has approved before: another person must approve too")
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
            try context.output.writeLine(
                "\(event)/\(notification) went before these were imported: \(late.count)"
            )
            for row in late.prefix(20) { try context.output.writeLine("  " + Visible.line(row.email)) }
            if late.count > 20 { try context.output.writeLine("  and \(late.count - 20) more") }
            try context.output.flush()
            if late.isEmpty { throw MailingServiceError.nobodyIsLate(notification) }
        }
        try context.confirm("Send \(event)/\(notification) to them as \(actor)?")
        let count = try service.approveLate(event: event, notification: notification, actor: actor, now: now)
        guard context.wantsJSON else {
            try context.output.writeLine("approved by \(actor): it goes to \(count) now")
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
        if name.isEmpty { throw UsageError("--as takes the name of a person") }
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
        try output.writeLine("\(mailing.event)/\(mailing.notification) is \(mailing.state.rawValue)")
        try output.writeLine(
            "  to           \(mailing.recipients.count) of \(mailing.audience) people"
                + ", in \(mailing.zones) time zone\(mailing.zones == 1 ? "" : "s")"
        )
        for (reason, count) in mailing.leftOutByReason {
            try output.writeLine("  left out     \(count): \(Visible.line(reason))")
        }
        if let first = mailing.firstAt, let last = mailing.lastAt {
            try output.writeLine(
                "  first        \(OffsetTime.shown(first, mailing.zone)) by the event's clock"
            )
            try output.writeLine("  last         \(OffsetTime.shown(last, mailing.zone))")
        }
        if !approvals.isEmpty {
            try output.writeLine("  approved by  \(Visible.line(approvals.joined(separator: ", ")))")
        }
        guard let sample else {
            try output.writeLine("  There is nobody to write to yet.")
            return
        }
        if let problem = sample.problem {
            let count = sample.unmakable == 1 ? "1 letter" : "\(sample.unmakable) letters"
            try output.writeLine("  Attention    \(count) cannot be made and will be rejected; the first:")
            try output.writeLine("               \(Visible.line(problem))")
        }
        try output.writeLine("\nThe letter to \(Visible.line(sample.email))\n")
        try output.writeLine("  Subject: \(Visible.line(sample.letter.subject))\n")
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
            case 0: approval.state == .scheduled ? "it goes when its time comes" : "it goes now"
            case 1: "1 more approval is needed"
            default: "\(approval.missing) more approvals are needed"
            }
        try context.output.writeLine("approved by \(approval.names.joined(separator: ", ")): \(rest)")
    }
}
