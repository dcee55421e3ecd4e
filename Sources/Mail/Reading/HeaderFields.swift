/// The header fields of a message or a part as they were received: RFC 5322 §2.2, unfolded.
struct HeaderFields: Sendable, Hashable {
    /// A field: its name in lower case, its value without folds and the blanks around it.
    struct Field: Sendable, Hashable {
        let name: String
        let raw: ArraySlice<UInt8>

        /// The value with its encoded words read.
        var text: String { EncodedWordReading.text(raw) }
    }

    private(set) var fields: [Field] = []

    /// All values of a field.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.text) }

    /// The first value of a field.
    func first(_ name: String) -> String? { fields.first { $0.name == name }?.text }

    /// The first value of a field as it stands, no encoded word read.
    func raw(_ name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.raw, as: UTF8.self) }
    }

    /// Whether a field of this name is there.
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// Reads fields up to the first empty line, whose end is left at the beginning of `rest`.
    ///
    /// A line that is no field and continues none is passed over, but for the first ones: then there are no fields.
    static func read(_ rest: inout ArraySlice<UInt8>, _ limits: ReadingLimits) -> HeaderFields {
        var header = HeaderFields()
        let start = rest
        var lines = ByteLines(rest)
        var name: String?
        var value: [UInt8] = []
        var total = 0
        func close() {
            guard let name, header.fields.count < limits.fields, total < limits.headerBytes else { return }
            header.fields.append(Field(name: name, raw: trimmed(value[...])))
        }
        while let line = lines.next() {
            total += line.count
            if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                // Blank, but not the end: a fold that a program left empty.
                if !line.isEmpty, name != nil, startsFold(rest[lines.place...]) { continue }
                close()
                rest = rest[lines.place...]
                return header
            }
            if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                if name != nil, value.count < limits.fieldBytes {
                    value.append(UInt8(ascii: " "))
                    value += trimmed(line).prefix(limits.fieldBytes - value.count)
                }
                continue
            }
            guard let found = fieldName(line) else {
                if header.fields.isEmpty, name == nil, !isMailboxMark(line) {
                    // No field at all: it is all body.
                    rest = start
                    return HeaderFields()
                }
                continue
            }
            close()
            name = String(decoding: found.name, as: UTF8.self).lowercased()
            value = Array(line[found.end...].prefix(limits.fieldBytes))
        }
        close()
        rest = rest[rest.endIndex...]
        return header
    }

    /// `From ` of a mailbox file, whichever way it is quoted (RFC 4155).
    static func isMailboxMark(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.drop { $0 == UInt8(ascii: ">") }
        return line.starts(with: Array("From ".utf8))
    }

    private static func startsFold(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t")
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
        return start[...last]
    }

    /// RFC 5322 §3.6.8 `field-name`, with the blanks before the colon that old programs put there.
    private static func fieldName(_ line: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, end: Int)? {
        guard let colon = line.prefix(100).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = trimmed(line[..<colon])
        guard !name.isEmpty, name.allSatisfy({ 33...126 ~= $0 }) else { return nil }
        return (name, colon + 1)
    }
}
