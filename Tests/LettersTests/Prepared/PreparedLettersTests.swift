import Mustache
import Testing

@testable import Letters

@Suite("Prepared letters")
struct PreparedLettersTests {
    private func reader(_ number: Int) -> Person {
        var person = Sample.maria
        person.id = Int64(number)
        person.email = "reader\(number)@example.org"
        person.name = "Петрова Анна Сергеевна \(number)"
        return person
    }

    /// How the short cut that a letter writer has by itself served for so many readers.
    private func uses(_ writer: LetterWriter, _ notification: String, readers: Int) throws -> ShortcutUses {
        var out: [UInt8] = []
        for number in 0..<readers {
            _ = try writer.compose(Sample.request(notification, reader(number)), into: &out)
            out.removeAll(keepingCapacity: true)
        }
        return try #require(writer.renderer.shortcut).uses
    }

    @Test("of letters that differ in their readers' values the first is rendered, all others are had from it")
    func served() throws {
        let writer = try Sample.writer(draft: "Subject: Hello, {{person.name}}\n\n{{person.email}}\n")
        #expect(try uses(writer, "letter", readers: 100) == ShortcutUses(hits: 99, misses: 1))
    }

    @Test(
        "nearly all letters of the sample event are had from prepared ones",
        arguments: ["confirmation", "reminder-week", "cancellation"]
    )
    func sample(_ notification: String) throws {
        let uses = try uses(Sample.writer(), notification, readers: 100)
        #expect(uses.hits >= 95 && uses.passed == 0, "\(uses)")
    }

    @Test("without a short cut every letter is the same")
    func without() throws {
        let (with, without) = (try Sample.writer(), try Sample.writer())
        without.renderer.shortcut = nil
        for number in 0..<20 {
            let request = Sample.request("confirmation", reader(number))
            var (first, second): ([UInt8], [UInt8]) = ([], [])
            #expect(try with.compose(request, into: &first) == without.compose(request, into: &second))
            #expect(first == second)
        }
    }

    @Test(
        "letters of which no two are alike stop being prepared, and get another chance after some thousands"
    )
    func policy() {
        var policy = PreparationPolicy()
        for _ in 0..<32 {
            #expect(policy.pays)
            policy.make()
        }
        #expect(!policy.pays)
        for _ in 0..<4095 { policy.pass() }
        #expect(!policy.pays)
        policy.pass()
        #expect(policy.pays)
    }

    @Test("what serves often goes on being prepared")
    func usual() {
        var policy = PreparationPolicy()
        for _ in 0..<500 {
            #expect(policy.pays)
            policy.make()
            for _ in 0..<5 { policy.use() }
        }
    }
}
