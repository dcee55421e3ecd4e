import Mail
import Testing

@testable import SMTP

@Suite("The dialogue with a relay that pipelines")
struct PipelinedDialogueTests {
    @Test("MAIL, RCPT and DATA go in one segment, the message after 354, and 250 makes it sent")
    func oneMessage() {
        var line = Line.pipelined()
        line.submit(1, "Subject: x\r\n\r\n.hello\r\n")
        #expect(line.sends() == envelopeCommands)
        line.hears("250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n")
        #expect(line.sends() == "Subject: x\r\n\r\n..hello\r\n.\r\n")
        #expect(line.dialogue.takeEndingTag() == 1)
        line.now.monotonic += 5_000_000
        line.hears("250 2.0.0 queued as 12\r\n")
        #expect(line.outcome(1)?.kind == .sent)
        #expect(line.outcome(1)?.stage == .endOfData)
        #expect(line.outcome(1)?.reply == Reply(code: 250, text: "2.0.0 queued as 12"))
        #expect(line.outcome(1)?.endOfDataSent == true)
        #expect(line.outcome(1)?.durationMilliseconds == 5)
        #expect(line.outcome(1)?.startedAt == 1_000)
        #expect(line.dialogue.isIdle && line.dialogue.wantsTransaction)
    }

    @Test("the next transaction's commands go right behind the dot")
    func behindTheDot() {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        #expect(!line.dialogue.wantsTransaction)
        line.hears("250 ok\r\n250 ok\r\n354 go\r\n")
        var out: [UInt8] = []
        line.dialogue.produce(into: &out, now: line.now)
        #expect(line.dialogue.wantsTransaction)
        line.submit(2)
        #expect(!line.dialogue.wantsTransaction)
        line.dialogue.produce(into: &out, now: line.now)
        line.dialogue.wrote(out.count, now: line.now)
        #expect(String(decoding: out, as: UTF8.self).hasSuffix("hello\r\n.\r\n" + envelopeCommands))
        line.hears("250 one\r\n250 ok\r\n250 ok\r\n354 go\r\n")
        #expect(line.outcome(1)?.kind == .sent)
        #expect(line.sends().hasSuffix("hello\r\n.\r\n"))
        line.hears("250 two\r\n")
        #expect(line.outcome(2)?.reply?.text == "two")
    }

    @Test("a refused recipient costs an RSET, not the session")
    func refusedRecipient() {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        line.hears("250 ok\r\n550 5.1.1 no such user\r\n")
        #expect(line.outcome(1)?.kind == .bounced)
        #expect(line.outcome(1)?.stage == .rcpt)
        #expect(line.outcome(1)?.reply?.enhanced == EnhancedStatus(5, 1, 1))
        #expect(line.sends() == "")
        line.hears("554 5.5.1 no valid recipients\r\n")
        line.submit(2)
        #expect(line.sends() == "RSET\r\n" + envelopeCommands)
        line.hears("250 reset\r\n250 ok\r\n250 ok\r\n354 go\r\n")
        _ = line.sends()
        line.hears("250 queued\r\n")
        #expect(line.outcome(2)?.kind == .sent)
    }

    @Test("after DATA is accepted for nobody a lone dot goes, and its 250 sends nothing")
    func messageToNobody() {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        line.hears("250 ok\r\n450 4.2.1 later\r\n354 go on then\r\n")
        #expect(line.sends() == ".\r\n")
        #expect(line.dialogue.takeEndingTag() == nil)
        line.hears("250 2.0.0 queued\r\n")
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.outcome(1)?.endOfDataSent == false)
        line.submit(2)
        #expect(line.sends() == envelopeCommands)
    }

    @Test("a refused MAIL needs no RSET")
    func refusedMail() {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        line.hears("553 5.7.1 not yours\r\n503 no\r\n503 no\r\n")
        #expect(line.outcome(1)?.stage == .mail)
        line.submit(2)
        #expect(line.sends() == envelopeCommands)
    }

    @Test("a refused message leaves the one behind it alone")
    func refusedMessage() {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        line.submit(2)
        #expect(line.sends() == envelopeCommands)
        line.hears("554 5.7.1 spam\r\n250 ok\r\n250 ok\r\n354 go\r\n")
        #expect(line.outcome(1)?.kind == .bounced)
        _ = line.sends()
        line.hears("250 ok\r\n")
        #expect(line.outcome(2)?.kind == .sent)
    }

    @Test("a message larger than a segment goes piece by piece, its dot last")
    func longMessage() {
        var line = Line.pipelined()
        line.submit(1, String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 3000))
        _ = line.sends()
        line.hears("250 ok\r\n250 ok\r\n354 go\r\n")
        var pieces = 0, total = 0
        while line.dialogue.takeEndingTag() == nil {
            var out: [UInt8] = []
            line.dialogue.produce(into: &out, now: line.now)
            line.dialogue.wrote(out.count, now: line.now)
            pieces += 1
            total += out.count
        }
        #expect(pieces > 2 && total == 3000 * 72 + 3)
    }

    @Test("the session ends with QUIT after its last message, and takes no more")
    func lastMessage() {
        var line = Line.pipelined(Dialogue.Options(messages: 1))
        line.advance(to: .endOfData)
        #expect(!line.dialogue.wantsTransaction)
        #expect(line.sends() == "")
        line.hears("250 ok\r\n")
        #expect(line.sends() == "QUIT\r\n")
        line.hears("221 bye\r\n")
        #expect(line.dialogue.end == .quit)
    }

    @Test("finishing lets both transactions under way end")
    func finishing() {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        line.submit(2)
        _ = line.sends()
        line.dialogue.finish()
        line.hears("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n")
        #expect(line.sends().hasSuffix(".\r\n"))
        line.hears("250 ok\r\n")
        #expect(line.outcome(2)?.kind == .sent)
        #expect(line.sends() == "QUIT\r\n")
    }

    @Test("what cannot go to this relay bounces without a byte, and the session goes on")
    func localBounce() {
        var line = Line("PIPELINING", "SIZE 100")
        line.submit(1, String(repeating: "x", count: 101))
        line.submit(2, to: "имя@example.org")
        #expect(line.outcome(1)?.kind == .bounced)
        #expect(line.outcome(1)?.stage == .local)
        #expect(line.outcome(1)?.enhanced == EnhancedStatus(5, 3, 4))
        #expect(line.outcome(2)?.enhanced == EnhancedStatus(5, 6, 7))
        #expect(line.sends() == "")
        #expect(line.dialogue.wantsTransaction)
    }
}

@Suite("The dialogue with a relay that does not pipeline")
struct PlainDialogueTests {
    @Test("one command at a time")
    func oneAtATime() {
        var line = Line.plain()
        line.submit(1)
        #expect(line.sends() == "MAIL FROM:<a@example.org>\r\n")
        #expect(line.sends() == "")
        line.hears("250 ok\r\n")
        #expect(line.sends() == "RCPT TO:<b@example.org>\r\n")
        line.hears("251 will forward\r\n")
        #expect(line.sends() == "DATA\r\n")
        line.hears("354 go\r\n")
        #expect(line.sends().hasSuffix("\r\n.\r\n"))
        #expect(!line.dialogue.wantsTransaction)
        line.hears("250 ok\r\n")
        #expect(line.outcome(1)?.kind == .sent)
        #expect(line.dialogue.wantsTransaction)
    }

    @Test("after a refused RCPT the message is not begun; RSET goes before the next MAIL")
    func refusedRecipient() {
        var line = Line.plain()
        line.advance(to: .rcpt)
        line.hears("550 no\r\n")
        #expect(line.outcome(1)?.kind == .bounced)
        line.submit(2)
        #expect(line.sends() == "RSET\r\n")
        line.hears("250 ok\r\n")
        #expect(line.sends() == "MAIL FROM:<a@example.org>\r\n")
    }

    @Test("pipelining that is offered and not wanted is not used")
    func unwanted() {
        var line = Line("PIPELINING", options: Dialogue.Options(usesPipelining: false))
        line.submit(1)
        #expect(line.sends() == "MAIL FROM:<a@example.org>\r\n")
    }
}
