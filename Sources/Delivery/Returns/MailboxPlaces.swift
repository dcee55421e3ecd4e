import Curl
public import Mailbox
public import Settings

extension MailboxSettings {
    /// The mailbox as its reader needs to know it.
    ///
    /// - Parameter environment: of the process, for systemd's `CREDENTIALS_DIRECTORY`.
    /// - Returns: a place that reads its secret anew for each connection.
    public func place(environment: [String: String]) -> MailboxPlace {
        MailboxPlace(
            wayIn(environment),
            afterwards: afterwards,
            messageBytes: messageBytes,
            every: every
        )
    }

    private func wayIn(_ environment: [String: String]) -> MailboxPlace.Access {
        switch access {
        case .maildir(let path): .maildir(path)
        case .imap(let server):
            .imap(
                IMAPServer(
                    host: server.host,
                    port: server.port,
                    security: server.security,
                    trustFile: server.ca,
                    username: server.username,
                    folder: server.folder,
                    password: { Array(try server.password.read(environment: environment).revealed.utf8) }
                )
            )
        }
    }

    private var afterwards: MailboxPlace.Afterwards {
        switch then {
        case .seen: .seen
        case .move(let folder): .move(folder: folder)
        }
    }
}

extension IMAPSettings {
    fileprivate var security: StreamOptions.Security {
        switch tls {
        case .none: .none
        case .starttls: .startTLS
        case .implicit: .implicit
        }
    }
}
