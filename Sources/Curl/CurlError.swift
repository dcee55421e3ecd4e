internal import CCurl

/// Why a stream could not be opened or broke.
public struct CurlError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it was, as far as libcurl's code tells.
    public enum Kind: Sendable, Hashable {
        /// The options themselves cannot be used.
        case badOptions
        /// The host's name has no address.
        case resolve
        /// No connection: refused, unreachable.
        case connect
        /// A time limit ran out.
        case timeout
        /// The other side's certificate is not trusted, or the trust anchor cannot be read.
        case certificate
        /// Encryption was required and is not offered, refused or could not be agreed on.
        case encryption
        /// Login refused, or none of the offered mechanisms is the pinned one.
        case login
        /// The server answered something that ends the session, such as a greeting with 554.
        case refused
        /// The connection broke.
        case lost
        /// ``Interrupt`` was raised.
        case interrupted
        /// Anything else.
        case other
    }

    /// libcurl's code, `CURLE_…`.
    public let code: Int
    /// The kind of trouble.
    public let kind: Kind
    /// A sentence of libcurl, in English.
    public let message: String
    /// The code of the server's last reply, 0 when there was none.
    public let responseCode: Int
    /// Every line the server sent until then, without line ends.
    public let lines: [[UInt8]]
    /// Whether the connection itself had been made.
    public let wasConnected: Bool

    /// The sentence with libcurl's code.
    public var description: String { "\(message) (curl \(code))" }

    init(
        code: CURLcode,
        message: String = "",
        responseCode: Int = 0,
        lines: [[UInt8]] = [],
        wasConnected: Bool = false,
        timedOut: Bool = false
    ) {
        self.code = Int(code.rawValue)
        self.kind = timedOut ? .timeout : Self.kind(of: code)
        self.message = message.isEmpty ? CurlLibrary.text(of: code) : message
        self.responseCode = responseCode
        self.lines = lines
        self.wasConnected = wasConnected
    }

    private static func kind(of code: CURLcode) -> Kind {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: .badOptions
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR: .certificate
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: .encryption
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .login
        case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED: .refused
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING: .lost
        case CURLE_ABORTED_BY_CALLBACK: .interrupted
        default: .other
        }
    }
}
