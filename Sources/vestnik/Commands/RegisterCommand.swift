import Administration
import Foundation
import Glibc
import Intake
import Reports
import Settings
import Terminal
import Wording

/// `vestnik register`: registrations from a system that keeps them elsewhere.
enum RegisterCommand: Subcommand {
    static let command = Command(
        "register",
        Wording(
            ru: "Записать регистрации, прочитав их из стандартного ввода: все или ни одной",
            en: "Write registrations that are read from standard input: all or none"
        ),
        discussion: Wording(
            ru: """
                Для сайтов, у которых данные лежат в другом месте. JSON Lines: объект на строку. Обязательны key (ключ записи в вашей \
                системе: текст или целое число) и email; можно указать \(optional), details — объект. Строка с известным ключом \
                меняет запись: то, чего в ней нет, остаётся как было, null стирает значение. Повторять можно сколько угодно: одинаковое \
                ничего не меняет, и писем не вызывает.

                Если есть хоть одна ошибка, не записывается ничего; каждая названа с номером строки. Пишет только в файл сайта, тем же \
                SQL, что и сайт: прав на базу команде не нужно.

                Код завершения: 65 — ошибки в строках, 66 — нет мероприятия или файла сайта, 75 — файл занят.
                """,
            en: """
                For sites whose data live elsewhere. JSON Lines: an object a line. Needed are key (the record's in your system: a text \
                or a whole number) and email; allowed are \(optional), with details an object. A line with a known key changes \
                its row: what it does not name stays as it is, null clears a value. It may be repeated as often as you like: what is the \
                same changes nothing and prompts no letter.

                With a single fault nothing is written; each is told with its line. Writes into the web site's file alone, with the \
                same SQL as the site: it needs no right to the database.

                Ends with 65 for faulty lines, 66 without such an event or without the web site's file, 75 where that is locked.
                """
        ),
        positionals: [Positional("EVENT", completion: .events, Words.event)],
        options: [
            .flag(
                "dry-run",
                short: "n",
                Wording(
                    ru: "Прочитать и проверить всё, ничего не записывая",
                    en: "Read and check everything, and write nothing"
                )
            ), CommandContext.json,
        ],
        examples: [
            Command.Example(
                #"echo '{"key":"order-4711","email":"director@library.example.org"}' | vestnik register annual-meeting"#,
                Wording(ru: "Одна регистрация", en: "One registration")
            ),
            Command.Example(
                "vestnik register annual-meeting --dry-run < registrations.jsonl",
                Wording(ru: "Что изменилось бы", en: "What would change")
            ),
        ]
    )

    private static var optional: String {
        RegistrationLine.columns.filter { $0 != "email" }.joined(separator: ", ")
    }

    /// How many faults are told one by one.
    private static let mostFaults = 100

    static func run(_ context: CommandContext) throws -> ExitCode {
        let event = context.invocation.argument("EVENT") ?? ""
        try refuseUnknown(event, context)
        let path = try context.intakePath()
        // Before anything is read: who has no file need not prepare its lines first.
        guard access(path, F_OK) == 0 else { throw missing(path) }
        let limit = (try? context.configuration().limits.detailsBytes) ?? Limits().detailsBytes
        let input = try read()
        let read: RegistrationLines
        do throws(IntakeUnusable) {
            read = try RegistrationLines(input, event: event, detailsLimit: limit)
        } catch { throw Failure(.ioError, error.wording) }
        let addresses = addressFaults(read.lines)
        guard read.faults.isEmpty, addresses.isEmpty else {
            let told = read.faults.prefix(mostFaults).map { ($0.line, RegisterWords.fault($0, input)) }
            throw refuse((told + addresses).sorted { $0.0 < $1.0 }, of: read.faults.count + addresses.count)
        }
        let isTrial = context.invocation.flag("dry-run")
        let counts: RegistrationWriter.Counts
        do throws(RegistrationWriter.Failure) {
            counts = try RegistrationWriter(path: path).write(read.lines, event: event, isTrial: isTrial)
        } catch { throw failure(error, path) }
        return try tell(counts, event, read.lines.count, context)
    }

    /// An event is a folder with an `event.json5`; whoever cannot look into the folder is believed.
    private static func refuseUnknown(_ event: String, _ context: CommandContext) throws {
        let known = context.events
        guard !known.isEmpty, !known.contains(event) else { return }
        throw Failure(
            .noInput,
            Wording(ru: "мероприятия «\(event)» нет; ", en: "there is no event “\(event)”; ")
                + Words.known(known)
        )
    }

    /// The whole of standard input, as far as it may be.
    private static func read() throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while let part = try FileHandle.standardInput.read(upToCount: 1 << 16), !part.isEmpty {
                bytes += part
                guard bytes.count <= RegistrationLines.longestInput else {
                    let most = RegistrationLines.longestInput >> 20
                    throw Failure(
                        .badData,
                        Wording(
                            ru: "ввод длиннее \(most) МБ: передайте его по частям; ничего не записано",
                            en:
                                "the input is longer than \(most) MB: hand it in in parts; nothing was written"
                        )
                    )
                }
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .ioError,
                Wording(ru: "стандартный ввод не читается", en: "standard input cannot be read")
            )
        }
        return bytes
    }

    private static func addressFaults(_ lines: [RegistrationLine]) -> [(Int, Wording)] {
        lines.compactMap { line in RegisterWords.addressFault(line).map { (line.line, $0) } }
    }

    private static func refuse(_ faults: [(Int, Wording)], of all: Int) -> Failure {
        var lines = faults.prefix(mostFaults).map { line, told in
            Wording(ru: "строка \(line): ", en: "line \(line): ") + told
        }
        if all > mostFaults {
            let more = Words.faults(all - mostFaults)
            lines.append(Wording(ru: "и ещё \(more.ru)", en: "and \(more.en) more"))
        }
        let count = Words.faults(all)
        lines.append(
            "vestnik: "
                + Wording(ru: "ничего не записано: \(count.ru)", en: "nothing was written: \(count.en)")
        )
        return Failure(.badData, wordings: lines)
    }

    private static func failure(_ error: RegistrationWriter.Failure, _ path: String) -> Failure {
        switch error {
        case .missing: missing(path)
        case .busy: Failure(.temporaryFailure, HealthReasons.intake(.locked, nil, path: path))
        case .changed:
            Failure(
                .temporaryFailure,
                Wording(
                    ru:
                        "\(path): таблицы или триггеры изменены; демон приведёт их в порядок (vestnik status)",
                    en:
                        "\(path): its tables or triggers were changed; the daemon puts them right (vestnik status)"
                )
            )
        case .unusable(let detail):
            Failure(
                .ioError,
                Wording(ru: "в файл сайта нельзя писать: ", en: "the web site's file cannot be written: ")
                    + detail
            )
        }
    }

    private static func missing(_ path: String) -> Failure {
        Failure(
            .noInput,
            Wording(
                ru: "\(path): файла сайта ещё нет; его создаст «vestnik init» или демон при запуске",
                en:
                    "\(path): there is no web site's file yet; make it with “vestnik init”, or start the daemon"
            )
        )
    }

    private static func tell(
        _ counts: RegistrationWriter.Counts,
        _ event: String,
        _ lines: Int,
        _ context: CommandContext
    ) throws -> ExitCode {
        let isTrial = context.invocation.flag("dry-run")
        guard context.wantsJSON else {
            let what =
                isTrial
                ? Wording(ru: "было бы записано", en: "would register")
                : Wording(ru: "записано", en: "registered")
            try context.tell(
                Wording(
                    ru: "\(what.ru) на \(event): новых \(counts.inserted), изменённых \(counts.updated), "
                        + "прежних \(counts.unchanged)",
                    en: "\(what.en) for \(event): \(counts.inserted) new, \(counts.updated) changed, "
                        + "\(counts.unchanged) unchanged"
                )
            )
            return .done
        }
        var line = JSONLine()
        line.add("event", event)
        line.add("dry_run", isTrial)
        line.add("lines", lines)
        line.add("inserted", counts.inserted)
        line.add("updated", counts.updated)
        line.add("unchanged", counts.unchanged)
        try context.output.writeLine(line.text)
        return .done
    }
}
