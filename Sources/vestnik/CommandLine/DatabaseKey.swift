import Foundation
import Settings

/// Finds the paths of the two files in a configuration that is faulty elsewhere.
enum DatabaseKey {
    /// The absolute path that `database:`, or another key, names; nil when the file does not tell.
    static func read(_ key: String = "database", of configuration: String) throws(Faults) -> String? {
        let log = FaultLog(file: configuration)
        let root = JSON5.read(try readText(configuration), log)
        guard case .object(let members) = root.content,
            case .string(let path)? = members.first(where: { $0.key == key })?.value.content,
            !path.isEmpty
        else { return nil }
        let folder = URL(fileURLWithPath: configuration).deletingLastPathComponent()
        return URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL.path
    }
}
