/// A file in a letter, encoded once; copies share the bytes.
public struct Attachment: Sendable, Hashable {
    /// The name as people read it.
    public let fileName: String
    /// Set for a picture that HTML shows as `cid:…`; without angle brackets.
    public let contentID: String?
    /// Such as `application/pdf`.
    let mediaType: String
    /// The part's header fields and the empty line.
    let headers: [UInt8]
    /// The content in base64, ending in CRLF.
    let content: [UInt8]

    /// Encodes a file.
    ///
    /// - Parameters:
    ///   - fileName: any string; path separators and control characters become `_`.
    ///   - type: the media type, such as `application/pdf`; nil or faulty takes it from the name's ending.
    ///   - bytes: the file's bytes.
    ///   - contentID: for pictures inside HTML; without angle brackets, such as `crest@example.org`.
    public init(fileName: String, type: String? = nil, bytes: [UInt8], contentID: String? = nil) {
        let name = Self.safe(fileName)
        let mediaType = type.flatMap { MediaType.isValid($0) ? $0 : nil } ?? MediaType.of(fileName: name)
        self.fileName = name
        // RFC 2045 §7: the form of a Message-ID.
        let contentID = contentID.map { id in
            id.split(separator: "@", maxSplits: 1).map { dotAtom(String($0)) }.joined(separator: "@")
        }
        self.contentID = contentID
        self.mediaType = mediaType
        var headers = Array("Content-Type: \(mediaType)".utf8)
        if mediaType.lowercased().hasPrefix("text/") {
            headers += "; charset=\(TextCharset.of(bytes))".utf8
        }
        Parameter.oldName(name, into: &headers)
        headers += "\r\nContent-Transfer-Encoding: base64\r\n".utf8
        headers += "Content-Disposition: \(contentID == nil ? "attachment" : "inline")".utf8
        Parameter.fileName(name, into: &headers)
        headers += "\r\n".utf8
        if let contentID {
            headers += "Content-ID: <\(contentID)>\r\n".utf8
        }
        headers += "\r\n".utf8
        self.headers = headers
        var content: [UInt8] = []
        Base64.encode(bytes, into: &content)
        self.content = content
    }

    /// The content as an address of its own (RFC 2397), for pages that are shown outside a message.
    public var dataAddress: String {
        let base64 = String(decoding: content.filter { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        return "data:\(mediaType);base64,\(base64)"
    }

    /// Octets that the attachment adds to a message.
    public var encodedSize: Int { headers.count + content.count }

    private static func safe(_ fileName: String) -> String {
        var name = ""
        for scalar in fileName.unicodeScalars {
            let isBad = scalar == "/" || scalar == "\\" || scalar.properties.generalCategory == .control
            name.unicodeScalars.append(isBad ? "_" : scalar)
        }
        return name.isEmpty ? "attachment" : name
    }
}
