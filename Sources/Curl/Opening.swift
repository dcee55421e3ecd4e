internal import CCurl
internal import Glibc

/// What libcurl's callbacks gather while a stream is being opened.
///
/// Lives on the opening thread alone, and after it as long as the stream: libcurl keeps the callback that closes its
/// socket.
final class Opening {
    /// Bounds on what a talkative server can make us keep.
    private static let mostLines = 1_000, mostBytes = 65_536

    private let interrupt: Interrupt?
    private let clock = ContinuousClock()
    private let connectBy: ContinuousClock.Instant

    private(set) var lines: [[UInt8]] = []
    private var keptBytes = 0
    private(set) var encryption: String?
    private(set) var isConnected = false
    private(set) var connectTimedOut = false
    /// What is said to the server before a connection is closed that could not be opened; empty for nothing.
    private var farewell: [UInt8]

    init(interrupt: Interrupt?, connectTimeout: Duration, farewell: [UInt8] = []) {
        self.interrupt = interrupt
        self.farewell = farewell
        connectBy = clock.now + connectTimeout
    }

    /// Installs the callbacks.
    ///
    /// `self` must live until the transfer has ended.
    func attach(to handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = curl_set_header_function(handle, Opening.header, context)
        _ = curl_set_debug_function(handle, Opening.debug, context)
        _ = curl_set_progress_function(handle, Opening.progress, context)
        _ = curl_set_close_function(handle, Opening.close, context)
        _ = curl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        _ = curl_set_long(handle, CURLOPT_VERBOSE, 1)
    }

    /// Takes the callbacks away but for the one that closes the socket.
    func detach(from handle: UnsafeMutableRawPointer) {
        _ = curl_set_long(handle, CURLOPT_VERBOSE, 0)
        _ = curl_set_long(handle, CURLOPT_NOPROGRESS, 1)
        _ = curl_set_header_function(handle, nil, nil)
        _ = curl_set_debug_function(handle, nil, nil)
        _ = curl_set_progress_function(handle, nil, nil)
    }

    /// The stream is open: how it ends is its owner's affair.
    func succeeded() { farewell = [] }

    /// Closes a socket of libcurl's.
    ///
    /// libcurl 7.88 hangs up after a refused login, where RFC 5321 §4.1.1.10 wants QUIT; under TLS, which is taken
    /// down before the socket is closed, it cannot be said here.
    private func close(_ socket: curl_socket_t) -> Int32 {
        if !lines.isEmpty, encryption == nil, !farewell.isEmpty {
            _ = farewell.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
        }
        return Glibc.close(socket)
    }

    private func keep(line: UnsafeRawBufferPointer) {
        isConnected = true
        guard lines.count < Opening.mostLines, keptBytes < Opening.mostBytes else { return }
        var end = min(line.count, Opening.mostBytes - keptBytes)
        while end > 0, line[end - 1] == 13 || line[end - 1] == 10 { end -= 1 }
        lines.append(Array(line[..<end]))
        keptBytes += end
    }

    /// libcurl tells the TLS version nowhere else than in its log.
    ///
    /// Only its own words are read here: what is sent and received goes through the same callback and holds
    /// secrets.
    private func note(text: String) {
        if text.hasPrefix("Connected to ") { isConnected = true }
        let mark = "SSL connection using "
        if text.hasPrefix(mark) {
            encryption = String(
                text.dropFirst(mark.count).prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
            )
        }
    }

    /// Not 0 ends the attempt.
    private func verdict() -> Int32 {
        if interrupt?.isRaised == true { return 1 }
        if !isConnected, clock.now > connectBy {
            connectTimedOut = true
            return 1
        }
        return 0
    }

    // Static and non-isolated: a literal written in an isolated context would trap on another thread.

    private static let header:
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            bytes,
            size,
            count,
            context in
            let (length, overflow) = size.multipliedReportingOverflow(by: count)
            guard !overflow, let context, let bytes else { return 0 }
            let opening = Unmanaged<Opening>.fromOpaque(context).takeUnretainedValue()
            opening.keep(line: UnsafeRawBufferPointer(start: bytes, count: length))
            return length
        }

    private static let debug:
        @convention(c) (
            UnsafeMutableRawPointer?, curl_infotype, UnsafeMutablePointer<CChar>?, Int,
            UnsafeMutableRawPointer?
        ) -> Int32 = { _, kind, bytes, count, context in
            guard kind == CURLINFO_TEXT, let context, let bytes else { return 0 }
            let opening = Unmanaged<Opening>.fromOpaque(context).takeUnretainedValue()
            let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
            opening.note(text: text)
            return 0
        }

    private static let close: @convention(c) (UnsafeMutableRawPointer?, curl_socket_t) -> Int32 = {
        context,
        socket in
        guard let context else { return Glibc.close(socket) }
        return Unmanaged<Opening>.fromOpaque(context).takeUnretainedValue().close(socket)
    }

    private static let progress:
        @convention(c) (UnsafeMutableRawPointer?, curl_off_t, curl_off_t, curl_off_t, curl_off_t) -> Int32 = {
            context,
            _,
            _,
            _,
            _ in
            guard let context else { return 0 }
            return Unmanaged<Opening>.fromOpaque(context).takeUnretainedValue().verdict()
        }
}
