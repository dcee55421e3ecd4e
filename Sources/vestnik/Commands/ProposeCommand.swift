import Events
import Settings
import Site
import Terminal
import Wording

extension Completion {
    /// The names of the events that the configuration has.
    static let events = Completion.asked("events")
    /// The names of the notifications of the event that was typed, or of every event.
    static let notifications = Completion.asked("notifications")
}

/// `vestnik propose`: what may come next on a command line, for the completions of shells.
///
/// Someone is typing: whatever is wrong, it says nothing and proposes nothing.
enum ProposeCommand: Subcommand {
    static let command = Command(
        Program.asking,
        Wording(ru: "Предложить следующее слово", en: "Propose the next word"),
        positionals: [
            Positional(
                "WORD",
                optional: true,
                repeated: true,
                Wording(ru: "Что уже набрано", en: "What was typed so far")
            )
        ],
        hidden: true
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let line = Vestnik.program.typed(context.invocation.arguments("WORD"))
        for name in Set(names(line, context)).sorted() where isPlain(name) {
            try context.output.writeLine(name)
        }
        return .done
    }

    private static func names(_ line: TypedLine, _ context: CommandContext) -> [String] {
        guard case .asked = line.completion else { return [] }
        let path = CommandContext.configurationPath(
            given: line.value("config").map { expanded($0, context) },
            environment: context.environment
        )
        guard let folder = Configuration.eventsFolder(path: path) else { return [] }
        let events = Site.eventNames(in: folder)
        guard line.completion == .notifications else { return events }
        let typed = line.argument("EVENT") ?? line.value("event")
        return events.filter { typed == nil || $0 == typed }.flatMap { name in
            (try? Event.load(folder: folder + "/" + name))?.notifications.map(\.name) ?? []
        }
    }

    /// A shell completes what was typed before it expands it.
    private static func expanded(_ path: String, _ context: CommandContext) -> String {
        guard path.hasPrefix("~/"), let home = context.environment["HOME"] else { return path }
        return home + path.dropFirst()
    }

    /// Whether a name is one line of nothing that moves a cursor.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
