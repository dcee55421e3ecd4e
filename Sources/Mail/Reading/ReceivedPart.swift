/// A message, or a part of one, as it was received: RFC 5322, RFC 2046.
struct ReceivedPart: Sendable {
    let header: HeaderFields
    let type: ContentType
    /// What stands behind the header, as it was transferred, each line ending with LF.
    let body: ArraySlice<UInt8>
    /// Parts of a multipart; of a `message/rfc822` the message.
    let children: [ReceivedPart]

    /// Reads a whole mail, as far as the limits let it.
    static func mail(_ bytes: [UInt8], _ limits: ReadingLimits) -> ReceivedPart {
        var rest = UnifiedLines.of(bytes.prefix(limits.bytes))
        // Empty lines that a mailbox file or a cut left before the header.
        while let first = ByteLines(rest).first(where: { _ in true }),
            first.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }),
            first.endIndex < rest.endIndex
        {
            rest = rest[(first.endIndex + 1)...]
        }
        var reader = PartReader(limits: limits)
        return reader.part(rest, depth: 0, default: .plain)
    }

    /// All parts in their order, this one first, but not those of messages within.
    var parts: [ReceivedPart] {
        guard type.isMultipart else { return [self] }
        return [self] + children.flatMap(\.parts)
    }

    /// The bytes that the body stands for.
    func content(limit: Int) -> [UInt8] {
        TransferDecoding.bytes(of: body, encoded: transferEncoding, limit: limit)
    }

    /// The text that the body stands for, without markup where it is HTML.
    func text(limit: Int) -> String {
        let bytes = content(limit: limit)
        let text = TextReading.text(UnifiedLines.of(bytes[...]), charset: type.parameters["charset"])
        return type.name == "text/html" ? PlainText.of(html: text) : text
    }

    var transferEncoding: String { Self.transferEncoding(header) }

    static func transferEncoding(_ header: HeaderFields) -> String {
        (header.raw("content-transfer-encoding") ?? "").lowercased().filter { !" \t\"".contains($0) }
    }
}

/// Reads parts, and counts them.
struct PartReader {
    let limits: ReadingLimits
    private var count = 0

    init(limits: ReadingLimits) { self.limits = limits }

    /// Reads a part: header, empty line, body.
    mutating func part(_ bytes: ArraySlice<UInt8>, depth: Int, default kind: ContentType) -> ReceivedPart {
        count += 1
        var rest = bytes
        let header = HeaderFields.read(&rest, limits)
        let type = header.raw("content-type").map { ContentType($0) } ?? kind
        guard depth < limits.depth else {
            return ReceivedPart(header: header, type: type, body: rest, children: [])
        }
        var children: [ReceivedPart] = []
        if type.isMultipart {
            let inner: ContentType =
                type.name == "multipart/digest" ? ContentType(name: "message/rfc822") : .plain
            for piece in pieces(of: rest, type) where count < limits.parts {
                children.append(part(piece, depth: depth + 1, default: inner))
            }
        } else if type.isMessage, count < limits.parts {
            let encoding = ReceivedPart.transferEncoding(header)
            var inner = rest
            if ["base64", "quoted-printable"].contains(encoding) {
                let decoded = TransferDecoding.bytes(of: rest, encoded: encoding, limit: limits.bytes)
                inner = UnifiedLines.of(decoded[...])
            }
            inner = inner.drop { $0 == UInt8(ascii: "\n") }
            children.append(part(inner, depth: depth + 1, default: .plain))
        }
        // A multipart without parts is text, whatever its header says.
        let isText = type.isMultipart && children.isEmpty
        return ReceivedPart(header: header, type: isText ? .plain : type, body: rest, children: children)
    }

    /// The pieces between the boundary's lines: RFC 2046 §5.1.1.
    ///
    /// Without an end the last one goes to the end.
    private func pieces(of body: ArraySlice<UInt8>, _ type: ContentType) -> [ArraySlice<UInt8>] {
        guard let delimiter = delimiter(of: body, type) else { return [] }
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var lines = ByteLines(body)
        var place = lines.place
        while let line = lines.next() {
            defer { place = lines.place }
            guard line.starts(with: delimiter) else { continue }
            let behind = line.dropFirst(delimiter.count)
            let isEnd = behind.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")])
            // A longer boundary, of a multipart within, begins alike.
            guard isEnd || behind.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else {
                continue
            }
            // The line end before the boundary is the boundary's.
            if let start { pieces.append(body[start..<max(start, place - 1)]) }
            start = isEnd ? nil : lines.place
            if isEnd || pieces.count >= limits.parts { break }
        }
        if let start, start < body.endIndex { pieces.append(body[start...]) }
        return pieces
    }

    /// The boundary with its dashes; one that the header forgot, or spells otherwise, is the first line that looks like one.
    private func delimiter(of body: ArraySlice<UInt8>, _ type: ContentType) -> [UInt8]? {
        let dashes = Array("--".utf8)
        if let boundary = type.parameters["boundary"], !boundary.isEmpty {
            let delimiter = dashes + boundary.utf8
            if ByteLines(body).contains(where: { $0.starts(with: delimiter) }) { return delimiter }
        }
        let found = ByteLines(body.prefix(1 << 16)).first { line in
            line.count > 8 && line.starts(with: dashes) && !line.contains(UInt8(ascii: " "))
                && line.contains { ByteClass.isAlphanumeric($0) }
        }
        return found.map { Array($0) }
    }
}
