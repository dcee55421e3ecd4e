/// What `vestnik init` says of each file.
public enum InitWords {
    /// A file that was there.
    public static func isThere(_ path: String) -> Wording {
        Wording(ru: "\(path) уже есть, обновлять нечего", en: "\(path) is there already and up to date")
    }

    /// A file that was made.
    public static func made(_ path: String) -> Wording {
        Wording(ru: "создан файл \(path)", en: "created \(path)")
    }

    /// A file is to lie in a folder that is not there.
    public static func noFolder(_ folder: String, _ configuration: String) -> Wording {
        Wording(
            ru: "нет папки \(folder): создайте её или исправьте путь в \(configuration)",
            en: "there is no folder \(folder): make it, or correct the path in \(configuration)"
        )
    }

    /// A file that was root's and is its folder's owner's now.
    public static func givenAway(_ path: String) -> Wording {
        Wording(
            ru: "файл \(path) принадлежал root, теперь он принадлежит владельцу папки",
            en: "\(path) was root's and belongs to the owner of its folder now"
        )
    }
}
