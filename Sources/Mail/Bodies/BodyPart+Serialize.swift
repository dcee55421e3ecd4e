extension BodyPart {
    /// Appends header fields, an empty line and the content; the last octets are CRLF.
    func serialize(into out: inout [UInt8], _ boundaries: inout Boundaries) {
        switch self {
        case .text(let bytes, let subtype):
            out += "Content-Type: text/".utf8
            let isKnown = subtype == "plain" || subtype == "html"
            out += (isKnown || MediaType.isValid("text/\(subtype)") ? subtype : "plain").utf8
            out += "; charset=utf-8\r\n".utf8
            Self.encode(bytes, into: &out)
        case .calendar(let bytes, let method):
            // RFC 6047 §2.4: the method must be that of the object.
            out += "Content-Type: text/calendar; charset=utf-8; method=".utf8
            out += method.utf8.filter { ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            out += "\r\n".utf8
            Self.encode(bytes, into: &out)
        case .calendarFile(let bytes):
            out += "Content-Type: application/ics; name=\"invite.ics\"\r\n".utf8
            out += "Content-Disposition: attachment; filename=\"invite.ics\"\r\n".utf8
            out += "Content-Transfer-Encoding: base64\r\n\r\n".utf8
            Base64.encode(bytes, into: &out)
        case .attachment(let file):
            out += file.headers
            out += file.content
        case .multipart(let kind, let parts):
            Self.serialize(kind, parts, into: &out, &boundaries)
        }
    }

    private static func serialize(
        _ kind: MultipartKind,
        _ parts: [BodyPart],
        into out: inout [UInt8],
        _ boundaries: inout Boundaries
    ) {
        let boundary = boundaries.next()
        out += "Content-Type: multipart/".utf8
        out += kind.rawValue.utf8
        // RFC 2387 §3.1: the type of the root part.
        if kind == .related { out += "; type=\"text/html\"".utf8 }
        out += ";\r\n boundary=\"".utf8
        out += boundary
        out += "\"\r\n\r\n".utf8
        for part in parts {
            out += "--".utf8
            out += boundary
            out += "\r\n".utf8
            part.serialize(into: &out, &boundaries)
        }
        out += "--".utf8
        out += boundary
        out += "--\r\n".utf8
    }

    /// Appends `Content-Transfer-Encoding`, the empty line and the encoded text.
    private static func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
        let text = LineEnds.areCanonical(bytes) ? bytes : LineEnds.canonical(bytes)
        let encoding = TransferEncoding.shortest(for: text)
        out += "Content-Transfer-Encoding: ".utf8
        out += encoding.rawValue.utf8
        out += "\r\n\r\n".utf8
        encoding.encode(text, into: &out)
        // The line before a boundary, and a message, must end.
        if encoding != .base64, !text.isEmpty, text.last != UInt8(ascii: "\n") { out += "\r\n".utf8 }
    }

    /// Octets to be expected, for reserving room.
    var sizeEstimate: Int {
        switch self {
        case .text(let bytes, _), .calendar(let bytes, _), .calendarFile(let bytes): bytes.count * 3 / 2 + 200
        case .attachment(let file): file.encodedSize
        case .multipart(_, let parts): parts.reduce(200) { $0 + $1.sizeEstimate + 40 }
        }
    }
}

/// Boundaries of one message, derived from its seed: RFC 2046 §5.1.1.
///
/// They begin with `=_`, which neither base64 nor quoted-printable can hold, and a text with a line that begins
/// with `--=_` is never sent as 7bit: no part can hold a boundary. All have one length, so that none is the
/// beginning of another.
struct Boundaries {
    private let stem: String
    private var count = 0

    init(seed: String) {
        // FNV-1a, 64 bits: no secret, only different from message to message.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits = String(hash, radix: 36, uppercase: true)
        stem = "=_Vestnik_" + String(repeating: "0", count: max(0, 13 - digits.count)) + digits + "_"
    }

    mutating func next() -> [UInt8] {
        count += 1
        let number = String(count)
        return Array((stem + String(repeating: "0", count: max(0, 4 - number.count)) + number).utf8)
    }
}
