/// The places of addresses in a page: attributes that hold one, lists of pictures, `url(…)` and `@import` of styles.
enum AddressPlaces {
    /// An address as it stands in the page.
    struct Place {
        /// The address, blanks and quotes around it left out.
        let range: Range<Int>
        /// Whether a mail program fetches what is there as it shows the letter, unasked.
        let isFetched: Bool
        /// Whether it stands in an attribute without quotes.
        var isBare = false
    }

    /// The addresses of a piece.
    static func of(_ piece: HTMLScanner.Piece, in bytes: [UInt8]) -> [Place] {
        switch piece {
        case .text, .tag: return []
        case .style(let range): return css(range, bytes)
        case .attribute(_, "style", let value, _): return css(value, bytes)
        case .attribute(_, let name, let value, _) where lists.contains(name): return candidates(value, bytes)
        case .attribute(let tag, let name, let value, let quote):
            guard attributes.contains(name) else { return [] }
            // A link is followed when somebody wants to; `<link>` is fetched, and so is what a form or frame shows.
            let isFetched =
                name != "cite" && !(name == "href" && !["link", "image", "use"].contains(tag))
                && !["action", "formaction", "ping"].contains(name)
            let range = trimmed(value, bytes)
            return range.isEmpty ? [] : [Place(range: range, isFetched: isFetched, isBare: quote == nil)]
        }
    }

    private static let lists: Set<String> = ["srcset", "imagesrcset"]
    private static let attributes: Set<String> = [
        "href", "src", "background", "poster", "action", "formaction", "cite", "data", "ping", "lowsrc",
        "dynsrc", "longdesc", "codebase", "manifest", "xlink:href", "o:href",
    ]

    /// `url(…)`, `src(…)` and `@import "…"` of styles.
    private static func css(_ range: Range<Int>, _ bytes: [UInt8]) -> [Place] {
        var found: [Place] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let rest = place..<range.upperBound
            if starts(rest, "url(", bytes) || starts(rest, "src(", bytes) {
                let address = argument(
                    from: place + 4,
                    to: range.upperBound,
                    closedBy: UInt8(ascii: ")"),
                    bytes
                )
                if !address.isEmpty { found.append(Place(range: address, isFetched: true)) }
                place = max(address.upperBound, place + 4)
            } else if starts(rest, "@import", bytes) {
                place += 7
                while place < range.upperBound, isBlank(bytes[place]) { place += 1 }
                guard place < range.upperBound, isQuote(bytes[place]) else { continue }
                let address = argument(from: place, to: range.upperBound, closedBy: UInt8(ascii: ";"), bytes)
                if !address.isEmpty { found.append(Place(range: address, isFetched: true)) }
                place = max(address.upperBound, place + 1)
            } else {
                place += 1
            }
        }
        return found
    }

    /// What stands in quotes of its own, or up to what closes it.
    ///
    /// Quotes may be written as `&quot;` within an attribute.
    private static func argument(
        from start: Int,
        to end: Int,
        closedBy close: UInt8,
        _ bytes: [UInt8]
    ) -> Range<Int> {
        var start = start
        while start < end, isBlank(bytes[start]) { start += 1 }
        guard start < end else { return start..<start }
        for quote in ["\"", "'", "&quot;", "&#39;", "&apos;"] where starts(start..<end, quote, bytes) {
            let inside = start + quote.utf8.count
            var stop = inside
            while stop < end, !starts(stop..<end, quote, bytes) { stop += 1 }
            return inside..<stop
        }
        var stop = start
        while stop < end, bytes[stop] != close { stop += 1 }
        return trimmed(start..<stop, bytes)
    }

    /// The addresses of `a.png 1x, b.png 2x`.
    private static func candidates(_ range: Range<Int>, _ bytes: [UInt8]) -> [Place] {
        var found: [Place] = []
        var place = range.lowerBound
        while place < range.upperBound {
            while place < range.upperBound, isBlank(bytes[place]) || bytes[place] == UInt8(ascii: ",") {
                place += 1
            }
            let start = place
            while place < range.upperBound, !isBlank(bytes[place]) { place += 1 }
            var end = place
            while end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
            if start < end { found.append(Place(range: start..<end, isFetched: true)) }
            // The width or density.
            if end == place {
                while place < range.upperBound, bytes[place] != UInt8(ascii: ",") { place += 1 }
            }
        }
        return found
    }

    private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Whether the bytes begin with a mark, written in small letters.
    static func starts(_ range: Range<Int>, _ mark: String, _ bytes: [UInt8]) -> Bool {
        guard range.count >= mark.utf8.count else { return false }
        return zip(bytes[range], mark.utf8).allSatisfy { byte, wanted in
            (0x41...0x5A ~= byte ? byte | 0x20 : byte) == wanted
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }
}
