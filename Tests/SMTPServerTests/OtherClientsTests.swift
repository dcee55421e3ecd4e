import TestSupport
import Testing

@testable import SMTPServer

/// The server as seen by clients that others have written.
@Suite struct OtherClientsTests {
    @Test(
        "Postfix's smtp-source delivers over several sessions",
        .enabled(if: Programs.smtpSource != nil, "Postfix is not installed")
    )
    func postfix() throws {
        let source = try #require(Programs.smtpSource)
        let server = try SMTPServer()
        let result = try ChildProcess.run(
            source,
            ["-d", "-s", "8", "-m", "200", "-l", "3000", "127.0.0.1:\(server.port)"]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(server.messageCount == 200)
        #expect(server.sessionCount >= 1)
        #expect(server.messages.allSatisfy { !$0.hasLoneLineEnds && $0.bytes.count >= 3000 })
    }

    @Test(
        "Python's smtplib logs in, pipes dots through and reads refusals",
        .enabled(if: Programs.python != nil, "Python is not installed")
    )
    func python() throws {
        let python = try #require(Programs.python)
        var options = SMTPServer.Options()
        options.users = ["anna": "secret"]
        options.requiresAuthentication = true
        options.script = .demo
        let server = try SMTPServer(options)
        let program = """
            import smtplib, sys
            s = smtplib.SMTP("127.0.0.1", int(sys.argv[1]))
            s.login("anna", "secret")
            s.sendmail("a@example.org", ["b@example.org"], "Subject: x\\r\\n\\r\\n.\\r\\n..\\r\\nend")
            try:
                s.sendmail("a@example.org", ["bounce@example.org"], "x")
            except smtplib.SMTPRecipientsRefused as refused:
                print(refused.recipients["bounce@example.org"])
            s.quit()
            """
        let result = try ChildProcess.run(python, ["-c", program, "\(server.port)"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "(550, b'5.1.1 No such user here')\n")
        #expect(server.messages.map(\.text) == ["Subject: x\r\n\r\n.\r\n..\r\nend\r\n"])
        #expect(server.messages.first?.user == "anna")
    }
}
