internal import CLinux
internal import Glibc

/// Where a server listens.
public enum ListenAddress: Sendable, Hashable {
    /// An address of this machine's own, and a port; 0: any that is free.
    case tcp(host: String, port: Int)
    /// A Unix socket at this path, with these rights; one that nobody listens on any more is replaced.
    case unix(path: String, mode: UInt32)
    /// A descriptor that somebody else has made, as the service manager does.
    case inherited(Int32)
}

/// A socket that listens.
struct Listener {
    let descriptor: Int32
    let isUnix: Bool
    /// Of TCP; 0 otherwise.
    let port: Int
    /// The socket's file where we have made it.
    let path: String?

    init(_ address: ListenAddress) throws(HTTPError) {
        switch address {
        case .tcp(let host, let port): self = try Self.tcp(host, port)
        case .unix(let path, let mode): self = try Self.unix(path, mode)
        case .inherited(let descriptor): self = try Self.inherited(descriptor)
        }
    }

    private init(_ descriptor: Int32, isUnix: Bool, path: String? = nil) {
        self.descriptor = descriptor
        self.isUnix = isUnix
        self.path = path
        port = isUnix ? 0 : Self.port(of: descriptor)
    }

    private static func tcp(_ host: String, _ port: Int) throws(HTTPError) -> Listener {
        let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var storage = sockaddr_storage()
        let length: socklen_t
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &four) == 1 {
            guard UInt32(bigEndian: four.s_addr) >> 24 == 127 else { throw .notLoopback(host) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
            address.sin_addr = four
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
        } else if inet_pton(AF_INET6, host, &six) == 1 {
            guard withUnsafeBytes(of: six, { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 })
            else { throw .notLoopback(host) }
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(truncatingIfNeeded: port).bigEndian
            address.sin6_addr = six
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in6.self) }
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        } else {
            throw .notLoopback(host)
        }
        let descriptor = try socket(Int32(storage.ss_family))
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        try listen(descriptor, &storage, length, place)
        return Listener(descriptor, isUnix: false)
    }

    private static func unix(_ path: String, _ mode: UInt32) throws(HTTPError) -> Listener {
        var storage = sockaddr_storage()
        let name = Array(path.utf8)
        // sun_path of unix(7) with its end.
        guard !name.isEmpty, name.count < 108, !name.contains(0) else { throw .badPath(path) }
        storage.ss_family = sa_family_t(AF_UNIX)
        let offset = MemoryLayout<sa_family_t>.size
        withUnsafeMutableBytes(of: &storage) { $0[offset...].copyBytes(from: name) }
        let length = socklen_t(offset + name.count + 1)
        var status = stat()
        if lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFSOCK else { throw .badPath(path) }
            let visitor = try socket(AF_UNIX)
            let answer = withSocketAddress(&storage) { Glibc.connect(visitor, $0, length) }
            let isLeft = answer != 0 && errno == ECONNREFUSED
            close(visitor)
            guard isLeft else { throw .inUse(path) }
            unlink(path)
        }
        let descriptor = try socket(AF_UNIX)
        // Nobody connects before the rights are right.
        let mask = umask(0o777)
        defer { umask(mask) }
        try listen(descriptor, &storage, length, path)
        guard chmod(path, mode) == 0 else {
            let problem = errno
            close(descriptor)
            unlink(path)
            throw .system(path, problem)
        }
        return Listener(descriptor, isUnix: true, path: path)
    }

    private static func inherited(_ descriptor: Int32) throws(HTTPError) -> Listener {
        var isListening: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening == 1
        else { throw .notListening }
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        guard withSocketAddress(&storage, { getsockname(descriptor, $0, &size) }) == 0 else {
            throw .notListening
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        return Listener(descriptor, isUnix: Int32(storage.ss_family) == AF_UNIX)
    }

    private static func socket(_ family: Int32) throws(HTTPError) -> Int32 {
        let descriptor = Glibc.socket(family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
        guard descriptor >= 0 else { throw .system("socket", errno) }
        return descriptor
    }

    private static func listen(
        _ descriptor: Int32,
        _ storage: inout sockaddr_storage,
        _ length: socklen_t,
        _ place: String
    ) throws(HTTPError) {
        guard withSocketAddress(&storage, { bind(descriptor, $0, length) }) == 0,
            Glibc.listen(descriptor, 128) == 0
        else {
            let problem = errno
            close(descriptor)
            throw problem == EADDRINUSE ? .inUse(place) : .system(place, problem)
        }
    }

    private static func port(of descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        guard withSocketAddress(&storage, { getsockname(descriptor, $0, &size) }) == 0 else { return 0 }
        // The port stands at the same place in both families.
        return withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
    }

    private static func withSocketAddress<Result>(
        _ storage: inout sockaddr_storage,
        _ body: (UnsafeMutablePointer<sockaddr>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
