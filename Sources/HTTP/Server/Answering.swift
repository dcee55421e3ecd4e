import CMicroHTTP
import Glibc

/// Asks the responder, and hands its answer to libmicrohttpd.
enum Answering {
    /// The answer to a complete request.
    static func response(to exchange: Exchange, on connection: OpaquePointer, _ all: Exchanges) -> Response {
        guard exchange.overflow == 0 else { return all.refusal(.contentTooLarge, exchange) }
        let target: Target
        do throws(Target.Fault) { target = try Target(exchange.target) } catch {
            return all.refusal(error == .tooLong ? .targetTooLong : .badRequest, exchange)
        }
        let request = Request(
            exchange.method,
            path: target.path,
            query: target.query,
            headers: exchange.headers,
            body: exchange.body,
            remote: remote(of: connection),
            arrivedByUnixSocket: all.isUnix
        )
        return all.responder.response(to: request)
    }

    /// Sends an answer.
    static func send(
        _ response: Response,
        to exchange: Exchange,
        on connection: OpaquePointer,
        _ all: Exchanges
    ) -> MHD_Result {
        let made: OpaquePointer?
        switch response.body {
        case .empty: made = mhd_response_copying(nil, 0)
        case .bytes(let bytes):
            made = bytes.withUnsafeBytes { mhd_response_copying($0.baseAddress, $0.count) }
        case .stream(let stream):
            let streaming = Streaming(stream, on: connection, all.waker)
            // Balanced by `Streaming.done`.
            made = mhd_response_asking(
                Streaming.block,
                Streaming.read,
                Unmanaged.passRetained(streaming).toOpaque(),
                Streaming.done
            )
        }
        guard let made else { return .NO }
        defer { MHD_destroy_response(made) }
        for field in response.headers.all { add(field.name, field.value, to: made) }
        for field in Response.strictFields.all where response.headers[field.name] == nil {
            add(field.name, field.value, to: made)
        }
        return MHD_queue_response(connection, UInt32(response.status.code), made)
    }

    /// A value with control characters, where a field could end, is said without them.
    private static func add(_ name: String, _ value: String, to response: OpaquePointer) {
        let isClean = !value.utf8.contains { $0 < 0x20 || $0 == 0x7F }
        let clean =
            isClean ? value : String(decoding: value.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
        _ = MHD_add_response_header(response, name, clean)
    }

    private static func remote(of connection: OpaquePointer) -> String {
        guard let address = mhd_client_address(connection) else { return "" }
        let size =
            switch Int32(address.pointee.sa_family) {
            case AF_INET: MemoryLayout<sockaddr_in>.size
            case AF_INET6: MemoryLayout<sockaddr_in6>.size
            default: 0
            }
        guard size > 0 else { return "" }
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, socklen_t(size), &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0
        else { return "" }
        return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension Response {
    /// The server's own answer where there is nothing to say but what the status says.
    static func plain(_ status: Status) -> Response { Response(status, text: "\(status.code)\n") }
}
