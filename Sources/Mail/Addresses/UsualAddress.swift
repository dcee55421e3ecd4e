/// Addresses as nearly all are: Latin letters, digits and `.-_+` before the `@`, a plain host name behind it.
///
/// They are read by their bytes alone; whatever is out of the ordinary is left to ``AddressParser``.
enum UsualAddress {
    /// The address; nil where the text is not one of these.
    static func read(_ text: String) -> Address? {
        var text = text
        return text.withUTF8(read)
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Address? {
        // RFC 5321 §4.5.3.1.
        guard text.count <= 254, let at = text.firstIndex(of: UInt8(ascii: "@")), at <= 64 else { return nil }
        guard isLocalPart(text[..<at]), isHost(text[(at + 1)...]) else { return nil }
        let local = String(decoding: text[..<at], as: UTF8.self)
        // The domain in lower case.
        let wire = String(unsafeUninitializedCapacity: text.count) { room in
            for (place, byte) in text.enumerated() {
                room[place] = place > at && isCapital(byte) ? byte | 0x20 : byte
            }
            return text.count
        }
        let host = String(wire.utf8.suffix(text.count - at - 1)) ?? ""
        return Address(localPart: local, domain: host, asciiDomain: host, wire: wire)
    }

    private static func isLocalPart(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var before = UInt8(ascii: ".")
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."): guard before != byte else { return false }
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"): break
            default: guard ByteClass.isAlphanumeric(byte) else { return false }
            }
            before = byte
        }
        return before != UInt8(ascii: ".")
    }

    /// Two labels or more, the last one of letters; labels with `--`, A-labels among them, are not usual.
    private static func isHost(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var before = UInt8(ascii: ".")
        var length = 0
        var labels = 1
        var isAlphabetic = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."):
                guard before != byte, before != UInt8(ascii: "-"), length <= 63 else { return false }
                labels += 1
                length = -1
                isAlphabetic = true
            case UInt8(ascii: "-"):
                guard before != byte, before != UInt8(ascii: ".") else { return false }
                isAlphabetic = false
            default:
                guard ByteClass.isAlphanumeric(byte) else { return false }
                if ByteClass.isDigit(byte) { isAlphabetic = false }
            }
            length += 1
            before = byte
        }
        return labels > 1 && isAlphabetic && length <= 63 && before != UInt8(ascii: ".")
            && before != UInt8(ascii: "-")
    }

    private static func isCapital(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
}
