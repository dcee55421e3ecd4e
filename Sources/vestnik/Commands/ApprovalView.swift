import Administration
import Delivery
import Reports
import Store
import Terminal
import Wording

/// What `approve` shows.
extension ApproveCommand {
    /// What a mailing is, before a person decides.
    static func show(
        _ mailing: ScheduledMailing,
        _ departures: Departures?,
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
            let start = "  " + DisplayWidth.padded(context.text(title), to: 13)
            try output.writeLine(start, taking: 15, context.text(text))
        }
        let zones = timeZones(mailing.zones)
        try row(
            Wording(ru: "кому", en: "to"),
            Wording(
                ru: "\(mailing.going) из \(mailing.audience), \(zones.ru)",
                en: "\(mailing.going) of \(mailing.audience) people, in \(zones.en)"
            )
        )
        for (reason, count) in mailing.leftOutByReason {
            try row(Wording(ru: "не получат", en: "left out"), Wording(verbatim: "\(count): \(reason)"))
        }
        if let departures {
            try row(
                Wording(ru: "первое", en: "first"),
                departures.first <= context.now
                    ? Wording(ru: "сразу после утверждения", en: "as soon as it is approved")
                    : OffsetTime.shown(departures.first, departures.zone)
                        + Wording(ru: " по часам мероприятия", en: " by the event's clock")
            )
            try row(
                Wording(ru: "последнее", en: "last"),
                departures.last <= context.now
                    ? Wording(ru: "тогда же", en: "at the same time")
                    : Wording(verbatim: OffsetTime.shown(departures.last, departures.zone))
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
        if sample.isSample {
            try row(
                SampleWords.title,
                SampleWords.checked(sample.checked, of: mailing.audience, unmakable: sample.unmakable)
            )
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
            try row(.nothing, problem)
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

    /// What came of an approval.
    static func tell(
        _ approval: MailingService.Approval,
        _ departures: Departures?,
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
            line.add("first_at", departures.map { OffsetTime.rfc3339($0.first, $0.zone) })
            line.add("last_at", departures.map { OffsetTime.rfc3339($0.last, $0.zone) })
            line.add("zones", departures?.zones)
            return try context.output.writeLine(line.text)
        }
        let rest =
            switch approval.missing {
            case 0: goes(departures, approval.state, now: context.now)
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

    /// When it really goes: within the window, and by each one's own clock.
    private static func goes(_ departures: Departures?, _ state: MailingState, now: Int64) -> Wording {
        guard let departures else {
            return state == .scheduled
                ? Wording(ru: "уйдёт в своё время", en: "it goes when its time comes")
                : Wording(ru: "ждать больше некому", en: "nobody waits for it any more")
        }
        let zones = timeZones(departures.zones)
        let first = OffsetTime.shown(departures.first, departures.zone)
        let last = OffsetTime.shown(departures.last, departures.zone)
        if departures.last <= now { return Wording(ru: "уходит сейчас", en: "it goes now") }
        if departures.first == departures.last {
            return Wording(
                ru: "уйдёт \(first) по часам мероприятия",
                en: "it goes \(first) by the event's clock"
            )
        }
        let end = Wording(
            ru: "последнее письмо — \(last) по часам мероприятия (\(zones.ru), у каждого свои часы)",
            en: "the last letter goes \(last) by the event's clock (\(zones.en), each by their own)"
        )
        return departures.first <= now
            ? Wording(ru: "уходит сейчас, ", en: "it goes now, ") + end
            : Wording(ru: "первое письмо — \(first), ", en: "the first letter goes \(first), ") + end
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
