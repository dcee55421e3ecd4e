import Settings
import Wording

/// The moments of an event that times can be counted from, as far as the file says them.
struct KnownMoments {
    var starts: EventMoment?
    var ends: EventMoment?
    var registrationCloses: EventMoment?
    /// Whether the file says when registration closes, be it in a way that cannot be read.
    var saysCloses = false
    var facts: JSONValue = .object([])

    subscript(_ fact: Fact) -> EventMoment? {
        switch fact {
        case .starts: starts
        case .ends: ends ?? starts.map { .date($0.date) }
        case .registrationCloses: registrationCloses
        case .own(let path): facts.moment(at: path)
        }
    }
}

/// Reads when a notification goes: one of `on`, `at`, `before`, `after`, and what goes with it.
struct TriggerReader {
    var moments: KnownMoments
    /// The hours in which the notification may go.
    var window: Window?

    func read(_ scope: Scope) -> Trigger? {
        let on = scope.optional("on", Reading<Prompting>.choice)
        let at = scope.optional("at", .dateTime)
        let before = scope.optional("before", fact)
        let after = scope.optional("after", fact)
        let by = scope.optional("by", .span())
        let time = scope.optional("time", .time())
        let given = ["on", "at", "before", "after"].filter(scope.has)
        guard let kind = given.first else {
            scope.log.fault(
                at: scope.position(of: "on"),
                scope.path,
                Wording(
                    ru: "не сказано когда: напишите `on`, `at`, `before` или `after`",
                    en: "does not say when: write one of `on`, `at`, `before`, `after`"
                )
            )
            return nil
        }
        for other in given.dropFirst() {
            scope.fault(
                other,
                Wording(
                    ru: "стоит рядом с `\(kind)`: когда слать, говорит один из них, второй уберите",
                    en: "stands beside `\(kind)`: one of the two says when, leave the other out"
                )
            )
        }
        switch kind {
        case "on", "at":
            for key in ["by", "time"] where scope.has(key) {
                scope.fault(
                    key,
                    Wording(
                        ru: "бывает с `before` или `after`, но не с `\(kind)`",
                        en: "goes with `before` or `after`, not with `\(kind)`"
                    )
                )
            }
            if let at {
                warn(
                    scope,
                    "at",
                    at.time,
                    Wording(ru: "письма подождут его открытия", en: "letters wait for it to open")
                )
            }
            return kind == "on" ? on.map(Trigger.on) : at.map(Trigger.at)
        default:
            if !scope.has("by") {
                scope.fault(
                    kind,
                    Wording(
                        ru: "нужен `by`: за сколько или через сколько, например by: \"7d\"",
                        en: "needs `by`: how long \(kind), as by: \"7d\""
                    )
                )
            }
            guard let fact = kind == "before" ? before : after, let by else { return nil }
            let side: Trigger.Relative.Side = kind == "before" ? .before : .after
            let relative = Trigger.Relative(side, fact, by: by, time: time)
            return check(scope, kind, relative) ? .relative(relative) : nil
        }
    }

    /// Whether the moment is known well enough for the rule.
    private func check(_ scope: Scope, _ kind: String, _ relative: Trigger.Relative) -> Bool {
        if relative.fact == .registrationCloses, !moments.saysCloses {
            scope.fault(
                kind,
                Wording(
                    ru: "отсчёт от `registrationCloses`, а мероприятие его не называет",
                    en: "counts from `registrationCloses`, which the event does not say"
                )
            )
            return false
        }
        guard !scope.has("time") || relative.by.unit == .days else {
            scope.fault(
                "time",
                Wording(
                    ru:
                        "бывает только с целыми днями: напишите by: \"1d\" и тому подобное или уберите `time`",
                    en: "goes with whole days: write by: \"1d\" and the like, or leave `time` out"
                )
            )
            return false
        }
        if let moment = moments[relative.fact], !moment.hasTime, !scope.has("time") {
            scope.fault(
                "by",
                Wording(
                    ru: "нужны `time` и целые дни: время `\(relative.fact)` неизвестно",
                    en: "needs a `time` and whole days: the hour of `\(relative.fact)` is not known"
                )
            )
            return false
        }
        if let time = relative.time {
            let isBefore = relative.side == .before
            warn(
                scope,
                "time",
                time,
                isBefore
                    ? Wording(
                        ru: "письма уйдут в последний открытый час перед ним",
                        en: "letters go in the last open hour before it"
                    ) : Wording(ru: "письма подождут его открытия", en: "letters wait for it to open")
            )
        }
        return true
    }

    private func warn(_ scope: Scope, _ key: String, _ time: LocalTime, _ effect: Wording) {
        guard let window, time < window.from || time >= window.to else { return }
        scope.warning(
            key,
            Wording(
                ru: "\(time) — вне окна с \(window.from) до \(window.to): \(effect.ru)",
                en: "\(time) is outside the window, \(window.from) to \(window.to): \(effect.en)"
            )
        )
    }

    /// A moment of the event, or one under `facts`.
    private var fact: Reading<Fact> {
        let expected =
            Wording(
                ru:
                    "\"starts\", \"ends\", \"registrationCloses\" или момент из facts, например \"facts.workshop.starts\"",
                en:
                    "one of \"starts\", \"ends\", \"registrationCloses\", or a moment under facts, as \"facts.workshop.starts\""
            )
        return Reading(expected) { node, path, log in
            guard let text = Reading<String>.string(expected).read(node, path, log) else { return nil }
            switch text {
            case "starts": return .starts
            case "ends": return .ends
            case "registrationCloses": return .registrationCloses
            default: break
            }
            let paths = moments.facts.momentPaths
            guard text.hasPrefix("facts.") else {
                let known = ["starts", "ends", "registrationCloses"] + paths.map { "facts." + $0 }
                let hint = FaultWords.meant(nearest(to: text, among: known))
                log.fault(at: node.position, path, FaultWords.expected(expected, text: text) + hint)
                return nil
            }
            let own = String(text.dropFirst("facts.".count))
            if moments.facts.moment(at: own) != nil { return .own(own) }
            let hint =
                if let near = nearest(to: own, among: paths) {
                    FaultWords.didYouMean("facts.\(near)")
                } else {
                    Wording(
                        ru: "напишите его там в виде \"2026-11-28T14:00\"",
                        en: "write it there as \"2026-11-28T14:00\""
                    )
                }
            log.fault(
                at: node.position,
                path,
                Wording(
                    ru: "в `facts` нет момента \"\(own)\"; \(hint.ru)",
                    en: "there is no moment \"\(own)\" under `facts`; \(hint.en)"
                )
            )
            return nil
        }
    }
}
