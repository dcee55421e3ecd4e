import Testing

@testable import SMTP

@Suite("Each reply at each stage")
struct DialogueReplyTests {
    static let stages: [Stage] = [.mail, .rcpt, .data, .endOfData]

    private func line(_ pipelines: Bool) -> Line { pipelines ? Line.pipelined() : Line.plain() }

    @Test(
        "4xx defers, 5xx bounces, at the stage that was answered",
        arguments: stages,
        [450, 451, 452, 550, 552, 554]
    )
    func refusals(stage: Stage, code: Int) {
        for pipelines in [true, false] {
            var line = line(pipelines)
            line.advance(to: stage)
            line.hears("\(code) 4.2.2 words\r\n")
            #expect(line.outcome(1)?.kind == (code >= 500 ? .bounced : .deferred))
            #expect(line.outcome(1)?.stage == stage)
            #expect(line.outcome(1)?.reply?.code == code)
            #expect(line.outcome(1)?.endOfDataSent == (stage == .endOfData))
            #expect(line.dialogue.end == nil)
        }
    }

    @Test(
        "a session that has had its share ends with QUIT, and the message was not tried; a new one is refused as the relay says",
        arguments: [
            "452 4.5.3 too many messages", "550 5.5.3 MAILMAX exceeded", "503 5.5.1 too many transactions",
        ]
    )
    func share(_ reply: String) {
        for pipelines in [true, false] {
            var line = line(pipelines)
            line.advance(to: .endOfData)
            line.hears("250 2.0.0 ok\r\n")
            line.submit(2)
            _ = line.sends()
            line.hears(reply + "\r\n")
            #expect(line.outcome(2)?.kind == .notTried)
            if pipelines { line.hears("503 5.5.1 no MAIL\r\n503 5.5.1 no MAIL\r\n") }
            #expect(line.sends().hasSuffix("QUIT\r\n"))
            var first = self.line(pipelines)
            first.submit(1)
            _ = first.sends()
            first.hears(reply + "\r\n")
            #expect(first.outcome(1)?.kind == (reply.hasPrefix("4") ? .deferred : .bounced))
        }
    }

    @Test(
        "as many transactions as the relay announces go in a session, then QUIT; our own smaller number counts first"
    )
    func announced() {
        for (announced, own, most) in [
            ("MAILMAX=2", 0, 2), ("rcptmax=1 mailmax=2", 9, 2), ("MAILMAX=5", 1, 1), ("MAILMAX=0", 1, 1),
        ] {
            var line = Line("LIMITS \(announced)", options: Dialogue.Options(messages: own))
            for tag in 1...Int64(most) {
                line.advance(to: .endOfData, tag: tag)
                line.hears("250 ok\r\n")
                #expect(line.outcome(tag)?.kind == .sent, "\(announced)")
            }
            #expect(!line.dialogue.wantsTransaction && line.sends() == "QUIT\r\n", "\(announced)")
        }
    }

    @Test(
        "421 anywhere defers the message it answers, gives back the one behind, and ends the session",
        arguments: stages
    )
    func closing(stage: Stage) {
        var line = Line.pipelined()
        line.advance(to: stage)
        if stage == .endOfData {
            line.submit(2)
            _ = line.sends()
        }
        line.hears("421 4.3.2 shutting down\r\n")
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.outcome(1)?.stage == stage)
        #expect(line.outcome(1)?.reply?.code == 421)
        if stage == .endOfData { #expect(line.outcome(2)?.kind == .notTried) }
        #expect(line.dialogue.end == .relayClosing(Reply(code: 421, text: "4.3.2 shutting down")))
        #expect(line.sends() == "")
    }

    @Test(
        "what SMTP does not allow at a stage ends the session, in doubt once the dot has gone, else deferred",
        arguments: [
            (Stage.mail, "354 go\r\n"), (.mail, "999 what\r\n"), (.mail, "100 wait\r\n"),
            (.rcpt, "354 go\r\n"),
            (.data, "250 ok\r\n"), (.data, "000 \r\n"), (.endOfData, "354 more\r\n"),
            (.endOfData, "199 x\r\n"),
            (.endOfData, "250-a\r\n550 b\r\n"), (.rcpt, "250-a\r\n451 b\r\n"), (.endOfData, "600 x\r\n"),
        ]
    )
    func nonsense(stage: Stage, reply: String) {
        var line = Line.pipelined()
        line.advance(to: stage)
        line.hears(reply)
        #expect(line.outcome(1)?.kind == (stage == .endOfData ? .inDoubt : .deferred))
        #expect(line.outcome(1)?.stage == stage)
        #expect(line.outcome(1)?.problem?.en.hasPrefix("protocol error") == true)
        guard case .protocolError = line.dialogue.end else {
            Issue.record("the session goes on")
            return
        }
    }

    @Test("a reply to nothing ends the session")
    func unasked() {
        var line = Line.pipelined()
        line.hears("250 hello\r\n")
        #expect(line.dialogue.end != nil)
        #expect(!line.dialogue.wantsTransaction)
    }

    @Test("421 while idle is the relay's farewell")
    func farewell() {
        var line = Line.pipelined()
        line.hears("421 4.4.2 timeout\r\n")
        #expect(line.dialogue.end == .relayClosing(Reply(code: 421, text: "4.4.2 timeout")))
    }

    @Test("a 250 before the dot has gone does not make the message sent")
    func earlyAcceptance() {
        var line = Line.pipelined()
        line.advance(to: .data)
        line.hears("354 go\r\n250 surplus\r\n")
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.outcome(1)?.endOfDataSent == false)
        #expect(line.dialogue.end != nil)
        #expect(line.sends() == "")
    }

    @Test("a 250 while the kernel holds back a part of the dot does not either")
    func earlierThanTheDot() {
        var line = Line.pipelined()
        line.advance(to: .data)
        line.hears("354 go\r\n")
        let sent = line.sends(only: 20)
        #expect(sent.hasSuffix(".\r\n"))
        line.hears("250 ok\r\n")
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.outcome(1)?.stage == .body)
    }

    @Test(
        "a refusal in the middle of the message counts, and the session ends without a dot",
        arguments: [452, 552, 421]
    )
    func refusedMidway(code: Int) {
        var line = Line.pipelined()
        line.advance(to: .data)
        line.hears("354 go\r\n")
        _ = line.sends(only: 5)
        line.hears("\(code) enough\r\n")
        #expect(line.outcome(1)?.kind == (code == 552 ? .bounced : .deferred))
        #expect(line.outcome(1)?.stage == .body)
        #expect(line.outcome(1)?.reply?.code == code)
        #expect(line.dialogue.end != nil)
    }

    @Test("the digit of the reply decides, not the class of its enhanced code")
    func disagreement() {
        var line = Line.pipelined()
        line.advance(to: .rcpt)
        line.hears("550 4.2.1 odd\r\n")
        #expect(line.outcome(1)?.kind == .bounced)
    }

    @Test("RSET refused ends the session")
    func refusedReset() {
        var line = Line.plain()
        line.advance(to: .rcpt)
        line.hears("550 no\r\n")
        line.submit(2)
        _ = line.sends()
        line.hears("500 what\r\n")
        #expect(line.outcome(2)?.kind == .notTried)
        #expect(line.dialogue.end != nil)
    }
}
