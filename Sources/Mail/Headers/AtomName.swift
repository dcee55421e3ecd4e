/// Any name as a dot-atom: RFC 5322 §3.2.3.
///
/// Different names give different atoms, and the atom holds nothing that an address would encode (RFC 3986 §2.3), so
/// that a Content-ID and the `cid:` that names it are one string, decoded or not (RFC 2392 §2).
public enum AtomName {
    /// The name with every other octet as `_XX`; letters, digits, `-` and single dots within it stay.
    ///
    /// - Parameters:
    ///   - name: any text.
    ///   - foldsCase: whether readers compare without case (RFC 2919 §6), so that capitals are written as `_XX` too.
    /// - Returns: the atom: at most 150 octets; of a longer one the beginning, and a figure that tells it from others.
    public static func of(_ name: String, foldsCase: Bool = false) -> String {
        let bytes = Array(name.utf8)
        var atom: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if isPlain(byte, foldsCase: foldsCase) || isInnerDot(bytes, place) {
                atom.append(byte)
            } else {
                atom.append(UInt8(ascii: "_"))
                atom.append(Percent.hex[Int(byte >> 4)])
                atom.append(Percent.hex[Int(byte & 15)])
            }
        }
        if atom.isEmpty { atom.append(UInt8(ascii: "_")) }
        guard atom.count > longest else { return String(decoding: atom, as: UTF8.self) }
        // FNV-1a, 64 bits: two long names with one beginning differ.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return String(decoding: atom.prefix(longest - 20), as: UTF8.self) + "_" + String(hash, radix: 16)
    }

    private static let longest = 150

    private static func isPlain(_ byte: UInt8, foldsCase: Bool) -> Bool {
        if foldsCase, 0x41...0x5A ~= byte { return false }
        return ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "-")
    }

    /// Whether a dot stands between two octets that are none, as it must in a dot-atom.
    private static func isInnerDot(_ bytes: [UInt8], _ place: Int) -> Bool {
        let dot = UInt8(ascii: ".")
        return bytes[place] == dot && place > 0 && bytes[place - 1] != dot && place + 1 < bytes.count
            && bytes[place + 1] != dot
    }
}
