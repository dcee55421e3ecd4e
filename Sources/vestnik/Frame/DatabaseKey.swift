import Foundation
import Settings

/// Finds the database's path in a configuration that is faulty elsewhere.
enum DatabaseKey {
    /// The absolute path that `database:` names; nil when the file does not tell.
    static func read(_ configuration: String) throws(Faults) -> String? {
        let log = FaultLog(file: configuration)
        let root = JSON5.read(try readText(configuration), log)
        guard case .object(let members) = root.content,
            case .string(let path)? = members.first(where: { $0.key == "database" })?.value.content,
            !path.isEmpty
        else { return nil }
        let folder = URL(fileURLWithPath: configuration).deletingLastPathComponent()
        return URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL.path
    }
}
