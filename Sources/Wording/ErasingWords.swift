/// What is said about people whose data are erased.
public enum ErasingWords {
    /// People who were forgotten after the backup was made were erased from it.
    public static func forgottenAgain(_ count: Int) -> Wording {
        Wording(
            ru: "кого стёрли (vestnik forget) после создания копии, тех убрали и из неё; человек: \(count)",
            en: "forgotten after the backup was made, and erased from it as well: \(count)"
        )
    }

    /// How many were forgotten after the backup was made, whom nobody can find in it.
    public static func forgottenUnknown(_ count: Int, key: String) -> Wording {
        Wording(
            ru:
                "после создания копии стёрли ещё \(count), но без ключа \(key) не узнать, кого: повторите vestnik forget АДРЕС",
            en:
                "\(count) more were forgotten after the backup was made, and without the key \(key) nobody can find them: run vestnik forget ADDRESS again"
        )
    }

    /// The replaced database cannot tell who was forgotten.
    public static let forgottenNotTold = Wording(
        ru:
            "прежняя база не может сказать, кого стёрли после создания копии: повторите для них vestnik forget АДРЕС",
        en:
            "the old database cannot tell who was forgotten after the backup was made: erase them again: vestnik forget ADDRESS"
    )

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
