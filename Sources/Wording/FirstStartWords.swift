/// What is said of an installation that has nothing to send yet.
public enum FirstStartWords {
    /// The folder of events is empty.
    ///
    /// It names the folder of the samples that were installed, where there are some.
    public static func noEvents(folder: String, samples: String?) -> Wording {
        let sample = samples.map {
            Wording(
                ru: ", образец — \($0)/events/annual-meeting",
                en: "; start from \($0)/events/annual-meeting"
            )
        }
        return Wording(
            ru: "ещё ни одного; каждому нужна своя папка в \(folder)\(sample?.ru ?? "")",
            en: "none yet; each has a folder of its own in \(folder)\(sample?.en ?? "")"
        )
    }

    /// The folder of events that the configuration names is not there.
    public static func noFolder(_ folder: String) -> Wording {
        Wording(
            ru: "нет папки \(folder); создайте её (она может быть пустой) или исправьте путь",
            en: "there is no folder \(folder); make it (it may be empty), or correct the path"
        )
    }

    /// There is no configuration: where it is looked for, and how one begins.
    public static func noConfiguration(_ path: String) -> Wording {
        Wording(
            ru:
                "\(path): такого файла нет; назовите другой (--config или VESTNIK_CONFIG) либо создайте его: с образца "
                + "начинается «vestnik help config»",
            en:
                "\(path): there is no such file; name another (--config or VESTNIK_CONFIG), or make it: “vestnik help config” "
                + "begins with a sample"
        )
    }
}
