import Testing

@testable import Mailbox

@Suite("The dialogue with an IMAP server")
struct DialogueTests {
    private static let timeouts = IMAPTimeouts()

    private func dialogue(_ command: Command = .noop, now: Duration = .zero) -> Dialogue {
        var dialogue = Dialogue(timeouts: Self.timeouts)
        dialogue.begin(command, now: now)
        _ = dialogue.takeOutput()
        return dialogue
    }

    /// Says something to the client; gives what comes of it.
    private func say(_ text: String, to dialogue: inout Dialogue, now: Duration = .zero) -> [Dialogue.Event] {
        Array(text.utf8).withUnsafeBytes { dialogue.received($0, now: now) }
        var events: [Dialogue.Event] = []
        while let event = dialogue.next() { events.append(event) }
        return events
    }

    @Test("each command has a tag of its own, unlike those of the login, and one goes at a time")
    func tags() {
        var dialogue = Dialogue(timeouts: Self.timeouts)
        dialogue.begin(.noop, now: .zero)
        dialogue.begin(.logout, now: .zero)
        #expect(String(decoding: dialogue.takeOutput(), as: UTF8.self) == "v1 NOOP\r\n")
        #expect(dialogue.takeOutput().isEmpty && !dialogue.isAtRest)
        #expect(say("v1 OK done\r\n", to: &dialogue).count == 1 && dialogue.isAtRest)
        dialogue.begin(.select("INBOX"), now: .zero)
        #expect(String(decoding: dialogue.takeOutput(), as: UTF8.self) == "v2 SELECT \"INBOX\"\r\n")
    }

    @Test("only the answer to the command that was given ends it")
    func answer() {
        var dialogue = dialogue()
        #expect(say("v0 OK\r\nA001 OK\r\n* OK v1 OK\r\nv1\r\n", to: &dialogue).count == 1)
        #expect(!dialogue.isAtRest)
        let events = say("v1 NO [ALERT] full\r\n", to: &dialogue)
        guard case .done(let status)? = events.first else {
            Issue.record("no end")
            return
        }
        #expect(status.condition == .no && status.words == "[ALERT] full")
    }

    @Test("a message more is news, at any time; one less is none")
    func news() {
        var dialogue = dialogue()
        _ = say("* 5 EXISTS\r\nv1 OK\r\n", to: &dialogue)
        #expect(dialogue.hasNews && dialogue.exists == 5)
        dialogue.forgetNews()
        _ = say("* 5 EXISTS\r\n* 2 EXPUNGE\r\n", to: &dialogue)
        #expect(!dialogue.hasNews && dialogue.exists == 4)
        // One gone and one come: as many as before, and news.
        _ = say("* 5 EXISTS\r\n", to: &dialogue)
        #expect(dialogue.hasNews)
        _ = say(String(repeating: "* 1 EXPUNGE\r\n", count: 9), to: &dialogue)
        #expect(dialogue.exists == 0 && dialogue.fault == nil)
    }

    @Test("IDLE begins when the server says so, and ends with DONE")
    func idle() {
        var dialogue = dialogue(.idle)
        #expect(say("+ go\r\n", to: &dialogue).count == 1)
        #expect(dialogue.deadline(isWaiting: true) == nil)
        #expect(dialogue.deadline(isWaiting: false) == Self.timeouts.silence)
        dialogue.done(now: .seconds(500))
        #expect(String(decoding: dialogue.takeOutput(), as: UTF8.self) == "DONE\r\n")
        #expect(dialogue.deadline(isWaiting: false) == .seconds(500) + Self.timeouts.silence)
        #expect(say("v1 OK\r\n", to: &dialogue).count == 1)
        dialogue.done(now: .zero)
        #expect(dialogue.takeOutput().isEmpty)
    }

    @Test("a server that takes its leave is lost, in its own words, but for the answer to LOGOUT")
    func leave() throws {
        var lost = dialogue()
        #expect(say("* BYE [UNAVAILABLE] maintenance\r\nv1 OK\r\n", to: &lost).isEmpty)
        let fault = try #require(lost.fault)
        #expect(fault.kind == .lost && fault.wording.en.contains("maintenance"))
        var dialogue = dialogue(.logout)
        #expect(say("* BYE bye\r\nv1 OK\r\n", to: &dialogue).count == 1)
        #expect(dialogue.fault == nil)
    }

    @Test(
        "hostile answers end the dialogue as what they are",
        arguments: [
            (
                "* 1 FETCH (UID 7 BODY[]<0> {4294967295}\r\n", MailboxFault.Kind.dialogue,
                "4294967295 bytes announced"
            ),
            ("* 1 FETCH (UID 0)\r\n", .dialogue, "data of a message are malformed"),
            ("* 1 FETCH (UID 7 FLAGS (((\r\n", .dialogue, "malformed"),
            (String(repeating: "x", count: 70_000), .dialogue, "a line of more than 65536 bytes"),
            (String(repeating: "noise\r\n", count: 101), .dialogue, "too many lines that are no IMAP"),
            (String(repeating: "v9 OK\r\n", count: 101), .dialogue, "too many lines"),
            ("* BYE\r\n", .lost, "the server ended the session"),
        ]
    )
    func hostile(text: String, kind: MailboxFault.Kind, words: String) throws {
        var dialogue = dialogue()
        _ = say(text, to: &dialogue)
        let fault = try #require(dialogue.fault)
        #expect(fault.kind == kind && fault.wording.en.contains(words), "\(fault)")
        // Nothing that comes later is believed or held.
        #expect(say("v1 OK\r\n", to: &dialogue).isEmpty && dialogue.heldBytes == 0)
        dialogue.begin(.noop, now: .zero)
        #expect(dialogue.takeOutput().isEmpty)
    }

    @Test("untagged noise without end ends the dialogue when there is too much of it, holding none of it")
    func noise() throws {
        var dialogue = dialogue()
        let line = "* LIST () \"/\" \(String(repeating: "x", count: 10_000))\r\n"
        var told = 0
        while dialogue.fault == nil, told < 10_000 {
            #expect(say(line, to: &dialogue).isEmpty)
            #expect(dialogue.heldBytes < 100)
            told += 1
        }
        #expect(told * line.utf8.count < Command.noop.mostBytes + 2 * line.utf8.count)
        #expect(try #require(dialogue.fault).wording.en.contains("an answer to NOOP of more than"))
    }

    @Test("silence has a limit, and so has an answer that never ends")
    func deadlines() throws {
        var silent = dialogue(now: .seconds(10))
        #expect(silent.deadline(isWaiting: false) == .seconds(70))
        _ = say("* OK still here\r\n", to: &silent, now: .seconds(60))
        #expect(silent.deadline(isWaiting: false) == .seconds(120))
        silent.timedOut(now: .seconds(120))
        #expect(try #require(silent.fault).wording.en.contains("said nothing for 60 s in answer to NOOP"))
        var busy = dialogue(now: .zero)
        for second in stride(from: 0, to: 600, by: 30) {
            _ = say("* OK\r\n", to: &busy, now: .seconds(second))
        }
        #expect(busy.deadline(isWaiting: false) == .seconds(600))
        busy.timedOut(now: .seconds(600))
        #expect(try #require(busy.fault).wording.en.contains("did not end its answer to NOOP within 600 s"))
        #expect(dialogue().deadline(isWaiting: false) != nil)
    }
}
