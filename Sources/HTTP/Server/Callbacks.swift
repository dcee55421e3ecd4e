import CMicroHTTP
import Glibc

/// What libmicrohttpd calls, on its own threads.
enum Callbacks {
    /// The target has come: a request begins.
    static let target:
        @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
            UnsafeMutableRawPointer? = {
                context,
                target,
                _ in
                exchanges(context)?.begin()
                let exchange = Exchange(target: target.map { String(cString: $0) } ?? "")
                // Balanced by `completed`.
                return Unmanaged.passRetained(exchange).toOpaque()
            }

    /// A request is over, however it ended.
    static let completed:
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
            MHD_RequestTerminationCode
        ) -> Void = { context, _, place, _ in
            guard let own = place?.pointee else { return }
            place?.pointee = nil
            Unmanaged<Exchange>.fromOpaque(own).release()
            exchanges(context)?.end()
        }

    /// A request's header, the pieces of its body, its end.
    static let handler:
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> MHD_Result = { context, connection, _, method, _, data, size, place in
            guard let all = exchanges(context), let connection, let own = place?.pointee else { return .NO }
            let exchange = Unmanaged<Exchange>.fromOpaque(own).takeUnretainedValue()
            if !exchange.isStarted {
                exchange.isStarted = true
                exchange.method = Method(rawValue: method.map { String(cString: $0) } ?? "")
                exchange.headers = fields(of: connection)
                guard let refusal = exchange.refusal(all.limits) else { return .YES }
                return Answering.send(all.refusal(refusal, exchange), to: exchange, on: connection, all)
            }
            if let size, size.pointee > 0 {
                let bytes = UnsafeRawBufferPointer(start: data, count: size.pointee)
                size.pointee = 0
                return exchange.take(bytes, all.limits) ? .YES : .NO
            }
            return Answering.send(
                Answering.response(to: exchange, on: connection, all),
                to: exchange,
                on: connection,
                all
            )
        }

    private static func exchanges(_ context: UnsafeMutableRawPointer?) -> Exchanges? {
        context.map { Unmanaged<Exchanges>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func fields(of connection: OpaquePointer) -> Fields {
        var fields = Fields()
        withUnsafeMutablePointer(to: &fields) { place in
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, add, place)
        }
        return fields
    }

    private static let add:
        @convention(c) (
            UnsafeMutableRawPointer?, MHD_ValueKind, UnsafePointer<CChar>?, Int, UnsafePointer<CChar>?, Int
        ) -> MHD_Result = { context, _, name, nameCount, value, valueCount in
            guard let fields = context?.assumingMemoryBound(to: Fields.self) else { return .NO }
            fields.pointee.add(text(name, nameCount), text(value, valueCount))
            return .YES
        }

    private static func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
    }
}
