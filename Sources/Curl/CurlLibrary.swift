internal import CCurl
internal import Glibc

/// What has to happen once in a process before libcurl is used.
enum CurlLibrary {
    /// Initializes libcurl and ignores SIGPIPE; the value is the library's own verdict.
    ///
    /// With `CURLOPT_NOSIGNAL`, which threads require, OpenSSL writes with `write(2)`: a connection closed by
    /// the other side would otherwise end the process.
    static let started: CURLcode = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()

    /// libcurl's own sentence for a code.
    static func text(of code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}
