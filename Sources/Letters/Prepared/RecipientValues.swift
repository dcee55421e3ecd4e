import Mustache

/// The values of one letter's own, each looked at once and fit for the places it goes to.
struct RecipientValues {
    /// Where the forms of a value lie in ``bytes``: one place for all three where the value needs no care, as most do.
    struct Place {
        /// As it was given.
        var raw: Range<Int>
        /// As a part of one line of text.
        var line: Range<Int>
        /// The same, escaped for HTML.
        var html: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var places: [Place] = []

    /// Nothing, with room for so many values.
    init(count: Int) {
        bytes.reserveCapacity(768)
        places.reserveCapacity(count)
    }

    /// Adds a value.
    mutating func append(_ text: String) {
        let start = bytes.count
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
        let raw = start..<bytes.count
        var place = Place(raw: raw, line: raw, html: raw)
        let marks = bytes.withUnsafeBufferPointer {
            Substitution.marks(UnsafeBufferPointer(rebasing: $0[raw]))
        }
        if marks & Substitution.careMark != 0 {
            Substitution.appendLine(text, to: &bytes)
            place.line = raw.upperBound..<bytes.count
            place.html = place.line
        }
        if marks & Substitution.markupMark != 0 {
            let from = bytes.count
            HTML.escape(String(decoding: bytes[place.line], as: UTF8.self), into: &bytes)
            place.html = from..<bytes.count
        }
        places.append(place)
    }

    /// The value as it was given.
    func text(_ number: Int) -> String { String(decoding: bytes[places[number].raw], as: UTF8.self) }

    /// Whether a value shares its placeholder with a text.
    func isSame(_ number: Int, _ text: String) -> Bool {
        places[number].raw.count == text.utf8.count && Placeholder.isSame(self.text(number), text)
    }
}
