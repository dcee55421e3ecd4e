import Foundation
import Testing
import TestSupport

/// The daemon against a real relay: encryption, certificates, logins.
@Suite(
    "Submitting to Postfix with Dovecot's logins",
    .serialized,
    WithPostfix(),
    .enabled(if: PostfixServer.obstacle == nil, "needs root, postfix, dovecot-core and openssl")
)
struct PostfixTests {
    /// What became of three registrations, and what the daemon said.
    struct Outcome {
        var states: [String]
        var log: [String]
        var said: String
        var everything: String
    }

    /// Runs the daemon once against the relay with these keys of its configuration.
    private func run(
        _ url: String,
        _ keys: String,
        password: String = PostfixServer.password
    ) throws -> Outcome {
        let server = try #require(PostfixServer.current)
        let site = try CrashSite(relay: "{ url: \"\(url)\", \(keys) }")
        for name in ["ca.pem", "other.pem"] { try site.folder.write(server.folder.bytes(of: name), to: name) }
        try site.folder.write(password + "\n", to: "secret")
        try site.register(3, from: 0)
        let end = try site.daemon("--once", "--verbose").wait(within: .seconds(60))
        #expect(end.status == 0)
        let database = try site.folder.bytes(of: "vestnik.db")
        let wal = (try? site.folder.bytes(of: "vestnik.db-wal")) ?? []
        return Outcome(
            states: try site.rows("SELECT state, count(*) FROM messages_view GROUP BY state ORDER BY state"),
            log: try site.rows(
                "SELECT outcome, coalesce(code, ''), coalesce(tls, ''), coalesce(reply, '') FROM delivery_log"
            ),
            said: end.output + end.errors,
            everything: end.output + end.errors + String(decoding: database + wal, as: UTF8.self)
        )
    }

    static let login = #"username: "\#(PostfixServer.user)", password: { file: "secret" }, connections: 1,"#

    @Test(
        "STARTTLS, the right certificate and the right password: everything goes",
        arguments: ["", "plain", "login", "cram-md5"]
    )
    func startTLS(_ mechanism: String) throws {
        let server = try #require(PostfixServer.current)
        let auth = mechanism.isEmpty ? "" : "auth: \"\(mechanism)\","
        let outcome = try run(
            "smtp://localhost:\(server.port)",
            "tls: \"starttls\", ca: \"ca.pem\", \(auth) \(Self.login)"
        )
        #expect(outcome.states == ["sent|3"], "\(outcome.said)")
        #expect(outcome.log.allSatisfy { $0.contains("sent|250|TLSv1.") }, "\(outcome.log)")
        #expect(!outcome.everything.contains(PostfixServer.password))
        #expect(waitUntil { server.log.contains("sasl_username=\(PostfixServer.user)") })
        if !mechanism.isEmpty {
            #expect(waitUntil { server.log.lowercased().contains("sasl_method=\(mechanism)") })
        }
    }

    @Test("TLS from the start")
    func implicitTLS() throws {
        let server = try #require(PostfixServer.current)
        let outcome = try run("smtps://localhost:\(server.implicitPort)", "ca: \"ca.pem\", \(Self.login)")
        #expect(outcome.states == ["sent|3"], "\(outcome.said)")
        #expect(outcome.log.allSatisfy { $0.contains("|TLSv1.") })
    }

    @Test("a certificate that another authority has signed is refused, and a person is called")
    func wrongAuthority() throws {
        let server = try #require(PostfixServer.current)
        let outcome = try run(
            "smtp://localhost:\(server.port)",
            "tls: \"starttls\", ca: \"other.pem\", \(Self.login)"
        )
        #expect(outcome.states == ["deferred|3"])
        #expect(outcome.said.contains("needs a person"))
        #expect(outcome.said.contains("certificate"), "\(outcome.said)")
        #expect(!outcome.everything.contains(PostfixServer.password))
    }

    @Test("a certificate for another name is refused")
    func wrongName() throws {
        let server = try #require(PostfixServer.current)
        let outcome = try run("smtps://127.0.0.1:\(server.implicitPort)", "ca: \"ca.pem\", \(Self.login)")
        #expect(outcome.states == ["deferred|3"])
        #expect(outcome.said.contains("needs a person"), "\(outcome.said)")
    }

    @Test(
        "a wrong password calls for a person; nothing is bounced, and the password is nowhere",
        arguments: ["plain", "login", "cram-md5"]
    )
    func wrongPassword(_ mechanism: String) throws {
        let server = try #require(PostfixServer.current)
        let wrong = "incorrect donkey"
        let outcome = try run(
            "smtp://localhost:\(server.port)",
            "tls: \"starttls\", ca: \"ca.pem\", auth: \"\(mechanism)\", \(Self.login)",
            password: wrong
        )
        #expect(outcome.states == ["deferred|3"])
        #expect(
            outcome.log.count == 3 && outcome.log.allSatisfy { $0.hasPrefix("deferred|535|") },
            "\(outcome.log)"
        )
        #expect(outcome.said.contains("needs a person"))
        #expect(!outcome.everything.contains(wrong))
        #expect(!outcome.everything.contains(Data(wrong.utf8).base64EncodedString()))
        let plain = "\0\(PostfixServer.user)\0\(wrong)"
        #expect(!outcome.everything.contains(Data(plain.utf8).base64EncodedString()))
    }

    @Test("a user is configured and the relay offers no login: nothing goes unauthenticated")
    func noLoginOffered() throws {
        let server = try #require(PostfixServer.current)
        let outcome = try run(
            "smtp://localhost:\(server.openPort)",
            "tls: \"starttls\", ca: \"ca.pem\", \(Self.login)"
        )
        #expect(outcome.states == ["deferred|3"])
        #expect(outcome.said.contains("offers no login"), "\(outcome.said)")
    }

    @Test("a relay that offers no STARTTLS where it is demanded gets nothing in plain text")
    func noStartTLS() throws {
        let plain = try SMTPServer()
        defer { plain.stop() }
        let outcome = try run(
            "smtp://localhost:\(plain.port)",
            "tls: \"starttls\", ca: \"ca.pem\", connections: 1,"
        )
        #expect(outcome.states == ["deferred|3"])
        #expect(plain.messageCount == 0)
        #expect(!plain.commands().contains { $0.hasPrefix("MAIL") })
    }

    @Test("without a user, to a relay that trusts this machine, encrypted all the same")
    func noUser() throws {
        let server = try #require(PostfixServer.current)
        let outcome = try run("smtp://localhost:\(server.openPort)", "tls: \"starttls\", ca: \"ca.pem\",")
        #expect(outcome.states == ["sent|3"], "\(outcome.said)")
        #expect(outcome.log.allSatisfy { $0.contains("|TLSv1.") })
    }
}
