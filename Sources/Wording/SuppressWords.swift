/// What is said about importing the suppression list.
public enum SuppressWords {
    /// Help of the command.
    public static let discussion = Wording(
        ru: """
            add добавляет адреса в список и останавливает то, что ждёт отправки на них; remove убирает адреса; list показывает список: с --csv или \
            --json — целиком, для переноса; import читает его из файла. Те, кто просил стереть свои данные, остаются в списке в виде хеша, по которому их не узнать.

            Файл для import — тот, что получен от list --csv, или любая таблица: CSV (запятая, точка с запятой, табуляция; кодировка определяется сама, решает --encoding) \
            либо книга Excel. Столбцы: email («Эл. почта»), scope («Что»: all или bulk), reason («Причина»); остальные не читаются. Файл из одних адресов обходится без заголовка. \
            Где в строке нет scope или reason, действуют --scope и --reason. Если есть хоть одна ошибка, не импортируется ничего; о каждой сказано, в какой она строке. \
            Кто уже есть в списке, остаётся в нём как был; bulk становится all, но не наоборот.
            """,
        en: """
            add puts addresses on the list and stops what waits for them; remove takes them off; list shows it, with --csv or --json as a whole, \
            to be taken elsewhere; import reads it from a file. People who asked to be erased stay on the list as a hash that tells nobody who they were.

            The file for import is what list --csv has given, or any table: CSV (commas, semicolons or tabs; the encoding is recognised, --encoding decides) \
            or an Excel workbook. Columns: email, scope (all or bulk), reason; others are not read. A file of addresses alone needs no heading. \
            Where a row has no scope or reason, --scope and --reason hold. With a single fault nothing is imported; each is told with its line. \
            Who is on the list already stays as they are; bulk becomes all, never the other way round.
            """
    )
    /// Help of `ADDRESS`.
    public static let addresses = Wording(
        ru: "Адреса; для import — файл, или «-»",
        en: "Addresses; for import the file, or “-”"
    )
    /// What the list is called in a row of usage.
    public static let oneFile = Wording(
        ru: "import принимает один файл",
        en: "import takes one file"
    )
    /// An option that is of use to `import` alone.
    public static func importOnly(_ option: String) -> Wording {
        Wording(ru: "--\(option) — только для import", en: "--\(option) is for import alone")
    }
    /// An example.
    public static let example = Wording(
        ru: "Отписки из прежней системы рассылок",
        en: "Unsubscriptions of an earlier mailing system"
    )
    /// A scope that is none.
    public static func scope(_ text: String) -> Wording {
        Wording(
            ru: "«\(text)»: напишите all (не писать ничего) или bulk (не присылать рассылок)",
            en: "“\(text)”: write all (nothing is sent) or bulk (no bulk mail is sent)"
        )
    }
    /// A row without an address.
    public static let noAddress = Wording(
        ru: "в строке нет адреса",
        en: "the row has no address"
    )
    /// Nothing was written, because of faults.
    public static func refused(_ faults: Wording, _ file: String) -> Wording {
        Wording(
            ru: "ничего не импортировано: \(faults.ru) в \(file)",
            en: "nothing was imported: \(faults.en) in \(file)"
        )
    }
    /// What an import came to.
    public static func summary(
        added: Int,
        widened: Int,
        unchanged: Int,
        stopped: Wording,
        isTrial: Bool
    ) -> Wording {
        Wording(
            ru: (isTrial ? "Ничего не записано. Было бы так: " : "")
                + "добавлено: \(added); не писать больше ничего вместо рассылок: \(widened); были в списке: \(unchanged)"
                + (isTrial ? "." : "; остановлено: \(stopped.ru)."),
            en: (isTrial ? "Nothing was written. It would be: " : "")
                + "added: \(added); nothing at all instead of no bulk mail: \(widened); on the list already: \(unchanged)"
                + (isTrial ? "." : "; stopped: \(stopped.en).")
        )
    }
}
