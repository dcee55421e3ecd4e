/// Enhanced status codes in running text.
enum StatusWords {
    /// The code that says most: the one that is told, unless it says nothing (X.0.0, or X.1.0 where the words say more).
    static func choose(_ told: EnhancedStatus?, in text: String) -> EnhancedStatus? {
        if let told, told.detail != 0 { return told }
        let all = codes(in: text)
        let best = all.first { $0.detail != 0 } ?? all.first
        guard let told else { return best }
        guard let best, best.detail != 0 || told.subject == 0 else { return told }
        return best
    }

    /// The codes in a text, each where a reply or a mark begins: `550 5.1.1`, `550-5.1.1`, `(#5.1.1)`, `'5.7.1`.
    static func codes(in text: String) -> [EnhancedStatus] {
        var found: [EnhancedStatus] = []
        let bytes = Array(text.utf8.prefix(1 << 13))
        for place in bytes.indices where place + 4 < bytes.count && bytes[place + 1] == UInt8(ascii: ".") {
            guard found.count < 20,
                bytes[place] == UInt8(ascii: "5") || bytes[place] == UInt8(ascii: "4")
                    || bytes[place] == UInt8(ascii: "2"),
                place == 0 || !isWord(bytes[place - 1]) || isBehindCode(bytes, place)
            else { continue }
            let end =
                bytes[place...].prefix(9).firstIndex { !ByteClass.isDigit($0) && $0 != UInt8(ascii: ".") }
                ?? min(place + 9, bytes.count)
            // `4.2.1b` is a version.
            if end < bytes.count, ByteClass.isAlphanumeric(bytes[end]) || bytes[end] == UInt8(ascii: "_") {
                continue
            }
            var token = bytes[place..<end]
            if token.last == UInt8(ascii: ".") { token.removeLast() }
            guard let status = EnhancedStatus(String(decoding: token, as: UTF8.self)), status.subject <= 7,
                status.classDigit != 2 || place == 0
            else { continue }
            found.append(status)
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "/") || byte >= 0x80
    }

    /// `550-5.1.1`: RFC 5321 §4.2.1, a line that others follow.
    private static func isBehindCode(_ bytes: [UInt8], _ place: Int) -> Bool {
        guard place >= 4, bytes[place - 1] == UInt8(ascii: "-") else { return false }
        return bytes[(place - 4)..<(place - 1)].allSatisfy(ByteClass.isDigit)
    }
}
