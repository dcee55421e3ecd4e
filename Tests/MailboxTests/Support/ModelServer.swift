import Foundation

@testable import Mailbox

/// A model of an IMAP server after the login: as much of RFC 9051 as clients of this room use, and answers of a test's own
/// in place of its.
final class ModelServer {
    struct Message {
        var uid: UInt32
        var bytes: [UInt8]
        var flags: Set<String> = []
    }

    var capabilities = "IMAP4rev1 IDLE UIDPLUS MOVE"
    var validity: UInt32 = 7
    var nextUID: UInt32 = 1
    var messages: [Message] = []
    var folders: Set<String> = ["INBOX"]
    var moved: [String: [Message]] = [:]
    /// Whether SELECT tells the next number.
    var tellsNext = true
    var isReadOnly = false
    /// Every command without its tag, in order.
    private(set) var commands: [String] = []
    /// Answers in place of the model's: given tag and command; nil for the model's.
    var answer: ((_ tag: String, _ command: String) -> [UInt8]?)?
    /// Said before the next answer.
    var unasked: [UInt8] = []
    /// Whether the connection is closed once everything has been said.
    var isClosed = false

    private var input: [UInt8] = []
    private var idleTag: String?
    var isIdling: Bool { idleTag != nil }

    /// Puts messages of these bytes into the folder.
    func deliver(_ contents: [[UInt8]], flags: Set<String> = []) {
        for bytes in contents {
            messages.append(Message(uid: nextUID, bytes: bytes, flags: flags))
            nextUID += 1
        }
    }

    func deliver(_ texts: String..., flags: Set<String> = []) {
        deliver(texts.map { Array($0.utf8) }, flags: flags)
    }

    /// Takes what the client has sent; gives what is answered.
    func received(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        input += bytes
        var out: [UInt8] = []
        while let end = input.firstIndex(of: 10) {
            let line = String(decoding: input[..<end].dropLast(), as: UTF8.self)
            input.removeSubrange(...end)
            out += unasked + handle(line)
            unasked = []
        }
        return out
    }

    /// What the server says on its own of how many messages there are.
    var exists: [UInt8] { Array("* \(messages.count) EXISTS\r\n".utf8) }

    /// What it tells of these messages where their contents are asked for.
    func fetched(_ uids: UInt32...) -> [UInt8] {
        uids.flatMap { uid in
            fetch(place(of: uid), messages[place(of: uid)], "RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.100000>")
        }
    }

    private func handle(_ line: String) -> [UInt8] {
        if let tag = idleTag {
            idleTag = nil
            return Array(
                (line == "DONE" ? "\(tag) OK Idle completed.\r\n" : "\(tag) BAD expected DONE\r\n").utf8
            )
        }
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return Array("* BAD no command\r\n".utf8) }
        let (tag, command) = (parts[0], parts[1])
        commands.append(command)
        if let own = answer?(tag, command) { return own }
        var out: [UInt8] = []
        let end = answer(to: command, tag, into: &out)
        return out + Array("\(end.hasPrefix("+") ? end : "\(tag) \(end)")\r\n".utf8)
    }

    /// Answers; gives the words of the last line.
    private func answer(to command: String, _ tag: String, into out: inout [UInt8]) -> String {
        func say(_ text: String) { out += Array("\(text)\r\n".utf8) }
        let words = command.split(separator: " ").map(String.init)
        let folder = Self.quoted(command)
        switch (words[0], words.count > 1 ? words[1] : "") {
        case ("CAPABILITY", _):
            say("* CAPABILITY \(capabilities)")
        case ("SELECT", _), ("EXAMINE", _):
            guard folders.contains(folder) else { return "NO [NONEXISTENT] Mailbox doesn't exist: \(folder)" }
            say("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)")
            say("* \(messages.count) EXISTS")
            say("* OK [UIDVALIDITY \(validity)] UIDs valid")
            if tellsNext { say("* OK [UIDNEXT \(nextUID)] Predicted next UID") }
            return "OK [\(isReadOnly || words[0] == "EXAMINE" ? "READ-ONLY" : "READ-WRITE")] done"
        case ("STATUS", _):
            guard folders.contains(folder) else { return "NO no such mailbox" }
            say("* STATUS \"\(folder)\" (UIDVALIDITY 1)")
        case ("CREATE", _): folders.insert(folder)
        case ("IDLE", _):
            idleTag = tag
            return "+ idling"
        case ("NOOP", _): out += exists
        case ("LOGOUT", _): say("* BYE Logging out")
        case ("UID", "FETCH"):
            for index in indices(of: words[2]) { out += fetch(index, messages[index], command) }
        case ("UID", "STORE"):
            let flag = words[4].filter { $0 != "(" && $0 != ")" }.uppercased()
            for index in indices(of: words[2]) { messages[index].flags.insert(flag) }
        case ("UID", "MOVE"), ("UID", "COPY"):
            guard folders.contains(folder) else { return "NO [TRYCREATE] no such mailbox" }
            let chosen = indices(of: words[2])
            moved[folder, default: []] += chosen.map { messages[$0] }
            if words[1] == "MOVE" { remove(chosen, into: &out) }
        case ("UID", "EXPUNGE"):
            remove(indices(of: words[2]).filter { messages[$0].flags.contains("\\DELETED") }, into: &out)
        default: return "BAD unknown command"
        }
        return "OK done"
    }

    private func remove(_ indices: [Int], into out: inout [UInt8]) {
        for index in indices.reversed() {
            out += Array("* \(index + 1) EXPUNGE\r\n".utf8)
            messages.remove(at: index)
        }
    }

    private func fetch(_ index: Int, _ message: Message, _ command: String) -> [UInt8] {
        var items = "* \(index + 1) FETCH (UID \(message.uid)"
        if command.contains("RFC822.SIZE") { items += " RFC822.SIZE \(message.bytes.count)" }
        if command.contains("INTERNALDATE") { items += " INTERNALDATE \"27-Nov-2026 10:00:00 +0300\"" }
        if command.contains("FLAGS") { items += " FLAGS (\(message.flags.sorted().joined(separator: " ")))" }
        guard let start = command.range(of: "<0."), let end = command.range(of: ">") else {
            return Array((items + ")\r\n").utf8)
        }
        let part = message.bytes.prefix(Int(command[start.upperBound..<end.lowerBound]) ?? 0)
        return Array((items + " BODY[]<0> {\(part.count)}\r\n").utf8) + part + Array(")\r\n".utf8)
    }

    /// What stands in quotation marks.
    private static func quoted(_ command: String) -> String {
        let parts = command.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[1]) : ""
    }

    /// Where the messages of a set of numbers stand; `n:*` always holds the last (RFC 9051 §9, `seq-range`).
    private func indices(of set: String) -> [Int] {
        let last = messages.last?.uid ?? 0
        return set.split(separator: ",").flatMap { part -> [Int] in
            let ends = part.split(separator: ":").map { $0 == "*" ? last : UInt32($0) ?? 0 }
            guard let low = ends.min(), let high = ends.max() else { return [] }
            return Array(
                place(of: low)..<max(place(of: low), high == .max ? messages.count : place(of: high + 1))
            )
        }
    }

    /// Where the first message of at least this number stands.
    private func place(of uid: UInt32) -> Int {
        var range = 0..<messages.count
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            range = messages[middle].uid < uid ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
