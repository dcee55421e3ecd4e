import Testing

@testable import Mailbox

@Suite("Waiting for new messages")
struct WaitingTests {
    /// A session whose folder has been read, and what happens while it waits.
    private func session(
        _ server: ModelServer,
        _ whileWaiting: @escaping (Duration) -> (said: [UInt8], rings: Bool)
    ) throws -> Session {
        let session = Session(server)
        session.whileWaiting = whileWaiting
        _ = try session.visit()
        return session
    }

    @Test("by IDLE a new message is seen at once, and the folder is free again")
    func idle() throws {
        let server = ModelServer()
        let session = try session(server) { _ in
            server.deliver("new")
            return (server.exists, false)
        }
        #expect(session.source.isWatching)
        let channel = try #require(session.channels.first)
        let start = channel.now
        try session.source.wait(until: start + .seconds(3600))
        #expect(channel.now == start && !server.isIdling)
        #expect(try session.readAll() == ["new"])
    }

    @Test("IDLE ends in time: at the deadline, and before half an hour")
    func idleTimes() throws {
        let server = ModelServer()
        let session = try session(server) { _ in ([], false) }
        let channel = try #require(session.channels.first)
        var start = channel.now
        try session.source.wait(until: start + .seconds(60))
        #expect(channel.now == start + .seconds(60) && !server.isIdling)
        start = channel.now
        try session.source.wait(until: start + .seconds(86_400))
        #expect(channel.now == start + .seconds(28 * 60) && !server.isIdling)
    }

    @Test("the bell ends it, also when it rings before the server is ready")
    func bell() throws {
        for isEarly in [false, true] {
            let server = ModelServer()
            var rings = 0
            let session = try session(server) { _ in
                rings += 1
                // The first time the server has not yet said that it waits.
                if isEarly, rings == 2 { return (Array("+ idling\r\n".utf8), false) }
                return ([], rings == 1)
            }
            if isEarly { server.answer = { _, command in command == "IDLE" ? [] : nil } }
            let channel = try #require(session.channels.first)
            let start = channel.now
            if isEarly {
                // The model has not begun IDLE, and takes DONE for a command: it answers with its tag.
                _ = fault { () throws(MailboxFault) in
                    try session.source.wait(until: start + .seconds(600))
                }
                #expect(channel.now < start + .seconds(120))
            } else {
                try session.source.wait(until: start + .seconds(600))
                #expect(channel.now == start && !server.isIdling)
            }
        }
    }

    @Test("when all is to end, waiting ends at once, as what it is")
    func stopping() throws {
        let server = ModelServer()
        let session = try session(server) { _ in ([], true) }
        session.isStopping = true
        let end = fault { () throws(MailboxFault) in
            try session.source.wait(until: .seconds(100_000))
        }
        #expect(end?.kind == .interrupted)
        let commands = server.commands.count
        session.source.close()
        // Leave is taken, and nobody waits for the answer.
        #expect(server.commands.dropFirst(commands) == ["LOGOUT"] || server.commands.count == commands)
    }

    @Test("without IDLE the server is asked now and then, and by the deadline")
    func asking() throws {
        let server = ModelServer()
        server.capabilities = "IMAP4rev1"
        let session = try session(server) { _ in ([], false) }
        #expect(!session.source.isWatching)
        let channel = try #require(session.channels.first)
        var start = channel.now
        try session.source.wait(until: start + .seconds(60))
        #expect(channel.now == start + .seconds(60) && server.commands.last == "NOOP")
        start = channel.now
        try session.source.wait(until: start + .seconds(86_400))
        #expect(channel.now == start + .seconds(300))
    }

    @Test("a server that offers IDLE and refuses it is asked now and then")
    func refused() throws {
        let server = ModelServer()
        server.answer = { tag, command in command == "IDLE" ? Array("\(tag) NO not now\r\n".utf8) : nil }
        let session = try session(server) { _ in ([], false) }
        let channel = try #require(session.channels.first)
        try session.source.wait(until: channel.now + .seconds(60))
        #expect(!session.source.isWatching && server.commands.last == "NOOP")
    }

    @Test("a server that says nothing is lost after a minute; one that closes, at once")
    func silence() throws {
        let server = ModelServer()
        server.answer = { _, _ in [] }
        let session = Session(server)
        let end = fault { () throws(MailboxFault) in _ = try session.visit() }
        #expect(end?.kind == .lost && end?.wording.en.contains("said nothing for 60 s") == true)
        #expect(session.channels.first?.now == .seconds(1060))
        let other = ModelServer()
        let idling = try self.session(other) { _ in
            other.isClosed = true
            return ([], false)
        }
        let closed = fault { () throws(MailboxFault) in
            try idling.source.wait(until: .seconds(100_000))
        }
        #expect(closed?.kind == .lost && closed?.wording.en.contains("closed the connection") == true)
    }
}
