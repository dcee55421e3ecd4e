import Foundation
import Mail

/// Pictures that HTML shows as `cid:NAME`: files of `layout/` or `attachments/`, sent with the letter.
struct Pictures: Sendable {
    /// The encoded files by name.
    let byName: [String: Attachment]

    /// No pictures at all.
    static let none = Pictures(TemplateFiles([:]), domain: "")

    /// Encodes the picture files once.
    ///
    /// - Parameters:
    ///   - files: the event's files.
    ///   - domain: the right-hand side of every Content-ID (RFC 2392 §2: it looks like an address).
    init(_ files: TemplateFiles, domain: String) {
        var found: [String: Attachment] = [:]
        for folder in ["attachments/", "layout/"] {
            for (path, bytes) in files.bytes where path.hasPrefix(folder) {
                let name = String(path.dropFirst(folder.count))
                guard Self.endings.contains(where: { name.lowercased().hasSuffix($0) }) else { continue }
                // The same in the page and in the message, whoever decodes the one or compares the other.
                let id = "\(AtomName.of(name))@\(domain)"
                found[name] = Attachment(fileName: name, bytes: bytes, contentID: id)
            }
        }
        byName = found
    }

    private static let endings = [".png", ".jpg", ".jpeg", ".gif"]

    /// The file that a draft or page means: written as the file is named, escaped for HTML, or percent-encoded.
    func name(_ written: String) -> String? {
        let plain = written.replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        let candidates = [written, plain, written.removingPercentEncoding, plain.removingPercentEncoding]
        return candidates.compactMap { $0 }.first { byName[$0] != nil }
    }

    /// The page with the pictures' bytes in place of their Content-IDs.
    func embedded(in page: [UInt8], _ names: [String]) -> [UInt8] {
        names.reduce(page) { page, name in
            guard let file = byName[name], let id = file.contentID else { return page }
            return page.replacing(bytes: Array("cid:\(id)".utf8), with: Array(file.dataAddress.utf8))
        }
    }
}
