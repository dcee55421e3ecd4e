import Foundation
import TestSupport
import Testing

@Suite("A returned mail of a hundred megabytes")
struct LargeReturnedMailTests {
    private static let head = """
        From MAILER-DAEMON Tue Nov 24 10:05:00 2026
        From: MAILER-DAEMON@mx.example.net
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; maria@example.org
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: message/rfc822

        Message-ID: <17.meeting@example.org>
        Content-Transfer-Encoding: base64


        """
    private static let next = """

        --b--

        From MAILER-DAEMON Tue Nov 24 10:06:00 2026
        From: MAILER-DAEMON@mx.example.net
        Subject: Undelivered Mail Returned to Sender
        X-Failed-Recipients: peter@example.org

        The mailbox is full.

        """

    /// Memory of a program's own (`RLIMIT_DATA`), in kilobytes: a fifth of the file's size, and for tests a program that is not optimized.
    private static let limit = 48 << 10

    @Test(
        "costs no more memory than a small one, from a file and from a pipe, and so do those behind it in a mailbox file"
    )
    func bounded() throws {
        let house = try House()
        let file = try house.folder.write(Self.head, to: "returned.mbox")
        let fill =
            "yes AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | head -c 100000000 >> \"$1\""
        #expect(try ChildProcess.run("/bin/sh", ["-c", fill, "sh", file]).status == 0)
        let whole = try #require(FileHandle(forWritingAtPath: file))
        try whole.seekToEnd()
        try whole.write(contentsOf: Data(Self.next.utf8))
        try whole.close()
        for words in ["\"$1\" bounce --json \"$2\"", "cat \"$2\" | \"$1\" bounce --json -"] {
            let told = try ChildProcess.run(
                "/bin/sh",
                ["-c", "ulimit -d \(Self.limit); \(words)", "sh", Programs.product("vestnik"), file],
                environment: house.environment
            )
            #expect(told.status == 0, "\(told.errors)")
            #expect(told.lines.count == 2, "\(told.output)")
            #expect(
                told.lines.first?.contains(
                    "\"recipient\":\"maria@example.org\",\"action\":\"failed\",\"status\":\"5.1.1\""
                ) == true
            )
            #expect(told.lines.last?.contains("\"recipient\":\"peter@example.org\"") == true)
            #expect(told.lines.last?.contains("\"class\":\"full\"") == true)
        }
    }
}
