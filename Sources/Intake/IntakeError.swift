internal import Glibc
internal import SQLite
internal import Wording

/// Why the intake cannot be used now.
enum IntakeError: Error {
    /// There is no file, or no folder for it.
    case missing(Wording)
    /// What is there is no plain file: a link, a folder, a pipe.
    case notAFile(Wording)
    /// The system refuses.
    case refused(Wording)
    /// SQLite refuses.
    case sqlite(SQLiteError)

    /// What `errno` says of a path.
    static func last(_ path: String) -> IntakeError {
        let problem = "\(path): " + Wording.systemError(errno)
        return switch errno {
        case ENOENT, ENOTDIR: .missing(problem)
        case ELOOP: .notAFile(IntakeWords.link(path))
        default: .refused(problem)
        }
    }

    /// The trouble that it means; nil for a lock, which counts only when it lasts.
    var trouble: IntakeCondition.Trouble? {
        switch self {
        case .missing: .missing
        case .notAFile: .damaged
        case .refused: .unwritable
        case .sqlite(let error):
            switch error.category {
            case .busy: nil
            case .full, .readOnly, .cannotOpen: .unwritable
            case .inputOutput: error.isAboutWriting ? .unwritable : .damaged
            default: .damaged
            }
        }
    }

    /// What SQLite or the system said, bounded: it may name things of the file.
    var boundedDetail: Wording {
        func bounded(_ text: String) -> String { String(decoding: text.utf8.prefix(600), as: UTF8.self) }
        return Wording(ru: bounded(detail.ru), en: bounded(detail.en))
    }

    /// What SQLite or the system said.
    var detail: Wording {
        switch self {
        case .missing(let text), .notAFile(let text), .refused(let text): text
        case .sqlite(let error): error.wording
        }
    }
}

extension SQLiteError {
    /// Whether an error of the disk came of writing: SQLITE_IOERR_WRITE, _FSYNC, _DIR_FSYNC, _TRUNCATE, _SHMOPEN,
    /// _SHMSIZE.
    fileprivate var isAboutWriting: Bool { [3, 4, 5, 6, 18, 19].contains(code >> 8) }
}
