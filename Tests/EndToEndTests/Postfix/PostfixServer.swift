import Foundation
import Testing
import TestSupport

/// A real Postfix with Dovecot's SASL, on loopback, in a folder of its own; what it takes it throws away.
final class PostfixServer: Sendable {
    /// The relay's folders, certificates and configuration.
    let folder: TemporaryFolder
    /// Where STARTTLS is offered, and needed before AUTH.
    let port: UInt16
    /// Where TLS comes first.
    let implicitPort: UInt16
    /// Where no login is offered.
    let openPort: UInt16
    private let dovecot: ChildProcess
    private let postfix: ChildProcess

    static let user = "sender@example.org"
    static let password = "correct horse battery staple"

    /// Why it cannot be had here; nil where it can.
    static let obstacle: String? = {
        guard geteuid() == 0 else { return "Postfix is started by root alone" }
        for name in ["postfix", "dovecot", "openssl"] where Programs.find(name) == nil {
            return "\(name) is not installed"
        }
        return nil
    }()

    init() throws {
        folder = try TemporaryFolder()
        // Postfix and Dovecot look at their files as users of their own.
        guard chmod(folder.path, 0o755) == 0 else { throw TestSupportError("chmod \(folder.path)") }
        let free = try (0..<3).map { _ in try SMTPServer() }
        (port, implicitPort, openPort) = (free[0].port, free[1].port, free[2].port)
        for server in free { server.stop() }
        try Self.certificates(folder)
        dovecot = try Self.startDovecot(folder)
        postfix = try Self.startPostfix(folder, port, implicitPort, openPort)
        let log = folder.path("mail.log")
        guard waitUntil(within: .seconds(30), { [port] in Self.answers(port) }) else {
            let told = (try? String(contentsOfFile: log, encoding: .utf8)) ?? postfix.errorsSoFar
            throw TestSupportError("Postfix does not come up: \(told)")
        }
    }

    deinit {
        _ = try? ChildProcess.run("/usr/sbin/postfix", ["-c", folder.path("postfix"), "stop"])
        dovecot.terminate()
        _ = try? dovecot.wait(within: .seconds(10))
        _ = try? postfix.wait(within: .seconds(10))
    }

    /// What Postfix has logged.
    var log: String { (try? folder.text(of: "mail.log")) ?? "" }

    // MARK: setting up

    /// An authority, a certificate for `localhost` signed by it, and an authority that signed nothing.
    private static func certificates(_ folder: TemporaryFolder) throws {
        for name in ["ca", "other"] {
            try openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=\(name)",
                "-keyout",
                folder.path("\(name).key"),
                "-out",
                folder.path("\(name).pem")
            )
        }
        try openssl(
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            folder.path("tls.key"),
            "-out",
            folder.path("tls.csr")
        )
        try folder.write("subjectAltName=DNS:localhost\n", to: "tls.ext")
        try openssl(
            "x509",
            "-req",
            "-days",
            "2",
            "-in",
            folder.path("tls.csr"),
            "-CA",
            folder.path("ca.pem"),
            "-CAkey",
            folder.path("ca.key"),
            "-CAcreateserial",
            "-extfile",
            folder.path("tls.ext"),
            "-out",
            folder.path("tls.pem")
        )
    }

    private static func openssl(_ arguments: String...) throws {
        let end = try ChildProcess.run(Programs.find("openssl") ?? "openssl", arguments)
        guard end.status == 0 else { throw TestSupportError("openssl: \(end.errors)") }
    }

    private static func startDovecot(_ folder: TemporaryFolder) throws -> ChildProcess {
        try folder.write("\(user):{PLAIN}\(password)\n", to: "users")
        try folder.write(
            """
            protocols =
            ssl = no
            base_dir = \(folder.path)/run
            log_path = \(folder.path)/dovecot.log
            auth_mechanisms = plain login cram-md5
            auth_failure_delay = 0
            passdb {
              driver = passwd-file
              args = \(folder.path)/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home=/nonexistent
            }
            service auth {
              unix_listener \(folder.path)/auth {
                mode = 0666
              }
            }
            """,
            to: "dovecot.conf"
        )
        chmod(folder.path("users"), 0o644)
        let path = Programs.find("dovecot") ?? "dovecot"
        let process = try ChildProcess(path, ["-F", "-c", folder.path("dovecot.conf")])
        guard waitUntil({ access(folder.path("auth"), F_OK) == 0 || !process.isRunning }), process.isRunning
        else { throw TestSupportError("Dovecot does not come up: \(process.errorsSoFar)") }
        return process
    }

    private static func startPostfix(
        _ folder: TemporaryFolder,
        _ port: UInt16,
        _ implicitPort: UInt16,
        _ openPort: UInt16
    ) throws -> ChildProcess {
        try folder.write(
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
            default_transport = discard:
            local_transport = discard:
            smtpd_relay_restrictions = permit_sasl_authenticated, permit_mynetworks, reject
            smtpd_tls_cert_file = \(folder.path)/tls.pem
            smtpd_tls_key_file = \(folder.path)/tls.key
            smtpd_error_sleep_time = 0
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = \(folder.path)/auth
            smtpd_sasl_security_options = noanonymous
            """,
            to: "postfix/main.cf"
        )
        let login =
            "-o smtpd_sasl_auth_enable=yes -o smtpd_relay_restrictions=permit_sasl_authenticated,reject"
        try folder.write(
            """
            127.0.0.1:\(port) inet n - n - - smtpd -o smtpd_tls_security_level=encrypt \(login)
            127.0.0.1:\(implicitPort) inet n - n - - smtpd -o smtpd_tls_wrappermode=yes \(login)
            127.0.0.1:\(openPort) inet n - n - - smtpd -o smtpd_tls_security_level=may
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            anvil unix - - n - 1 anvil
            discard unix - - n - - discard
            error unix - - n - - error
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd

            """,
            to: "postfix/master.cf"
        )
        for name in ["queue", "data"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name),
                withIntermediateDirectories: true
            )
        }
        if let user = getpwnam("postfix") { chown(folder.path("data"), user.pointee.pw_uid, 0) }
        return try ChildProcess("/usr/sbin/postfix", ["-c", folder.path("postfix"), "start-fg"])
    }

    /// Whether someone listens there.
    static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

extension PostfixServer {
    /// The server of the suite that runs.
    @TaskLocal static var current: PostfixServer?
}

/// Starts one server for a suite, and ends it with the suite.
struct WithPostfix: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        guard PostfixServer.obstacle == nil else { return try await function() }
        try await PostfixServer.$current.withValue(PostfixServer()) { try await function() }
    }
}
