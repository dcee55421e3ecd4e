import Settings
import Wording

extension Site {
    /// The language in which a program speaks: the configuration's, whatever else is wrong with it; where there is none
    /// to be read, that of the environment; where nothing is said, Russian, as in a configuration.
    /// - Parameters:
    ///   - path: the configuration file, which need not exist.
    ///   - environment: of the process.
    /// - Returns: `ru` or `en`.
    public static func language(configuration path: String, environment: [String: String]) -> String {
        if let configured = language(configuration: path) { return configured.rawValue }
        return SpokenLanguage.named(by: environment) ?? Language.ru.rawValue
    }

    /// The language that a configuration names, or leaves as it is; nil when the file cannot be read.
    private static func language(configuration path: String) -> Language? {
        guard let text = try? readText(path) else { return nil }
        let root = JSON5.read(text, FaultLog(file: path))
        guard case .object(let members) = root.content,
            let value = members.first(where: { $0.key == "language" })?.value.content
        else { return .ru }
        guard case .string(let name) = value else { return .ru }
        return Language(rawValue: name) ?? .ru
    }
}
