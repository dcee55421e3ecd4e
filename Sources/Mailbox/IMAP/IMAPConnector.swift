internal import Curl
internal import Wording

/// Opens connections to an IMAP server: connected, greeted, encrypted and logged in by libcurl.
///
/// Blocks.
struct IMAPConnector {
    let server: IMAPServer
    let wakeUp: WakeUp

    /// The ways to log in that we use, the preferred one first; `+LOGIN` is the command of IMAP itself.
    private static let mechanisms = ["PLAIN", "+LOGIN", "LOGIN", "CRAM-MD5"]

    /// Opens a connection.
    func open() throws(MailboxFault) -> Stream {
        let secret: [UInt8]
        do { secret = try server.password() } catch {
            throw MailboxFault(.local, MailboxWords.noPassword(Wording(of: error)))
        }
        // The mechanism has to be pinned before the offer is known; a second try pins one that is offered.
        let first = try attempt(Self.mechanisms[0], secret)
        guard case .otherMechanisms(let offered) = first else { return try first.stream() }
        guard let mechanism = Self.mechanisms.first(where: offered.contains) else {
            throw MailboxFault(.login, MailboxWords.noWayIn(offered: offered))
        }
        let second = try attempt(mechanism, secret)
        guard case .otherMechanisms(let offered) = second else { return try second.stream() }
        throw MailboxFault(.login, MailboxWords.noWayIn(offered: offered))
    }

    private enum Attempt {
        case opened(Stream)
        case otherMechanisms([String])

        func stream() throws(MailboxFault) -> Stream {
            guard case .opened(let stream) = self else {
                throw MailboxFault(.login, MailboxWords.noWayIn(offered: []))
            }
            return stream
        }
    }

    private func attempt(_ mechanism: String, _ secret: [UInt8]) throws(MailboxFault) -> Attempt {
        var options = StreamOptions(
            scheme: .imap,
            host: server.host,
            port: server.port,
            security: server.security
        )
        options.trustFile = server.trustFile
        options.connectTimeout = server.timeouts.connect
        options.replyTimeout = server.timeouts.login
        options.login = StreamOptions.Login(
            username: server.username,
            secret: secret,
            mechanism: mechanism
        )
        let stream: Stream
        do { stream = try Stream(options, interrupt: wakeUp.interrupt) } catch {
            let offer = Self.offer(in: error.lines)
            if error.kind == .login, Self.refusal(in: error.lines) == nil, !offer.contains(mechanism) {
                return .otherMechanisms(offer)
            }
            throw MailboxFault(error, server)
        }
        // libcurl guarantees it; better two locks than one.
        guard server.security == .none || stream.encryption != nil else {
            throw MailboxFault(.encryption, MailboxWords.noEncryption(server.hostAndPort, ""))
        }
        return .opened(stream)
    }

    /// The ways to log in that the server has offered last.
    static func offer(in lines: [[UInt8]]) -> [String] {
        var offer: [String] = []
        for line in lines {
            guard let names = capabilities(in: line) else { continue }
            offer = names.filter { $0.hasPrefix("AUTH=") }.map { String($0.dropFirst(5)) }
            if !names.contains("LOGINDISABLED") { offer.append("+LOGIN") }
        }
        return offer
    }

    private static func capabilities(in line: [UInt8]) -> [String]? {
        switch Response(ResponseReader.Raw(line: line)) {
        case .capabilities(let names): names
        case .status(let status) where status.code == "CAPABILITY":
            status.argument.split(separator: " ").map { $0.uppercased() }
        default: nil
        }
    }

    /// The server's words where it has refused the last command; nil where it has not.
    static func refusal(in lines: [[UInt8]]) -> String? {
        for line in lines.reversed() {
            guard case .status(let status) = Response(ResponseReader.Raw(line: line)) else { continue }
            switch status.condition {
            case .no, .bad, .bye: return status.words
            case .ok, .preauth: if status.tag != nil { return nil }
            }
        }
        return nil
    }
}

extension MailboxFault {
    /// What libcurl's error means for this server.
    init(_ error: CurlError, _ server: IMAPServer) {
        let place = server.hostAndPort
        let words = IMAPConnector.refusal(in: error.lines)
        switch error.kind {
        case .resolve: self.init(.unreachable, MailboxWords.unknownHost(server.host))
        case .connect: self.init(.unreachable, MailboxWords.unreachable(place, error.message))
        case .timeout: self.init(.unreachable, MailboxWords.late(place))
        case .certificate: self.init(.encryption, MailboxWords.certificate(place, error.message))
        case .encryption: self.init(.encryption, MailboxWords.noEncryption(place, error.message))
        case .login:
            // A server that has no room or no time says so with a code of its own (RFC 5530).
            let isTemporary = words.map { $0.hasPrefix("[UNAVAILABLE]") || $0.hasPrefix("[INUSE]") } ?? false
            self.init(
                isTemporary ? .unreachable : .login,
                isTemporary
                    ? MailboxWords.unwelcome(place, words ?? "")
                    : MailboxWords.loginRefused(server.username, words ?? "")
            )
        case .refused: self.init(.unreachable, MailboxWords.unwelcome(place, words ?? ""))
        case .lost:
            let said = words.map(MailboxWords.farewell) ?? Wording(verbatim: error.message)
            self.init(.lost, MailboxWords.lost(said))
        case .interrupted: self.init(.interrupted, MailboxWords.interrupted)
        case .badOptions: self.init(.local, MailboxWords.unreachable(place, error.message))
        case .other: self.init(.unreachable, MailboxWords.unreachable(place, error.message))
        }
    }
}
