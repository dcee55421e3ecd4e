import Foundation
import Mustache
import Reports
import Settings
import Terminal
import Wording

/// `vestnik render`: Mustache for scripts.
enum RenderCommand: Subcommand {
    static let command = Command(
        "render",
        Wording(
            ru: "Заполнить шаблон Mustache: на входе JSON, на выходе текст",
            en: "Render a Mustache template: JSON in, text out"
        ),
        discussion: Wording(
            ru: """
                Читает {"template": …, "data": …, "partials": {…}} из стандартного ввода и пишет текст в стандартный вывод, экранируя его \
                для HTML. Имена, которых в данных нет, пусты.
                """,
            en: """
                Reads {"template": …, "data": …, "partials": {…}} on standard input and writes the text to standard output, escaped for \
                HTML. Names that the data lack are empty.
                """
        ),
        examples: [
            Command.Example(
                #"echo '{"template":"Hello, {{name}}!\n","data":{"name":"Ann"}}' | vestnik render"#,
                Wording(verbatim: "Hello, Ann!")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let input: Data
        do { input = try FileHandle.standardInput.readToEnd() ?? Data() } catch {
            throw Failure(
                .ioError,
                Wording(
                    ru: "стандартный ввод не читается: \(reason(error).ru)",
                    en: "standard input cannot be read: \(reason(error).en)"
                )
            )
        }
        do {
            let text = try render(Value(json: Array(input)))
            try context.output.write(text)
            return .done
        } catch let error as JSONError {
            throw Failure(.badData, Wording(ru: "стандартный ввод:", en: "standard input:") + error.wording)
        } catch let error as MustacheError {
            throw Failure(.badData, error.wording)
        }
    }

    private static func render(_ job: Value) throws -> String {
        guard case .object(let members) = job else {
            throw Failure(
                .badData,
                Wording(
                    ru: "стандартный ввод: нужен объект с «template» и «data»",
                    en: "standard input: expected an object with “template” and “data”"
                )
            )
        }
        guard case .string(let source)? = members["template"] else {
            throw Failure(
                .badData,
                Wording(
                    ru: "стандартный ввод: «template» нет или это не текст",
                    en: "standard input: “template” is missing or is no text"
                )
            )
        }
        var partials: [String: String] = [:]
        switch members["partials"] {
        case nil, .null: break
        case .object(let named):
            for (name, value) in named {
                guard case .string(let text) = value else {
                    throw Failure(
                        .badData,
                        Wording(
                            ru: "стандартный ввод: вставка «\(name)» — не текст",
                            en: "standard input: the partial “\(name)” is no text"
                        )
                    )
                }
                partials[name] = text
            }
        default:
            throw Failure(
                .badData,
                Wording(
                    ru: "стандартный ввод: «partials» — не объект",
                    en: "standard input: “partials” is no object"
                )
            )
        }
        let template = try Template(source)
        return try template.render(members["data"] ?? .null, partials: Partials(sources: partials))
    }
}
