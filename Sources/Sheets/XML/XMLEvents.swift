/// What a reader of a part wants to know of it.
protocol XMLEvents: AnyObject {
    /// An element begins. Names are without their prefix.
    func start(_ name: String, _ attributes: [String: String]) throws(SheetError)
    /// Text, in pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError)
    /// An element ends.
    func end(_ name: String) throws(SheetError)
}

/// Looks at the bytes of a part before the parser does: libxml2 2.9 compares each attribute of an element with all
/// others, so that an element with a million of them takes hours.
struct XMLGuard {
    /// Attributes of an element, namespaces included.
    static let mostAttributes = 256

    private var place = 0
    private var isInTag = false
    private var isAfterAngle = false
    private var quote: UInt8?
    private var attributes = 0

    /// Whether the next bytes may be parsed.
    mutating func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes {
            // Only in UTF-8 a byte `<` is the character; other encodings show in the first four.
            if place < 4, byte == 0 || byte >= 0xFE || (place == 0 && byte == 0x4C) { return false }
            place += 1
            if byte == UInt8(ascii: "<") {
                // It stands in no attribute: whatever came before, this is a tag.
                (isInTag, isAfterAngle, quote, attributes) = (true, true, nil, 0)
                continue
            }
            guard isInTag else { continue }
            if isAfterAngle, byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { isInTag = false }
            isAfterAngle = false
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                isInTag = false
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
                if attributes > Self.mostAttributes { return false }
            }
        }
        return true
    }
}
