/// What is said about putting a backup in place, and about a database that does not fit what lies beside it.
public enum RestoreWords {
    /// A log that was written for another file lies beside the database.
    public static func foreignLog(_ path: String) -> Wording {
        Wording(
            ru:
                "\(path): журнал \(path)-wal относится не к этому файлу — вероятно, на место базы положили копию, а "
                + "журнал прежней базы остался. Ничего не изменено. Верните копию командой "
                + "`vestnik restore ФАЙЛ`: она убирает прежние файлы в сторону",
            en:
                "\(path): the log \(path)-wal was written for another file: a copy was probably put into the "
                + "database's place, and the log of the old one was left. Nothing was touched. Put the copy in place "
                + "with `vestnik restore FILE`, which sets the old files aside"
        )
    }

    /// A restore was cut off between the old database and the new one.
    public static func cutOff(_ path: String) -> Wording {
        Wording(
            ru: "\(path): восстановление прервали, базы на месте нет; повторите `vestnik restore`",
            en: "\(path): a restore was cut off, and no database is in place; run `vestnik restore` again"
        )
    }

    /// The file that was named is no backup of ours; the sentence of the database library says more.
    public static func noBackup(_ path: String, _ detail: Wording) -> Wording {
        Wording(
            ru: "\(path): это не копия базы Vestnik: \(detail.ru)",
            en: "\(path): no backup of a Vestnik database: \(detail.en)"
        )
    }

    /// The backup is damaged.
    public static func damaged(_ path: String) -> Wording {
        Wording(
            ru: "\(path): копия повреждена; база осталась прежней",
            en: "\(path): the backup is damaged; the database stays as it was"
        )
    }

    /// A newer program has made the backup.
    public static func newer(_ path: String, found: Int, known: Int) -> Wording {
        Wording(
            ru:
                "\(path): копию сделала более новая версия программы (схема \(found), здесь известны до \(known)); "
                + "сначала установите её",
            en:
                "\(path): a newer version of the program made this backup (schema \(found), known here up to "
                + "\(known)); install that first"
        )
    }

    /// The file that was named is the database itself.
    public static func isDatabase(_ path: String) -> Wording {
        Wording(ru: "\(path): это сама база", en: "\(path): this is the database itself")
    }

    /// What was named is no plain file.
    public static func noFile(_ path: String) -> Wording {
        Wording(ru: "\(path): это не обычный файл", en: "\(path): not a plain file")
    }

    /// A daemon sends from the database.
    public static func daemonRuns(_ pid: Int32?) -> Wording {
        Wording(
            ru:
                "из этой базы отправляет vestnikd\(pid.map { " (процесс \($0))" } ?? ""): сначала остановите его",
            en: "vestnikd\(pid.map { " (process \($0))" } ?? "") sends from this database: stop it first"
        )
    }

    /// Another program has the database open.
    public static func inUse(_ path: String) -> Wording {
        Wording(
            ru: "\(path): базу открыла другая программа; закройте её и повторите",
            en: "\(path): another program has the database open; close it and run this again"
        )
    }

    /// How many messages the backup has, and up to when it knows of anything.
    public static func replace(
        _ database: String,
        by backup: String,
        upTo: Wording,
        messages: Wording
    ) -> Wording {
        Wording(
            ru:
                "В копии \(backup) \(messages.ru), последняя запись — \(upTo.ru). Заменить ею \(database) и задержать все "
                + "неотправленные письма?",
            en:
                "The backup \(backup) has \(messages.en), its newest record is of \(upTo.en). Put it in the place of "
                + "\(database) and hold all mail that was not sent?"
        )
    }

    /// A backup without any record.
    public static let never = Wording(ru: "нет записей", en: "no record")

    /// What was done.
    public static func done(_ database: String, from backup: String, held: Wording) -> Wording {
        Wording(
            ru: "\(database) восстановлена из \(backup); задержано: \(held.ru)",
            en: "restored \(database) from \(backup); held: \(held.en)"
        )
    }

    /// Where the old one went.
    public static func aside(_ path: String) -> Wording {
        Wording(ru: "прежняя база: \(path)", en: "the old database: \(path)")
    }

    /// What is to be done next.
    public static let next = Wording(
        ru: "сверьте очередь с журналом почтового сервера, затем vestnik release или vestnik cancel",
        en: "compare the queue with the relay's log, then vestnik release or vestnik cancel"
    )
}
