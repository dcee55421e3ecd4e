public import Wording

/// Why a server does not listen.
public enum HTTPError: Error, Sendable, Hashable, Worded {
    /// The address is not this machine's own alone.
    case notLoopback(String)
    /// What was handed over is no socket that listens.
    case notListening
    /// The path of a socket is too long, or what lies there is no socket.
    case badPath(String)
    /// Somebody else listens there.
    case inUse(String)
    /// The system refused something: what, and its error number.
    case system(String, Int32)

    /// A sentence for people.
    public var wording: Wording {
        switch self {
        case .notLoopback(let host): HTTPWords.notLoopback(host)
        case .notListening: HTTPWords.notListening
        case .badPath(let path): HTTPWords.badPath(path)
        case .inUse(let place): HTTPWords.inUse(place)
        case .system(let what, let number): HTTPWords.refused(what, number)
        }
    }
}
