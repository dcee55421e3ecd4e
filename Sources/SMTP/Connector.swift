internal import Curl
internal import Wording

/// A session that has been opened: connected, greeted, encrypted and logged in.
struct OpenedSession: Sendable {
    let stream: Stream
    let capabilities: Capabilities
    let mechanism: Login.Mechanism?
}

/// Opens sessions.
///
/// Blocks; knows what libcurl's verdicts mean for mail.
struct Connector: Sendable {
    let relay: RelayEndpoint
    let timeouts: Timeouts
    let interrupt: Interrupt?
    /// The mechanism that worked last time, tried first.
    var remembered: Login.Mechanism?

    /// Opens a session, logged in if a login is configured and not at all otherwise.
    func open() throws(ConnectFailure) -> OpenedSession {
        guard let login = relay.login else {
            do {
                return try open(with: nil)
            } catch {
                throw error.failure
            }
        }
        let secret: [UInt8]
        do {
            secret = try login.secret()
        } catch {
            throw ConnectFailure(
                stage: .auth,
                problem: Problems.noPassword(Wording(of: error)),
                isPermanent: true
            )
        }
        let candidates = try candidates(for: login)
        guard var mechanism = candidates.first else {
            throw ConnectFailure(stage: .auth, problem: Problems.noMechanism, isPermanent: true)
        }
        // The mechanism has to be pinned before the offer is known; a second try pins one that is offered.
        for isLastTry in [false, true] {
            do {
                return try open(with: (login, secret, mechanism))
            } catch let mismatch {
                guard !isLastTry, let offered = mismatch.offered else { throw mismatch.failure }
                guard let better = candidates.first(where: { offered.contains($0.rawValue) }) else {
                    throw ConnectFailure(
                        stage: .auth,
                        problem: Problems.otherMechanisms(offered, ours: candidates.map(\.rawValue)),
                        isPermanent: true
                    )
                }
                mechanism = better
            }
        }
        throw ConnectFailure(stage: .auth, problem: Problems.noMechanism, isPermanent: true)
    }

    /// The mechanisms that may be used, the preferred one first.
    private func candidates(for login: Login) throws(ConnectFailure) -> [Login.Mechanism] {
        var candidates: [Login.Mechanism] =
            login.isToken ? [.xoauth2, .oauthBearer] : [.plain, .login, .cramMD5]
        if let mechanism = login.mechanism {
            candidates = [mechanism]
        } else if let remembered, candidates.contains(remembered) {
            candidates.removeAll { $0 == remembered }
            candidates.insert(remembered, at: 0)
        }
        if relay.security == .none, !relay.isLoopback, !login.allowsPlainText {
            candidates.removeAll(where: \.showsSecret)
            if candidates.isEmpty {
                throw ConnectFailure(
                    stage: .auth,
                    problem: Problems.plainTextPassword,
                    isPermanent: true
                )
            }
        }
        return candidates
    }

    /// Ends a session that is of no use (RFC 5321 §4.1.1.10); nobody waits for the answer.
    private static func quit(_ stream: Stream) {
        _ = Array("QUIT\r\n".utf8).withUnsafeBytes { stream.send($0) }
    }

    private typealias Credentials = (login: Login, secret: [UInt8], mechanism: Login.Mechanism)

    /// A failure, and the relay's offer where the pinned mechanism is not in it.
    private struct Mismatch: Error {
        let failure: ConnectFailure
        let offered: [String]?
    }

    private func open(with credentials: Credentials?) throws(Mismatch) -> OpenedSession {
        var options = StreamOptions(
            scheme: .smtp,
            host: relay.host,
            port: relay.port,
            security: relay.security
        )
        options.trustFile = relay.trustFile
        options.clientName = relay.helo
        options.connectTimeout = timeouts.connect
        options.replyTimeout = timeouts.greeting
        if let credentials {
            options.login = StreamOptions.Login(
                username: credentials.login.username,
                secret: credentials.secret,
                isToken: credentials.login.isToken,
                mechanism: credentials.mechanism.rawValue
            )
        }
        let stream: Stream
        do {
            stream = try Stream(options, interrupt: interrupt)
        } catch {
            let failure = ConnectFailure(error, relay: relay)
            let offer = Capabilities(opening: error.lines).mechanisms
            // A token is refused by a challenge (334), no refusal by its code: tried once more, it might lock the
            // account.
            let isOffered = credentials.map { offer.contains($0.mechanism.rawValue) } ?? true
            let isMismatch = error.kind == .login && failure.reply == nil && !offer.isEmpty && !isOffered
            throw Mismatch(failure: failure, offered: isMismatch ? offer : nil)
        }
        let replies = Reply.all(in: stream.lines)
        // libcurl goes on without a login where none is offered; we never do (RFC 4954 §4: 235).
        if credentials != nil, !replies.contains(where: { $0.code == 235 }) {
            Self.quit(stream)
            let failure = ConnectFailure(
                stage: .auth,
                problem: Problems.noLoginOffered,
                isPermanent: true
            )
            throw Mismatch(failure: failure, offered: nil)
        }
        // Under STARTTLS and with smtps libcurl guarantees it; better two locks than one.
        if relay.security != .none, stream.encryption == nil {
            Self.quit(stream)
            let failure = ConnectFailure(
                stage: .starttls,
                problem: Problems.notEncrypted,
                isPermanent: true
            )
            throw Mismatch(failure: failure, offered: nil)
        }
        return OpenedSession(
            stream: stream,
            capabilities: Capabilities(opening: stream.lines),
            mechanism: credentials?.mechanism
        )
    }
}

extension RelayEndpoint {
    /// Whether what is sent never leaves this machine.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }
}
