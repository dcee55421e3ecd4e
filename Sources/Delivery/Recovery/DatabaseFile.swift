import Glibc
import Wording

/// Which file a database is, to notice when another takes its place.
struct DatabaseFile {
    let path: String
    private let identity: [UInt64]?

    init(path: String) {
        self.path = path
        identity = Self.identity(path)
    }

    /// What has become of the file, as a sentence; nil while it is where it was.
    func loss() -> Wording? {
        guard let identity else { return nil }
        guard let now = Self.identity(path) else {
            return Wording(
                ru: "\(path): файл базы удалили, пока он был занят",
                en: "\(path): the database file was deleted while in use"
            )
        }
        return now == identity
            ? nil
            : Wording(
                ru: "\(path): пока база была занята, на её место положили другой файл",
                en: "\(path): another file took the database's place while it was in use"
            )
    }

    private static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
