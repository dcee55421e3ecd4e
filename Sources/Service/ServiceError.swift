import Glibc
public import Wording

/// Why a part of the system could not be used.
public enum ServiceError: Error, Sendable, Hashable, Worded {
    /// Another process holds the lock; its process id where the lock file tells it.
    case held(path: String, by: Int32?)
    /// The system refused something: what, and its error number.
    case system(Wording, Int32)

    /// A sentence for people.
    public var wording: Wording {
        switch self {
        case .held(let path, let pid?):
            Wording(ru: "файл \(path) занят процессом \(pid)", en: "\(path) is locked by process \(pid)")
        case .held(let path, nil):
            Wording(ru: "файл \(path) занят другим процессом", en: "\(path) is locked by another process")
        case .system(let what, let number): what + ": " + .systemError(number)
        }
    }

    /// The error that `errno` tells of.
    static func last(_ what: Wording) -> ServiceError { .system(what, errno) }

    /// The error that `errno` tells of a call to the system.
    static func last(call: String) -> ServiceError { .system(Wording(verbatim: call), errno) }
}
