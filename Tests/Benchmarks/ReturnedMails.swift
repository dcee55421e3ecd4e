import Foundation
import Glibc
import SQLite
import TestSupport

/// How fast returned mail is read, classed and recorded, and what memory that takes.
struct ReturnedMails: Benchmark {
    static let name = "returns"
    static let summary =
        "reports a second out of a Maildir of 100,000, read, classed and recorded by vestnikd"

    /// So many reports stand for one machine's day; the memory of the first tenth is what all of them may take.
    private static let usual = 100_000

    func run(rounds: Int) throws -> [Result] { try run(rounds: rounds, rows: nil) }

    func run(rounds: Int, rows: Int?) throws -> [Result] {
        let count = rows ?? Self.usual
        let server = try SMTPServer()
        defer { server.stop() }
        let fixture = try BenchmarkFixture(relay: Int(server.port), connections: 1)
        try fixture.queue(count)
        let database = try Connection(path: fixture.database, mode: .readWrite)
        try database.execute("UPDATE messages SET state = 'sent', sent_at = 1")
        try fixture.readReturns(count)
        let counted = "SELECT coalesce(sum(count), 0) FROM returned_counts"
        let begin = Usage.now
        let daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        defer { daemon.stop() }
        func wait(for some: Int) throws {
            while try database.integer(counted) < some {
                guard Usage.now - begin < 1800 else { throw BenchmarkError("vestnikd reads too slowly") }
                usleep(20_000)
            }
        }
        try wait(for: max(1, count / 10))
        let early = Usage.peakMemory(of: "\(daemon.id)")
        try wait(for: count)
        let seconds = Usage.now - begin
        let late = Usage.peakMemory(of: "\(daemon.id)")
        let bounced = try database.integer("SELECT count(*) FROM messages WHERE state = 'bounced'")
        return [
            Result(
                benchmark: Self.name,
                what: "reports a second, read, classed and recorded",
                value: Double(count) / seconds,
                note: "\(count) in a Maildir, of them \(bounced) about a letter that bounced"
            ),
            Result(
                benchmark: Self.name,
                what: "memory at the last report, more than at a tenth of them",
                value: late - early,
                unit: "MB",
                digits: 1,
                bar: .below(4),
                note: "most memory of vestnikd \(late.fixed(0)) MB"
            ),
        ]
    }
}

extension BenchmarkFixture {
    /// Makes a Maildir of so many returned mails, each about another letter, and lets the daemon read it: of ten, six
    /// reports of a dead mailbox or a full one, two in no standard form, an absence and a list's mail.
    fileprivate func readReturns(_ count: Int) throws {
        let folder = (configuration as NSString).deletingLastPathComponent
        for name in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/returned/\(name)",
                withIntermediateDirectories: true
            )
        }
        for number in 1...count {
            let name = "\(folder)/returned/new/\(1_700_000_000 + number).M\(number).bench"
            try Self.returnedMail(number).write(toFile: name, atomically: false, encoding: .utf8)
        }
        let text = try String(contentsOfFile: configuration, encoding: .utf8)
        try text.replacing("database: ", with: "mailbox: { url: \"maildir:returned\" }, database: ")
            .write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    private static func returnedMail(_ number: Int) -> String {
        let address = "p\(number)@library.example.org"
        let letter = "Message-ID: <\(number)@example.org>\nTo: <\(address)>\nSubject: Регистрация\n"
        switch number % 10 {
        case 0...5:
            let status = number % 2 == 0 ? "5.1.1" : "5.2.2"
            return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
                To: bounces@example.org
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b\(number)"

                --b\(number)
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.
                --b\(number)
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; \(address)
                Action: failed
                Status: \(status)
                Remote-MTA: dns; mail.library.example.org
                Diagnostic-Code: smtp; 550 \(status) <\(address)>: mailbox unavailable

                --b\(number)
                Content-Type: text/rfc822-headers

                \(letter)
                --b\(number)--
                """
        case 6, 7:
            return """
                Return-Path: <>
                From: MAILER-DAEMON@example.net
                To: bounces@example.org
                Subject: failure notice

                Hi. This is the qmail-send program at example.net.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <\(address)>:
                192.0.2.1 does not like recipient.
                Remote host said: 550 5.1.1 No such user

                --- Below this line is a copy of the message.

                \(letter)
                """
        case 8:
            return """
                From: <\(address)>
                To: meeting@example.org
                Subject: Автоматический ответ: Регистрация
                Auto-Submitted: auto-replied
                In-Reply-To: <\(number)@example.org>
                Content-Type: text/plain; charset=utf-8

                Я в отпуске до 15 декабря.
                """
        default:
            return """
                From: list-owner@example.net
                List-Id: <list.example.net>
                Subject: Your message awaits moderator approval

                Your mail is held until the list's moderator can review it.
                """
        }
    }
}
