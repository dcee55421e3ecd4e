/// A file in a letter, encoded once; copies share the bytes.
public struct Attachment: Sendable, Hashable {
    /// The name as people read it.
    public let fileName: String
    /// Set for a picture that HTML shows as `cid:…`; without angle brackets.
    public let contentID: String?
    let headers: [UInt8]
    let content: [UInt8]

    /// Encodes a file.
    ///
    /// - Parameters:
    ///   - fileName: any string; path separators and control characters become `_`.
    ///   - type: the media type, such as `application/pdf`; nil takes it from the name's ending.
    ///   - bytes: the file's bytes.
    ///   - contentID: for pictures inside HTML; without angle brackets.
    public init(fileName: String, type: String? = nil, bytes: [UInt8], contentID: String? = nil) {
        self.fileName = fileName
        self.contentID = contentID
        headers = []
        content = []
    }

    /// Octets that the attachment adds to a message.
    public var encodedSize: Int { headers.count + content.count }
}
