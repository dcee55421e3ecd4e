/// Several mails in one file: mbox, RFC 4155.
public enum MailboxFile {
    /// The most mails that are read of one file.
    public static let mostMails = 100_000

    /// The mails of a file; of one that is no mailbox file the one mail that it is.
    ///
    /// A mailbox file begins with `From `, an address and a date; each further mail does so behind an empty line.
    public static func mails(in bytes: [UInt8]) -> [[UInt8]] {
        guard begins(bytes[...]) else { return [bytes] }
        var mails: [[UInt8]] = []
        var start = 0
        var wasEmpty = false
        var lines = ByteLines(bytes[...])
        var place = lines.place
        while let line = lines.next() {
            if wasEmpty, place > start, mails.count < mostMails - 1, begins(line) {
                mails.append(Array(bytes[start..<place]))
                start = place
            }
            wasEmpty = line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")])
            place = lines.place
        }
        mails.append(Array(bytes[start...]))
        return mails
    }

    /// `From a@example.org Sat Nov 28 10:00:00 2026`: an hour in it tells it from a sentence.
    private static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.prefix(200).prefix { $0 != UInt8(ascii: "\n") }
        guard line.starts(with: Array("From ".utf8)) else { return false }
        let colons = line.indices.filter { place in
            line[place] == UInt8(ascii: ":") && place > line.startIndex && place + 1 < line.endIndex
                && ByteClass.isDigit(line[place - 1]) && ByteClass.isDigit(line[place + 1])
        }
        return !colons.isEmpty
    }
}
