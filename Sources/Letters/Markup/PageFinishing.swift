import Mustache

/// The last pass over a page's layout: pictures get their Content-IDs, and placeholders the use that their places ask
/// for.
///
/// It is done once for all letters of a layout.
struct PageFinishing {
    let pictures: Pictures
    /// File names of the pictures that the page shows.
    private(set) var names: [String] = []

    init(pictures: Pictures) { self.pictures = pictures }

    /// The page with each `cid:NAME` as a whole Content-ID, and placeholders in addresses marked as such.
    ///
    /// - Throws: ``LetterError`` for a picture that is not among the files.
    mutating func finish(_ page: [UInt8]) throws(LetterError) -> [UInt8] {
        var edits: [(Range<Int>, [UInt8])] = []
        for piece in HTMLScanner.pieces(of: page) {
            switch piece {
            case .tag: continue
            case .text(let range):
                guard holdsPlaceholder(page[range]) else { continue }
                let text = String(decoding: page[range], as: UTF8.self)
                edits.append((range, Array(Placeholder.inText(text).utf8)))
            case .style, .attribute:
                let places = AddressPlaces.of(piece, in: page)
                for place in places {
                    if AddressPlaces.starts(place.range, "cid:", page) {
                        edits.append((place.range, try reference(page[place.range.dropFirst(4)])))
                    } else if holdsPlaceholder(page[place.range]) {
                        let address = String(decoding: page[place.range], as: UTF8.self)
                        edits.append((place.range, quoted(Placeholder.inAddress(address), if: place.isBare)))
                    } else if page[place.range].contains(where: { $0 >= 0x80 }) {
                        let address = String(decoding: page[place.range], as: UTF8.self)
                        guard LinkAddress.isAllowed(address) else { continue }
                        edits.append((place.range, Array(LinkAddress.encoded(address).utf8)))
                    }
                }
                // A value must not end the attribute that it stands in.
                guard places.isEmpty, case .attribute(_, _, let value, nil) = piece,
                    holdsPlaceholder(page[value])
                else { continue }
                edits.append((value, quoted(String(decoding: page[value], as: UTF8.self), if: true)))
            }
        }
        var finished: [UInt8] = []
        finished.reserveCapacity(page.count + 1024)
        var start = 0
        for (range, replacement) in edits where range.lowerBound >= start {
            finished += page[start..<range.lowerBound]
            finished += replacement
            start = range.upperBound
        }
        finished += page[start...]
        return finished
    }

    private func quoted(_ value: String, if isBare: Bool) -> [UInt8] {
        isBare ? Array("\"\(value.replacing("\"", with: "&quot;"))\"".utf8) : Array(value.utf8)
    }

    private func holdsPlaceholder(_ bytes: ArraySlice<UInt8>) -> Bool {
        var before: (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            if before == (0xEF, 0xB7), byte == Placeholder.Use.text.rawValue { return true }
            before = (before.1, byte)
        }
        return false
    }

    /// The Content-ID that a page names a picture by.
    private mutating func reference(_ written: ArraySlice<UInt8>) throws(LetterError) -> [UInt8] {
        let text = String(decoding: written, as: UTF8.self)
        guard let name = pictures.name(text), let id = pictures.byName[name]?.contentID else {
            throw LetterError(
                .file,
                LetterReasons.noPicture(text)
            )
        }
        if !names.contains(name) { names.append(name) }
        return Array("cid:\(id)".utf8)
    }
}
