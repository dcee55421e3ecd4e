import Glibc
import Mailbox

/// The note of which returned mail is being read, in a file beside the database: should reading it kill the program, the
/// next start knows over which it died.
///
/// It is no more than a precaution: where it cannot be kept, mail is read all the same. Nothing is synced, for it need not
/// outlive the machine's own death.
final class ReadingNote {
    /// After so many deaths with the same mail in hand it is not read again.
    static let mostDeaths = 2
    /// So many mails are remembered.
    private static let mostKept = 50

    private let descriptor: Int32
    /// How often earlier runs died over a message, by its key.
    private var deaths: [(key: String, count: Int)] = []
    private var length = 0

    /// The note at this path, with what earlier runs left in it; nil where it cannot be kept.
    init?(path: String) {
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_nlink == 1
        else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: 1 << 15)
        let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
        read(String(decoding: bytes[..<count], as: UTF8.self))
    }

    deinit { close(descriptor) }

    /// Whether it is not to be read any more.
    func isDeadly(_ key: MessageKey) -> Bool { count(key.text) >= Self.mostDeaths }

    /// This message is in hand from here on.
    func begin(_ key: MessageKey) { write(inHand: key.text) }

    /// None is in hand.
    func end() { write(inHand: "") }

    /// These messages were dealt with, and will not come again.
    func forget(_ keys: [MessageKey]) {
        guard !deaths.isEmpty else { return }
        let texts = Set(keys.map(\.text))
        deaths.removeAll { texts.contains($0.key) }
        end()
    }

    private func count(_ key: String) -> Int { deaths.first { $0.key == key }?.count ?? 0 }

    /// The first line is the message in hand, empty for none; then come those that earlier runs died over.
    private func read(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.dropFirst().prefix(Self.mostKept) {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let count = Int(parts[0]), count > 0 else { continue }
            deaths.append((String(parts[1]), count))
        }
        guard let inHand = lines.first, !inHand.isEmpty, MessageKey(text: String(inHand)) != nil else {
            return
        }
        let before = count(String(inHand))
        deaths.removeAll { $0.key == inHand }
        deaths.insert((String(inHand), min(before, Self.mostDeaths) + 1), at: 0)
        deaths.removeLast(max(0, deaths.count - Self.mostKept))
    }

    private func write(inHand: String) {
        var text = inHand.contains("\n") ? "" : inHand
        text += "\n"
        for (key, count) in deaths { text += "\(count) \(key)\n" }
        let bytes = Array(text.utf8)
        // In this order: what is cut off in between is the end of an old list, or nothing.
        _ = pwrite(descriptor, bytes, bytes.count, 0)
        if bytes.count < length || length == 0 { _ = ftruncate(descriptor, off_t(bytes.count)) }
        length = bytes.count
    }
}
