import Glibc
import Reports
import Service
import SMTPServer
import Terminal
import Wording

/// `vestnik sink`: a mail server for development.
enum SinkCommand: Subcommand {
    static let command = Command(
        "sink",
        Wording(
            ru: "Запустить на этой машине почтовый сервер для разработки",
            en: "Run a development mail server on this machine"
        ),
        discussion: Wording(
            ru: """
                Принимает почту только с этой машины, никуда её не доставляет и складывает каждое письмо в файл .eml, а конверт — рядом, \
                в .json. Работает, пока не прервут.

                С --script demo ведёт себя плохо по заказу, смотря по имени ящика: \
                \(SinkTricks.all.ru).
                """,
            en: """
                Takes mail on loopback, delivers nothing, and files each message as .eml with its envelope beside it as .json. Runs \
                until interrupted.

                With --script demo it misbehaves on demand, by the recipient's local part: \
                \(SinkTricks.all.en).
                """
        ),
        options: [
            .value(
                "port",
                "PORT",
                Wording(
                    ru: "Порт; 0 — любой свободный (по умолчанию 2525)",
                    en: "The port; 0 takes a free one (default 2525)"
                )
            ),
            .value(
                "folder",
                "DIR",
                completion: .directories,
                Wording(
                    ru: "Куда складывать письма (по умолчанию ./sink)",
                    en: "Where messages are filed (default ./sink)"
                )
            ),
            .value(
                "script",
                "NAME",
                completion: .choices(["friendly", "demo"]),
                Wording(ru: "Как себя вести", en: "How it behaves")
            ),
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik sink --folder mail --script demo",
                Wording(
                    ru: "В одном терминале; vestnikd — в другом",
                    en: "In one terminal; vestnikd in another"
                )
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        // Before any thread starts: threads inherit the mask.
        let signals = try Signals([SIGINT, SIGTERM])
        var options = SMTPServer.Options()
        options.port = UInt16(clamping: try context.invocation.integer("port", in: 0...65_535) ?? 2525)
        let folder = context.invocation.value("folder") ?? "sink"
        options.folder = folder
        options.keepsMessages = false
        options.recordsDialogue = false
        if context.invocation.value("script") == "demo" { options.script = .demo }
        let wantsJSON = context.wantsJSON
        options.onMessage = { message in SinkCommand.tell(message, asJSON: wantsJSON) }
        let server = try SMTPServer(options)
        context.say(
            Wording(
                ru: "слушает \(options.address), порт \(server.port); письма — в \(folder)",
                en: "listening on \(options.address) port \(server.port), filing in \(folder)"
            )
        )
        var waiting = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        while signals.next() == nil { _ = poll(&waiting, 1, -1) }
        server.stop()
        for problem in server.problems { context.say("vestnik: " + problem.wording) }
        let count = Words.messages(server.messageCount)
        context.say(Wording(ru: "остановлен: \(count.ru)", en: "stopped: \(count.en)"))
        return server.problems.isEmpty ? .done : .ioError
    }

    /// One line for each message, by one write(2): sessions have threads of their own.
    private static func tell(_ message: ReceivedMessage, asJSON: Bool) {
        let recipients = message.recipients.map(\.path)
        var text: String
        if asJSON {
            var line = JSONLine()
            line.add("reverse_path", message.reversePath)
            line.add("recipients", recipients)
            line.add("size", message.bytes.count)
            line.add("message_id", message.header("Message-ID"))
            text = line.text
        } else {
            text = "from=<\(message.reversePath)>, to=<\(recipients.joined(separator: ">,<"))>, "
            text += "size=\(message.bytes.count)"
            text = Visible.line(text)
        }
        let bytes = Array((text + "\n").utf8)
        _ = write(1, bytes, bytes.count)
    }
}
