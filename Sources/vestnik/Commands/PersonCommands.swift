import Glibc
import Reports
import Service
import Store
import Terminal
import Wording

/// `vestnik forget`: erases a person's data.
enum ForgetCommand: Subcommand {
    static let command = Command(
        "forget",
        Wording(
            ru: "Стереть данные человека, оставив обезличенные записи журнала",
            en: "Erase a person's data, keeping anonymous log rows"
        ),
        discussion: Wording(
            ru: """
                Удаляет регистрации человека, в том числе из файла сайта, и приглашения, обезличивает письма и записи журнала; то, что не \
                ушло, отзывает. Остаётся только хеш, ключ от которого лежит в отдельном файле. Копии, сделанные раньше (резервные, системный журнал), хранят \
                данные, пока их не сменят новые.

                Выводит, что стёрто, когда и кем: такая запись нужна по закону. Отменить это нельзя: на терминале команда спрашивает, в \
                остальных случаях нужен --yes.
                """,
            en: """
                Removes the person's registrations, also from the web site's file, and invitations, and makes messages and log rows anonymous; what was not sent is \
                withdrawn. A hash stays whose key is in a file of its own. Copies made before (backups, the journal) hold the data \
                until they are rotated.

                Prints what was erased, when and by whom: the record that an erasure needs. This cannot be undone: asks on a \
                terminal, elsewhere wants --yes.
                """
        ),
        positionals: [Positional("ADDRESS", Wording(ru: "Адрес человека", en: "The person's address"))],
        options: [CommandContext.yes, CommandContext.asName, CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let address = context.invocation.argument("ADDRESS") ?? ""
        let store = try context.store(.readWrite)
        let rows = try store.export(address)
        // What nobody has read yet is known to the web site's file alone.
        let key = MessageStore.personKey(of: address)
        let inIntake = (try? context.intakePath()).map { IntakeVisit($0).registrations(of: key) }
        let known = Set(try store.people { MessageStore.personKey(of: $0) == key }.map(\.id))
        let unread = (inIntake?.ids ?? []).filter { !known.contains($0) }
        guard !rows.isEmpty || !unread.isEmpty else {
            // That nothing is known would be said too soon.
            if inIntake?.isWhole == false { throw Failure(.temporaryFailure, ExplainWords.intakeNotWhole) }
            throw Failure(.noInput, Words.unknown(address))
        }
        let count = Words.rows(rows.count + unread.count)
        try context.confirm(
            Wording(
                ru: "Стереть \(count.ru) об адресе \(address) навсегда?",
                en: "Erase \(count.en) about \(address) for good?"
            )
        )
        let actor = try context.actor
        var erasure = try store.forget(
            address,
            unread: unread,
            actor: actor,
            now: context.now,
            rest: FollowingRun.rest
        )
        let isErasedInIntake = try eraseInIntake(erasure.inIntake, store, context)
        if !erasure.isLogEmptied { erasure.isLogEmptied = try isLogEmptied(store) }
        var line = JSONLine()
        line.add("at", Timestamp.text(context.now))
        line.add("actor", actor)
        line.add("registrations", erasure.registrations)
        line.add("invitees", erasure.invitees)
        line.add("messages", erasure.messages)
        line.add("log_rows", erasure.logRows)
        line.add("in_flight", erasure.inFlight)
        line.add("log_emptied", erasure.isLogEmptied)
        line.add("erased_in_intake", isErasedInIntake)
        try context.output.writeLine(
            context.wantsJSON ? line.text : context.text(told(erasure, by: actor, context))
        )
        if !isErasedInIntake {
            context.say(
                Wording(
                    ru:
                        "vestnik: в файле сайта регистрации ещё есть: демон сотрёт их, как только сможет туда писать",
                    en:
                        "vestnik: the web site's file still has the registrations: the daemon erases them as soon as it can write there"
                )
            )
        }
        if !erasure.isLogEmptied { context.say("vestnik: " + ErasingWords.logInUse) }
        if erasure.inFlight > 0 {
            context.say(
                Wording(
                    ru:
                        "vestnik: сейчас передаётся \(Words.messages(erasure.inFlight).ru): повторите команду, когда передача закончится",
                    en:
                        "vestnik: \(Words.messages(erasure.inFlight).en) in transfer: run this again when that has ended"
                )
            )
        }
        let isWhole = inIntake?.isWhole ?? false
        if !isWhole { context.say("vestnik: " + ExplainWords.intakeNotWhole) }
        let isDone = erasure.inFlight == 0 && isErasedInIntake && erasure.isLogEmptied && isWhole
        return isDone ? .done : .temporaryFailure
    }

    /// Sees that the web site's file loses the registrations, too: by the daemon that reads it, or, where none runs,
    /// at once.
    private static func eraseInIntake(
        _ ids: [Int64],
        _ store: MessageStore,
        _ context: CommandContext
    ) throws -> Bool {
        guard !ids.isEmpty else { return true }
        if LockFile.holder(of: LockFile.path(besides: store.databasePath)) == nil {
            guard try IntakeVisit(context.intakePath()).erase(ids) else { return false }
            try store.erasedInIntake(ids)
            return true
        }
        // The daemon has noticed the commit by now; what takes longer it does by itself.
        for _ in 0..<60 {
            if try ids.allSatisfy({ id throws in try !store.isErased(registration: id) }) { return true }
            usleep(50_000)
        }
        return false
    }

    /// Empties the database's log once those who read it have ended.
    ///
    /// A daemon at work reads for milliseconds at a time, and empties it as well. Who reads for longer is told of.
    private static func isLogEmptied(_ store: MessageStore) throws -> Bool {
        for _ in 0..<40 {
            if try !store.mustEmptyLog() || store.emptyLog() { return true }
            usleep(50_000)
        }
        return false
    }

    private static func told(_ erasure: Erasure, by actor: String, _ context: CommandContext) -> Wording {
        let at = Timestamp.text(context.now)
        let registrations = Words.registrations(erasure.registrations)
        let invitations = Words.invitations(erasure.invitees)
        let messages = Words.messages(erasure.messages)
        let logRows = Words.logRows(erasure.logRows)
        return Wording(
            ru: "стёрто \(at), \(actor): \(registrations.ru), \(invitations.ru); "
                + "обезличено: \(messages.ru), \(logRows.ru)",
            en: "erased at \(at) by \(actor): \(registrations.en), \(invitations.en); "
                + "made anonymous: \(messages.en), \(logRows.en)"
        )
    }
}

/// `vestnik export`: hands over a person's data.
enum ExportCommand: Subcommand {
    static let command = Command(
        "export",
        Wording(
            ru: "Выдать всё, что хранится о человеке",
            en: "Hand over everything that is kept about a person"
        ),
        discussion: Wording(
            ru: "JSON Lines: по объекту на строку; первый ключ — таблица, за ним каждый столбец как есть.",
            en:
                "JSON Lines: an object for each row, with its table as the first key and then every column as it stands."
        ),
        positionals: [Positional("ADDRESS", Wording(ru: "Адрес человека", en: "The person's address"))],
        options: [CommandContext.json]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let address = context.invocation.argument("ADDRESS") ?? ""
        let rows = try context.store().export(address)
        guard !rows.isEmpty else { throw Failure(.noInput, Words.unknown(address)) }
        for row in rows {
            var line = JSONLine()
            line.add("table", row.table)
            for (name, value) in row.columns {
                switch value {
                case .null: line.add(name, String?.none)
                case .integer(let number): line.add(name, number)
                case .real(let number): line.add(name, number)
                case .text(let text): line.add(name, text)
                case .blob(let bytes): line.add(name, "\(bytes.count) bytes")
                }
            }
            try context.output.writeLine(line.text)
        }
        return .done
    }
}
