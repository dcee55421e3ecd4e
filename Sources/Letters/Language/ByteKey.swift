import Glibc
import Mustache

extension String {
    /// Whether both are the same bytes: `==` also takes texts for equal that are only written differently, such as
    /// «й» in one character and in two.
    func hasBytes(of other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var (a, b) = (self, other)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return true }
                return first == second || memcmp(first, second, a.count) == 0
            }
        }
    }

    /// Whether any byte is among those that a rule picks; without branches, so that many bytes are looked at together.
    @inline(__always)
    func hasByte(where picks: (UInt8) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var found: UInt8 = 0
            for byte in bytes { found |= picks(byte) ? 1 : 0 }
            return found != 0
        }
    }
}

/// A text as a key: told by its bytes, which is exact, and faster than by its characters.
struct ByteKey: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (a: ByteKey, b: ByteKey) -> Bool { a.text.hasBytes(of: b.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension Value {
    /// Whether both are the same to the byte.
    func hasBytes(of other: Value) -> Bool {
        switch (self, other) {
        case (.string(let a), .string(let b)): a.hasBytes(of: b)
        case (.list(let a), .list(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.hasBytes(of: $1) }
        case (.object(let a), .object(let b)):
            a.count == b.count
                && a.allSatisfy { key, value in
                    guard let index = b.index(forKey: key), b[index].key.hasBytes(of: key) else {
                        return false
                    }
                    return value.hasBytes(of: b[index].value)
                }
        default: self == other
        }
    }
}
