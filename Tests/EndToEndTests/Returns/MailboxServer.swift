import Foundation
import TestSupport

/// A Dovecot with one mailbox, IMAP over TLS, on a port of its own.
final class MailboxServer {
    static let user = "bounces"
    static let password = "a secret"

    /// What keeps a Dovecot from being started here; nil for nothing.
    static var obstacle: String? {
        guard getuid() == 0 else { return "needs root" }
        guard Programs.find("dovecot") != nil, access("/usr/lib/dovecot/imap", X_OK) == 0 else {
            return "needs dovecot-imapd"
        }
        return Programs.find("openssl") == nil ? "needs openssl" : nil
    }

    /// How sessions become secret.
    enum Security { case implicit, starttls }

    let port: UInt16
    private let security: Security
    private let folder: TemporaryFolder
    private let process: ChildProcess
    private var delivered = 0

    init(_ security: Security = .implicit) throws {
        self.security = security
        folder = try TemporaryFolder()
        let free = try SMTPServer()
        port = free.port
        free.stop()
        chmod(folder.path, 0o755)
        for name in ["mail/cur", "mail/new", "mail/tmp"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name),
                withIntermediateDirectories: true
            )
        }
        let made = try ChildProcess.run(
            Programs.find("openssl") ?? "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                folder.path("key.pem"), "-out", folder.path("cert.pem"),
            ]
        )
        guard made.status == 0 else { throw TestSupportError(made.errors) }
        try folder.write("\(Self.user):{PLAIN}\(Self.password)\n", to: "users")
        chmod(folder.path("users"), 0o644)
        try folder.write(Self.configuration(folder, port, security), to: "dovecot.conf")
        let path = Programs.find("dovecot") ?? "dovecot"
        process = try ChildProcess(path, ["-F", "-c", folder.path("dovecot.conf")])
        try own()
        let log = folder.path("dovecot.log")
        let isUp = waitUntil {
            !process.isRunning
                || (try? String(contentsOfFile: log, encoding: .utf8))?.contains("starting up") == true
        }
        guard isUp, process.isRunning else {
            throw TestSupportError("Dovecot does not come up: \(process.errorsSoFar)")
        }
    }

    deinit {
        process.terminate()
        _ = try? process.wait(within: .seconds(10))
    }

    /// What stands under `mailbox` in a configuration beside the password.
    var setting: String {
        "url: \"\(security == .implicit ? "imaps" : "imap")://localhost:\(port)\", ca: \"\(folder.path("cert.pem"))\", username: \"\(Self.user)\", every: \"5s\""
    }

    /// Where mail for it is delivered to.
    var maildir: String { folder.path("mail") }

    /// How many messages lie in a folder under the inbox, by its name in the Maildir.
    func count(in name: String) -> Int {
        ["cur", "new"].reduce(0) { sum, part in
            sum
                + ((try? FileManager.default.contentsOfDirectory(atPath: "\(maildir)/\(name)/\(part)"))?.count
                    ?? 0)
        }
    }

    /// Delivers many mails at once.
    func deliver(_ count: Int, _ mail: (Int) -> String) throws {
        for number in 0..<count {
            delivered += 1
            try folder.write(mail(number), to: "mail/new/\(delivered).test.localhost")
        }
        try own()
    }

    /// Delivers a mail, as a mail server would.
    func deliver(_ mail: String) throws {
        delivered += 1
        let name = "\(delivered).test.localhost"
        try folder.write(mail.replacing("\n", with: "\r\n"), to: "mail/tmp/\(name)")
        try own()
        guard rename(folder.path("mail/tmp/\(name)"), folder.path("mail/new/\(name)")) == 0 else {
            throw TestSupportError("the mail cannot be delivered")
        }
    }

    /// How many mails are marked as seen.
    var seenCount: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path("mail/cur"))) ?? []
        return names.count { $0.hasSuffix("S") }
    }

    private func own() throws {
        _ = try ChildProcess.run("/bin/chown", ["-R", "nobody:nogroup", folder.path("mail")])
    }

    private static func configuration(
        _ folder: TemporaryFolder,
        _ port: UInt16,
        _ security: Security
    ) -> String {
        let (plain, secret) = security == .implicit ? (0, port) : (port, 0)
        return """
            protocols = imap
            listen = 127.0.0.1
            base_dir = \(folder.path)/run
            log_path = \(folder.path)/dovecot.log
            ssl = required
            ssl_cert = <\(folder.path)/cert.pem
            ssl_key = <\(folder.path)/key.pem
            auth_failure_delay = 0
            mail_location = maildir:\(folder.path)/mail
            first_valid_uid = 1
            passdb {
              driver = passwd-file
              args = \(folder.path)/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home=\(folder.path)/mail
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(plain)
              }
              inet_listener imaps {
                port = \(secret)
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            """
    }
}
