internal import CResolver
internal import Glibc

/// A resolver of domain names, as the system's settings have it, or one that is named.
public struct Resolver: Sendable {
    /// Why there is no answer.
    public enum Failure: Error, Equatable {
        /// No resolver answers.
        case unreachable
        /// One answers, and that it cannot tell, or with what nobody can read.
        case cannotTell
    }

    /// Kinds of records that may be asked for.
    public enum Kind: Int32, Sendable {
        case mailExchanger = 15, text = 16
    }

    private let server: sockaddr_in?
    private let seconds: Int32

    /// The system's resolvers (resolv.conf(5)).
    /// - Parameter seconds: for how long each of two tries may wait.
    public init(seconds: Int = 3) {
        server = nil
        self.seconds = Int32(seconds)
    }

    /// The resolver at an IPv4 address, as `192.0.2.53` or `127.0.0.1:5353`; nil where the text is none.
    public init?(server text: String, seconds: Int = 3) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let port = parts.count == 2 ? UInt16(parts[1]) : 53 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, String(parts[0]), &address.sin_addr) == 1 else { return nil }
        server = address
        self.seconds = Int32(seconds)
    }

    /// The texts that a name holds; none where there is no such name or it holds none.
    public func texts(of name: String) throws(Failure) -> [String] { try answer(name, .text)?.texts ?? [] }

    /// Whether a name has records of a kind.
    public func has(_ kind: Kind, _ name: String) throws(Failure) -> Bool {
        try answer(name, kind)?.records.contains { $0.type == UInt16(kind.rawValue) } ?? false
    }

    private func answer(_ name: String, _ kind: Kind) throws(Failure) -> DNSAnswer? {
        var bytes = [UInt8](repeating: 0, count: 65_535)
        var error: Int32 = 0
        let length = bytes.withUnsafeMutableBufferPointer { room in
            if var server {
                ask_resolver(
                    name,
                    kind.rawValue,
                    &server,
                    seconds,
                    room.baseAddress,
                    Int32(room.count),
                    &error
                )
            } else {
                ask_resolver(name, kind.rawValue, nil, seconds, room.baseAddress, Int32(room.count), &error)
            }
        }
        if length < 0 {
            switch error {
            case HOST_NOT_FOUND, NO_DATA: return nil
            case TRY_AGAIN: throw .unreachable
            default: throw .cannotTell
            }
        }
        guard let answer = DNSAnswer(Array(bytes.prefix(Int(length)))) else { throw .cannotTell }
        return answer
    }
}
