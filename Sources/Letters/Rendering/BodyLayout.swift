/// The layout of a body: what a draft gives when its values are placeholders: the same for all letters that differ in
/// values alone.
struct BodyLayout: Sendable {
    /// Its number among the layouts of a letter writer, which frames go by.
    let number: Int
    /// The letter's body as HTML with placeholders.
    let body: [UInt8]
    /// What is set small below the letter, as HTML with placeholders; empty for nothing.
    let footer: [UInt8]
    /// The letter as plain text.
    let text: [TextPiece]
    /// Whether the body is a page of its own, which needs no layout around it.
    let isWholePage: Bool
}

/// The layout of a whole HTML page, with placeholders.
struct PageLayout: Sendable {
    let segments: [Segment]
    /// File names of the pictures that the page shows.
    let pictures: [String]

    /// About how many bytes it takes up.
    var size: Int {
        segments.reduce(0) { size, segment in
            if case .literal(let bytes) = segment { size + bytes.count } else { size + 16 }
        }
    }
}

/// A cache of layouts by the drafts and pages with placeholders that they were made from.
final class LayoutCache {
    /// More shapes than this and the cache starts afresh: a draft with `{{{raw}}}` values has no end of them.
    static let limit = 256
    /// Nor does it hold more bytes than this: a list makes a shape as long as itself.
    static let mostBytes = 16 << 20
    /// What takes up more than this is made anew each time.
    private static let mostOfOne = 1 << 20

    private var drafts: [PlaceholderKey: BodyLayout] = [:]
    private var pages: [PlaceholderKey: PageLayout] = [:]
    private var count = 0
    private var bytes = 0

    /// The layout of a draft with placeholders, made the first time.
    func draft<E: Error>(
        _ key: PlaceholderKey,
        _ make: (_ number: Int) throws(E) -> BodyLayout
    ) throws(E) -> BodyLayout {
        if let known = drafts[key] { return known }
        count += 1
        let made = try make(count)
        if drafts.count >= Self.limit { drafts.removeAll(keepingCapacity: true) }
        // The plain text is about as long as the key.
        if hasRoom(for: 2 * key.bytes.count + made.body.count + made.footer.count) { drafts[key] = made }
        return made
    }

    /// The page of a layout with placeholders, made the first time.
    func page<E: Error>(
        _ key: PlaceholderKey,
        _ make: () throws(E) -> PageLayout
    ) throws(E) -> PageLayout {
        if let known = pages[key] { return known }
        let made = try make()
        if pages.count >= Self.limit { pages.removeAll(keepingCapacity: true) }
        if hasRoom(for: key.bytes.count + made.size) { pages[key] = made }
        return made
    }

    /// Whether something of that many bytes is kept; what was kept makes room for it.
    private func hasRoom(for size: Int) -> Bool {
        guard size <= Self.mostOfOne else { return false }
        if bytes + size > Self.mostBytes {
            drafts.removeAll()
            pages.removeAll()
            bytes = 0
        }
        bytes += size
        return true
    }
}

/// A rendered template with placeholders, as a key that is cheap to hash.
struct PlaceholderKey: Hashable {
    /// What else the layout depends on: the template's file, or a draft's number.
    let owner: String
    /// The rendered template.
    let bytes: [UInt8]

    static func == (a: PlaceholderKey, b: PlaceholderKey) -> Bool {
        a.bytes == b.bytes && a.owner == b.owner
    }

    func hash(into hasher: inout Hasher) {
        // Equality compares every byte; for the hash a sample of the words is enough, and far cheaper.
        hasher.combine(bytes.count)
        hasher.combine(owner)
        bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset + 8 <= raw.count {
                hasher.combine(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 64
            }
        }
    }
}
