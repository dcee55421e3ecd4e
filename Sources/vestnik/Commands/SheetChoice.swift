import Sheets
import Terminal
import Wording

/// How a table is to be read, as commands that import one ask for it.
enum SheetChoice {
    static let options: [Option] = [
        .flag(
            "dry-run",
            short: "n",
            Wording(
                ru: "Прочитать и проверить всё, ничего не записывая",
                en: "Read and check everything, and write nothing"
            )
        ),
        .value(
            "encoding",
            "NAME",
            Wording(
                ru: "Кодировка текста, если она определяется неверно: windows-1251, cp866, …",
                en: "The text's encoding, where it is taken for another: windows-1252, cp866, …"
            )
        ),
        .value(
            "sheet",
            "NAME",
            Wording(ru: "Лист книги Excel", en: "The sheet of an Excel workbook")
        ),
    ]

    /// The first of these options that was given.
    static func given(_ context: CommandContext) -> String? {
        if context.invocation.flag("dry-run") { return "dry-run" }
        return ["encoding", "sheet"].first { context.invocation.value($0) != nil }
    }

    /// What was asked for.
    ///
    /// - Throws: an encoding that nobody knows.
    static func read(_ context: CommandContext, limits: SheetLimits = SheetLimits()) throws -> SheetOptions {
        var options = SheetOptions()
        options.limits = limits
        options.sheet = context.invocation.value("sheet")
        guard let name = context.invocation.value("encoding") else { return options }
        guard let encoding = TextEncoding(named: name) else {
            throw UsageError(
                ImportWording.unknownEncoding(name, TextEncoding.allCases.map(\.rawValue))
            )
        }
        options.encoding = encoding
        return options
    }
}
