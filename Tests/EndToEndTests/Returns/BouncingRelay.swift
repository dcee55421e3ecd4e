import Foundation
import TestSupport

/// A real Postfix on loopback that returns what it cannot deliver, into the Maildir of a mailbox server: mail for unknown
/// users of example.org, for a full mailbox, and for slow.example, whose server never answers, late and then for good.
final class BouncingRelay {
    /// Its mailbox is full.
    static let full = "full@example.org"
    /// Takes mail.
    static let secretary = "secretary@example.org"
    /// Nobody answers for its domain.
    static let slow = "late@slow.example"

    /// Where it listens; nobody logs in.
    let port: UInt16
    private let folder: TemporaryFolder
    private let postfix: ChildProcess

    /// Why it cannot be had here; nil where it can.
    static var obstacle: String? { PostfixServer.obstacle ?? MailboxServer.obstacle }

    /// A relay whose returned mail goes to this Maildir.
    init(returningTo maildir: String) throws {
        folder = try TemporaryFolder()
        guard chmod(folder.path, 0o755) == 0 else { throw TestSupportError("chmod \(folder.path)") }
        let free = try SMTPServer()
        port = free.port
        free.stop()
        for name in ["queue", "data", "boxes"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name),
                withIntermediateDirectories: true
            )
        }
        if let user = getpwnam("postfix") { chown(folder.path("data"), user.pointee.pw_uid, 0) }
        try folder.write(String(repeating: "x", count: 300_000), to: "boxes/full")
        _ = try ChildProcess.run("/bin/chown", ["-R", "nobody:nogroup", folder.path("boxes")])
        try folder.write(
            """
            bounces@example.org \(maildir.dropFirst())/
            \(Self.full) \(folder.path("boxes/full").dropFirst())
            \(Self.secretary) \(folder.path("boxes/secretary").dropFirst())

            """,
            to: "postfix/boxes"
        )
        try folder.write("slow.example retry:4.4.1 the server does not answer\n", to: "postfix/transport")
        try folder.write(Self.settings(folder), to: "postfix/main.cf")
        try folder.write(Self.services(port), to: "postfix/master.cf")
        postfix = try ChildProcess("/usr/sbin/postfix", ["-c", folder.path("postfix"), "start-fg"])
        guard waitUntil(within: .seconds(30), { [port] in PostfixServer.answers(port) }) else {
            throw TestSupportError("Postfix does not come up: \(log)")
        }
    }

    deinit {
        _ = try? ChildProcess.run("/usr/sbin/postfix", ["-c", folder.path("postfix"), "stop"])
        _ = try? postfix.wait(within: .seconds(10))
    }

    /// What has come for the secretary.
    var forSecretary: String { (try? folder.text(of: "boxes/secretary")) ?? "" }

    /// What it has logged.
    var log: String { (try? folder.text(of: "mail.log")) ?? postfix.errorsSoFar }

    /// Seconds stand for the days that mail servers try.
    private static func settings(_ folder: TemporaryFolder) -> String {
        """
        compatibility_level = 3.6
        queue_directory = \(folder.path)/queue
        data_directory = \(folder.path)/data
        maillog_file = \(folder.path)/mail.log
        maillog_file_prefixes = /tmp, /var, \(folder.path)
        inet_interfaces = loopback-only
        inet_protocols = ipv4
        myhostname = localhost
        mydestination =
        local_recipient_maps =
        recipient_delimiter = +
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_reject_unlisted_recipient = no
        smtpd_error_sleep_time = 0
        virtual_mailbox_domains = example.org
        virtual_mailbox_base = /
        virtual_mailbox_maps = texthash:\(folder.path)/postfix/boxes
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        message_size_limit = 100000
        virtual_mailbox_limit = 200000
        transport_maps = texthash:\(folder.path)/postfix/transport
        delay_warning_time = 1s
        maximal_queue_lifetime = 6s
        bounce_queue_lifetime = 6s
        queue_run_delay = 1s
        minimal_backoff_time = 1s
        maximal_backoff_time = 1s
        """ + "\n"
    }

    private static func services(_ port: UInt16) -> String {
        """
        127.0.0.1:\(port) inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 1 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        anvil unix - - n - 1 anvil
        virtual unix - n n - - virtual
        error unix - - n - - error
        retry unix - - n - - error
        proxymap unix - - n - - proxymap
        postlog unix-dgram n - n - 1 postlogd
        """ + "\n"
    }
}
