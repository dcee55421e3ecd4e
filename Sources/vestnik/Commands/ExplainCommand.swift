import Delivery
import Reports
import Settings
import Site
import Store
import Terminal
import Wording

/// `vestnik explain`: what becomes of each notification for one person, and why.
enum ExplainCommand: Subcommand {
    static let command = Command(
        "explain",
        Wording(
            ru: "Объяснить, какие письма человек получил, какие получит, а какие нет и почему",
            en: "Explain which letters a person got, will get, or will not get, and why"
        ),
        discussion: Wording(
            ru: """
                О каждом уведомлении каждого мероприятия: ушло (когда и что ответил сервер), уйдёт (когда и по чьим часам) или почему не \
                уйдёт и какая команда его выпустит. Причины называет тот же расчёт, по которому работает демон.

                С --json — строка на уведомление: event, notification, verdict, at, reason и прочее. verdict — одно из слов: \
                \(verdicts).
                """,
            en: """
                Of each notification of each event: went (when, and the relay’s answer), will go (when, and by whose clock), or why it \
                does not go and which command releases it. The reasons come from the planner that the daemon uses.

                With --json a line for each notification: event, notification, verdict, at, reason and more. verdict is one of these \
                words: \(verdicts).
                """
        ),
        positionals: [Positional("ADDRESS", Wording(ru: "Адрес человека", en: "The person's address"))],
        options: [CommandContext.json],
        examples: [
            Command.Example(
                "vestnik explain director@library.example.org",
                Wording(ru: "«Почему мне ничего не пришло?»", en: "“Why did I get nothing?”")
            )
        ]
    )

    private static var verdicts: String {
        Explanation.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
    }

    static func run(_ context: CommandContext) throws -> ExitCode {
        let address = context.invocation.argument("ADDRESS") ?? ""
        let site = try Site.load(configuration: context.configurationPath)
        let store = try context.store()
        let explaining = try Explaining(address, site: site, store: store, now: context.now)
        guard try explaining.isKnown() else { throw try unknown(address, store) }
        let report = ExplainReport(context)
        for event in site.events.keys.sorted() {
            try report.write(
                explaining.explain(event: event),
                of: event,
                concerns: explaining.concerns(event)
            )
        }
        for event in site.heldBack.keys.sorted() where try explaining.concerns(event) {
            context.say("vestnik: " + Reasons.heldBack(event) + ": vestnik check")
        }
        return .done
    }

    private static func unknown(_ address: String, _ store: MessageStore) throws -> Failure {
        var known: [String] = []
        _ = try store.people {
            known.append($0)
            return false
        }
        let near = nearest(to: address, among: known)
        return Failure(
            .noInput,
            Words.unknown(address)
                + (near.map { Wording(ru: "; похожий адрес: \($0)", en: "; did you mean \($0)?") } ?? .nothing)
        )
    }
}
