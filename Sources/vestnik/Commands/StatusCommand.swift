import Administration
import Reports
import Site
import Store
import Terminal
import Wording

/// `vestnik status`: whether all is well.
enum StatusCommand: Subcommand {
    static let command = Command(
        "status",
        Wording(ru: "Сказать, всё ли в порядке", en: "Tell whether all is well"),
        discussion: Wording(
            ru: """
                Работает ли демон, сколько писем в каждом состоянии, самое давнее из ждущих, сколько ушло за последнее время, последний \
                сбой. Код завершения 75, если нужен человек: письма задержаны или их судьба неизвестна, рассылка приостановлена \
                или ждёт утверждения, нет связи с сервером, регистрации не читаются или называют незнакомое мероприятие или часовой \
                пояс, письма не составить по шаблону, файлы изменены и не загружены, письмам пора идти, а демон не запущен, молчит, за полчаса не отправил ни одного, \
                завершился сам или не может писать в базу, на диске с базой кончается место.
                """,
            en: """
                Whether the daemon runs, messages by state, the oldest one due, how many went lately, the last trouble. Ends with 75 \
                when something needs a person: messages held or in doubt, a mailing that is paused or awaits approval, no \
                connection to the relay, registrations that are not read or whose event or time zone nobody knows, letters that their \
                template cannot make, files that were edited and not loaded, mail that is due while the daemon does not run, is \
                silent, has sent none for half an hour, ended by itself or cannot write to the database, little room on its disk.
                """
        ),
        options: [CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let health = try Health(
            context.store(),
            intake: context.intakePath(),
            now: context.now,
            language: context.language,
            files: FilesSeen(configuration: context.configurationPath, environment: context.environment),
            clock: context.clock(),
            knowsEvent: context.knowsEvent
        )
        let late = try LateReport(context.store(), context)
        let edited = try edited(context)
        if context.wantsJSON {
            var line = health.line
            line.add("late_invitees", late.lines)
            line.add(
                "edited",
                edited.map { mailing in
                    var line = JSONLine()
                    line.add("event", mailing.event)
                    line.add("notification", mailing.notification)
                    line.add("audience", mailing.audience)
                    if mailing.areMore { line.add("are_more", true) }
                    return line
                }
            )
            line.add(
                "called_off",
                health.calledOff.map { event, count in
                    var line = JSONLine()
                    line.add("event", event)
                    line.add("registrations", count)
                    return line
                }
            )
            try context.output.writeLine(line.text)
        } else {
            try tell(health, late, edited, context)
        }
        return health.needs.isEmpty ? .done : .temporaryFailure
    }

    private static func tell(
        _ health: Health,
        _ late: LateReport,
        _ edited: [ScheduledMailing],
        _ context: CommandContext
    ) throws(OutputError) {
        let output = context.output
        let style = output.style
        func row(
            _ title: Wording,
            _ text: Wording,
            _ role: Style.Role = .heading
        ) throws(OutputError) {
            let title = DisplayWidth.padded(context.text(title), to: StatusTitles.width)
            try output.writeLine(style(role, title), taking: StatusTitles.width, context.text(text))
        }
        try row(StatusTitles.daemon, StatusTitles.told(daemon: health.daemon))
        try row(StatusTitles.database, Wording(verbatim: health.databasePath))
        try row(ClockWords.title, health.clock.shortlyNamed(at: context.now))
        if context.hasNoEvents {
            try row(
                StatusTitles.events,
                FirstStartWords.noEvents(folder: context.eventsFolder ?? "", samples: Samples.folder)
            )
        }
        if let unread = health.unread, unread > 0 { try row(StatusTitles.unread, Words.changes(unread)) }
        if health.unread == nil, let oldest = health.oldestUnread {
            let time = health.clock.text(oldest)
            try row(StatusTitles.unread, Wording(ru: "с \(time)", en: "since \(time)"))
        }
        if health.waiting > 0 { try row(StatusTitles.new, StatusTitles.notLookedAt(health.waiting)) }
        let counts = MessageState.allCases.filter { health.count($0) > 0 }
            .map { "\(health.count($0)) " + $0.wording }
        try row(StatusTitles.messages, counts.isEmpty ? Words.none : counts.joined(separator: ", "))
        if let oldest = health.oldestDue {
            let ago = LocalTime.span(context.now - oldest)
            let time = health.clock.text(oldest)
            try row(
                StatusTitles.oldestDue,
                Wording(ru: "\(time), \(ago.ru) назад", en: "\(time), \(ago.en) ago")
            )
        }
        try row(StatusTitles.sent, StatusTitles.rates(health))
        if let trouble = health.lastTrouble {
            let code = trouble.code.map { "\($0) " } ?? ""
            try row(
                StatusTitles.lastTrouble,
                "\(health.clock.text(trouble.at)) \(trouble.message?.email ?? ""): \(trouble.outcome ?? "") (\(code)"
                    + LogReport.told(trouble) + ")"
            )
        }
        for mailing in health.mailings {
            let audience =
                mailing.audience.map { count in
                    Wording(ru: ", \(Words.people(count).ru)", en: ", \(Words.people(count).en)")
                } ?? .nothing
            try row(
                StatusTitles.mailing,
                "\(mailing.event) \(mailing.notification): " + mailing.state.wording
                    + ", \(health.clock.text(mailing.due))" + audience + undo(mailing, now: context.now)
            )
        }
        for (mailing, left) in health.followings {
            let name = "\(mailing.event) \(mailing.notification)"
            try row(StatusTitles.following, FollowingWords.status(name, mailing.state.wording, left))
        }
        for list in health.imports {
            try row(
                StatusTitles.importing,
                list.isAccepted
                    ? ImportWords.status(list.event, left: list.rows - list.followed)
                    : ImportWords.unaccepted(list.event)
            )
        }
        for mailing in edited {
            let count = Words.people(mailing.audience)
            let people = mailing.areMore ? ScaleWords.moreThan + count : count
            try row(
                StatusTitles.mailing,
                "\(mailing.event) \(mailing.notification): " + mailing.state.wording
                    + Wording(
                        ru: ", \(people.ru): \(mailing.reason ?? "")",
                        en: ", \(people.en): \(mailing.reason ?? "")"
                    )
            )
        }
        if !health.placelessRegions.isEmpty {
            try row(StatusTitles.byEventZone, StatusTitles.placeless(health.placelessRegions))
        }
        for sentence in late.sentences { try row(StatusTitles.late, sentence) }
        for (event, count) in health.calledOff {
            try row(
                StatusTitles.calledOff,
                Wording(
                    ru: "\(event): с тех пор зарегистрировались: \(count); им ничего не отвечает",
                    en: "\(event): \(count) registered since, whom nothing answers"
                )
            )
        }
        for need in health.needWordings { try row(StatusTitles.needsYou, need, .bad) }
    }

    /// So many people are looked for who are to be told of edited facts: the sentence says the same of more.
    private static let mostPeople = 1000

    /// The mailings that tell facts which were edited and which the daemon has not read yet.
    private static func edited(_ context: CommandContext) throws -> [ScheduledMailing] {
        // A configuration or events that cannot be read tell of none: other commands name the faults.
        guard let site = try? Site.load(configuration: context.configurationPath) else { return [] }
        let forecast = ScheduleForecast(
            site: site,
            store: try context.store(),
            now: context.now,
            at: context.now
        )
        return try forecast.editedFacts(limit: mostPeople)
    }

    /// Until when a mailing that runs can be taken back before anyone is written to.
    private static func undo(_ mailing: Mailing, now: Int64) -> Wording {
        guard mailing.facts != nil, mailing.state == .running, mailing.due > now else { return .nothing }
        return Wording(
            ru: ", до этого времени можно отозвать: ",
            en: ", until then it can be taken back: "
        ) + "vestnik cancel --event \(mailing.event) --notification \(mailing.notification)"
    }
}
