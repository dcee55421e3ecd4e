/// The name of a file in a Maildir: what the message is known by, and the marks of mail programs behind a colon
/// (`1700000000.M1P2.host:2,RS`).
struct MaildirName: Hashable, Comparable {
    /// Up to the colon.
    let unique: String
    /// The whole name.
    let file: String
    /// The letters of the marks: S seen, T to be removed.
    let marks: Set<Character>

    /// Reads a name; nil for one that no mail server gives.
    init?(_ file: String) {
        guard file.utf8.allSatisfy({ 33...126 ~= $0 && $0 != UInt8(ascii: "/") }), file.utf8.count < 250
        else {
            return nil
        }
        let parts = file.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let unique = parts.first, !unique.isEmpty, !unique.hasPrefix(".") else { return nil }
        self.unique = String(unique)
        self.file = file
        marks = parts.count > 1 && parts[1].hasPrefix("2,") ? Set(parts[1].dropFirst(2)) : []
    }

    /// The name of the same message when it has been seen; a number where the plain name is taken.
    func seen(number: Int = 0) -> String {
        let marks = String(marks.union(["S"]).sorted())
        return unique + (number > 0 ? ".\(number)" : "") + ":2," + marks
    }

    static func < (first: MaildirName, second: MaildirName) -> Bool { first.file < second.file }
}
