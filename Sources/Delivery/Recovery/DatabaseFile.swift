import Glibc
import Wording

/// Which file a database is, to notice when another takes its place.
struct DatabaseFile {
    let path: String
    private let identity: [UInt64]?
    /// The path without links: there SQLite keeps the log.
    private let real: String
    /// Of the log and its index; nil of one that is not there.
    private let companions: [[UInt64]?]

    /// The database at a path, which is open.
    init(path: String) {
        self.path = path
        identity = Self.identity(path)
        let real = realPath(path)
        self.real = real
        companions = Self.suffixes.map { Self.identity(real + $0) }
    }

    private static let suffixes = ["-wal", "-shm"]

    /// What has become of the log or its index, as a sentence; nil while both are where they were.
    ///
    /// What is written into a log that has been deleted nobody else sees, and nobody finds it at the next start.
    func logLoss() -> Wording? {
        for (suffix, known) in zip(Self.suffixes, companions) {
            guard let known, Self.identity(real + suffix) != known else { continue }
            return Wording(
                ru: "\(real)\(suffix): журнал базы удалили или подменили, пока он был нужен",
                en: "\(real)\(suffix): the database's log was deleted or replaced while in use"
            )
        }
        return nil
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

    /// Whether nobody has begun another log: what stands in the deleted one may still be brought into the file.
    var hasNoLog: Bool { access(real + "-wal", F_OK) != 0 }

    private static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
