import Mail
import Reports
import Settings
import Store
import Terminal
import Wording

/// `vestnik answer`: writes down what an invitee said by telephone or letter.
enum AnswerCommand: Subcommand {
    static let command = Command(
        "answer",
        Wording(
            ru: "Записать, что приглашённый ответил по телефону или письмом",
            en: "Write down what an invitee said by telephone or letter"
        ),
        discussion: Wording(
            ru: """
                Ответ, какой бы он ни был, — это ответ: письма для тех, кто не ответил (audience: "unanswered"), этому человеку больше не \
                идут, те, что ждут, отзываются, а coverage его считает. Адрес может быть любым из двух адресов приглашённого, как бы он \
                ни был написан. Действует последний ответ; в журнале остаются все.

                Это не регистрация: подтверждения и напоминания уходят только тем, кто зарегистрирован.

                Код завершения: 65 — это не адрес, 66 — нет такого мероприятия или такого приглашённого.
                """,
            en: """
                An answer is an answer, whichever: letters for those who have not answered (audience: "unanswered") do not go to this \
                person any more, those that wait are withdrawn, and coverage counts it. The address may be either of the invitee’s two, \
                however it is written. The last answer counts; the log keeps each.

                It is no registration: confirmations and reminders go to those alone who are registered.

                Ends with 65 where that is no address, 66 where there is no such event or no such invitee.
                """
        ),
        positionals: [
            Positional("EVENT", completion: .events, Words.event),
            Positional("ADDRESS", Wording(ru: "Адрес приглашённого", en: "The invitee's address")),
            Positional(
                "yes|no",
                completion: .choices(["yes", "no"]),
                Wording(ru: "Придёт или нет", en: "Whether they come")
            ),
        ],
        options: [
            .value("note", "TEXT", Wording(ru: "Заметка для журнала", en: "A remark, for the log")),
            CommandContext.asName, CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik answer annual-meeting director@library.example.org no --note 'звонили 12 октября'",
                Wording(ru: "Сказали, что не приедут", en: "They said that they do not come")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        let address = context.invocation.argument("ADDRESS") ?? ""
        let word = context.invocation.argument("yes|no") ?? ""
        guard let answer = InviteeAnswer(rawValue: word.lowercased()) else {
            throw UsageError(
                Wording(ru: "«\(word)» — не ответ", en: "“\(word)” is no answer"),
                hint: Wording(ru: "напишите yes или no", en: "write yes or no")
            )
        }
        do throws(AddressError) { _ = try Address(address) } catch {
            let problem = Wording(ru: error.message(language: "ru"), en: error.message(language: "en"))
            throw Failure(.badData, "\(address): " + problem)
        }
        let actor = try context.actor
        let store = try context.store(.readWrite)
        let invitee = try invitee(address, of: event, store, context)
        let note = context.invocation.value("note").map(Visible.line)
        let before = try store.record(
            answer,
            event: event,
            personKey: invitee.personKey,
            actor: actor,
            note: note,
            now: context.now
        )
        guard !context.wantsJSON else {
            var line = JSONLine()
            line.add("at", Timestamp.text(context.now))
            line.add("event", event)
            line.add("email", invitee.email)
            line.add("answer", answer.rawValue)
            line.add("replaces", before?.answer.rawValue)
            line.add("actor", actor)
            try context.output.writeLine(line.text)
            return .done
        }
        let who = Visible.line(
            [invitee.name, "<\(invitee.email)>"].compactMap(\.self).joined(separator: " ")
        )
        try context.tell(Wording(ru: "\(event): \(who) — ", en: "\(event): \(who): ") + words(answer))
        if let before {
            try context.tell(
                Wording(ru: "  вместо прежнего ответа: ", en: "  in place of the answer before: ")
                    + words(before.answer) + " (\(LocalTime.text(before.at)))"
            )
        }
        return .done
    }

    /// An answer in words.
    static func words(_ answer: InviteeAnswer) -> Wording {
        switch answer {
        case .yes: Wording(ru: "придёт", en: "comes")
        case .no: Wording(ru: "не придёт", en: "does not come")
        }
    }

    /// The invitee of an address.
    private static func invitee(
        _ address: String,
        of event: String,
        _ store: MessageStore,
        _ context: CommandContext
    ) throws -> PersonRow {
        let key = MessageStore.personKey(of: address)
        var known: [String] = []
        let rows = try store.people(event: event) {
            known.append($0)
            return MessageStore.personKey(of: $0) == key
        }
        if let invitee = rows.first(where: { $0.kind == .invitee }) { return invitee }
        guard !known.isEmpty || context.hasEvent(event) else {
            throw Failure(
                .noInput,
                Wording(ru: "мероприятия «\(event)» нет; ", en: "there is no event “\(event)”; ")
                    + Words.known(context.events)
            )
        }
        guard rows.isEmpty else {
            throw Failure(
                .noInput,
                Wording(
                    ru: "\(address): человек зарегистрирован на \(event), но не приглашён",
                    en: "\(address) is registered for \(event), and was not invited"
                )
            )
        }
        let count = try store.size(of: .invitees, event: event)
        let near = nearest(to: address, among: known)
        throw Failure(
            .noInput,
            Wording(
                ru: "\(address): среди приглашённых на \(event) такого адреса нет, всего их \(count)"
                    + (near.map { "; похожий: \($0)" } ?? ""),
                en: "\(address) is none of the \(count) invitees of \(event)"
                    + (near.map { "; did you mean \($0)?" } ?? "")
            )
        )
    }
}
