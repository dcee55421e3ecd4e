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
            Session.yes, .value("as", "NAME", "Who approves; else the user, also behind sudo"), Session.json,
        ],
        examples: [
            Command.Example("vestnik approve annual-meeting invitation", "Look, then decide"),
            Command.Example(
                "vestnik approve annual-meeting invitation --as 'Е. А. Иванова' --yes",
                "In a script"
            ),
        ]
    )

    static func run(_ session: Session) throws -> ExitCode {
        let event = session.invocation.argument("EVENT") ?? ""
        let notification = session.invocation.argument("NOTIFICATION") ?? ""
        let actor = try name(session)
        let installation = try Installation.load(configuration: session.configurationPath).sound(event)
        let store = try session.store(.readWrite)
        let desk = MailingDesk(installation: installation, store: store)
        let now = session.now
        if session.invocation.flag("late") {
            return try runLate(session, desk, installation, store, event, notification, actor)
        }
        let sample = try desk.sample(event: event, notification: notification, now: now)
        if installation.events[event]?.event.notification(named: notification)?.approval == false {
            throw MailingDeskError.needsNoApproval(notification)
        }
        let simulation = ScheduleSimulation(installation: installation, store: store, now: now, at: now)
        if !session.wantsJSON, let mailing = try simulation.run(event: event, notification: notification) {
            try show(mailing, sample, try names(store, event, notification), session)
        }
        try session.confirm("Approve \(event)/\(notification) as \(actor)?")
        let approval = try desk.approve(event: event, notification: notification, actor: actor, now: now)
        try tell(approval, event, notification, session)
        guard approval.isRepeated, approval.missing > 0 else { return .done }
        session.say("vestnik: \(actor) has approved before: another person must approve too")
        return .badData
    }

    private static func runLate(
        _ session: Session,
        _ desk: MailingDesk,
        _ installation: Installation,
        _ store: Store,
        _ event: String,
        _ notification: String,
        _ actor: String
    ) throws -> ExitCode {
        let now = session.now
        // Names that are wrong are told as such.
        _ = try desk.sample(event: event, notification: notification, now: now)
        if !session.wantsJSON, let kit = installation.events[event],
            let rule = kit.event.notification(named: notification)
        {
            let late = try LateInvitees(event: kit.event, calendar: installation.calendar, store: store)
                .rows(of: rule, now: now)
            try session.output.writeLine(
                "\(event)/\(notification) went before these were imported: \(late.count)"
            )
            for row in late.prefix(20) { try session.output.writeLine("  " + Visible.line(row.email)) }
            if late.count > 20 { try session.output.writeLine("  and \(late.count - 20) more") }
            try session.output.flush()
            if late.isEmpty { throw MailingDeskError.nobodyIsLate(notification) }
        }
        try session.confirm("Send \(event)/\(notification) to them as \(actor)?")
        let count = try desk.approveLate(event: event, notification: notification, actor: actor, now: now)
        guard session.wantsJSON else {
            try session.output.writeLine("approved by \(actor): it goes to \(count) now")
            return .done
        }
        var line = JSONLine()
        line.add("event", event)
        line.add("notification", notification)
        line.add("late", count)
        line.add("approved_by", [actor])
        try session.output.writeLine(line.text)
        return .done
    }

    private static func name(_ session: Session) throws -> String {
        guard let given = session.invocation.value("as") else { return session.actor }
        let name = Visible.line(given).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if name.isEmpty { throw UsageError("--as takes the name of a person") }
        return name
    }

    private static func names(_ store: Store, _ event: String, _ name: String) throws -> [String] {
        guard let mailing = try store.mailing(event, name) else { return [] }
        return try store.approvals(mailing: mailing.id)
    }

    private static func show(
        _ mailing: ScheduledMailing,
        _ sample: SampleLetter?,
        _ approvals: [String],
        _ session: Session
    ) throws {
        let output = session.output
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
        _ approval: MailingDesk.Approval,
        _ event: String,
        _ notification: String,
        _ session: Session
    ) throws {
        guard !session.wantsJSON else {
            var line = JSONLine()
            line.add("event", event)
            line.add("notification", notification)
            line.add("state", approval.state.rawValue)
            line.add("approved_by", approval.names)
            line.add("missing", approval.missing)
            return try session.output.writeLine(line.text)
        }
        let rest =
            switch approval.missing {
            case 0: approval.state == .scheduled ? "it goes when its time comes" : "it goes now"
            case 1: "1 more approval is needed"
            default: "\(approval.missing) more approvals are needed"
            }
        try session.output.writeLine("approved by \(approval.names.joined(separator: ", ")): \(rest)")
    }
}
