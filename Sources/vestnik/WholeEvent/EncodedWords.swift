import Foundation

/// Reads header fields back as a mail program does (RFC 2047).
enum EncodedWords {
    /// A header field's value with its encoded words decoded; what cannot be decoded stays as it is.
    static func decoded(_ value: String) -> String {
        var text = ""
        var bytes: [UInt8] = []
        var blanks = ""
        func flush() {
            text += String(decoding: bytes, as: UTF8.self)
            bytes = []
        }
        for word in value.split(separator: " ", omittingEmptySubsequences: false) {
            if let decoded = decode(word) {
                // RFC 2047 §6.2: the blank between two encoded words is no part of the text.
                if bytes.isEmpty { text += blanks }
                bytes += decoded
            } else {
                flush()
                text += blanks + word
            }
            blanks = " "
        }
        flush()
        return text
    }

    private static func decode(_ word: Substring) -> [UInt8]? {
        guard word.hasPrefix("=?"), word.hasSuffix("?="), word.utf8.count > 4 else { return nil }
        let parts = word.dropFirst(2).dropLast(2).split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        switch parts[1].lowercased() {
        case "b": return Data(base64Encoded: String(parts[2])).map { Array($0) }
        case "q": return quoted(parts[2])
        default: return nil
        }
    }

    private static func quoted(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "_"): bytes.append(32)
            case UInt8(ascii: "="):
                let hex = String(decoding: rest.prefix(2), as: UTF8.self)
                guard hex.count == 2, let value = UInt8(hex, radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
