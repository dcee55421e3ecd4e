public import Wording

/// A key of a file as its reader declares it: what the reference tells of it comes from the reading itself.
public struct DeclaredKey: Sendable, Hashable {
    /// A default, and where it holds.
    public struct Default: Sendable, Hashable {
        /// What the object has to say for it, as `on: "changed"`; nil: whatever it says.
        public var sample: String?
        /// As it would be written in the file.
        public var text: String
    }

    /// From the file's beginning: `relays[].tls`, `domains.DOMAIN.connections`.
    public var path: String
    /// What its value may be: “a whole number from 1 to 1000”; nothing where the reading does not say it.
    public var expected: Wording
    /// It must be there, in whatever object of its kind.
    public var isRequired: Bool
    /// What counts where it is left out; empty: nothing does, or it depends.
    public var defaults: [Default]

    /// The same key, below another.
    func under(_ prefix: String) -> DeclaredKey {
        var key = self
        key.path = prefix + path
        return key
    }
}

/// Notes the keys that a reader asks for, while it reads an object that has none.
final class KeyRecorder {
    private(set) var keys: [DeclaredKey] = []
    /// What the object says that is read now, as `on: "changed"`.
    private var sample: String?
    /// The keys that this object was asked for.
    private var asked: Set<String> = []

    /// Another object is read, which says this.
    func begin(_ sample: String?) {
        self.sample = sample
        asked = []
    }

    /// The object was read: what it was not asked for is not required of every object.
    func end() {
        for index in keys.indices where !keys[index].path.contains(where: { ".[".contains($0) }) {
            if !asked.contains(keys[index].path) { keys[index].isRequired = false }
        }
    }

    /// Notes a key, and those of the objects in its value.
    ///
    /// Of a key that another sample has shown, only a default that differs is noted.
    func note<Value>(
        _ key: String,
        _ reading: Reading<Value>,
        isRequired: Bool = false,
        hint: Wording? = nil,
        default text: String? = nil
    ) {
        let expected = hint ?? reading.expected
        asked.insert(key)
        if let index = keys.firstIndex(where: { $0.path == key }) {
            guard let text, !keys[index].defaults.contains(where: { $0.text == text }) else { return }
            keys[index].defaults.append(DeclaredKey.Default(sample: sample, text: text))
            return
        }
        let defaults = text.map { [DeclaredKey.Default(sample: sample, text: $0)] } ?? []
        keys.append(
            DeclaredKey(path: key, expected: expected, isRequired: isRequired, defaults: defaults)
        )
        keys += reading.keys().map { $0.under(key) }
    }
}

extension Reading {
    /// The keys of an object that `build` reads, each path with a full stop in front.
    ///
    /// - Parameters:
    ///   - samples: what objects may say that makes `build` ask for other keys.
    ///   - build: the reader.
    /// - Returns: in the order in which they are asked for.
    static func describe(samples: [String], _ build: (Scope) -> Value?) -> [DeclaredKey] {
        let recorder = KeyRecorder()
        for sample in [nil] + samples.map(Optional.some) {
            recorder.begin(sample)
            // What is wrong with an object that says next to nothing is of no interest.
            let log = FaultLog(file: "")
            let node = JSON5.read("{ \(sample ?? "") }", log)
            guard case .object(let members) = node.content else { continue }
            _ = build(Scope(node: node, members: members, path: "", log: log, recorder: recorder))
            recorder.end()
        }
        return recorder.keys.map { $0.under(".") }
    }

    /// The keys of the file that this reads, in the order in which they are asked for.
    public var declaredKeys: [DeclaredKey] {
        keys().map { key in
            var key = key
            key.path = String(key.path.drop { $0 == "." })
            return key
        }
    }

    /// The same reading, said in other words and written in another way.
    ///
    /// - Parameters:
    ///   - expected: what it takes, in the nominative; nil: as before.
    ///   - written: how a value stands in a file; nil: as before.
    /// - Returns: the reading.
    public func described(_ expected: Wording? = nil, written: ((Value) -> String?)? = nil) -> Reading {
        Reading(expected: expected ?? self.expected, keys: keys, written: written ?? self.written, read)
    }
}

/// A text as JSON5 writes it.
func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
