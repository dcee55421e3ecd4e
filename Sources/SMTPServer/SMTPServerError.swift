public import Wording

/// Why the server could not start or a message could not be filed.
public enum SMTPServerError: Error, Sendable, Hashable, Worded {
    /// The address is not an IPv4 or IPv6 address in digits.
    case badAddress(String)
    /// Listening failed; the number is the system's.
    case cannotListen(address: String, port: UInt16, number: Int32)
    /// A file could not be written; the number is the system's.
    case cannotFile(path: String, number: Int32)
    /// The system gives no thread.
    case noThread

    /// A sentence for people.
    public var wording: Wording {
        switch self {
        case .badAddress(let text):
            Wording(
                ru: "«\(text)» — не адрес; укажите его цифрами: 127.0.0.1 или ::1",
                en: "“\(text)” is not an address to listen on; write it in digits, such as 127.0.0.1 or ::1"
            )
        case .cannotListen(let address, let port, let number):
            Wording(
                ru: "нельзя слушать \(address), порт \(port): ",
                en: "cannot listen on \(address) port \(port): "
            ) + .systemError(number)
        case .cannotFile(let path, let number):
            Wording(ru: "не удаётся записать \(path): ", en: "cannot write \(path): ") + .systemError(number)
        case .noThread:
            Wording(ru: "система не даёт потока", en: "no thread could be started")
        }
    }
}
