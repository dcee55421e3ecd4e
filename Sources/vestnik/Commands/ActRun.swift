import Administration
import Events
import Reports
import Site
import Settings
import Store
import Terminal
import Wording

/// What the four acts on messages have in common.
struct ActRun {
    private let act: Act
    private let context: CommandContext

    init(_ act: Act, _ context: CommandContext) {
        self.act = act
        self.context = context
    }

    func run() throws -> ExitCode {
        var filter = try MessageFilter.read(context.invocation, now: context.now)
        let ids = try MessageFilter.ids(context.invocation.arguments("ID"))
        guard !ids.isEmpty || !filter.isEmpty else {
            throw Self.nothingNamed
        }
        if let mailing = try actOnMailing(ids, filter) { return mailing }
        if !ids.isEmpty { filter.ids = ids }
        if act == .retry, ids.isEmpty, filter.states.isEmpty {
            filter.states = act.sources.filter { $0 != .suppressed }
        }
        let store = try context.store(.readWrite)
        try MessageFilter.refuseUnknown(filter, store, context)
        try Self.refuseUnknown(ids, store)
        let count = try store.count(act, on: filter)
        let cancelled = try store.countOfCancelled(act, on: filter)
        if cancelled > 0 {
            context.say(
                Wording(
                    ru:
                        "vestnik: не тронуто: \(Words.messages(cancelled).ru) отменённой рассылки, она больше не идёт",
                    en:
                        "vestnik: left out: \(Words.messages(cancelled).en) of a cancelled mailing, which never goes again"
                )
            )
        }
        if count == 0 || context.invocation.flag("dry-run") {
            return try end(tell(count, of: ids, store), cancelled)
        }
        if act == .cancel {
            try context.confirm(
                Wording(
                    ru: "Отозвать \(Words.messages(count).ru) навсегда?",
                    en: "Withdraw \(Words.messages(count).en) for good?"
                )
            )
        }
        // Letters that are released one by one are so whatever else has still to follow.
        if act == .release || act == .retry { try FollowingRun(context).finish(store) }
        let done = try store.act(
            act,
            on: filter,
            actor: try context.actor,
            reason: context.invocation.value("reason"),
            expires: expires(),
            now: context.now,
            rest: FollowingRun.rest
        )
        let code = try end(tell(done, of: ids, store, isDone: true), cancelled)
        guard act == .release || act == .retry else { return code }
        let stopped = try store.stoppedMailings(queuedAt: context.now)
        for mailing in stopped {
            let what = "--event \(mailing.event) --notification \(mailing.notification)"
            context.say(
                Wording(
                    ru: "vestnik: рассылка \(mailing.event)/\(mailing.notification) приостановлена"
                        + " (\(mailing.reason ?? "человеком")), её письма не идут: vestnik release \(what)",
                    en:
                        "vestnik: nothing of \(mailing.event)/\(mailing.notification) goes while the mailing is"
                        + " paused (\(mailing.reason ?? "by a person")): vestnik release \(what)"
                )
            )
        }
        return stopped.isEmpty ? code : .temporaryFailure
    }

    private func end(_ code: ExitCode, _ leftOut: Int) -> ExitCode {
        code == .done && leftOut > 0 ? .badData : code
    }

    /// A whole mailing is meant when an event and a notification are named and nothing else; nil where they stand for
    /// its messages: the notification is a prompted one, or the act does not concern the mailing as it stands.
    private func actOnMailing(_ ids: [Int64], _ filter: LogFilter) throws -> ExitCode? {
        var whole = LogFilter()
        whole.event = filter.event
        whole.notification = filter.notification
        guard ids.isEmpty, filter == whole, let event = filter.event, let notification = filter.notification,
            act != .retry, !context.invocation.flag("dry-run"),
            let site = try? Site.load(configuration: context.configurationPath),
            let rule = site.events[event]?.event.notification(named: notification)
        else { return nil }
        let store = try context.store(.readWrite)
        let facts = try store.mailing(event, notification)?.facts
        guard rule.isMailing || rule.trigger == .on(.changed) && facts != nil else { return nil }
        if act == .cancel, try store.mailing(event, notification)?.state.isFinal != true {
            try context.confirm(
                Wording(
                    ru: "Отозвать рассылку \(event)/\(notification) навсегда?",
                    en: "Withdraw the mailing \(event)/\(notification) for good?"
                )
            )
        }
        let change = try MailingService(site: site, store: store).act(
            act,
            event: event,
            notification: notification,
            actor: try context.actor,
            reason: context.invocation.value("reason"),
            now: context.now
        )
        guard let change else { return nil }
        let word =
            switch change.to {
            case .cancelled: Wording(ru: "отозвано", en: "withdrawn")
            case .paused: Wording(ru: "задержано", en: "held")
            default: Wording(ru: "выпущено", en: "released")
            }
        let count = Words.messages(change.messages)
        let told =
            change.messages > 0 || act == .cancel
            ? Wording(ru: ", \(word.ru): \(count.ru)", en: ", \(count.en) \(word.en)") : .nothing
        let rest = change.left > 0 ? FollowingWords.left(change.left) : .nothing
        try context.tell(
            "\(event)/\(notification): \(change.from.rawValue) → \(change.to.rawValue)" + told + rest
        )
        try context.output.flush()
        try FollowingRun(context).finishWithoutDaemon(store, site: site)
        return .done
    }

    static let nothingNamed = UsageError(
        Wording(ru: "не сказано, о каких письмах речь", en: "no message is named"),
        hint: Wording(
            ru: "укажите номера или отбор, например --event или --state",
            en: "give ids, or filters such as --event or --state"
        )
    )

    /// Refuses ids that no message has.
    static func refuseUnknown(_ ids: [Int64], _ store: MessageStore) throws {
        let unknown = try ids.filter { try store.message(id: $0) == nil }
        guard !unknown.isEmpty else { return }
        throw Failure(
            .noInput,
            wordings: unknown.map { id in
                Wording(ru: "vestnik: письма \(id) нет", en: "vestnik: there is no message \(id)")
            }
        )
    }

    /// What goes again has as much time as a new message.
    private func expires() -> Int64? {
        guard let configuration = try? context.configuration() else { return nil }
        return context.now + configuration.retry.giveUpAfter.components.seconds * 1000
    }

    private func tell(
        _ count: Int,
        of ids: [Int64],
        _ store: MessageStore,
        isDone: Bool = false
    ) throws -> ExitCode {
        try context.tell(
            Wording(
                ru: "\(isDone ? done.ru : "было бы \(done.ru)"): \(Words.messages(count).ru)",
                en: "\(isDone ? done.en : "would be \(done.en)"): \(Words.messages(count).en)"
            )
        )
        if act == .retry, ids.isEmpty,
            context.invocation.values("state").contains(where: { $0.contains("sent") })
        {
            context.say(
                Wording(
                    ru: "vestnik: отправленное отправляет ещё раз vestnik resend",
                    en: "vestnik: what was sent, vestnik resend sends again"
                )
            )
        }
        guard !ids.isEmpty, !isDone || count < Set(ids).count else { return .done }
        // Named one by one: those that are left alone are named too, with their states.
        var leftAlone = 0
        for id in ids {
            guard let message = try store.message(id: id), message.updated != context.now else { continue }
            if act == .release, message.state == .held, message.cause == .awaitsApproval {
                leftAlone += 1
                context.say(
                    Wording(
                        ru: "vestnik: письмо \(id) ждёт утверждения: ",
                        en: "vestnik: message \(id) awaits approval: "
                    ) + "vestnik approve \(message.event) \(message.notification)"
                )
                continue
            }
            guard !act.sources.contains(message.state) else { continue }
            leftAlone += 1
            if act == .retry, let refusal = refusal(of: message) {
                context.say(refusal)
                continue
            }
            context.say(
                Wording(
                    ru:
                        "vestnik: письмо \(id) в состоянии \(message.state.wording.ru): не может быть \(done.ru)",
                    en: "vestnik: message \(id) is \(message.state.rawValue): it cannot be \(done.en)"
                )
            )
        }
        return leftAlone > 0 ? .badData : .done
    }

    /// Why a letter is not tried again, where another command is meant, or none.
    private func refusal(of message: MessageRow) -> Wording? {
        switch message.state {
        case .sent:
            Wording(
                ru: "vestnik: письмо \(message.id) отправлено; отправить его ещё раз: "
                    + "vestnik resend \(message.id)",
                en: "vestnik: message \(message.id) was sent; to send it again: vestnik resend \(message.id)"
            )
        case .cancelled:
            Wording(
                ru: "vestnik: письмо \(message.id) отозвано окончательно: повторить его нельзя",
                en: "vestnik: message \(message.id) was withdrawn for good: nothing sends it again"
            )
        default: nil
        }
    }

    /// What becomes of a message.
    private var done: Wording {
        switch act {
        case .hold: Wording(ru: "задержано", en: act.outcome)
        case .release: Wording(ru: "выпущено", en: act.outcome)
        case .cancel: Wording(ru: "отозвано", en: act.outcome)
        case .retry: Wording(ru: "повторено", en: act.outcome)
        }
    }
}
