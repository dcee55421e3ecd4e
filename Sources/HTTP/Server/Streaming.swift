import CMicroHTTP
import Glibc

/// A stream on its way to one reader; one thread at a time uses it.
final class Streaming {
    /// How much is sent at once, in bytes.
    static let block = 16 << 10

    private let stream: any BodyStream
    private let connection: OpaquePointer
    private let waker: Waker
    private var rest: ArraySlice<UInt8> = []

    init(_ stream: any BodyStream, on connection: OpaquePointer, _ waker: Waker) {
        self.stream = stream
        self.connection = connection
        self.waker = waker
    }

    /// Fills a buffer; 0 once the connection is suspended.
    private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while rest.isEmpty {
            switch stream.next() {
            case .bytes(let bytes): rest = bytes[...]
            case .wait(let milliseconds):
                return waker.suspend(connection, milliseconds: milliseconds) ? 0 : mhd_end_of_stream
            case .end: return mhd_end_of_stream
            case .broken: return mhd_end_with_error
            }
        }
        let part = rest.prefix(buffer.count)
        rest = rest.dropFirst(part.count)
        buffer.copyBytes(from: part)
        return part.count
    }

    static let read:
        @convention(c) (UnsafeMutableRawPointer?, UInt64, UnsafeMutablePointer<CChar>?, Int) -> Int = {
            context,
            _,
            buffer,
            count in
            guard let context, let buffer else { return mhd_end_with_error }
            return Unmanaged<Streaming>.fromOpaque(context).takeUnretainedValue()
                .fill(UnsafeMutableRawBufferPointer(start: buffer, count: count))
        }

    static let done: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
        if let context { Unmanaged<Streaming>.fromOpaque(context).release() }
    }
}
