extension BodyPart {
    /// Appends header fields, an empty line and the content; the last octets are CRLF.
    func serialize(into out: inout [UInt8], _ message: inout MessageState) {
        switch self {
        case .text(let text, let subtype):
            out.append("Content-Type: text/")
            switch subtype {
            case "plain": out.append("plain")
            case "html": out.append("html")
            default: out += (MediaType.isValid("text/\(subtype)") ? subtype : "plain").utf8
            }
            out.append("; charset=utf-8\r\n")
            Self.encode(text, into: &out)
        case .calendar(let object, let method):
            // RFC 6047 §2.4: the method must be that of the object.
            out.append("Content-Type: text/calendar; charset=utf-8; method=")
            for byte in method.utf8 where ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "-") {
                out.append(byte)
            }
            out.append("\r\n")
            let start = out.count
            let encoding = Self.encode(object, into: &out)
            if encoding == .base64, object.sharesLines || object.isOfWholeLines {
                message.calendar = start..<out.count
            }
        case .calendarFile(let object, let method):
            let name = Self.calendarFileName(method: method)
            out.append("Content-Type: application/ics; name=\"")
            out += name.utf8
            out.append("\"\r\nContent-Disposition: attachment; filename=\"")
            out += name.utf8
            out.append("\"\r\n")
            if let encoded = message.calendar {
                out.repeatBytes(encoded)
            } else {
                Self.encode(object, as: .base64, into: &out)
            }
        case .attachment(let file):
            out += file.headers
            out += file.content
        case .multipart(let kind, let parts):
            Self.serialize(kind, parts, into: &out, &message)
        }
    }

    private static func serialize(
        _ kind: MultipartKind,
        _ parts: [BodyPart],
        into out: inout [UInt8],
        _ message: inout MessageState
    ) {
        let boundary = message.boundaries.next()
        out.append("Content-Type: multipart/")
        out += kind.rawValue.utf8
        // RFC 2387 §3.1: the type of the root part.
        if kind == .related { out.append("; type=\"text/html\"") }
        out.append(";\r\n boundary=\"")
        out += boundary
        out.append("\"\r\n\r\n")
        for part in parts {
            out.append("--")
            out += boundary
            out.append("\r\n")
            part.serialize(into: &out, &message)
        }
        out.append("--")
        out += boundary
        out.append("--\r\n")
    }

    /// Appends a text in the encoding that suits it best, and tells which.
    @discardableResult
    private static func encode(_ text: FilledText, into out: inout [UInt8]) -> TransferEncoding {
        let encoding = text.encoding
        // A stray end of line is encoded like any octet, but for 7bit: that none goes out bare is made sure here.
        let isReady = text.sharesLines && encoding != .sevenBit || text.sharesBytes && encoding == .base64
        guard isReady || text.isOfWholeLines else {
            return encode(FilledText(LineEnds.canonical(text.bytes)), into: &out)
        }
        encode(text, as: encoding, into: &out)
        // The line before a boundary, and a message, must end.
        if encoding != .base64, let last = text.last, last != UInt8(ascii: "\n") { out.append("\r\n") }
        return encoding
    }

    /// Appends `Content-Transfer-Encoding`, the empty line and the encoded text.
    private static func encode(
        _ text: FilledText,
        as encoding: TransferEncoding,
        into out: inout [UInt8]
    ) {
        out.append("Content-Transfer-Encoding: ")
        out += encoding.rawValue.utf8
        out.append("\r\n\r\n")
        text.encode(encoding, into: &out)
    }

    /// Octets to be expected, for reserving room.
    var sizeEstimate: Int {
        switch self {
        case .text(let text, _), .calendar(let text, _), .calendarFile(let text, _): text.count * 3 / 2 + 200
        case .attachment(let file): file.encodedSize
        case .multipart(_, let parts): parts.reduce(200) { $0 + $1.sizeEstimate + 40 }
        }
    }
}

extension [UInt8] {
    /// Appends once more what stands at a place.
    fileprivate mutating func repeatBytes(_ range: Range<Int>) {
        reserveCapacity(count + range.count)
        // No slice: it would share the storage, which then were copied as a whole.
        append(contentsOf: repeatElement(0, count: range.count))
        withUnsafeMutableBytes { bytes in
            let target = UnsafeMutableRawBufferPointer(rebasing: bytes[(bytes.count - range.count)...])
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }
}

/// What the parts of one message have in common while it is written.
struct MessageState {
    var boundaries: Boundaries
    /// Where the calendar object stands in base64, the field that says so included.
    var calendar: Range<Int>?
}

/// Boundaries of one message, derived from its seed: RFC 2046 §5.1.1.
///
/// They begin with `=_`, which neither base64 nor quoted-printable can hold, and a text with a line that begins
/// with `--=_` is never sent as 7bit: no part can hold a boundary. All have one length, so that none is the
/// beginning of another.
struct Boundaries {
    private let stem: [UInt8]
    private var count = 0

    init(seed: String) {
        // FNV-1a, 64 bits: no secret, only different from message to message.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var stem: [UInt8] = []
        stem.reserveCapacity(32)
        stem.append("=_Vestnik_0000000000000_")
        // Thirteen digits to the base of 36.
        for place in (10..<23).reversed() {
            let digit = UInt8(hash % 36)
            stem[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
            hash /= 36
        }
        self.stem = stem
    }

    mutating func next() -> [UInt8] {
        count += 1
        var boundary = stem
        boundary.append(count, digits: 4)
        return boundary
    }
}
