import Mail
import Testing

@Suite("A file with mails, read piece by piece")
struct MailStreamTests {
    private func read(_ file: [UInt8], bytes: Int = 1 << 20, piece: Int = 64) -> [[UInt8]] {
        var stream = MailStream(bytes: bytes)
        var mails: [[UInt8]] = []
        for start in stride(from: 0, to: file.count, by: piece) {
            stream.append(file[start..<min(start + piece, file.count)]) { mails.append($0) }
        }
        let last = stream.finish()
        #expect(last.isOnly == mails.isEmpty)
        return mails + [last.mail]
    }

    private func read(_ file: String, piece: Int = 64) -> [String] {
        read(Array(file.utf8), piece: piece).map { String(decoding: $0, as: UTF8.self) }
    }

    private let one = "From a@example.net Tue Nov 24 10:00:00 2026\nSubject: one\n\nFrom here on\n\n"
    private let two = "From b@example.net Tue Nov 24 10:00:00 2026\r\nSubject: two\r\n\r\nx\r\n"

    @Test("a mailbox file is read mail by mail, however it comes in pieces", arguments: [1, 3, 45, 64, 1000])
    func mails(piece: Int) {
        #expect(read(one + two + "\r\n" + one, piece: piece) == [one, two + "\r\n", one])
    }

    @Test("a file that does not begin as one is one mail, whatever stands in it; so is an empty one")
    func other() {
        #expect(read("Subject: a\n\n" + two) == ["Subject: a\n\n" + two])
        #expect(read("From here 1\n\n" + two) == ["From here 1\n\n" + two])
        #expect(read("") == [""])
    }

    @Test("behind a line with words no mail begins, nor behind a line that is too long to be a beginning")
    func sentences() {
        let file = "From a@example.net Tue Nov 24 10:00:00 2026\n\ntext\n" + two
        #expect(read(file).count == 1)
        let long = "From a@example.net 10:00 \(String(repeating: "x", count: 500))\n"
        #expect(read(one + long, piece: 7) == [one, long])
        #expect(read(one + String(repeating: "y", count: 300) + two, piece: 7).count == 1)
    }

    @Test("of a mail that is too long its beginning is kept and whole lines of its end")
    func large() {
        let lines = (0..<10_000).map { "line \($0)\n" }
        let mails = read(Array((one + lines.joined() + "\n" + two).utf8), bytes: 400, piece: 999)
        #expect(mails.count == 2)
        let text = String(decoding: mails[0], as: UTF8.self)
        #expect(text.hasPrefix(one) && text.hasSuffix("line 9998\nline 9999\n\n") && mails[0].count <= 401)
        #expect(
            text.split(separator: "\n").dropFirst(8).dropFirst(20).allSatisfy { lines.contains("\($0)\n") }
        )
        #expect(mails[1] == Array(two.utf8))
        // As long as may be, it is whole.
        let exact = [UInt8](repeating: 120, count: 400)
        #expect(read(exact, bytes: 400) == [exact])
        #expect(read(exact + [120], bytes: 400)[0].count == 301)
    }
}
