/// What is said about people whose data are erased.
public enum ErasingWords {
    /// A reader keeps the write-ahead log, where the old content still stands.
    public static let logInUse = Wording(
        ru:
            "журнал базы ещё читает другая программа, и стёртое пока есть в файле -wal: демон очистит его, когда чтение "
            + "закончится; если демон не запущен, повторите команду позже",
        en:
            "another program still reads the database's log, so what was erased is still in the file -wal: the daemon "
            + "empties it when the reading has ended; where none runs, run this again later"
    )

    /// The key of the hashes is gone, and with it what they were kept for.
    public static func keyLost(_ path: String) -> Wording {
        Wording(
            ru:
                "\(path): ключа нет, и тех, чьи данные стёрты, программа не узнаёт: их запреты не действуют; верните файл с "
                + "прежней машины",
            en:
                "\(path): the key is gone, and people who were forgotten are not known again: their suppressions do not "
                + "hold; bring the file from the machine that had it"
        )
    }

    /// How many people of an imported list asked to be forgotten.
    public static func importedForgotten(_ count: Int) -> Wording {
        let people = Counted(ru: ("человек", "человека", "человек"), en: ("person", "people"))(count)
        return Wording(
            ru: "просили стереть их данные, но снова есть в списке: \(people.ru)",
            en: "asked to be forgotten, and are on the list again: \(people.en)"
        )
    }
}
