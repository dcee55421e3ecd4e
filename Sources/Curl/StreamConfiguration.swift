internal import CCurl

extension Stream {
    /// Translates the options into libcurl's.
    static func configure(_ handle: UnsafeMutableRawPointer, _ options: StreamOptions) throws(CurlError) {
        func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
            let code = curl_set_long(handle, option, value)
            guard code == CURLE_OK else { throw CurlError(code: code) }
        }
        func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
            // A NUL would silently cut the value short.
            guard value?.utf8.contains(0) != true else {
                throw CurlError(code: CURLE_BAD_FUNCTION_ARGUMENT, message: "a NUL in the settings")
            }
            let code = curl_set_string(handle, option, value)
            guard code == CURLE_OK else { throw CurlError(code: code) }
        }
        try set(CURLOPT_URL, options.url)
        try set(CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps")
        try set(CURLOPT_CONNECT_ONLY, 1)
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_TCP_NODELAY, 1)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        // Covers connection, greeting, EHLO, TLS and login together; the connection alone is watched by Opening.
        try set(CURLOPT_CONNECTTIMEOUT_MS, (options.connectTimeout + options.replyTimeout).milliseconds)
        try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, (options.replyTimeout.milliseconds + 999) / 1000))

        try set(CURLOPT_USE_SSL, Int((options.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = options.trustFile {
            // The named anchor alone: the system's folder of anchors would still count otherwise.
            try set(CURLOPT_CAINFO, file)
            try set(CURLOPT_CAPATH, nil as String?)
        }
        // SMTP allows a first response with AUTH (RFC 4954 §4), IMAP only where SASL-IR is offered (RFC 4959), which libcurl
        // heeds by itself.
        try set(CURLOPT_SASL_IR, options.scheme == .smtp ? 1 : 0)
        if let login = options.login { try configure(handle, login, set) }
    }

    private static func configure(
        _ handle: UnsafeMutableRawPointer,
        _ login: StreamOptions.Login,
        _ set: (CURLoption, String?) throws(CurlError) -> Void
    ) throws(CurlError) {
        try set(CURLOPT_USERNAME, login.username)
        // libcurl takes the strongest mechanism offered and does not fall back; one is pinned instead.
        try set(CURLOPT_LOGIN_OPTIONS, "AUTH=\(login.mechanism)")
        guard !login.secret.contains(0) else {
            throw CurlError(code: CURLE_BAD_FUNCTION_ARGUMENT, message: "a NUL in the password")
        }
        let option = login.isToken ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD
        // As bytes, not by way of String, which would repair what is not UTF-8.
        let code = (login.secret + [0]).withUnsafeBytes { bytes in
            curl_set_string(handle, option, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
        guard code == CURLE_OK else { throw CurlError(code: code) }
    }
}

extension Duration {
    /// Whole milliseconds, at least 1, at most a month.
    var milliseconds: Int {
        let longest: Int64 = 31 * 24 * 3600
        guard components.seconds < longest else { return Int(longest) * 1000 }
        return Int(max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
    }
}
