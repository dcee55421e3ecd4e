/// The name of a folder as it goes over the wire: modified UTF-7 (RFC 3501 §5.1.3), in quotes.
enum FolderName {
    /// With quotes around it; ASCII alone, and no control character in it.
    static func quoted(_ name: String) -> String {
        var text = "\""
        for character in encoded(name) {
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "\""
    }

    /// As Maildir++ calls the folder's own directory: `.Bounces`, `.Mail.Bounces`; nil for a name that would lead
    /// elsewhere.
    static func directory(_ name: String) -> String? {
        let levels = name.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".") }) else {
            return nil
        }
        let path = levels.map { encoded(String($0)) }.joined(separator: ".")
        guard path.utf8.count < 250, !path.contains("..") else { return nil }
        return "." + path
    }

    /// Printable ASCII stands for itself, `&` is `&-`, all else is UTF-16 in base 64 between `&` and `-`.
    static func encoded(_ name: String) -> String {
        var result = ""
        var others: [UInt16] = []
        for unit in name.utf16 {
            guard 0x20...0x7E ~= unit else {
                others.append(unit)
                continue
            }
            result += shifted(&others)
            result += unit == 0x26 ? "&-" : String(decoding: [UInt8(unit)], as: UTF8.self)
        }
        return result + shifted(&others)
    }

    private static func shifted(_ units: inout [UInt16]) -> String {
        guard !units.isEmpty else { return "" }
        defer { units = [] }
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)
        var out: [UInt8] = [UInt8(ascii: "&")]
        var bits: UInt32 = 0, count: UInt32 = 0
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                out.append(digits[Int(bits >> count & 63)])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { out.append(digits[Int(bits << (6 - count) & 63)]) }
        out.append(UInt8(ascii: "-"))
        return String(decoding: out, as: UTF8.self)
    }
}
