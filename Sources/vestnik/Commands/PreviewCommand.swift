import Letters
import Terminal
import Wording

/// `vestnik preview`: one letter as it would go.
enum PreviewCommand: Subcommand {
    static let command = Command(
        "preview",
        Wording(ru: "Показать письмо таким, каким оно уйдёт", en: "Show one letter as it would go"),
        discussion: Wording(
            ru: """
                Для человека из названной строки, а без неё — для вымышленного: по-русски это Мария Петровна Иванова, по-английски Maria \
                Ivanova, оба из региона 54, где часы не московские. То, что даёт только настоящий повод, например что изменилось, \
                придумано; поля details показывают свои имена в ‹уголках›. Письмо с назначенным временем показано на его час, письмо \
                по событию — на сегодня.

                text показывает заголовки и простой текст, html — одну страницу с картинками внутри, eml — само письмо, байт в байт.
                """,
            en: """
                For the person of a row, or, without one, for a person who does not exist: in Russian Мария Петровна Иванова, in \
                English Maria Ivanova, both of region 54, whose clock differs from Moscow’s. What only a real occasion brings, such \
                as what has changed, is made up; fields of details show their names in ‹angle quotes›. A timed letter is shown as of \
                its hour, a prompted one as of today.

                text shows the head and the plain text, html the page alone with its pictures inside, eml the very bytes.
                """
        ),
        positionals: TrialLetter.positionals,
        options: TrialLetter.options + [
            .value(
                "format",
                "FORMAT",
                short: "f",
                completion: .choices(["text", "html", "eml"]),
                Wording(ru: "text (по умолчанию), html или eml", en: "text (default), html or eml")
            ), CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik preview annual-meeting confirmation",
                Wording(ru: "Что прочтёт зарегистрировавшийся", en: "What a registrant will read")
            ),
            Command.Example(
                "vestnik preview annual-meeting invitation -l en -f html > letter.html",
                Wording(ru: "Страница, для браузера", en: "The page, for a browser")
            ),
            Command.Example(
                "vestnik preview annual-meeting reminder-day --registration 17 -f eml > letter.eml",
                Wording(
                    ru: "Письмо человеку 17, для почтовой программы",
                    en: "The message to person 17, for a mail program"
                )
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let letter = try TrialLetter(context)
        // A preview needs no database; where there is one, it may show another letter than goes.
        try? context.tellStaleFiles(of: context.invocation.argument("EVENT"))
        if context.wantsJSON {
            try context.output.writeLine(line(try letter.preview(), context).text)
            return .done
        }
        switch context.invocation.value("format") {
        case "html": try context.output.write(bytes: letter.page())
        case "eml": try context.output.write(bytes: letter.compose().bytes)
        default: try context.output.write(text(letter.preview(), context.language))
        }
        return .done
    }

    private static func text(_ preview: LetterPreview, _ language: String) -> String {
        var head = [
            (Wording(ru: "Тема", en: "Subject"), preview.subject),
            (Wording(ru: "От", en: "From"), preview.from),
            (Wording(ru: "Кому", en: "To"), preview.to),
        ]
        if let replyTo = preview.replyTo { head.append((Wording(ru: "Ответ", en: "Reply-To"), replyTo)) }
        if !preview.preheader.isEmpty {
            head.append((Wording(ru: "Анонс", en: "Preheader"), preview.preheader))
        }
        if !preview.attachments.isEmpty {
            let kilobytes = Wording(ru: "кБ", en: "KB").text(in: language)
            let files = preview.attachments.map { file in
                file.size.map { "\(file.name) (\(max(1, $0 / 1000)) \(kilobytes))" } ?? file.name
            }
            head.append((Wording(ru: "Вложения", en: "Attachments"), files.joined(separator: ", ")))
        }
        let lines = head.map { "\($0.0.text(in: language)): \(Visible.line($0.1))\n" }.joined()
        return lines + "\n" + Visible.lines(preview.text)
    }

    private static func line(_ preview: LetterPreview, _ context: CommandContext) -> JSONLine {
        var line = JSONLine()
        line.add("event", context.invocation.argument("EVENT"))
        line.add("notification", context.invocation.argument("NOTIFICATION"))
        line.add("language", preview.language)
        line.add("subject", preview.subject)
        line.add("preheader", preview.preheader)
        line.add("from", preview.from)
        line.add("to", preview.to)
        line.add("reply_to", preview.replyTo)
        line.add("attachments", preview.attachments.map(\.name))
        line.add("text", preview.text)
        line.add("html", preview.html)
        return line
    }
}
