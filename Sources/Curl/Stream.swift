internal import CCurl
internal import Glibc

/// A connected, encrypted and logged-in stream of bytes that libcurl opened and keeps open.
///
/// Opening blocks the calling thread; sending and receiving never block.
///
/// Sendable: it is handed from the thread that opened it to another, and used by one thread at a time; libcurl asks for
/// no more of an easy handle.
public final class Stream: @unchecked Sendable {
    // @unchecked: libcurl allows a handle on any thread as long as it is one at a time; the owner sees to that.

    /// What became of an attempt to send or receive.
    public enum Transfer: Sendable, Hashable {
        /// So many bytes went through, at least one.
        case moved(Int)
        /// Nothing for now: wait until ``Stream/descriptor`` is ready.
        case wouldBlock
        /// The other side has closed.
        case closed
        /// The connection broke, with libcurl's code.
        case broken(code: Int)
    }

    private let handle: UnsafeMutableRawPointer
    /// Kept because libcurl closes the socket through it.
    private let opening: Opening

    /// The socket, for `epoll` and `poll`; never to be read, written or closed by others.
    public let descriptor: Int32
    /// Every line the server sent while the stream was opened, without line ends: greeting, capabilities, login.
    public let lines: [[UInt8]]
    /// TLS version and cipher, such as `TLSv1.3 / TLS_AES_256_GCM_SHA384`; nil in plain text.
    public let encryption: String?
    /// The address of the other side, such as `192.0.2.7`.
    public let remoteAddress: String

    /// Connects, greets, encrypts and logs in, as the options say.
    ///
    /// Blocks.
    ///
    /// - Parameters:
    ///   - options: where it leads and how it is opened.
    ///   - interrupt: raised by another thread, it ends the attempt within about a second.
    /// - Throws: why it could not be opened, with what the server had said until then.
    public init(_ options: StreamOptions, interrupt: Interrupt? = nil) throws(CurlError) {
        guard CurlLibrary.started == CURLE_OK else { throw CurlError(code: CurlLibrary.started) }
        guard let handle = curl_easy_init() else { throw CurlError(code: CURLE_FAILED_INIT) }
        let opening = Opening(
            interrupt: interrupt,
            connectTimeout: options.connectTimeout,
            farewell: options.scheme == .smtp ? Array("QUIT\r\n".utf8) : []
        )
        defer { withExtendedLifetime(opening) {} }
        let result: (code: CURLcode, text: String)
        do throws(CurlError) {
            try Stream.configure(handle, options)
            opening.attach(to: handle)
            result = Stream.perform(handle)
        } catch {
            curl_easy_cleanup(handle)
            throw error
        }
        opening.detach(from: handle)
        var socket: curl_socket_t = -1
        let found = result.code == CURLE_OK ? curl_get_socket(handle, &socket) : result.code
        guard found == CURLE_OK, socket >= 0 else {
            var response = 0
            _ = curl_get_long(handle, CURLINFO_RESPONSE_CODE, &response)
            curl_easy_cleanup(handle)
            throw CurlError(
                code: found == CURLE_OK ? CURLE_COULDNT_CONNECT : found,
                message: opening.connectTimedOut ? "Connection timed out" : result.text,
                responseCode: response,
                lines: opening.lines,
                wasConnected: opening.isConnected,
                timedOut: opening.connectTimedOut
            )
        }
        opening.succeeded()
        self.handle = handle
        self.opening = opening
        descriptor = socket
        lines = opening.lines
        encryption = opening.encryption
        var address: UnsafePointer<CChar>?
        _ = curl_get_string(handle, CURLINFO_PRIMARY_IP, &address)
        remoteAddress = address.map { String(cString: $0) } ?? ""
    }

    deinit {
        curl_easy_cleanup(handle)
    }

    /// Hands bytes to the kernel.
    ///
    /// `moved` may be fewer than given.
    ///
    /// After `wouldBlock` the same bytes at the same address must be offered again (OpenSSL's rule).
    public func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        var moved = 0
        let code = curl_easy_send(handle, bytes.baseAddress, bytes.count, &moved)
        switch code {
        case CURLE_OK: return moved > 0 ? .moved(moved) : .wouldBlock
        case CURLE_AGAIN: return .wouldBlock
        default: return .broken(code: Int(code.rawValue))
        }
    }

    /// Takes what has arrived.
    ///
    /// Under TLS ask again until `wouldBlock`: decrypted bytes do not wake the socket.
    public func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        var moved = 0
        let code = curl_easy_recv(handle, buffer.baseAddress, buffer.count, &moved)
        switch code {
        case CURLE_OK: return moved > 0 ? .moved(moved) : .closed
        case CURLE_AGAIN: return .wouldBlock
        default: return .broken(code: Int(code.rawValue))
        }
    }

    /// libcurl's sentence for the code of ``Transfer/broken(code:)``.
    public static func describe(code: Int) -> String {
        CurlLibrary.text(of: CURLcode(rawValue: UInt32(clamping: code)))
    }

    private static func perform(_ handle: UnsafeMutableRawPointer) -> (code: CURLcode, text: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CURL_ERROR_SIZE)) { buffer in
            buffer.initialize(repeating: 0)
            guard let start = buffer.baseAddress else { return (CURLE_OUT_OF_MEMORY, "") }
            _ = curl_set_error_buffer(handle, start)
            defer { _ = curl_set_error_buffer(handle, nil) }
            let code = curl_easy_perform(handle)
            return (code, code == CURLE_OK ? "" : String(cString: start))
        }
    }
}
