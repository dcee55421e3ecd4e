import Administration
import Events
import Reports
import Site
import Store
import Terminal
import Wording

/// `vestnik resend`: sends letters again that were sent.
enum ResendCommand: Subcommand {
    static let command = Command(
        "resend",
        Wording(
            ru: "Отправить ещё раз уже отправленное письмо, составив его заново",
            en: "Send a letter again that was sent, made anew"
        ),
        discussion: Wording(
            ru: """
                Письма называют номерами или отбором, как в queue. Касается состояния sent: то, что не ушло, отправляет retry, а \
                отозванное не отправляет ничто.

                Уходит новое письмо: по тому, что верно сейчас, и на адрес, какой есть сейчас. Оно идёт по тем же правилам: не \
                отправляется тому, кто в списке запрета, считается в limits.perAddressPerDay, письма рассылок ждут своих часов. О \
                каждом письме, которое нельзя отправить ещё раз (регистрации нет, мероприятие прошло, такое письмо уже ждёт), сказано, \
                почему.

                Код завершения: 0 — уходит хотя бы одно, 65 — ни одного, 66 — такого письма нет.
                """,
            en: """
                The messages are named by their ids or by the filters of queue. Applies to: sent. What did not go, retry sends again; \
                what was withdrawn, nothing does.

                A new letter goes: made from what is true now, to the address as it stands now. It goes by the same rules: not to \
                addresses on the suppression list, counted by limits.perAddressPerDay, letters of mailings at their hours. Of each \
                letter that cannot be sent again (the registration is gone, the event is over, such a letter waits already) the \
                reason is told.

                Ends with 0 where one goes at least, 65 where none does, 66 where there is no such message.
                """
        ),
        positionals: [
            Positional(
                "ID",
                optional: true,
                repeated: true,
                Wording(ru: "Номера писем", en: "Ids of messages")
            )
        ],
        options: MessageFilter.options + [
            .value("reason", "TEXT", Wording(ru: "Причина, для журнала", en: "Why, for the log")),
            CommandContext.asName,
            .flag(
                "dry-run",
                Wording(ru: "Только сказать, что ушло бы", en: "Only tell what would go")
            ),
            CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik resend 17",
                Wording(ru: "Это письмо ещё раз", en: "This letter once more")
            ),
            Command.Example(
                "vestnik resend --event annual-meeting --to @mail.ru --since 2h --dry-run",
                Wording(
                    ru: "Что ушло бы ещё раз одному провайдеру",
                    en: "What would go once more to one provider"
                )
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let filter = try MessageFilter.read(context.invocation, now: context.now)
        let named = try MessageFilter.ids(context.invocation.arguments("ID"))
        guard !named.isEmpty || !filter.isEmpty else { throw ActRun.nothingNamed }
        let isTrial = context.invocation.flag("dry-run")
        let actor = try context.actor
        let site = try Site.load(configuration: context.configurationPath)
        let store = try context.store(.readWrite)
        try MessageFilter.refuseUnknown(filter, store, context)
        try ActRun.refuseUnknown(named, store)
        let ids = try chosen(named, filter, store)
        let results = try ResendService(site: site, store: store, now: context.now).resend(
            ids,
            actor: actor,
            reason: context.invocation.value("reason"),
            isTrial: isTrial
        )
        for result in results { try tell(result, site, context) }
        let count = results.count { $0.refusal == nil }
        if !context.wantsJSON {
            let messages = Words.messages(count)
            try context.tell(
                isTrial
                    ? Wording(
                        ru: "было бы отправлено ещё раз: \(messages.ru)",
                        en: "would be resent: \(messages.en)"
                    )
                    : Wording(ru: "отправляется ещё раз: \(messages.ru)", en: "resent: \(messages.en)")
            )
        }
        return count > 0 || results.isEmpty && named.isEmpty ? .done : .badData
    }

    /// The ids that were named and that the filters let through, the oldest first; by filters alone, of those that were
    /// sent.
    private static func chosen(
        _ named: [Int64],
        _ filter: LogFilter,
        _ store: MessageStore
    ) throws -> [Int64] {
        var filter = filter
        if filter.isEmpty { return named.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
        if !named.isEmpty { filter.ids = named }
        if named.isEmpty, filter.states.isEmpty { filter.states = [.sent] }
        var ids: [Int64] = []
        try store.messages(filter) { message throws(StoreError) in
            ids.append(message.id)
            return true
        }
        return ids.reversed()
    }

    private static func tell(_ result: ResendService.Result, _ site: Site, _ context: CommandContext) throws {
        if context.wantsJSON {
            var line = JSONLine()
            line.add("message", result.id)
            line.add("resent_as", result.made)
            line.add("notification", result.message?.notification)
            line.add("email", result.message?.email)
            line.add("state", result.message?.state.rawValue)
            line.add("due_at", result.message.map { Timestamp.text($0.due) })
            line.add(
                "reason",
                (result.refusal ?? result.message?.reason.map { .init(verbatim: $0) }).map(context.text)
            )
            return try context.output.writeLine(line.text)
        }
        if let refusal = result.refusal {
            return context.say(
                Wording(ru: "vestnik: письмо \(result.id): ", en: "vestnik: message \(result.id): ") + refusal
            )
        }
        guard let message = result.message else { return }
        let number = result.made.map { " → \($0)" } ?? ""
        let zone = site.events[message.event].map {
            Schedule.zone(own: message.timeZone, region: message.region, event: $0.event)
        }
        let when: Wording
        if message.state == .held {
            when = Wording(
                ru: "задержано (\(message.reason ?? "")): vestnik release \(result.made ?? 0)",
                en: "held (\(message.reason ?? "")): vestnik release \(result.made ?? 0)"
            )
        } else if message.due > context.now, let zone {
            when =
                Wording(ru: "уйдёт ", en: "goes ") + OffsetTime.shown(message.due, zone)
        } else {
            when = Wording(ru: "уходит сейчас", en: "goes now")
        }
        let what = "\(result.id)\(number): \(message.notification) <\(message.email)>: " + when
        try context.output.writeLine(Visible.line(context.text(what)))
    }
}
