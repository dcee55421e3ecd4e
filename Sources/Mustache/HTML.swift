/// Escaping for HTML text and quoted attributes.
public enum HTML {
    /// Appends a text with `& < > " '` as character references.
    public static func escape(_ text: String, into out: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for index in bytes.indices {
                guard let reference = reference(for: bytes[index]) else { continue }
                out.append(contentsOf: bytes[start..<index])
                out.append(contentsOf: reference.utf8)
                start = index + 1
            }
            out.append(contentsOf: bytes[start...])
        }
    }

    private static func reference(for byte: UInt8) -> StaticStringBytes? {
        switch byte {
        case UInt8(ascii: "&"): StaticStringBytes("&amp;")
        case UInt8(ascii: "<"): StaticStringBytes("&lt;")
        case UInt8(ascii: ">"): StaticStringBytes("&gt;")
        case UInt8(ascii: "\""): StaticStringBytes("&quot;")
        case UInt8(ascii: "'"): StaticStringBytes("&#39;")
        default: nil
        }
    }
}

/// A literal whose bytes can be appended without making a String.
struct StaticStringBytes {
    let utf8: UnsafeBufferPointer<UInt8>
    init(_ text: StaticString) {
        utf8 = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
