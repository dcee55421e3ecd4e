import Glibc

/// Why a part of the system could not be used.
public enum ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another process holds the lock; its process id where the lock file tells it.
    case held(path: String, by: Int32?)
    /// A call to the system failed; the text is the system's.
    case system(call: String, subject: String, problem: String)

    /// A sentence for people.
    public var description: String {
        switch self {
        case .held(let path, let pid?): "\(path) is locked by process \(pid)"
        case .held(let path, nil): "\(path) is locked by another process"
        case .system(let call, let subject, let problem):
            subject.isEmpty ? "\(call): \(problem)" : "\(call) \(subject): \(problem)"
        }
    }

    /// The error that `errno` tells of.
    static func last(_ call: String, _ subject: String = "") -> ServiceError {
        .system(call: call, subject: subject, problem: String(cString: strerror(errno)))
    }
}
