internal import Wording

/// The sentences about the web site's file.
enum IntakeWords {
    static func link(_ path: String) -> Wording {
        Wording(ru: "\(path): это символическая ссылка", en: "\(path): is a symbolic link")
    }

    static func folder(_ path: String) -> Wording {
        Wording(ru: "\(path): это каталог", en: "\(path): is a folder")
    }

    static func noPlainFile(_ path: String) -> Wording {
        Wording(ru: "\(path): это не обычный файл", en: "\(path): is no plain file")
    }

    static func empty(_ path: String) -> Wording {
        Wording(ru: "\(path): файл пуст", en: "\(path): is empty")
    }

    static func replaced(_ path: String) -> Wording {
        Wording(ru: "\(path): файл подменён", en: "\(path): was replaced")
    }

    static func gone(_ path: String) -> Wording {
        Wording(ru: "\(path): файл удалён или подменён", en: "\(path): was removed or replaced")
    }

    static func cutShort(bytes: Int64, of least: Int64) -> Wording {
        Wording(
            ru: "файл обрезан: в нём \(bytes) байт из \(least)",
            en: "the file was cut short: it has \(bytes) of \(least) bytes"
        )
    }

    static let outOfIDs = Wording(
        ru:
            "у одной из регистраций наибольший возможный id (\(Int64.max)), и новых не добавить: дайте ей другой или удалите её",
        en:
            "a registration has the highest id that there is (\(Int64.max)), and no other can be added: give it another, or delete it"
    )

    // MARK: what was put right

    /// A part of the schema by its kind in SQL: `table`, `trigger`, `index` or `view`.
    static func part(_ kind: String, _ name: String) -> Wording {
        let russian = ["table": "таблица", "trigger": "триггер", "index": "индекс", "view": "представление"]
        return Wording(ru: "\(russian[kind] ?? kind) \(name)", en: "\(kind) \(name)")
    }

    static func copied(_ count: Int, of table: String, from aside: String) -> Wording {
        Wording(
            ru: "строки таблицы \(table), взятые из \(aside), числом \(count)",
            en: "\(count) rows of \(table) from \(aside)"
        )
    }
}
