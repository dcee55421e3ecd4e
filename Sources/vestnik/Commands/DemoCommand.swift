import Glibc
import Service
import Terminal
import Wording

/// `vestnik demo`: the whole thing in one command.
enum DemoCommand: Subcommand {
    static let command = Command(
        "demo",
        Wording(ru: "Увидеть всё в работе на этой машине", en: "See the whole thing at work on this machine"),
        discussion: Wording(
            ru: """
                Создаёт папку с настройками, примером мероприятия и базой, записывает в базу несколько сотен регистраций простым SQL, \
                как это сделал бы сайт, запускает на этой машине почтовый сервер, отправляет письма и показывает журнал доставки. Наружу \
                ничего не уходит. Часы в примере стоят на дне, когда мероприятие ещё впереди. Папка остаётся.

                --serve оставляет всё это в браузере: обзор, журнал, каждое письмо и что с ним было. Адрес будет назван.

                --whole-event проигрывает мероприятие от списка приглашённых до благодарности, восемь недель за несколько секунд: \
                приглашения утром по часам каждого, регистрации, лист ожидания, смена зала, последний призыв, напоминания; рассказывает, \
                что и когда получили три человека в трёх часовых поясах, и проверяет, сходятся ли числа.
                """,
            en: """
                Makes a folder with configuration, the sample event and a database, writes a few hundred registrations into it with \
                plain SQL as a web site would, starts a mail server on loopback, sends, and shows the delivery log. Nothing leaves \
                this machine. The clock of the demo stands at a day when the sample event lies ahead. The folder stays.

                --serve keeps all of it in a browser: the overview, the log, each letter and what happened to it. The address is told.

                --whole-event plays the event from the invitation list to the thanks, eight weeks in seconds: invitations in each one's \
                own morning, registrations, a waiting list, a changed hall, the last call, reminders; it tells what three people in \
                three time zones received and when, and checks that the figures add up.
                """
        ),
        options: [
            .value(
                "folder",
                "DIR",
                completion: .directories,
                Wording(
                    ru: "Где; без параметра — новая папка в /tmp",
                    en: "Where; a new folder below /tmp without it"
                )
            ),
            .flag("serve", DemoServerWords.serve),
            .value("port", "PORT", DemoServerWords.port),
            .flag(
                "whole-event",
                Wording(
                    ru: "Проиграть всё мероприятие: восемь недель за секунды",
                    en: "Play the whole event, eight weeks in seconds"
                )
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let port = try context.invocation.integer("port", in: 0...65_535)
        let isServing = context.invocation.flag("serve")
        guard isServing || port == nil else { throw UsageError(DemoServerWords.portAlone) }
        guard !context.invocation.flag("whole-event") else {
            if isServing { throw UsageError(DemoServerWords.notWhole) }
            return try playWholeEvent(context)
        }
        // Before any thread starts: threads inherit the mask.
        let signals = isServing ? try Signals([SIGINT, SIGTERM]) : nil
        let folder = try DemoFolder(context.invocation.value("folder"), language: context.language)
        let demo = try Demo(folder, context)
        if isServing { try demo.invite() }
        try demo.register()
        try demo.send()
        try demo.tell()
        if let signals { try demo.serve(port: port ?? 0, until: signals) }
        return .done
    }

    private static func playWholeEvent(_ context: CommandContext) throws -> ExitCode {
        let play = try Play(
            try PlayFolder(context.invocation.value("folder"), language: context.language),
            context
        )
        try PlayScript(play).run()
        try play.close()
        let report = try PlayReport(play)
        try report.tell()
        let faults = try report.faults()
        guard faults.isEmpty else { throw Failure(.software, wordings: faults.map { "vestnik: " + $0 }) }
        try context.tell(
            Wording(
                ru:
                    "Проверено   состояния сходятся с числом адресатов, все письма дошли, ни одно — в чужие часы",
                en: "Checked     states add up to audiences, all letters arrived, none outside its hours"
            )
        )
        return .done
    }
}
