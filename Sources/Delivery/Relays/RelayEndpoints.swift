import Curl
public import SMTP
public import Settings

extension Settings.Relay {
    /// The relay as a session needs to know it.
    ///
    /// - Parameter environment: of the process, for systemd's `CREDENTIALS_DIRECTORY`.
    /// - Returns: an endpoint that reads its secret anew for each connection.
    public func endpoint(environment: [String: String]) -> RelayEndpoint {
        RelayEndpoint(
            host: host,
            port: port,
            security: security,
            trustFile: ca,
            helo: helo ?? "",
            login: login(environment: environment),
            messagesPerConnection: messagesPerConnection
        )
    }

    private var security: StreamOptions.Security {
        switch tls {
        case .none: .none
        case .starttls: .startTLS
        case .implicit: .implicit
        }
    }

    private func login(environment: [String: String]) -> Login? {
        guard let username, let source = auth?.needsToken == true ? token : (password ?? token) else {
            return nil
        }
        return Login(
            username: username,
            isToken: source == token,
            mechanism: auth.flatMap { Login.Mechanism(rawValue: $0.mechanism) },
            // Where configuration says `tls: "none"` and names a user, the person who wrote it has chosen so.
            allowsPlainText: tls == .none,
            secret: { Array(try source.read(environment: environment).revealed.utf8) }
        )
    }
}

extension Settings.Timeouts {
    /// The same limits as a session keeps them.
    public var forSessions: SMTP.Timeouts {
        var timeouts = SMTP.Timeouts()
        timeouts.connect = connect
        timeouts.greeting = greeting
        timeouts.mail = mail
        timeouts.rcpt = rcpt
        timeouts.data = data
        timeouts.block = block
        timeouts.endOfData = endOfData
        return timeouts
    }
}

extension Settings.DSNSettings {
    /// What is asked of the relay for one message (RFC 3461).
    func request(envid: String, recipient: String) -> SMTP.DSN {
        var occasions: SMTP.DSN.Notify = []
        for occasion in notify {
            switch occasion {
            case .never: occasions = []
            case .success: occasions.insert(.success)
            case .failure: occasions.insert(.failure)
            case .delay: occasions.insert(.delay)
            }
        }
        return SMTP.DSN(
            ret: ret == .full ? .full : .headers,
            envid: envid,
            notify: occasions,
            orcpt: recipient
        )
    }
}
