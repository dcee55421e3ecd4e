import Glibc
import Wording

/// A sign of life that a daemon leaves beside its database, for those who only look: written every few seconds, a file of
/// one block that never grows.
///
/// It lies outside of the database, so that it can tell that the database takes nothing.
public struct Pulse: Sendable, Equatable {
    /// What the daemon is doing.
    public enum State: String, Sendable {
        /// It goes about its work.
        case running
        /// Its sessions make no step.
        case stuck
        /// It was asked to stop, and finishes.
        case stopping
        /// It has stopped as it was asked to.
        case stopped
        /// It could not start.
        case failed
    }

    /// What it was doing.
    public var state: State
    /// When it said so, in milliseconds since 1970 UTC.
    public var at: Int64
    /// How many reloads were asked for and answered.
    public var reloads = 0
    /// What is wrong with the files that the last reload read; empty where nothing is.
    public var refused: [String] = []
    /// Why nothing can be recorded, or why it could not start; nil where all is well.
    public var trouble: String?

    /// How long the engine's turns took since the start.
    public var turns = DurationTally()
    /// How long its commits took since the start.
    public var commits = DurationTally()

    /// A sign of life.
    public init(_ state: State, at: Int64) {
        self.state = state
        self.at = at
    }

    /// Its lines: what it is doing and since when, reloads, turns and commits; the trouble; then what was refused.
    var text: String {
        let first = "\(state.rawValue) \(at) \(reloads) \(turns.word) \(commits.word)"
        let lines = [first, Self.line(trouble ?? "")] + refused.map(Self.line)
        return lines.joined(separator: "\n") + "\n"
    }

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2 else { return nil }
        let words = lines[0].split(separator: " ")
        guard words.count >= 3, let state = State(rawValue: String(words[0])), let at = Int64(words[1]),
            let reloads = Int(words[2])
        else { return nil }
        self.init(state, at: at)
        self.reloads = reloads
        // One of another version is a sign of life all the same.
        if words.count >= 5 {
            turns = DurationTally(word: words[3]) ?? turns
            commits = DurationTally(word: words[4]) ?? commits
        }
        trouble = lines[1].isEmpty ? nil : String(lines[1])
        refused = lines.dropFirst(2).filter { !$0.isEmpty }.map(String.init)
    }

    private static func line(_ text: String) -> String {
        text.replacing("\n", with: " ").replacing("\0", with: " ")
    }
}

/// The file that a daemon leaves its ``Pulse`` in.
public final class PulseFile {
    private let descriptor: Int32
    /// The file in memory: what is written there wakes nobody who watches the folder, as the daemon itself does.
    private let memory: UnsafeMutableRawPointer
    /// The file's length: what is longer is cut.
    private static let length = 4096

    /// Opens the file, which is made if it is not there; its room is taken at once, so that a full disk does not
    /// silence it.
    ///
    /// - Throws: `ServiceError` where it cannot be written, or is no file of its own.
    public init(_ path: String) throws(ServiceError) {
        let descriptor = try OwnFile.open(path)
        var status = stat()
        _ = fstat(descriptor, &status)
        if status.st_size != Self.length {
            let blank = [UInt8](repeating: 0, count: Self.length)
            _ = ftruncate(descriptor, 0)
            _ = pwrite(descriptor, blank, blank.count, 0)
        }
        let memory = mmap(nil, Self.length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let memory, memory != MAP_FAILED else {
            let error = ServiceError.last(Wording(ru: "нельзя открыть \(path)", en: "cannot open \(path)"))
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.memory = memory
    }

    deinit {
        munmap(memory, Self.length)
        close(descriptor)
    }

    /// Where the daemon of a database leaves signs of life.
    public static func path(besides database: String) -> String { database + "-pulse" }

    /// Writes a sign of life; one that cannot be written is missed by whoever looks for it.
    public func write(_ pulse: Pulse) {
        var bytes = Array(pulse.text.utf8.prefix(Self.length))
        bytes += [UInt8](repeating: 0, count: Self.length - bytes.count)
        // Memory behind the end of a file that somebody has cut off is none.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size == Self.length else { return }
        UnsafeMutableRawBufferPointer(start: memory, count: Self.length).copyBytes(from: bytes)
    }

    /// The last sign of life in a file; nil where there is none.
    public static func read(_ path: String) -> Pulse? {
        guard let descriptor = OwnFile.openToLook(path) else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Pulse(text: String(decoding: bytes[..<count].prefix { $0 != 0 }, as: UTF8.self))
    }
}
