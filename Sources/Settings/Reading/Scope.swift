internal import Text
public import Wording

/// An object being read: gives the values of its keys, and knows in the end which keys nobody asked for.
public final class Scope {
    /// The path of the object, as `relays[0]`; empty for the whole file.
    public let path: String
    /// Where faults go.
    public let log: FaultLog
    private let node: Node
    private let members: [Node.Member]
    private var known: [String] = []
    /// Where the keys that are asked for are noted; nil where a file is read.
    private let recorder: KeyRecorder?

    init(
        node: Node,
        members: [Node.Member],
        path: String,
        log: FaultLog,
        recorder: KeyRecorder? = nil
    ) {
        self.recorder = recorder
        self.node = node
        self.members = members
        self.path = path
        self.log = log
    }

    /// The value of a key that may be left out.
    ///
    /// - Returns: nil where it is left out or faulty.
    public func optional<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
        recorder?.note(key, reading)
        return take(key, reading)
    }

    private func take<Value>(_ key: String, _ reading: Reading<Value>) -> Value? {
        known.append(key)
        guard let member = member(key) else { return nil }
        log.note(member.value.position, join(path, key))
        return reading.read(member.value, join(path, key), log)
    }

    /// The value of a key, or its default where it is left out or faulty.
    public func value<Value>(_ key: String, _ reading: Reading<Value>, default fallback: Value) -> Value {
        recorder?.note(key, reading, default: reading.written(fallback))
        return take(key, reading) ?? fallback
    }

    /// The value of a key that must be there.
    ///
    /// - Parameters:
    ///   - key: its name.
    ///   - reading: how it is read.
    ///   - hint: what it is, for the fault's sentence, as `the folder of the events, "events"`.
    /// - Returns: nil where it is missing or faulty, which is then in the log.
    public func required<Value>(_ key: String, _ reading: Reading<Value>, _ hint: Wording) -> Value? {
        recorder?.note(key, reading, isRequired: true, hint: hint)
        if member(key) == nil, !node.isDamaged {
            log.fault(at: node.position, join(path, key), FaultWords.missing(hint))
        }
        return take(key, reading)
    }

    /// Notes a fault where a key is there that makes no sense in this object, though it is known in others.
    public func refuse(_ key: String, _ message: Wording) {
        if has(key) { fault(key, message) }
        known.append(key)
    }

    /// The key is there, faulty or not.
    public func has(_ key: String) -> Bool {
        member(key) != nil
    }

    /// Where the key's value stands; the object where it is left out.
    public func position(of key: String) -> Position {
        member(key)?.value.position ?? node.position
    }

    /// The key's value as it stands.
    public func node(of key: String) -> Node? {
        member(key)?.value
    }

    /// Notes a fault of a key's value.
    public func fault(_ key: String, _ message: Wording) {
        log.fault(at: position(of: key), join(path, key), message)
    }

    /// Notes a fault of an item of a key's list.
    public func fault(_ key: String, at index: Int, _ message: Wording) {
        var place = position(of: key)
        if case .array(let items)? = node(of: key)?.content, items.indices.contains(index) {
            place = items[index].position
        }
        log.fault(at: place, "\(join(path, key))[\(index)]", message)
    }

    /// Notes a warning about a key's value.
    public func warning(_ key: String, _ message: Wording) {
        log.warning(at: position(of: key), join(path, key), message)
    }

    /// Notes a fault for each key that was not asked for.
    func close() {
        for member in members where !known.contains(member.key) {
            let free = known.filter { !has($0) }
            let hint =
                if let near = nearest(to: member.key, among: free) {
                    FaultWords.meantKey(near)
                } else if let near = nearest(to: member.key, among: known) {
                    FaultWords.meantKeyThere(near)
                } else {
                    FaultWords.keys(known)
                }
            log.fault(at: member.keyPosition, join(path, member.key), FaultWords.unknownKey(hint))
        }
    }

    private func member(_ key: String) -> Node.Member? {
        members.first { $0.key == key }
    }
}

/// The word that was probably meant: case and `_` aside the same, or at most a third of its letters different.
///
/// - Returns: nil where none is near.
public func nearest(to word: String, among words: [String]) -> String? {
    let folded = fold(word)
    let ranked = words.map { (word: $0, distance: distance(folded, fold($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
        best.distance <= max(1, min(folded.count, best.word.count) / 3)
    else { return nil }
    return best.word
}

private func fold(_ word: String) -> [Character] {
    Array(word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " })
}

/// How far two words are apart; of long ones only their lengths count.
private func distance(_ a: [Character], _ b: [Character]) -> Int {
    a.count <= 64 && b.count <= 64 ? editDistance(a, b) : max(a.count, b.count)
}
