/// Parameters of `Content-Type` and `Content-Disposition` whose values are any text.
///
/// A file name goes twice, as the mailers do that are read everywhere: by RFC 2231 in `filename*`, which
/// today's clients read, and as encoded words in `name`, which the old ones do. A plain `filename` beside
/// `filename*` would be a repeated parameter (RFC 2045 §5.1), and readers differ in which of the two they take.
enum Parameter {
    /// `; filename="…"` or its RFC 2231 form, on lines of its own.
    static func fileName(_ name: String, into out: inout [UInt8]) {
        if isPlain(name) {
            out += ";\r\n filename=\"\(name)\"".utf8
        } else {
            extended("filename", name, into: &out)
        }
    }

    /// `; name="…"`, in encoded words where needed.
    static func oldName(_ name: String, into out: inout [UInt8]) {
        out += ";\r\n name=\"".utf8
        if isPlain(name) {
            out += name.utf8
        } else {
            let bytes = Array(name.utf8)
            let encoding = EncodedWord.shorter(for: bytes)
            var start = 0
            // 76 characters a line, less ` name="` and `"`.
            var room = 76 - 8 - EncodedWord.frame
            while start < bytes.count {
                let end = EncodedWord.end(in: bytes, from: start, encoding: encoding, room: room)
                EncodedWord.append(bytes[start..<end], encoding, to: &out)
                if end < bytes.count { out += "\r\n ".utf8 }
                start = end
                room = 74 - EncodedWord.frame
            }
        }
        out.append(UInt8(ascii: "\""))
    }

    /// Whether a quoted string on one line holds the value in a way that every reader understands.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.count <= 60 && !value.contains("=?")
            && value.utf8.allSatisfy {
                0x20...0x7E ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            && value.utf8.first != UInt8(ascii: " ") && value.utf8.last != UInt8(ascii: " ")
            && !value.contains("  ")
    }

    /// RFC 2231 §3 and §4: `name*=UTF-8''…`, or `name*0*=…; name*1*=…` where one line is too short.
    private static func extended(_ name: String, _ value: String, into out: inout [UInt8]) {
        var pieces: [[UInt8]] = [[]]
        let room = 76 - name.utf8.count - 16
        for scalar in value.unicodeScalars {
            var encoded: [UInt8] = []
            for byte in UTF8.encode(scalar).map(Array.init) ?? [] {
                if isAttributeCharacter(byte) {
                    encoded.append(byte)
                } else {
                    Percent.append(byte, to: &encoded)
                }
            }
            // Whole characters in each piece: some readers decode pieces one by one.
            if pieces[pieces.count - 1].count + encoded.count > room { pieces.append([]) }
            pieces[pieces.count - 1] += encoded
        }
        for (index, piece) in pieces.enumerated() {
            out += ";\r\n \(name)\(pieces.count > 1 ? "*\(index)" : "")*=\(index == 0 ? "UTF-8''" : "")".utf8
            out += piece
        }
    }

    // RFC 2231 §7 attribute-char, without those that some readers trip over.
    private static func isAttributeCharacter(_ byte: UInt8) -> Bool {
        ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }
}
