/// Writes one header field, folding lines at 78 characters where it can: RFC 5322 §2.1.1, §2.2.3.
struct FoldingWriter {
    private(set) var bytes: [UInt8]
    /// Characters on the current line.
    private(set) var column: Int
    /// Nothing has been written behind the name yet.
    private var isEmpty = true
    /// An encoded word stands on the current line, which then has at most 76 characters: RFC 2047 §2.
    private var hasEncodedWord = false

    /// Characters that still fit on the line.
    var room: Int { longest - column }
    private var longest: Int { hasEncodedWord ? 76 : 78 }

    init(name: String) {
        bytes = []
        bytes.reserveCapacity(128)
        bytes += name.utf8
        bytes += ": ".utf8
        column = bytes.count
    }

    /// The field's bytes, with the CRLF that ends it.
    consuming func finish() -> [UInt8] {
        // A line of blanks alone is obsolete syntax (RFC 5322 §3.2.2): a field without a value ends at its colon.
        if isEmpty { bytes.removeLast() }
        bytes += "\r\n".utf8
        return bytes
    }

    /// Text that is not to be broken.
    mutating func raw(_ text: String) {
        bytes += text.utf8
        column += text.utf8.count
        if !text.isEmpty { isEmpty = false }
    }

    /// One encoded word.
    mutating func word(_ text: ArraySlice<UInt8>, _ encoding: EncodedWord.Encoding) {
        let before = bytes.count
        EncodedWord.append(text, encoding, to: &bytes)
        column += bytes.count - before
        isEmpty = false
        hasEncodedWord = true
    }

    /// A space, on a new line if the `next` characters would not fit on this one.
    mutating func space(before next: Int) {
        if column + 1 + next > longest { fold() }
        raw(" ")
    }

    /// A new line; a blank must follow.
    mutating func fold() {
        bytes += "\r\n".utf8
        column = 0
        hasEncodedWord = false
    }

    /// Free text: RFC 5322 §3.2.5 `unstructured`, in encoded words unless plain ASCII survives folding.
    mutating func unstructured(_ text: String) {
        let safe = HeaderText.safe(text)
        guard !safe.isEmpty else { return }
        guard isPlain(safe) else { return encodedWords(safe) }
        let words = safe.split(separator: " ", omittingEmptySubsequences: false)
        guard words.allSatisfy({ $0.utf8.count <= 76 }), words.first.map({ $0.utf8.count <= room }) ?? false
        else { return encodedWords(safe) }
        for (index, word) in words.enumerated() {
            if index > 0 { space(before: word.utf8.count) }
            raw(String(word))
        }
    }

    /// Whether ASCII text comes back as it went in without encoding.
    func isPlain(_ text: String) -> Bool {
        var before = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard 0x20...0x7E ~= byte else { return false }
            // Blanks at the edges and runs of them are lost or changed by readers and signers.
            if byte == UInt8(ascii: " "), before == byte { return false }
            // What looks like an encoded word must be one.
            if byte == UInt8(ascii: "?"), before == UInt8(ascii: "=") { return false }
            before = byte
        }
        return before != UInt8(ascii: " ")
    }
}
