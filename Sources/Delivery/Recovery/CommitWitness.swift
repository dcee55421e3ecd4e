import CLinux
import Glibc

/// The number of the last commit once more, as an attribute of the folder that the database lies in.
///
/// Whoever puts files back, database and delivery journal alike, does not put this back. It can only speak against a
/// database, never for it, so a file system without attributes costs nothing but this witness.
struct CommitWitness: Sendable {
    private let folder: String
    private let attribute: String
    /// Of the database: what is said of another one of the same name does not count.
    private let epoch: String

    init(databasePath: String, epoch: String) {
        let parts = databasePath.split(separator: "/", omittingEmptySubsequences: false)
        let above = parts.dropLast().joined(separator: "/")
        folder = above.isEmpty ? (databasePath.hasPrefix("/") ? "/" : ".") : above
        attribute = "user.vestnik." + (parts.last ?? "")
        self.epoch = epoch
    }

    /// The highest commit that was noted of this database; nil when none was.
    var sequence: Int64? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = bytes.withUnsafeMutableBytes {
            lgetxattr(folder, attribute, $0.baseAddress, $0.count)
        }
        guard count > 0 else { return nil }
        let words = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: " ")
        guard words.count == 2, words[0] == epoch else { return nil }
        return Int64(words[1])
    }

    /// Notes a commit, which must be on the disk by then: a power cut may not leave the note alone.
    func note(_ sequence: Int64) {
        var value = "\(epoch) \(sequence)"
        _ = value.withUTF8 { lsetxattr(folder, attribute, $0.baseAddress, $0.count, 0) }
    }
}
