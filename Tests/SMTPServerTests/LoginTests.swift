import Testing
import TestSupport

@testable import SMTPServer

@Suite struct LoginTests {
    private func client(requires: Bool = true, script: Script = .friendly) throws -> Client {
        var options = SMTPServer.Options()
        options.users = ["anna": "secret"]
        options.requiresAuthentication = requires
        options.script = script
        let client = try Client(try SMTPServer(options))
        client.hello()
        return client
    }

    @Test("mail without AUTH is refused where it is required")
    func required() throws {
        let client = try client()
        #expect(client.say("MAIL FROM:<a@b.example>")?.hasPrefix("530 5.7.0") == true)
        #expect(client.say("AUTH PLAIN AGFubmEAc2VjcmV0") == "235 2.7.0 Welcome")
        #expect(client.say("MAIL FROM:<a@b.example>")?.hasPrefix("250") == true)
    }

    @Test("PLAIN may come in a line of its own")
    func plain() throws {
        let client = try client()
        #expect(client.say("AUTH PLAIN") == "334 ")
        #expect(client.say("AGFubmEAc2VjcmV0") == "235 2.7.0 Welcome")
        #expect(client.say("AUTH PLAIN AGFubmEAc2VjcmV0")?.hasPrefix("503") == true)
    }

    @Test("LOGIN asks for name and password")
    func login() throws {
        let client = try client()
        #expect(client.say("AUTH LOGIN") == "334 VXNlcm5hbWU6")
        #expect(client.say("YW5uYQ==") == "334 UGFzc3dvcmQ6")
        #expect(client.say("c2VjcmV0") == "235 2.7.0 Welcome")
    }

    @Test("XOAUTH2 takes a token")
    func token() throws {
        // user=anna^Aauth=Bearer secret^A^A
        let client = try client()
        #expect(client.say("AUTH XOAUTH2 dXNlcj1hbm5hAWF1dGg9QmVhcmVyIHNlY3JldAEB") == "235 2.7.0 Welcome")
    }

    @Test("wrong passwords, wrong base64 and unknown mechanisms are refused")
    func refused() throws {
        let client = try client()
        #expect(client.say("AUTH PLAIN AGFubmEAd3Jvbmc=")?.hasPrefix("535 5.7.8") == true)
        #expect(client.say("AUTH PLAIN !!!!")?.hasPrefix("501 5.5.2") == true)
        #expect(client.say("AUTH CRAM-MD5")?.hasPrefix("504 5.5.4") == true)
        client.say("AUTH LOGIN")
        #expect(client.say("*")?.hasPrefix("501 5.7.0") == true)
        #expect(client.say("NOOP")?.hasPrefix("250") == true)
    }

    @Test("a script can hold a conversation of its own")
    func scripted() throws {
        let script = Script().on(.auth, .reply("334 PGNoYWxsZW5nZT4="))
            .on(.authResponse, .reply("454 4.7.0 Temporary failure"))
        let client = try client(script: script)
        #expect(client.say("AUTH CRAM-MD5") == "334 PGNoYWxsZW5nZT4=")
        #expect(client.say("Zm9v") == "454 4.7.0 Temporary failure")
        #expect(client.say("NOOP")?.hasPrefix("250") == true)
    }

    @Test(
        "base64 is read to the byte and anything else refused",
        arguments: [
            ("", "") as (String, String?), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9", nil),
            ("Z===", nil), ("Zm9v\n", nil),
        ]
    )
    func base64(text: String, expected: String?) {
        #expect(decodeBase64(text) == expected.map { Array($0.utf8) })
    }
}
