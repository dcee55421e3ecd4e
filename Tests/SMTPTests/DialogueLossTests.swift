import Testing

@testable import SMTP

@Suite("Lost connections and silence")
struct DialogueLossTests {
    /// What a relay says to two messages, one pipelined behind the other.
    private static let replies = Array(
        "250 ok\r\n250 ok\r\n354 go\r\n250-2.0.0 one\r\n250 queued\r\n250 ok\r\n250 ok\r\n354 go\r\n250 two\r\n"
            .utf8
    )

    /// Where the whole reply to each message's dot ends.
    private static let firstEnd = "250 ok\r\n250 ok\r\n354 go\r\n250-2.0.0 one\r\n250 queued\r\n".utf8.count
    private static let firstData = "250 ok\r\n250 ok\r\n354 go\r\n".utf8.count
    private static let secondData = firstEnd + firstData

    @Test(
        "lost after any byte of the relay's words, each message has one outcome, and the right one",
        arguments: 0...replies.count
    )
    func lostAtEachByte(count: Int) {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        var hasSecond = false
        for byte in Self.replies.prefix(count) {
            line.hears([byte])
            if line.dialogue.wantsTransaction, hasSecond == false {
                line.submit(2)
                hasSecond = true
            }
            _ = line.sends()
            // The dot of the first is out: the second goes behind it.
            if line.dialogue.wantsTransaction, !hasSecond {
                line.submit(2)
                hasSecond = true
                _ = line.sends()
            }
        }
        line.isLost()
        let first = line.outcome(1)?.kind, second = line.outcome(2)?.kind
        switch count {
        case ..<Self.firstData:
            #expect(first == .deferred && !hasSecond)
        case ..<Self.firstEnd:
            #expect(first == .inDoubt && line.outcome(1)?.endOfDataSent == true)
            #expect(second == .notTried)
        case ..<Self.replies.count:
            #expect(first == .sent)
            // Nothing of the second was answered until its first reply was whole.
            let answered = count >= Self.firstEnd + "250 ok\r\n".utf8.count
            #expect(second == (count >= Self.secondData ? .inDoubt : answered ? .deferred : .notTried))
        default:
            #expect(first == .sent && second == .sent)
        }
    }

    @Test("lost after any byte of ours: in doubt only when the dot was handed over whole")
    func lostAtEachByteOfOurs() {
        let message = "Subject: x\r\n\r\nhello\r\n.\r\n"
        for count in 0...message.utf8.count {
            var line = Line.pipelined()
            line.advance(to: .data)
            line.hears("354 go\r\n")
            let sent = line.sends(only: count)
            #expect(sent == message)
            line.isLost()
            let isWhole = count == message.utf8.count
            #expect(line.outcome(1)?.kind == (isWhole ? .inDoubt : .deferred))
            #expect(line.outcome(1)?.endOfDataSent == isWhole)
            #expect(line.outcome(1)?.stage == (isWhole ? .endOfData : .body))
        }
    }

    @Test("a session gone while idle: the next message was not tried")
    func goneWhileIdle() {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        line.hears("250 ok\r\n")
        line.submit(2)
        _ = line.sends()
        line.isLost()
        #expect(line.outcome(2)?.kind == .notTried)
    }

    @Test("a relay that breaks off at the first message of a session defers it")
    func goneAtFirst() {
        var line = Line.pipelined()
        line.submit(1)
        _ = line.sends()
        line.isLost()
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.outcome(1)?.stage == .mail)
        #expect(line.dialogue.end == .lost("connection reset"))
    }

    @Test(
        "silence at each stage ends the session when that stage's time is over",
        arguments: [
            (Stage.mail, 300, Outcome.Kind.deferred), (.rcpt, 300, .deferred), (.data, 120, .deferred),
            (.endOfData, 600, .inDoubt),
        ]
    )
    func silence(stage: Stage, seconds: Int, kind: Outcome.Kind) {
        for pipelines in [true, false] {
            var line = pipelines ? Line.pipelined() : Line.plain()
            line.advance(to: stage)
            line.waits(.seconds(seconds) - .milliseconds(1))
            #expect(line.dialogue.end == nil)
            line.waits(.milliseconds(1))
            #expect(line.outcome(1)?.kind == kind)
            #expect(line.outcome(1)?.stage == stage)
            #expect(line.dialogue.end == .timedOut(stage))
        }
    }

    @Test("a kernel that takes no more bytes is waited for as long as a block may take")
    func stuck() {
        var line = Line.pipelined()
        line.advance(to: .data)
        line.hears("354 go\r\n")
        _ = line.sends(only: 5)
        line.waits(.seconds(179))
        #expect(line.dialogue.end == nil)
        line.dialogue.wrote(1, now: line.now)
        line.waits(.seconds(179))
        #expect(line.dialogue.end == nil)
        line.waits(.seconds(1))
        #expect(line.outcome(1)?.kind == .deferred)
        #expect(line.dialogue.end == .timedOut(.body))
    }

    @Test("lines that never end a reply do not win time")
    func dripping() {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        for _ in 0..<59 {
            line.waits(.seconds(10))
            line.hears("250-still working\r\n")
        }
        #expect(line.dialogue.end == nil)
        line.waits(.seconds(10))
        #expect(line.outcome(1)?.kind == .inDoubt)
    }

    @Test("a transaction pipelined later does not prolong the wait for the reply before it")
    func laterCommands() {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        line.waits(.seconds(400))
        line.submit(2)
        _ = line.sends()
        line.waits(.seconds(200))
        #expect(line.outcome(1)?.kind == .inDoubt)
        #expect(line.outcome(2)?.kind == .notTried)
    }

    @Test("an idle session says QUIT, and does not wait for ever for the answer")
    func idle() {
        var line = Line.pipelined(Dialogue.Options(idleTimeout: .seconds(7)))
        line.waits(.seconds(6))
        #expect(line.sends() == "")
        line.waits(.seconds(1))
        #expect(line.sends() == "QUIT\r\n")
        line.waits(.seconds(2))
        #expect(line.dialogue.end == .quit)
    }

    @Test("a relay that closes instead of answering QUIT has ended the session in order")
    func closedAtQuit() {
        var line = Line.pipelined()
        line.dialogue.finish()
        _ = line.sends()
        line.isLost()
        #expect(line.dialogue.end == .quit)
    }

    /// A first message whose dot is answered, and a second whose commands went behind that dot.
    private static func overlapped() -> Line {
        var line = Line.pipelined()
        line.advance(to: .endOfData)
        line.submit(2)
        _ = line.sends()
        line.hears("250 ok\r\n")
        return line
    }

    @Test("what went behind a dot that is answered is waited for a few seconds, and was not tried")
    func overlapLost() {
        var line = Self.overlapped()
        line.waits(.milliseconds(4999))
        #expect(line.dialogue.end == nil)
        line.waits(.milliseconds(1))
        #expect(line.dialogue.end == .lostOverlap)
        #expect(line.outcome(1)?.kind == .sent && line.outcome(2)?.kind == .notTried)
    }

    @Test(
        "once it is answered the overlap is proven, and later replies have the time that the RFC gives them"
    )
    func overlapProven() {
        var line = Self.overlapped()
        #expect(!line.dialogue.hasProvenOverlap)
        line.hears("250 ok\r\n")
        #expect(line.dialogue.hasProvenOverlap)
        line.waits(.seconds(299))
        #expect(line.dialogue.end == nil)
    }

    @Test(
        "a session that is to end does not wait for what went behind a dot, and says nothing against the relay"
    )
    func overlapAtEnd() {
        var line = Self.overlapped()
        line.dialogue.finish()
        line.waits(.milliseconds(500))
        #expect(line.dialogue.end == .timedOut(.mail))
        #expect(line.outcome(2)?.kind == .notTried)
    }

    @Test(
        "a first MAIL that is refused for the number of sessions, or their rate, ends the session with QUIT",
        arguments: [
            ("452 4.3.2 Too many open connections.", true), ("450 4.7.0 too many concurrent sessions", true),
            ("421 4.7.0 too many connections from you", false), ("450 4.7.1 Error: too much mail", false),
            // Decided when a connection is made: this one stays refused.
            ("450 4.7.1 connection rate limit exceeded", true), ("450 4.1.8 sender domain not found", false),
        ]
    )
    func crowded(reply: String, isLast: Bool) {
        var line = Line.plain()
        line.submit(1)
        _ = line.sends()
        line.hears(reply + "\r\n")
        #expect(line.outcome(1)?.kind == .deferred)
        if reply.hasPrefix("421") {
            #expect(line.dialogue.end != nil)
        } else {
            #expect((line.sends() == "QUIT\r\n") == isLast)
        }
    }
}
