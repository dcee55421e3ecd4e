import Foundation
import Glibc
import Manual
import Reports
import Terminal
import Wording

/// `vestnik help`: the help of a command, and the reference of every key, name and column.
enum HelpCommand: Subcommand {
    static let command = Command(
        "help",
        Wording(
            ru: "Справка о команде, о настройках, мероприятии, шаблонах и базах",
            en: "Help on a command, the configuration, events, templates, databases"
        ),
        discussion: Wording(
            ru:
                "Справочники составлены из того же, по чему файлы читаются и проверяются. Они же — страницы руководства: vestnik.json5(5), vestnik-event(5), vestnik-templates(5), vestnik-database(5).",
            en:
                "The references are made from what the files are read and checked by. They are manual pages as well: vestnik.json5(5), vestnik-event(5), vestnik-templates(5), vestnik-database(5)."
        ),
        positionals: [
            Positional(
                "TOPIC",
                optional: true,
                completion: .suggestions(Topic.allCases.map(\.rawValue) + otherCommands),
                Wording(
                    ru: "Команда или справочник: config, event, templates, database",
                    en: "A command, or a reference: config, event, templates, database"
                )
            )
        ],
        options: [
            CommandContext.json,
            .value(
                "man",
                "FOLDER",
                completion: .directories,
                Wording(
                    ru: "Записать в папку все страницы руководства: man1, man5, man8, ru/man1 …",
                    en: "Write all manual pages into a folder: man1, man5, man8, ru/man1 …"
                )
            ),
        ],
        examples: [
            Command.Example(
                "vestnik help config",
                Wording(ru: "Каждый ключ vestnik.json5", en: "Every key of vestnik.json5")
            ),
            Command.Example(
                "vestnik help --json",
                Wording(
                    ru: "Команды, ключи и имена — для программы",
                    en: "Commands, keys and names for a program"
                )
            ),
            Command.Example(
                "vestnik help --man /usr/local/share/man",
                Wording(ru: "Установить страницы руководства", en: "Install the manual pages")
            ),
        ]
    )

    /// Every command but this one, whose declaration asks for them.
    private static var otherCommands: [String] {
        Vestnik.subcommands.filter { $0 != HelpCommand.self }.map { $0.command }
            .filter { !$0.isHidden }.map(\.name)
    }

    static func run(_ context: CommandContext) throws -> ExitCode {
        if let folder = context.invocation.value("man") {
            try writePages(to: folder)
            return .done
        }
        if context.wantsJSON {
            for line in try lines(context.invocation.argument("TOPIC"), language: context.language) {
                try context.output.writeLine(line.text)
            }
            return .done
        }
        let width = min(context.output.width ?? 80, 110)
        try context.output.write(
            text(context.invocation.argument("TOPIC"), width: width, language: context.language)
        )
        return .done
    }

    private static func text(_ name: String?, width: Int, language: String) throws -> String {
        guard let name else { return Vestnik.program.help(width: width, language: language) }
        if let topic = Topic(rawValue: name) {
            return topic.reference.text(width: width, language: language)
        }
        if let command = Vestnik.program.command(name) {
            return Vestnik.program.help(for: command, width: width, language: language)
        }
        throw unknown(name)
    }

    /// The same as objects.
    private static func lines(_ name: String?, language: String) throws -> [JSONLine] {
        let help = HelpLines(language: language)
        guard let name else { return help.commands() + Topic.allCases.flatMap(help.reference) }
        let found = Topic(rawValue: name).map(help.reference) ?? help.commands(named: name)
        guard !found.isEmpty else { throw unknown(name) }
        return found
    }

    private static func unknown(_ name: String) -> UsageError {
        let known = Topic.allCases.map(\.rawValue) + Vestnik.program.shownCommands.map(\.name)
        return UsageError(
            Wording(ru: "справки о «\(name)» нет", en: "there is no help on “\(name)”"),
            hint: Words.known(known)
        )
    }

    private static func writePages(to folder: String) throws(Failure) {
        let daemon = DaemonProgram.declaration(version: Vestnik.program.version)
        let web = WebProgram.declaration(version: Vestnik.program.version)
        for page in ManualPage.all(program: Vestnik.program, daemon: daemon, web: web) {
            let file = URL(fileURLWithPath: folder).appendingPathComponent(page.path)
            // What is wrong shows at the file: a folder that cannot be made leaves no place for it.
            try? FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            guard let stream = fopen(file.path, "we") else {
                throw Failure(.cannotCreate, "\(file.path): " + .systemError(errno))
            }
            let isWritten = fputs(page.text, stream) >= 0
            guard fclose(stream) == 0, isWritten else {
                throw Failure(.cannotCreate, "\(file.path): " + .systemError(errno))
            }
        }
    }
}
