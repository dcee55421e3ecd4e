import CLinux
import Glibc

/// A listening TCP socket.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    /// Listens on `address` in digits; port 0 takes a free one.
    init(address: String, port: UInt16) throws(SMTPServerError) {
        var storage = sockaddr_storage()
        let length = try Listener.fill(&storage, address: address, port: port)
        let family = Int32(storage.ss_family)
        // SOCK_CLOEXEC is O_CLOEXEC: programs that tests start must not inherit connections.
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw Listener.refused(address, port) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        let bound = withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0, listen(descriptor, 512) == 0 else {
            let error = Listener.refused(address, port)
            close(descriptor)
            throw error
        }
        var actual = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &actual) }
        }
        self.descriptor = descriptor
        // sin_port and sin6_port lie at the same place.
        self.port = withUnsafeBytes(of: &storage) {
            UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
    }

    /// Waits for a connection; nil once the socket is shut down.
    func accept() -> Int32? {
        while true {
            let connection = accept4(descriptor, nil, nil, O_CLOEXEC)
            if connection >= 0 {
                var one: Int32 = 1
                // Replies are small and wanted at once.
                setsockopt(
                    connection,
                    Int32(IPPROTO_TCP),
                    TCP_NODELAY,
                    &one,
                    socklen_t(MemoryLayout<Int32>.size)
                )
                return connection
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: _ = poll(nil, 0, 20)  // until a session has ended
            default: return nil
            }
        }
    }

    private static func refused(_ address: String, _ port: UInt16) -> SMTPServerError {
        .cannotListen(address: address, port: port, number: errno)
    }

    private static func fill(
        _ storage: inout sockaddr_storage,
        address: String,
        port: UInt16
    ) throws(SMTPServerError) -> socklen_t {
        var four = sockaddr_in()
        if inet_pton(AF_INET, address, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
            return socklen_t(MemoryLayout<sockaddr_in>.size)
        }
        var six = sockaddr_in6()
        if inet_pton(AF_INET6, address, &six.sin6_addr) == 1 {
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
            return socklen_t(MemoryLayout<sockaddr_in6>.size)
        }
        throw .badAddress(address)
    }
}
