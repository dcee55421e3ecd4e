internal import Glibc
internal import Service
public import Store
public import Wording

/// The tokens of all events, in a file beside the database: the daemon's owner writes it, its group may read it.
///
/// A line is only ever added: a token, or that one is no more. A line that was cut off by a crash is none.
public struct RegistrationTokens: Sendable {
    /// Why the file could not be used.
    public struct Failure: Error, Sendable, Hashable, Worded {
        /// A sentence for people.
        public let wording: Wording
    }

    /// The path of the file.
    public let path: String

    /// The tokens in the file at a path, which need not be there.
    public init(path: String) { self.path = path }

    /// The tokens beside a database.
    public init(database: String) { self.init(path: database + "-tokens") }

    /// How a token begins, so that one that was lost is known for what it is.
    private static let beginning = "vestnik_"

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - event: whose registrations it may write.
    ///   - name: what people call it.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: the token itself, which is not kept, and what is kept of it.
    /// - Throws: the file cannot be written.
    public func add(
        event: String,
        name: String,
        now: Int64
    ) throws(Failure) -> (secret: String, kept: RegistrationToken) {
        let secret = Self.beginning + Secrets.random()
        let kept = RegistrationToken(
            hash: Secrets.digest(of: secret),
            event: event,
            name: Self.word(name),
            created: Timestamp.text(now)
        )
        try append("token \(kept.hash) \(event) \(kept.created) \(kept.name)\n")
        return (secret, kept)
    }

    /// Takes tokens back, by what they are called in lists or by people.
    ///
    /// - Returns: those that are no more.
    public func revoke(_ word: String, now: Int64) throws(Failure) -> [RegistrationToken] {
        let meant = try all().filter { $0.id == word || (!$0.name.isEmpty && $0.name == word) }
        for token in meant { try append("revoked \(token.hash) \(Timestamp.text(now))\n") }
        return meant
    }

    /// Those that are in force, in the order in which they were made.
    public func all() throws(Failure) -> [RegistrationToken] {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw Failure(wording: "\(path): " + .systemError(errno))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < 16 << 20 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else {
                guard count == 0 else { throw Failure(wording: "\(path): " + .systemError(errno)) }
                break
            }
            bytes += buffer[..<count]
        }
        return Self.parse(String(decoding: bytes, as: UTF8.self))
    }

    /// The token that somebody shows; nil where there is none.
    public static func find(_ secret: String, among tokens: [RegistrationToken]) -> RegistrationToken? {
        // What a hash begins with tells nobody the token.
        let hash = Secrets.digest(of: secret)
        return tokens.first { $0.hash == hash }
    }

    private static func parse(_ text: String) -> [RegistrationToken] {
        var tokens: [RegistrationToken] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).map(
                String.init
            )
            if words.count == 5, words[0] == "token", words[1].utf8.count == 64 {
                tokens.append(
                    RegistrationToken(hash: words[1], event: words[2], name: words[4], created: words[3])
                )
            } else if words.count >= 2, words[0] == "revoked" {
                tokens.removeAll { $0.hash == words[1] }
            }
        }
        return tokens
    }

    private func append(_ line: String) throws(Failure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw Failure(wording: "\(path): " + .systemError(errno)) }
        defer { close(descriptor) }
        // One line at a time; whoever was cut off leaves half a line, which the next one ends.
        flock(descriptor, LOCK_EX)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(wording: "\(path): " + .systemError(EINVAL))
        }
        var last: UInt8 = 0x0A
        if status.st_size > 0 { pread(descriptor, &last, 1, off_t(status.st_size - 1)) }
        let bytes = Array((last == 0x0A ? line : "\n" + line).utf8)
        guard fchmod(descriptor, 0o640) == 0, write(descriptor, bytes, bytes.count) == bytes.count,
            fsync(descriptor) == 0
        else { throw Failure(wording: "\(path): " + .systemError(errno)) }
    }

    /// A name on one line.
    private static func word(_ name: String) -> String {
        name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
    }
}
