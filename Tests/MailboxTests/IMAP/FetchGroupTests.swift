import Testing

@testable import Mailbox

@Suite("Fetching messages many at a time")
struct FetchGroupTests {
    private func fetches(_ server: ModelServer) -> [String] {
        server.commands.filter { $0.contains("BODY") }.map { String($0.split(separator: " ")[2]) }
    }

    @Test("two hundred messages are had by four commands and marked by four more")
    func commands() throws {
        let server = ModelServer()
        server.deliver((1...200).map { Array("message \($0)".utf8) })
        #expect(try Session(server).visit() == (1...200).map { "message \($0)" })
        #expect(fetches(server) == ["1:50", "51:100", "101:150", "151:200"])
        #expect(server.commands.count { $0.hasPrefix("UID STORE") } == 4)
    }

    @Test("as many are asked for at once as fit by their sizes, the first one always")
    func room() throws {
        let server = ModelServer()
        // Of each 1 MB is read: what is longer counts no more.
        server.deliver([3, 1, 1, 1, 1, 1].map { [UInt8](repeating: 120, count: $0 << 20) })
        let session = Session(server, messageBytes: 1 << 20)
        try session.source.open(session.memory)
        var sizes: [Int] = []
        while let batch = try session.next() {
            sizes.append(batch.messages.reduce(0) { $0 + $1.bytes.count } >> 20)
        }
        #expect(sizes == [0, 4, 2] && fetches(server) == ["1:4", "5:6"])
    }

    @Test("whose size is a lie is held back at the limit, and those left out come next")
    func lies() throws {
        let server = ModelServer()
        let big = [UInt8](repeating: 120, count: 1 << 20)
        server.deliver((0..<20).map { [UInt8($0)] + big })
        server.answer = { tag, command in
            guard command.contains("FLAGS"), !command.contains("STORE") else { return nil }
            let lines = server.messages.enumerated().map {
                "* \($0 + 1) FETCH (UID \($1.uid) RFC822.SIZE 1 FLAGS ())\r\n"
            }
            return Array((lines.joined() + "\(tag) OK\r\n").utf8)
        }
        let session = Session(server, messageBytes: 2 << 20)
        try session.source.open(session.memory)
        var first: [UInt8] = []
        var largest = 0
        while let batch = try session.next() {
            first += batch.messages.compactMap(\.bytes.first)
            largest = max(largest, batch.messages.count)
        }
        #expect(first == (0..<20).map { UInt8($0) } && largest == 4)
    }

    @Test("answers in any order, twice, of others, and between other news are each message once, in order")
    func disorder() throws {
        let server = ModelServer()
        server.deliver("a", "b", "c", "d")
        server.answer = { tag, command in
            guard command.contains("BODY") else { return nil }
            let noise = Array("* 3 FETCH (FLAGS (\\Seen))\r\n* 9 FETCH (UID 90 BODY[]<0> {1}\r\nz)\r\n".utf8)
            return server.fetched(4, 2) + noise + server.fetched(1, 2, 3) + Array("\(tag) OK\r\n".utf8)
        }
        #expect(try Session(server).visit() == ["a", "b", "c", "d"])
        #expect(fetches(server) == ["1:4"])
    }

    @Test(
        "what a server leaves out, or gives nothing for, is asked for alone",
        arguments: ["", "* 2 FETCH (UID 2 BODY[]<0> NIL)\r\n", "* 2 FETCH (UID 2 RFC822.SIZE 1)\r\n"]
    )
    func missing(instead: String) throws {
        let server = ModelServer()
        server.deliver("a", "b", "c")
        server.answer = { tag, command in
            command.hasPrefix("UID FETCH 1:3 (UID RFC822.SIZE I")
                ? server.fetched(3, 1) + Array("\(instead)\(tag) OK\r\n".utf8) : nil
        }
        #expect(try Session(server).visit() == ["a", "b", "c"])
        #expect(fetches(server) == ["1:3", "2"])
    }

    @Test(
        "a server that refuses sets, whether after some of it or at once, gives them one by one, and the next ones together"
    )
    func refused() throws {
        for reply in ["NO [SERVERBUG] some could not be read", "BAD too many"] {
            let server = ModelServer()
            server.deliver((1...60).map { Array("\($0)".utf8) })
            server.answer = { tag, command in
                command.contains("FETCH 1:50 (UID RFC822.SIZE I")
                    ? server.fetched(1, 2) + Array("\(tag) \(reply)\r\n".utf8) : nil
            }
            #expect(try Session(server).visit() == (1...60).map { "\($0)" })
            #expect(fetches(server) == ["1:50"] + (3...50).map { "\($0)" } + ["51:60"])
        }
    }

    @Test(
        "a connection that breaks in the middle: what had come is used, and the rest comes one by one in the next one"
    )
    func broken() throws {
        let server = ModelServer()
        server.deliver("a", "b", "c", "d")
        server.answer = { tag, command in
            guard command.contains("FETCH 1:4 (UID RFC822.SIZE I") else { return nil }
            server.isClosed = true
            return server.fetched(1, 2, 4) + server.fetched(3).dropLast(5)
        }
        let session = Session(server)
        var texts: [String] = []
        let end = fault { () throws(MailboxFault) in
            try session.source.open(session.memory)
            while let batch = try session.next() {
                texts += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
            }
        }
        #expect(end?.kind == .lost && texts == ["a", "b"] && session.memory.bookmark?.uid == 2)
        session.source.close()
        server.isClosed = false
        #expect(try session.visit() == ["c", "d"])
        #expect(fetches(server) == ["1:4", "3", "4"])
    }

    @Test("a server that sends whole messages in place of their beginnings is borne, and no more is kept")
    func wasteful() throws {
        let server = ModelServer()
        server.deliver((0..<20).map { _ in [UInt8](repeating: 120, count: 200_000) })
        server.answer = { tag, command in
            guard command.contains("BODY") else { return nil }
            let whole = server.messages.enumerated().flatMap {
                Array("* \($0 + 1) FETCH (UID \($1.uid) BODY[] {\($1.bytes.count)}\r\n".utf8) + $1.bytes
                    + Array(")\r\n".utf8)
            }
            return whole + Array("\(tag) OK\r\n".utf8)
        }
        let session = Session(server, messageBytes: 100)
        try session.source.open(session.memory)
        _ = try session.next()
        let batch = try #require(try session.next())
        #expect(
            batch.messages.count == 20
                && batch.messages.allSatisfy { $0.bytes.count == 100 && $0.isTruncated }
        )
        session.source.close()
        #expect(session.source.mostHeld < 100_000)
    }
}
