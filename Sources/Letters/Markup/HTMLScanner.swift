/// A reader of HTML as mail programs take it apart: where its text, its attributes and its styles stand.
///
/// Nothing is refused: whatever the page is like, something comes out, in the order of the page.
struct HTMLScanner {
    /// A piece of the page that addresses may stand in.
    enum Piece {
        /// Text between tags.
        case text(Range<Int>)
        /// An attribute, names in small letters; without quotes where `quote` is nil.
        case attribute(tag: String, name: String, value: Range<Int>, quote: UInt8?)
        /// What stands within `<style>`.
        case style(Range<Int>)
        /// The beginning of a tag: from `<` to behind its name.
        case tag(String, Range<Int>)
    }

    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private var pieces: [Piece] = []

    /// The pieces of a page, or of a part of it.
    static func pieces(of bytes: [UInt8], in range: Range<Int>? = nil) -> [Piece] {
        let range = range ?? 0..<bytes.count
        var scanner = HTMLScanner(bytes: bytes, place: range.lowerBound, end: range.upperBound)
        scanner.scan()
        return scanner.pieces
    }

    private init(bytes: [UInt8], place: Int, end: Int) {
        self.bytes = bytes
        self.place = place
        self.end = end
    }

    private mutating func scan() {
        var start = place
        while place < end {
            guard bytes[place] == UInt8(ascii: "<"), place + 1 < end, opensMarkup(bytes[place + 1]) else {
                place += 1
                continue
            }
            if start < place { pieces.append(.text(start..<place)) }
            switch bytes[place + 1] {
            case UInt8(ascii: "!"): starts(with: "<!--") ? comment() : skip(behind: ">")
            case UInt8(ascii: "/"), UInt8(ascii: "?"): skip(behind: ">")
            default: tag()
            }
            start = place
        }
        if start < end { pieces.append(.text(start..<end)) }
    }

    private func opensMarkup(_ byte: UInt8) -> Bool {
        isLetter(byte) || "!/?".utf8.contains(byte)
    }

    /// A comment; one that Outlook alone reads (`<!--[if mso]>…<![endif]-->`) is HTML to it.
    private mutating func comment() {
        let inside = place + 4
        skip(behind: "-->")
        let inner = inside..<max(inside, place - 3)
        guard String(decoding: bytes[inner].prefix(3), as: UTF8.self).lowercased() == "[if",
            let open = bytes[inner].firstIndex(of: UInt8(ascii: ">"))
        else { return }
        pieces += Self.pieces(of: bytes, in: (open + 1)..<inner.upperBound)
    }

    private mutating func tag() {
        let start = place
        place += 1
        while place < end, !isBlank(bytes[place]), !"/>".utf8.contains(bytes[place]) { place += 1 }
        let name = word(start + 1..<place)
        pieces.append(.tag(name, start..<place))
        while place < end, bytes[place] != UInt8(ascii: ">") {
            if isBlank(bytes[place]) || bytes[place] == UInt8(ascii: "/") {
                place += 1
            } else {
                attribute(of: name)
            }
        }
        place = min(place + 1, end)
        guard ["style", "script", "title", "textarea", "xmp"].contains(name) else { return }
        let inside = place
        while place < end, !starts(with: "</" + name) { place += 1 }
        if name == "style" { pieces.append(.style(inside..<place)) }
    }

    private mutating func attribute(of tag: String) {
        let start = place
        place += 1
        while place < end, !isBlank(bytes[place]), !"=/>".utf8.contains(bytes[place]) { place += 1 }
        let name = word(start..<place)
        skipBlanks()
        guard place < end, bytes[place] == UInt8(ascii: "=") else { return }
        place += 1
        skipBlanks()
        guard place < end else { return }
        let quote = bytes[place]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            place += 1
            let inside = place
            while place < end, bytes[place] != quote { place += 1 }
            pieces.append(.attribute(tag: tag, name: name, value: inside..<place, quote: quote))
            place = min(place + 1, end)
        } else {
            let inside = place
            while place < end, !isBlank(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
            pieces.append(.attribute(tag: tag, name: name, value: inside..<place, quote: nil))
        }
    }

    private mutating func skipBlanks() {
        while place < end, isBlank(bytes[place]) { place += 1 }
    }

    private mutating func skip(behind mark: String) {
        while place < end, !starts(with: mark) { place += 1 }
        place = min(place + mark.utf8.count, end)
    }

    private func starts(with mark: String) -> Bool {
        guard place + mark.utf8.count <= end else { return false }
        return zip(bytes[place...], mark.utf8).allSatisfy { ($0 | (isLetter($0) ? 0x20 : 0)) == $1 }
    }

    private func word(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).lowercased()
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
    private func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte || 0x61...0x7A ~= byte }
}
