import Glibc
import Locks
import TestSupport
import Testing

@testable import Mailbox

/// Over a real connection, with libcurl's login.
@Suite("The reader of a mailbox, from outside")
struct MailboxReaderTests {
    private let server: ScriptedServer
    private let place: MailboxPlace
    private let tells = Locked(0)

    init() throws {
        server = try ScriptedServer()
        let imap = IMAPServer(
            host: "127.0.0.1",
            port: server.port,
            security: .none,
            username: "bounces",
            password: { Array("a secret".utf8) }
        )
        // Nothing here waits for the next look: whoever looks is told to.
        place = MailboxPlace(.imap(imap), every: .seconds(3600))
    }

    private func reader(_ memory: MailboxMemory? = nil) throws -> MailboxReader {
        let tells = tells
        return try MailboxReader(place, memory: memory ?? MailboxMemory(identity: place.identity)) {
            tells.withLock { $0 += 1 }
        }
    }

    /// Takes what comes, each batch recorded at once, until so many texts are there.
    private func read(_ reader: MailboxReader, _ count: Int, into memory: inout MailboxMemory) -> [String] {
        var texts: [String] = []
        _ = waitUntil {
            guard let batch = reader.batch else {
                if reader.status.trouble != nil || reader.status.looks == 0 { reader.lookNow() }
                return texts.count >= count
            }
            texts += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
            memory.bookmark = batch.bookmark ?? memory.bookmark
            memory.unsettled += batch.keys
            reader.recorded(batch)
            return texts.count >= count
        }
        return texts
    }

    private func settle(_ reader: MailboxReader, _ memory: inout MailboxMemory) {
        _ = waitUntil {
            let settled = Set(reader.takeSettled())
            memory.unsettled.removeAll(where: settled.contains)
            return memory.unsettled.isEmpty
        }
    }

    @Test("messages are read, marked and no more remembered; what comes while it waits comes at once")
    func reading() throws {
        server.change { $0.model.deliver("one", "two") }
        let reader = try reader()
        try reader.start()
        // A second start is none: there is one connection.
        try reader.start()
        var memory = MailboxMemory(identity: place.identity)
        #expect(read(reader, 2, into: &memory) == ["one", "two"])
        settle(reader, &memory)
        #expect(server.change { $0.model.messages.allSatisfy { $0.flags == ["\\SEEN"] } })
        #expect(waitUntil { server.change { $0.model.isIdling } })
        #expect(reader.status.isWatching && reader.status.looks == 1 && reader.status.fetched == 2)
        server.change { script in
            script.model.deliver("three")
            script.news = script.model.exists
        }
        #expect(read(reader, 1, into: &memory) == ["three"])
        #expect(memory.bookmark?.uid == 3 && tells.withLock { $0 } >= 4)
        #expect(reader.stop() && server.change { $0.connections } == 1)
    }

    @Test("a batch is the same until it is recorded, and what was not offered is not believed")
    func patience() throws {
        server.change { $0.model.deliver("one") }
        let reader = try reader()
        try reader.start()
        #expect(waitUntil { reader.batch != nil })
        let first = try #require(reader.batch)
        reader.recorded(MailboxBatch(messages: [], bookmark: nil))
        #expect(reader.batch == first)
        reader.stop()
        #expect(reader.batch == first)
    }

    @Test("it stops while it waits for news, and takes leave of nobody who does not answer")
    func stopping() throws {
        let reader = try reader()
        try reader.start()
        var memory = MailboxMemory(identity: place.identity)
        _ = read(reader, 0, into: &memory)
        #expect(
            waitUntil {
                if let batch = reader.batch { reader.recorded(batch) }
                return server.change { $0.model.isIdling }
            }
        )
        #expect(reader.stop())
        #expect(waitUntil { server.change { $0.open } == 0 })
        // Once more, and one that never began.
        #expect(reader.stop())
        #expect(try self.reader().stop())
    }

    @Test("it stops while a server lets it wait for its greeting")
    func silent() throws {
        server.change { $0.isSilent = true }
        let reader = try reader()
        try reader.start()
        #expect(waitUntil { server.change { $0.open } == 1 })
        #expect(reader.stop(within: .seconds(10)) && reader.status.trouble == nil)
    }

    @Test(
        "a refused login is told of at once, tried again less and less often, and forgotten once it succeeds"
    )
    func login() throws {
        server.change { script in
            script.model.deliver("one")
            script.password = "another"
        }
        let reader = try reader()
        try reader.start()
        #expect(waitUntil { reader.status.trouble != nil })
        let first = try #require(reader.status.trouble)
        #expect(first.fault.kind == .login && first.fault.needsPerson && first.tries == 1)
        #expect(
            first.fault.wording.en.contains("AUTHENTICATIONFAILED")
                && first.fault.wording.en.contains("bounces")
        )
        #expect(!first.fault.wording.en.contains("a secret") && !first.fault.wording.ru.contains("a secret"))
        #expect((45_000...75_000).contains(first.nextTry - first.since))
        // Nobody tries in the meantime, unless somebody wants it.
        #expect(server.change { $0.logins } == 1)
        reader.lookNow()
        #expect(waitUntil { reader.status.trouble?.tries == 2 })
        let second = try #require(reader.status.trouble)
        #expect(second.since == first.since && second.nextTry - first.nextTry > 10_000)
        server.change { $0.password = "a secret" }
        var memory = MailboxMemory(identity: place.identity)
        #expect(read(reader, 1, into: &memory) == ["one"] && reader.status.trouble == nil)
        #expect(reader.stop())
    }

    @Test(
        "the connection is cut after every few commands: each message comes once, and no trouble is made of it"
    )
    func lost() throws {
        let texts = (0..<120).map { "message \($0)" }
        server.change { script in
            script.model.deliver(texts.map { Array($0.utf8) })
            script.cutAfter = 5
        }
        let reader = try reader()
        try reader.start()
        var memory = MailboxMemory(identity: place.identity)
        var seen: [String] = []
        #expect(
            waitUntil {
                reader.lookNow()
                if let batch = reader.batch {
                    seen += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
                    memory.bookmark = batch.bookmark
                    reader.recorded(batch)
                }
                return seen.count >= texts.count
            }
        )
        #expect(seen == texts && server.change { $0.connections } > 2)
        #expect(reader.status.trouble == nil)
        #expect(reader.stop())
    }

    @Test(
        "cut off while it waits, it comes back; numbers that have changed meanwhile begin anew, without what was seen"
    )
    func renumbered() throws {
        server.change { $0.model.deliver("one") }
        let reader = try reader()
        try reader.start()
        var memory = MailboxMemory(identity: place.identity)
        #expect(read(reader, 1, into: &memory) == ["one"])
        settle(reader, &memory)
        #expect(waitUntil { server.change { $0.model.isIdling } })
        server.change { script in
            // Idling is the old connection's.
            _ = script.model.received(Array("DONE\r\n".utf8))
            script.model.validity = 8
            script.model.deliver("two")
            script.cutsNow = true
        }
        var found: [String] = []
        #expect(
            waitUntil {
                reader.lookNow()
                if let batch = reader.batch {
                    found += batch.messages.map { String(decoding: $0.bytes, as: UTF8.self) }
                    memory.bookmark = batch.bookmark
                    reader.recorded(batch)
                }
                return found.count >= 1
            }
        )
        #expect(found == ["two"] && memory.bookmark?.validity == 8 && memory.bookmark?.inherited == 2)
        #expect(reader.stop())
    }

    @Test(
        "what is remembered of this mailbox is not read again, what is unsettled is marked first; another's memory is none"
    )
    func memory() throws {
        server.change { $0.model.deliver("one", "two") }
        let bookmark = MailboxMemory.Bookmark(validity: 7, uid: 1, inherited: 0)
        let key = MessageKey.uid(validity: 7, uid: 1)
        var memory = MailboxMemory(identity: place.identity, bookmark: bookmark, unsettled: [key])
        let reader = try reader(memory)
        try reader.start()
        #expect(read(reader, 1, into: &memory) == ["two"])
        #expect(
            server.change { $0.model.messages[0].flags == ["\\SEEN"] } && reader.takeSettled().contains(key)
        )
        #expect(reader.stop())
        let other = try self.reader(MailboxMemory(identity: "imap://another", bookmark: bookmark))
        try other.start()
        #expect(waitUntil { other.batch != nil })
        #expect(other.batch?.messages.isEmpty == true && other.batch?.bookmark?.uid == 0)
        #expect(other.stop())
    }
}
