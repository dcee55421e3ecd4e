import Mail

/// Pictures that HTML shows as `cid:NAME`: files of `layout/` or `attachments/`, sent with the letter.
struct Pictures: Sendable {
    /// The encoded files by name.
    let byName: [String: Attachment]
    /// The right-hand side of every Content-ID (RFC 2392 §2: it looks like an address).
    private let domain: String

    /// Encodes the picture files once.
    init(_ files: TemplateFiles, domain: String) {
        var found: [String: Attachment] = [:]
        for folder in ["attachments/", "layout/"] {
            for (path, bytes) in files.bytes where path.hasPrefix(folder) {
                let name = String(path.dropFirst(folder.count))
                guard Self.endings.contains(where: { name.lowercased().hasSuffix($0) }) else { continue }
                found[name] = Attachment(fileName: name, bytes: bytes, contentID: "\(name)@\(domain)")
            }
        }
        byName = found
        self.domain = domain
    }

    private static let endings = [".png", ".jpg", ".jpeg", ".gif"]

    /// Gives every `cid:NAME` of a page its whole Content-ID, and lists the names.
    ///
    /// - Throws: ``LetterError`` for a picture that is not among the files.
    func resolve(_ page: [UInt8]) throws(LetterError) -> (page: [UInt8], names: [String]) {
        let mark = Array("cid:".utf8)
        var out: [UInt8] = []
        var names: [String] = []
        var index = 0
        while index < page.count {
            // Only in an attribute or in url(…).
            let isQuoted = index > 0 && [0x22, 0x27, 0x28].contains(page[index - 1])
            guard isQuoted, page[index...].starts(with: mark) else {
                out.append(page[index])
                index += 1
                continue
            }
            let name = page[(index + mark.count)...].prefix { ![0x22, 0x27, 0x29, 0x20, 0x3E].contains($0) }
            let text = String(decoding: name, as: UTF8.self)
            guard byName[text] != nil else {
                throw LetterError(
                    .file,
                    "the picture “\(text)” is neither in layout/ nor in attachments/ (png, jpg and gif count)"
                )
            }
            if !names.contains(text) { names.append(text) }
            out.append(contentsOf: "cid:\(text)@\(domain)".utf8)
            index += mark.count + name.count
        }
        return (out, names)
    }

    /// The page with the pictures' bytes in place of their Content-IDs.
    func embedded(in page: [UInt8], _ names: [String]) -> [UInt8] {
        names.reduce(page) { page, name in
            guard let address = byName[name]?.dataAddress else { return page }
            return page.replacing(Array("cid:\(name)@\(domain)".utf8), with: Array(address.utf8))
        }
    }
}
