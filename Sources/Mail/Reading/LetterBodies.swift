/// The texts of a letter of our own, as its reader's program decodes them.
public struct LetterBodies: Sendable, Hashable {
    /// The plain text, each line ending with LF; nil where there is none.
    public let text: String?
    /// The page, each line ending with LF; nil where there is none.
    public let html: String?

    /// Reads the message, files and all.
    public init(of message: [UInt8]) {
        var limits = ReadingLimits()
        limits.bytes = .max
        let parts = ReceivedPart.mail(message, limits).parts
        func body(_ type: String) -> String? {
            // A file of that type is none of its texts.
            let part = parts.first {
                $0.type.name == type && !($0.header.raw("content-disposition") ?? "").hasPrefix("attachment")
            }
            guard let part else { return nil }
            return TextReading.text(
                UnifiedLines.of(part.content(limit: .max)[...]),
                charset: part.type.parameters["charset"]
            )
        }
        (text, html) = (body("text/plain"), body("text/html"))
    }
}
