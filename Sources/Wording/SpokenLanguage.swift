/// The language that the environment asks for, before any configuration is known.
public enum SpokenLanguage {
    /// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first of them that is set to something: `ru` for `ru` and
    /// `ru_*`, else `en`; nil where none of them is set (POSIX.1 §8.2).
    public static func named(by environment: [String: String]) -> String? {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment[name], !value.isEmpty else { continue }
            let language = value.prefix { $0 != "_" && $0 != "." && $0 != "@" && $0 != "-" }
            return ["ru", "russian"].contains(language.lowercased()) ? "ru" : "en"
        }
        return nil
    }
}
