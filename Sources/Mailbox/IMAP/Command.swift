/// A command to a server (RFC 9051 §6), with bounds on its answer.
struct Command: Hashable {
    /// What faults call it.
    let name: String
    /// The command without tag and line end.
    let line: String
    /// As many bytes of the texts in one response are kept.
    var kept = 4096
    /// As many bytes as the whole answer may have.
    var mostBytes = 4 << 20
    /// Whether it lasts until we say DONE (RFC 2177).
    var isIdle = false

    private init(_ name: String, _ arguments: String = "") {
        self.name = name
        line = arguments.isEmpty ? name : "\(name) \(arguments)"
    }

    static let capability = Command("CAPABILITY")
    static let noop = Command("NOOP")
    static let logout = Command("LOGOUT")

    /// Waits for news.
    static let idle: Command = {
        var command = Command("IDLE")
        command.isIdle = true
        return command
    }()

    /// Opens a folder to change it.
    static func select(_ folder: String) -> Command { Command("SELECT", FolderName.quoted(folder)) }

    /// Opens a folder to look at it.
    static func examine(_ folder: String) -> Command { Command("EXAMINE", FolderName.quoted(folder)) }

    /// Makes a folder.
    static func create(_ folder: String) -> Command { Command("CREATE", FolderName.quoted(folder)) }

    /// Asks whether there is a folder (RFC 9051 §6.3.11).
    static func exists(_ folder: String) -> Command {
        Command("STATUS", FolderName.quoted(folder) + " (UIDVALIDITY)")
    }

    /// Asks which messages there are in a range of numbers; nil: up to the last one.
    static func list(from first: UInt32, through last: UInt32?) -> Command {
        let range = "\(first):\(last.map { "\($0)" } ?? "*")"
        var command = Command("UID FETCH", "\(range) (UID RFC822.SIZE FLAGS)")
        // A range that has been chosen too wide may tell of a million messages; none but the first are kept.
        command.mostBytes = 256 << 20
        return command
    }

    /// Asks for the last message's number.
    static let last = Command("UID FETCH", "* (UID)")

    /// Fetches the beginnings of messages without marking them as seen.
    ///
    /// - Parameters:
    ///   - set: the messages.
    ///   - bytes: as many of each.
    ///   - whole: how many bytes they have as a whole: a server that knows no parts sends them all.
    /// - Returns: the command.
    static func content(
        of set: UIDSet,
        bytes: Int,
        expecting whole: Int = ResponseReader.longestLiteral
    ) -> Command {
        var command = Command(
            "UID FETCH",
            "\(set) (UID RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.\(max(1, bytes))>)"
        )
        command.kept = max(1, bytes)
        command.mostBytes = max(whole, ResponseReader.longestLiteral) + (4 << 20)
        return command
    }

    /// Marks messages as seen.
    static func markSeen(_ set: UIDSet) -> Command { Command("UID STORE", "\(set) +FLAGS.SILENT (\\Seen)") }

    /// Marks messages as deleted.
    static func markDeleted(_ set: UIDSet) -> Command {
        Command("UID STORE", "\(set) +FLAGS.SILENT (\\Deleted)")
    }

    /// Moves messages (RFC 6851).
    static func move(_ set: UIDSet, to folder: String) -> Command {
        Command("UID MOVE", "\(set) \(FolderName.quoted(folder))")
    }

    /// Copies messages.
    static func copy(_ set: UIDSet, to folder: String) -> Command {
        Command("UID COPY", "\(set) \(FolderName.quoted(folder))")
    }

    /// Removes these messages alone, of those that are marked as deleted (RFC 4315).
    static func expunge(_ set: UIDSet) -> Command { Command("UID EXPUNGE", "\(set)") }
}

/// Numbers of messages, written as short as can be: `1:3,7`.
struct UIDSet: Hashable, CustomStringConvertible {
    private let ranges: [ClosedRange<UInt32>]

    /// One message.
    init(_ uid: UInt32) { ranges = [uid...uid] }

    /// A set of these; nil for none.
    init?(_ uids: some Sequence<UInt32>) {
        var ranges: [ClosedRange<UInt32>] = []
        for uid in Set(uids).sorted() where uid > 0 {
            if let last = ranges.last, uid - last.upperBound == 1 {
                ranges[ranges.count - 1] = last.lowerBound...uid
            } else {
                ranges.append(uid...uid)
            }
        }
        guard !ranges.isEmpty else { return nil }
        self.ranges = ranges
    }

    var description: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)" }
            .joined(separator: ",")
    }
}
