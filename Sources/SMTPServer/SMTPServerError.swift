/// Why the server could not start or a message could not be filed.
public enum SMTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The address is not an IPv4 or IPv6 address in digits.
    case badAddress(String)
    /// Listening failed; the text is the system's.
    case cannotListen(address: String, port: UInt16, problem: String)
    /// A file could not be written; the text is the system's.
    case cannotFile(path: String, problem: String)

    /// A sentence for people.
    public var description: String {
        switch self {
        case .badAddress(let text):
            "“\(text)” is not an address to listen on; write it in digits, such as 127.0.0.1 or ::1"
        case .cannotListen(let address, let port, let problem):
            "cannot listen on \(address) port \(port): \(problem)"
        case .cannotFile(let path, let problem):
            "cannot write \(path): \(problem)"
        }
    }
}
