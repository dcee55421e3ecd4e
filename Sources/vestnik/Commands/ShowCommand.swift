import Mail
import Reports
import Store
import Terminal
import Wording

/// `vestnik show`: the whole story of a message or a person.
enum ShowCommand: Subcommand {
    static let command = Command(
        "show",
        Wording(
            ru: "Рассказать всю историю письма или человека",
            en: "Tell the whole story of a message or a person"
        ),
        discussion: Wording(
            ru: """
                О письме — по номеру: для кого оно, чем вызвано, каждая попытка с полным ответом сервера, что вернулось. О человеке — по \
                адресу: строки, где он назван, и история каждого письма. Время — по часам мероприятия, а если мероприятий несколько и часы у них \
                разные — по часам этого компьютера; чьи это часы, сказано в первой строке.

                --letter показывает само письмо, каким оно ушло, байт в байт: text — простой текст, html — страницу, eml — всё \
                сообщение с заголовками. Письма не хранятся: письмо составляется заново из тех же данных человека и тех же файлов \
                мероприятия и сверяется по контрольной сумме с отправленным. Если совпасть не может, об этом сказано, а код \
                завершения — 65; если от данных ничего не осталось — 66.
                """,
            en: """
                A message by its id: whom it is for, what prompted it, each attempt with the relay's full reply, what came back. A \
                person by the address: the rows that name it, and the story of each message. Times are by the event's clock, or, where there \
                are several events with different ones, by this machine's; the first line says which.

                --letter shows the letter itself as it went, byte for byte: text the plain text, html the page, eml the whole \
                message with its header. Letters are not kept: it is made anew from the same data of the person and the same files \
                of the event, and compared by checksum with what was sent. Where it cannot be the same, that is said and the exit \
                code is 65; where nothing is left of the data, 66.
                """
        ),
        positionals: [
            Positional(
                "ID|ADDRESS",
                Wording(ru: "Номер письма или адрес человека", en: "A message's id, or a person's address")
            )
        ],
        options: [
            .value(
                "letter",
                "FORMAT",
                completion: .choices(SentLetterView.Format.allCases.map(\.rawValue)),
                Wording(
                    ru: "Показать само письмо, каким оно ушло",
                    en: "Show the letter itself as it went"
                )
            ),
            .value(
                "attempt",
                "N",
                Wording(
                    ru: "Письмо попытки N, считая с 1 (обычно — последней принятой)",
                    en: "The letter of attempt N, counted from 1 (usually of the last that was accepted)"
                )
            ), CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik show 42",
                Wording(ru: "Что было с письмом 42", en: "What happened to message 42")
            ),
            Command.Example(
                "vestnik show 42 --letter eml > 42.eml",
                Wording(ru: "Письмо 42, каким оно ушло", en: "Message 42 as it went")
            ),
            Command.Example(
                "vestnik show director@library.example.org",
                Wording(ru: "Всё об этом человеке", en: "Everything about this person")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let store = try context.store()
        let asked = context.invocation.argument("ID|ADDRESS") ?? ""
        let letter = try SentLetterView(context)
        if let id = Int64(asked) {
            guard let message = try store.message(id: id) else {
                throw Failure(.noInput, Wording(ru: "письма \(id) нет", en: "there is no message \(id)"))
            }
            if let letter { return try letter.write(message.id, store) }
            let story = StoryWriter(context, store, clock: clock([message.event], context))
            try story.writeClock()
            try story.write(message)
            return .done
        }
        guard asked.contains("@") else {
            throw UsageError(
                Wording(
                    ru: "«\(asked)» — не номер письма и не адрес",
                    en: "“\(asked)” is neither a message's id nor an address"
                )
            )
        }
        guard letter == nil else { throw UsageError(SentLetterWords.oneLetter) }
        let key = MessageStore.personKey(of: asked)
        let people = try store.people(of: key)
        let messages = try store.messages(of: key) + store.messages(toSecondAddress: key)
        let suppression = try store.suppression(of: key)
        let acts = try store.acts(about: key)
        guard !people.isEmpty || !messages.isEmpty || suppression != nil || !acts.isEmpty else {
            throw Failure(.noInput, Words.unknown(asked))
        }
        let events = people.map(\.event) + messages.map(\.event)
        let story = StoryWriter(context, store, clock: clock(events, context))
        try story.writeClock()
        for person in people { try story.write(person) }
        if let suppression { try story.write(suppression) }
        for message in messages { try story.write(message) }
        try story.write(acts: acts)
        return .done
    }

    /// The clock of the events that a story is of.
    private static func clock(_ events: [String], _ context: CommandContext) -> ReportClock {
        ReportClock(Set(events).compactMap(context.event))
    }
}
