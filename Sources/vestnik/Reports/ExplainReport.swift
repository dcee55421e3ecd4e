import Delivery
import Foundation
import Reports
import Store
import Terminal
import Wording

/// Writes what becomes of a person's letters, for people or as JSON Lines.
struct ExplainReport {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// One event; `concerns` says whether the person has anything to do with it.
    func write(_ all: [Explanation], of event: String, concerns: Bool) throws {
        if context.wantsJSON {
            for one in all { try context.output.writeLine(line(one).text) }
            return
        }
        try context.output.writeLine(context.output.style(.heading, event))
        guard concerns else {
            try context.tell(
                Wording(
                    ru: "  не приглашён и не зарегистрирован: писем нет",
                    en: "  neither invited nor registered: no letters"
                )
            )
            return try context.output.writeLine()
        }
        let width = all.map(\.notification.count).max() ?? 0
        for one in all {
            let name = DisplayWidth.padded(one.notification, to: width + 2)
            try context.output.writeLine("  " + name + Visible.line(context.text(sentence(one))))
        }
        try context.output.writeLine()
    }

    private func line(_ one: Explanation) -> JSONLine {
        var line = JSONLine()
        line.add("event", one.event)
        line.add("notification", one.notification)
        line.add("verdict", one.verdict.rawValue)
        line.add("at", one.at.map { OffsetTime.rfc3339($0, one.zone) })
        line.add("time_zone", one.zone.identifier)
        line.add("reason", one.reason.isEmpty ? nil : context.text(one.reason))
        line.add("command", one.command)
        line.add("message", one.message)
        return line
    }

    private func sentence(_ one: Explanation) -> Wording {
        let when = one.at.map { OffsetTime.shown($0, one.zone) + " (\(one.zone.identifier))" } ?? ""
        var told = start(one, when)
        if !one.reason.isEmpty { told = told + ": " + one.reason }
        // A reason may name the command itself.
        if let command = one.command { told = told + "; " + command }
        if let message = one.message {
            told = told + Wording(ru: " (письмо \(message))", en: " (message \(message))")
        }
        return told
    }

    private func start(_ one: Explanation, _ when: String) -> Wording {
        switch one.verdict {
        case .sent: Wording(ru: "ушло \(when)", en: "went \(when)")
        case .sending: Wording(ru: "передаётся сейчас", en: "is being handed over now")
        case .willGo where (one.at ?? 0) <= context.now:
            Wording(ru: "уйдёт сейчас", en: "goes now")
        case .willGo: Wording(ru: "уйдёт \(when)", en: "will go \(when)")
        case .held: Wording(ru: "задержано", en: "held")
        case .inDoubt: Wording(ru: "неизвестно, ушло ли", en: "nobody knows whether it went")
        case .bounced: Wording(ru: "вернулось", en: "came back")
        case .expired: Wording(ru: "не ушло: срок истёк", en: "did not go: its time ran out")
        case .missed: Wording(ru: "пропущено", en: "missed")
        case .rejected: Wording(ru: "не составлено", en: "could not be made")
        case .suppressed: Wording(ru: "не отправляется", en: "is not sent")
        case .cancelled: Wording(ru: "отозвано", en: "withdrawn")
        default: Wording(ru: "не уйдёт", en: "does not go")
        }
    }
}
