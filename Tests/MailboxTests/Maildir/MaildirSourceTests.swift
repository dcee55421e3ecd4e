import Foundation
import TestSupport
import Testing

@testable import Mailbox

@Suite("A Maildir")
struct MaildirSourceTests {
    private let folder: TemporaryFolder
    private let wakeUp: WakeUp

    init() throws {
        folder = try TemporaryFolder()
        wakeUp = try WakeUp.make()
        for part in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(part),
                withIntermediateDirectories: true
            )
        }
    }

    private func source(
        _ afterwards: MailboxPlace.Afterwards = .seen,
        messageBytes: Int = 1000
    ) -> (source: MaildirSource, memory: MailboxMemory) {
        let place = MailboxPlace(.maildir(folder.path), afterwards: afterwards, messageBytes: messageBytes)
        return (MaildirSource(folder.path, place, wakeUp: wakeUp), MailboxMemory(identity: place.identity))
    }

    private func names(_ part: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(part)).sorted()
    }

    /// Opens it, reads everything there is and settles it.
    private func visit(_ source: MaildirSource, _ memory: MailboxMemory) throws -> [FetchedMessage] {
        try source.open(memory)
        var messages: [FetchedMessage] = []
        while let batch = try source.next(memory) {
            messages += batch.messages
            #expect(batch.bookmark == nil)
            #expect(try source.settle(batch.keys) == batch.keys)
        }
        return messages
    }

    @Test(
        "new files, and those of cur that nobody has seen, come once in the order of their names, and are marked"
    )
    func reading() throws {
        try folder.write("b", to: "new/2.b")
        try folder.write("a", to: "new/1.a")
        try folder.write("c", to: "cur/3.c:2,")
        try folder.write("replied to", to: "cur/4.d:2,R")
        try folder.write("seen", to: "cur/5.e:2,S")
        try folder.write("thrown away", to: "cur/6.f:2,T")
        let (source, memory) = source()
        let messages = try visit(source, memory)
        #expect(messages.map(\.key) == ["1.a", "2.b", "3.c", "4.d"].map(MessageKey.file))
        #expect(messages.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "b", "c", "replied to"])
        #expect(try names("new").isEmpty)
        #expect(try names("cur") == ["1.a:2,S", "2.b:2,S", "3.c:2,S", "4.d:2,RS", "5.e:2,S", "6.f:2,T"])
        #expect(try source.next(memory) == nil)
        let when = try #require(messages.first?.receivedAt)
        #expect(abs(Double(when) / 1000 - Date().timeIntervalSince1970) < 3600)
    }

    @Test("where messages are moved, all of new and cur go to a folder beside them, which is made")
    func moving() throws {
        try folder.write("a", to: "new/1.a")
        try folder.write("seen", to: "cur/5.e:2,S")
        try folder.write("thrown away", to: "cur/6.f:2,T")
        let (source, memory) = source(.move(folder: "Готово/2026"))
        #expect(try visit(source, memory).count == 2)
        let target = ".&BBMEPgRCBD4EMgQ+-.2026"
        #expect(try names(target) == ["cur", "maildirfolder", "new", "tmp"])
        #expect(try names(target + "/cur") == ["1.a:2,S", "5.e:2,S"])
        #expect(try names("cur") == ["6.f:2,T"])
        #expect(try visit(source, memory).isEmpty)
    }

    @Test("of a file that is too long the beginning comes")
    func truncated() throws {
        try folder.write(String(repeating: "x", count: 1001), to: "new/1")
        try folder.write(String(repeating: "x", count: 1000), to: "new/2")
        try folder.write("", to: "new/3")
        let (source, memory) = source()
        let messages = try visit(source, memory)
        #expect(messages.map(\.bytes.count) == [1000, 1000, 0])
        #expect(
            messages.map(\.size) == [1001, 1000, 0] && messages.map(\.isTruncated) == [true, false, false]
        )
    }

    @Test(
        "links, pipes, folders, hidden and unreadable files are passed over, told of once, and stop nothing"
    )
    func others() throws {
        let secret = try folder.write("secret", to: "elsewhere")
        #expect(symlink(secret, folder.path("new/0.link")) == 0)
        #expect(mkfifo(folder.path("new/0.pipe"), 0o600) == 0)
        #expect(mkdir(folder.path("cur/0.folder"), 0o700) == 0)
        try folder.write("x", to: "new/.hidden")
        try folder.write("x", to: "new/a b")
        try folder.write("message", to: "new/9.m")
        let (source, memory) = source()
        #expect(try visit(source, memory).map(\.key) == [.file("9.m")])
        let told = source.takePassedOver()
        #expect(
            Set(told.map(\.name))
                == Set(
                    ["new/0.link", "new/0.pipe", "cur/0.folder", "new/.hidden", "new/a b"].map(folder.path)
                )
        )
        #expect(told.allSatisfy { $0.wording.en.contains("not a") })
        #expect(try visit(source, memory).isEmpty && source.takePassedOver().isEmpty)
        #expect(try folder.text(of: "elsewhere") == "secret")
    }

    @Test("what was recorded and not yet marked does not come again, and is marked wherever it is now")
    func unsettled() throws {
        try folder.write("a", to: "new/1.a")
        try folder.write("b", to: "new/2.b")
        var (source, memory) = source()
        try source.open(memory)
        let keys = try #require(try source.next(memory)).keys
        memory.unsettled = keys
        // Killed here: a new process begins with what is remembered.
        source = self.source().source
        try source.open(memory)
        #expect(try source.next(memory) == nil)
        // A mail program has moved one and marked it; the other is gone.
        try FileManager.default.moveItem(atPath: folder.path("new/1.a"), toPath: folder.path("cur/1.a:2,F"))
        try folder.remove("new/2.b")
        #expect(try source.settle(keys) == keys)
        #expect(try names("cur") == ["1.a:2,FS"])
        memory.unsettled = []
        #expect(try source.next(memory) == nil)
    }

    @Test("nothing is overwritten: a second file of the same name keeps its content")
    func sameName() throws {
        try folder.write("first", to: "cur/1.a:2,S")
        try folder.write("second", to: "new/1.a")
        try folder.write("third", to: "cur/1.a:2,")
        let (source, memory) = source()
        #expect(try visit(source, memory).count == 2)
        #expect(try names("new").isEmpty && visit(source, memory).isEmpty)
        let texts = try names("cur").map { try folder.text(of: "cur/" + $0) }
        #expect(Set(texts) == ["first", "second", "third"])
    }

    @Test(
        "a Maildir of thousands of files is read in bounded memory, killed and resumed without counting twice"
    )
    func thousands() throws {
        for number in 0..<3000 {
            let descriptor = creat(folder.path("new/\(number * 7919 % 3000).m"), 0o600)
            _ = "message \(number)".withCString { write(descriptor, $0, strlen($0)) }
            close(descriptor)
        }
        var (source, memory) = source()
        var counted: [MessageKey: Int] = [:]
        var random = SplitMix64(seed: 3)
        try source.open(memory)
        while true {
            guard let batch = try source.next(memory) else { break }
            #expect(batch.messages.count <= 50)
            // Some runs end before the commit, some after it and before the marks.
            let fate = Int.random(in: 0..<20, using: &random)
            if fate > 0 {
                for key in batch.keys { counted[key, default: 0] += 1 }
                memory.unsettled += batch.keys
            }
            if fate > 1 {
                _ = try source.settle(memory.unsettled)
                memory.unsettled = []
            } else {
                source = self.source().source
                try source.open(memory)
            }
        }
        #expect(counted.count == 3000 && counted.values.allSatisfy { $0 == 1 })
        _ = try source.settle(memory.unsettled)
        #expect(try names("new").isEmpty && names("cur").count == 3000)
    }

    @Test("a file that is delivered ends the wait; so does the bell; nothing else before its time")
    func waiting() throws {
        let (source, memory) = source()
        try source.open(memory)
        #expect(try source.next(memory) == nil && source.isWatching)
        try folder.write("x", to: "tmp/1")
        try source.wait(until: WakeUp.now)
        try FileManager.default.moveItem(atPath: folder.path("tmp/1"), toPath: folder.path("new/1"))
        let start = WakeUp.now
        try source.wait(until: start + .seconds(60))
        #expect(try source.next(memory)?.messages.count == 1)
        _ = try source.settle([.file("1")])
        #expect(try source.next(memory) == nil)
        wakeUp.ring()
        try source.wait(until: start + .seconds(60))
        #expect(WakeUp.now < start + .seconds(60))
    }

    @Test("a folder that is missing is told of by its path")
    func missing() throws {
        try folder.remove("cur")
        let (source, memory) = source()
        let end = fault { () throws(MailboxFault) in try source.open(memory) }
        #expect(end?.kind == .local && end?.needsPerson == true)
        #expect(end?.wording.en.contains(folder.path("cur")) == true)
        // A link in the place of a part leads elsewhere.
        #expect(symlink(folder.path("new"), folder.path("cur")) == 0)
        #expect(fault { () throws(MailboxFault) in try source.open(memory) } != nil)
        let (moving, other) = self.source(.move(folder: "../x"))
        #expect(fault { () throws(MailboxFault) in try moving.open(other) }?.kind == .local)
    }

    @Test("a look for `check` counts messages and changes nothing")
    func look() throws {
        try folder.write("a", to: "new/1.a")
        try folder.write("b", to: "cur/2.b:2,S")
        let place = MailboxPlace(.maildir(folder.path), afterwards: .move(folder: "Done"))
        let findings = try MailboxProbe.look(at: place)
        #expect(findings.messages == 2 && findings.isWatching && findings.hasTarget == false)
        #expect(findings.remoteAddress == nil && findings.tls == nil)
        #expect(try folder.names() == ["cur", "new", "tmp"] && names("new") == ["1.a"])
        try folder.remove("new")
        #expect(throws: MailboxFault.self) { try MailboxProbe.look(at: place) }
    }
}
