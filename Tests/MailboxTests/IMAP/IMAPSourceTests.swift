import TestSupport
import Testing

@testable import Mailbox

@Suite("A folder of an IMAP server")
struct IMAPSourceTests {
    @Test(
        "new messages come once, with their exact bytes, however the answers are cut",
        arguments: [1, 7, 16_384]
    )
    func exact(piece: Int) throws {
        let server = ModelServer()
        let odd: [UInt8] =
            Array("Subject: )\r\nA1 OK done\r\n* 3 EXISTS\r\n{5}\r\n\"\\".utf8) + [0, 255, 13, 10]
        server.deliver([odd, [], Array("c".utf8)])
        let session = Session(server, piece: piece)
        try session.source.open(session.memory)
        // The bookmark is to be remembered before the first message.
        let first = try #require(try session.next())
        #expect(first.messages.isEmpty && first.bookmark?.uid == 0 && first.bookmark?.validity == 7)
        let second = try #require(try session.next())
        #expect(second.messages.map(\.bytes) == [odd, [], [99]])
        #expect(second.messages.allSatisfy { !$0.isTruncated && $0.receivedAt == 1_795_762_800_000 })
        #expect(second.keys == [1, 2, 3].map { .uid(validity: 7, uid: $0) })
        #expect(second.bookmark?.uid == 3)
        #expect(try session.next() == nil)
        // Fetching alone leaves no trace.
        #expect(server.messages.allSatisfy { !$0.flags.contains("\\SEEN") })
        #expect(try session.source.settle(second.keys) == second.keys)
        #expect(server.messages.allSatisfy { $0.flags == ["\\SEEN"] })
    }

    @Test(
        "of a message that is too long the beginning comes, and how long it is; also from a server that sends it all"
    )
    func truncated() throws {
        let server = ModelServer()
        server.deliver(String(repeating: "x", count: 1000), String(repeating: "y", count: 100))
        let session = Session(server, messageBytes: 100)
        try session.source.open(session.memory)
        _ = try session.next()
        let batch = try #require(try session.next())
        #expect(batch.messages.map(\.bytes.count) == [100, 100])
        #expect(
            batch.messages.map(\.isTruncated) == [true, false] && batch.messages.map(\.size) == [1000, 100]
        )
        let wasteful = ModelServer()
        wasteful.deliver(String(repeating: "x", count: 1_000_000))
        wasteful.answer = { tag, command in
            guard command.contains("BODY") else { return nil }
            return Array("* 1 FETCH (UID 1 BODY[] {1000000}\r\n".utf8) + wasteful.messages[0].bytes
                + Array(")\r\n\(tag) OK\r\n".utf8)
        }
        let second = Session(wasteful, messageBytes: 100)
        try second.source.open(second.memory)
        _ = try second.next()
        let message = try #require(try second.next()?.messages.first)
        #expect(message.bytes.count == 100 && message.isTruncated && message.size == 1_000_000)
        second.source.close()
        #expect(second.source.mostHeld < 100_000)
    }

    @Test("at the first look what somebody has seen is left alone; later what comes is read, seen or not")
    func firstLook() throws {
        let server = ModelServer()
        server.deliver("old, seen", flags: ["\\SEEN"])
        server.deliver("old, new")
        server.deliver("removed", flags: ["\\DELETED"])
        let session = Session(server)
        #expect(try session.visit() == ["old, new"])
        #expect(session.memory.bookmark?.inherited == 3)
        session.source.close()
        // A secretary has opened a new one while we were away.
        server.deliver("new, seen", flags: ["\\SEEN"])
        #expect(try session.visit() == ["new, seen"])
        #expect(try session.visit().isEmpty)
    }

    @Test("the first look counts from its beginning: what comes and is seen before the next one is read")
    func emptyFirstLook() throws {
        let server = ModelServer()
        let session = Session(server)
        #expect(try session.visit().isEmpty && session.memory.bookmark != nil)
        session.source.close()
        server.deliver("seen", flags: ["\\SEEN"])
        #expect(try session.visit() == ["seen"])
    }

    @Test("where messages are moved, whatever lies in the folder is read, seen or not")
    func firstLookOfMoving() throws {
        let server = ModelServer()
        server.deliver("seen", flags: ["\\SEEN"])
        let session = Session(server, afterwards: .move(folder: "Done"))
        #expect(try session.visit() == ["seen"])
        #expect(
            server.messages.isEmpty && server.moved["Done"]?.count == 1 && server.folders.contains("Done")
        )
    }

    @Test("a numbering that has changed begins anew, without what is marked")
    func validity() throws {
        let server = ModelServer()
        server.deliver("a", "b")
        let session = Session(server)
        #expect(try session.visit() == ["a", "b"])
        session.source.close()
        server.validity = 8
        server.deliver("c")
        #expect(try session.visit() == ["c"])
        #expect(session.memory.bookmark?.validity == 8)
        // Keys of the old numbering mean nothing any more: they are settled, and nothing is marked for them.
        let commands = server.commands.count
        let old = MessageKey.uid(validity: 7, uid: 3)
        #expect(try session.source.settle([old, .file("x")]) == [old, .file("x")])
        #expect(server.commands.count == commands)
    }

    @Test("without UIDNEXT the last message tells how far the numbers go")
    func noUIDNext() throws {
        let server = ModelServer()
        server.tellsNext = false
        server.deliver("a", flags: ["\\SEEN"])
        let session = Session(server)
        #expect(try session.visit().isEmpty && session.memory.bookmark?.inherited == 1)
        let empty = ModelServer()
        empty.tellsNext = false
        #expect(try Session(empty).visit().isEmpty)
    }

    @Test(
        "messages are moved as the server can",
        arguments: [
            ("IMAP4rev1 MOVE UIDPLUS", ["UID MOVE 1:2 \"Done\""]),
            (
                "IMAP4rev1 UIDPLUS",
                [
                    "UID COPY 1:2 \"Done\"", "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1:2",
                ]
            ),
            // EXPUNGE alone would remove what others have marked: the messages stay, marked.
            ("IMAP4rev1", ["UID COPY 1:2 \"Done\"", "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)"]),
        ]
    )
    func moving(capabilities: String, commands: [String]) throws {
        let server = ModelServer()
        server.capabilities = capabilities
        server.deliver("a", "b")
        let session = Session(server, afterwards: .move(folder: "Done"))
        #expect(try session.visit() == ["a", "b"])
        #expect(server.commands.filter { $0.hasPrefix("UID") && !$0.hasPrefix("UID FETCH") } == commands)
        #expect(server.moved["Done"]?.map(\.uid) == [1, 2])
        #expect(try session.visit().isEmpty)
    }

    @Test(
        "a folder that cannot be used is told of as such, and calls for a person",
        arguments: [
            ("SELECT", "NO no such mailbox", MailboxFault.Kind.folder, "“INBOX” cannot be opened"),
            ("SELECT", "OK [READ-ONLY] examined", .folder, "no lasting numbers"),
            ("STATUS", "NO none", .folder, ""),
            ("UID STORE", "NO not allowed", .folder, "cannot be marked as seen"),
            ("UID FETCH", "NO busy", .dialogue, "the server refused UID FETCH"),
            ("UID FETCH", "BAD what?", .dialogue, "the server: what?"),
            ("CAPABILITY", "BAD what?", .dialogue, ""),
        ]
    )
    func refusals(command: String, reply: String, kind: MailboxFault.Kind, words: String) throws {
        let server = ModelServer()
        server.deliver("a")
        server.answer = { tag, given in given.hasPrefix(command) ? Array("\(tag) \(reply)\r\n".utf8) : nil }
        let session = Session(server)
        let fault = fault { () throws(MailboxFault) in _ = try session.visit() }
        // What is not needed is not missed.
        if ["STATUS", "CAPABILITY"].contains(command) { return #expect(fault == nil) }
        #expect(
            fault?.kind == kind && fault?.wording.en.contains(words) == true,
            "\(String(describing: fault))"
        )
        #expect(fault?.needsPerson == (kind == .folder))
    }

    @Test("a folder that is read-only, and one that cannot be made, are told of before anything is read")
    func rights() {
        let server = ModelServer()
        server.isReadOnly = true
        let session = Session(server)
        #expect(
            fault { () throws(MailboxFault) in _ = try session.visit() }?.wording.en.contains("read-only")
                == true
        )
        let other = ModelServer()
        other.answer = { tag, command in command.hasPrefix("CREATE") ? Array("\(tag) NO quota\r\n".utf8) : nil
        }
        let moving = Session(other, afterwards: .move(folder: "Done"))
        let refused = fault { () throws(MailboxFault) in _ = try moving.visit() }
        #expect(refused?.kind == .folder && refused?.wording.en.contains("moved to “Done”") == true)
        #expect(
            refused?.wording.en.contains("quota") == true
                && !other.commands.contains { $0.hasPrefix("SELECT") }
        )
    }

    @Test("a message that is gone before it is fetched is passed by")
    func gone() throws {
        let server = ModelServer()
        server.deliver("a", "b", "c")
        server.answer = { tag, command in
            command.hasPrefix("UID FETCH 2 ")
                ? Array("\(tag) OK\r\n".utf8)
                : command.contains("BODY") ? server.fetched(1, 3) + Array("\(tag) OK\r\n".utf8) : nil
        }
        let session = Session(server)
        #expect(try session.visit() == ["a", "c"] && session.memory.bookmark?.uid == 3)
    }

    @Test(
        "a message that the server does not give, or breaks off at, is passed over after some tries, and told of",
        arguments: [
            "NO [SERVERBUG] internal error", "FETCH (UID 9 BODY[]<0> {1}\r\nx)",
            "FETCH (UID 2 BODY[]<0> {99999999999}\r\n",
            "FETCH (UID 2 BODY[]<0> NIL)", "BYE crashed", "",
        ]
    )
    func stuck(reply: String) throws {
        let server = ModelServer()
        server.deliver("a", "b", "c")
        server.answer = { tag, command in
            // Alone or with others: what is before it comes, then it goes wrong.
            guard command.contains("BODY"), ["1:3", "2:3", "2"].contains(command.split(separator: " ")[2])
            else { return nil }
            let before = command.hasPrefix("UID FETCH 1") ? server.fetched(1) : []
            if reply.isEmpty {
                server.isClosed = true
                return before
            }
            if reply.hasPrefix("NO") { return before + Array("\(tag) \(reply)\r\n".utf8) }
            return before + Array("* \(reply.hasPrefix("FETCH") ? "2 " : "")\(reply)\r\n\(tag) OK\r\n".utf8)
        }
        let session = Session(server)
        var texts: [String] = []
        var faults = 0
        for _ in 0..<20 {
            server.isClosed = false
            if fault({ () throws(MailboxFault) in
                try session.source.open(session.memory)
                while let batch = try session.next() {
                    texts += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
                }
            }) == nil {
                break
            }
            faults += 1
            session.source.close()
        }
        #expect(texts == ["a", "", "c"] && faults == MessageFetcher.mostTries)
        let told = session.source.takePassedOver()
        #expect(told.map(\.name) == ["INBOX, UID 2"])
        #expect(told.first?.wording.en.contains("does not give the message (tries: 5)") == true)
        #expect(session.source.takePassedOver().isEmpty)
    }

    @Test(
        "the connection is lost at any point, and the next one goes on without losing or repeating anything"
    )
    func lost() throws {
        let all = (0..<120).map { "message \($0)" }
        for cut in [6, 7, 9, 14, 23] {
            let server = ModelServer()
            server.deliver(all.map { Array($0.utf8) })
            var count = 0
            server.answer = { _, _ in
                count += 1
                guard count % cut == 0 else { return nil }
                server.isClosed = true
                return []
            }
            let session = Session(server)
            var texts: [String] = []
            for _ in 0..<400 {
                server.isClosed = false
                let end = fault { () throws(MailboxFault) in
                    try session.source.open(session.memory)
                    while let batch = try session.next() {
                        texts += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
                    }
                }
                session.source.close()
                if end == nil { break }
                #expect(end?.kind == .lost)
            }
            #expect(texts == all, "cut at every \(cut)th command")
        }
    }

    @Test(
        "ten thousand messages pass through bounded memory; killed again and again, none is lost or counted twice"
    )
    func tenThousand() throws {
        let server = ModelServer()
        server.deliver(
            (0..<10_000).map { Array("message \($0) \(String(repeating: "x", count: $0 % 3000))".utf8) }
        )
        var memory: MailboxMemory?
        var counted: [UInt32: Int] = [:]
        var largest = 0, kills = 0
        var random = SplitMix64(seed: 10_000)
        while true {
            // A new process knows what was committed and nothing else.
            let session = Session(server, messageBytes: 2000, memory: memory)
            try session.source.open(session.memory)
            _ = try session.source.settle(session.memory.unsettled)
            session.memory.unsettled = []
            var isKilled = false
            while !isKilled, let batch = try session.source.next(session.memory) {
                largest = max(largest, batch.messages.reduce(0) { $0 + $1.bytes.count })
                // Killed with a batch in the hand: it was fetched, and is not committed.
                isKilled = Int.random(in: 0..<10, using: &random) == 0
                if isKilled { break }
                for case .uid(_, let uid) in batch.keys { counted[uid, default: 0] += 1 }
                session.memory.bookmark = batch.bookmark
                session.memory.unsettled += batch.keys
                // Killed between the commit and the marks.
                isKilled = Int.random(in: 0..<10, using: &random) == 0
                if isKilled { break }
                _ = try session.source.settle(batch.keys)
                session.memory.unsettled = []
            }
            memory = session.memory
            if !isKilled {
                session.source.close()
                largest = max(largest, session.source.mostHeld)
                break
            }
            kills += 1
        }
        #expect(counted.count == 10_000 && counted.values.allSatisfy { $0 == 1 })
        #expect(server.messages.allSatisfy { $0.flags == ["\\SEEN"] })
        #expect(kills > 10)
        #expect(largest < 50 * 2000 + 40_000, "\(largest)")
        #expect(!server.commands.contains { $0.hasPrefix("UID FETCH 1:*") })
    }

    @Test("messages that come while the folder is open are found")
    func coming() throws {
        let server = ModelServer()
        let session = Session(server)
        #expect(try session.visit().isEmpty)
        server.deliver("a")
        server.unasked = server.exists
        try session.source.settle([.uid(validity: 7, uid: 999)]).forEach { _ in }
        #expect(try session.readAll() == ["a"])
        server.deliver("b", "c")
        server.unasked = server.exists
        try session.source.wait(until: .seconds(1000))
        #expect(try session.readAll() == ["b", "c"])
    }
}
