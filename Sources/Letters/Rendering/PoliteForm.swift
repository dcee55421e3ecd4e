/// The polite «Вы» of Russian letters: with a capital to one person, small to several (Rosenthal §14).
///
/// Templates are written to one person; a letter that opens with «Уважаемые коллеги!» says «вы», «вас», «ваш» within
/// its sentences.
enum PoliteForm {
    /// Writes the forms of «Вы» and «Ваш» in a rendered text small, but at the beginning of a sentence.
    ///
    /// - Parameters:
    ///   - text: a rendered template whose values are placeholders, so that none of their words is touched.
    ///   - values: where values stand in it all the same.
    ///   - writes: whether to; else it is only looked whether there is one.
    /// - Returns: whether there was one.
    static func lower(_ text: inout [UInt8], except values: [Range<Int>] = [], writes: Bool) -> Bool {
        var isFound = false
        var index = 0
        while index + 1 < text.count {
            guard text[index] == 0xD0, text[index + 1] == 0x92, isForm(at: index, in: text),
                !values.contains(where: { $0.contains(index) })
            else {
                index += 1
                continue
            }
            if !beginsSentence(at: index, in: text) {
                isFound = true
                // «В» is D0 92, «в» D0 B2.
                if writes { text[index + 1] = 0xB2 }
            }
            index += 2
        }
        return isFound
    }

    /// Whether one of the forms stands here as a word.
    private static func isForm(at place: Int, in text: [UInt8]) -> Bool {
        // Before it another letter: a part of a word. Letters of two bytes end in 80–BF, Latin ones are bytes.
        if place > 0 {
            let before = text[place - 1]
            if before >= 0x80 && !isOpeningQuote(endingAt: place, in: text)
                && !isBlank(endingAt: place, in: text)
                || isLatin(before)
            {
                return false
            }
        }
        var end = place
        while end + 1 < text.count, text[end] == 0xD0 || text[end] == 0xD1 { end += 2 }
        return forms.contains(Array(text[place..<end]))
    }

    /// Whether a sentence begins here: behind a full stop or a line's beginning, quotes and emphasis in between or not.
    private static func beginsSentence(at place: Int, in text: [UInt8]) -> Bool {
        var place = place
        while place > 0 {
            if isOpeningQuote(endingAt: place, in: text) {
                place -= text[place - 1] < 0x80 ? 1 : text[place - 1] == 0xAB ? 2 : 3
            } else if isBlank(endingAt: place, in: text) {
                place -= text[place - 1] == 0x20 ? 1 : 2
            } else {
                break
            }
        }
        guard place > 0 else { return true }
        switch text[place - 1] {
        case 0x0A, 0, UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ">"),
            UInt8(ascii: "#"),
            UInt8(ascii: "\\"):
            return true
        case 0xA6: return place >= 3 && text[place - 3] == 0xE2 && text[place - 2] == 0x80  // …
        case UInt8(ascii: "-"), UInt8(ascii: "+"):
            // The mark of a list's point.
            return place < 2 || text[place - 2] == 0x0A || text[place - 2] == 0x20
        default: return false
        }
    }

    /// `*`, `_`, `[`, `(`, `"`, « and „ before this place.
    private static func isOpeningQuote(endingAt place: Int, in text: [UInt8]) -> Bool {
        guard place > 0 else { return false }
        switch text[place - 1] {
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "\""):
            return true
        case 0xAB: return place >= 2 && text[place - 2] == 0xC2
        case 0x9E, 0x9C: return place >= 3 && text[place - 3] == 0xE2 && text[place - 2] == 0x80
        default: return false
        }
    }

    /// A blank, or a no-break space, before this place.
    private static func isBlank(endingAt place: Int, in text: [UInt8]) -> Bool {
        guard place > 0 else { return false }
        return text[place - 1] == 0x20 || text[place - 1] == 0xA0 && place >= 2 && text[place - 2] == 0xC2
    }

    private static func isLatin(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    private static let forms: Set<[UInt8]> = Set(
        [
            "Вы", "Вас", "Вам", "Вами", "Ваш", "Ваша", "Ваше", "Ваши", "Вашего", "Вашей", "Вашему", "Вашим",
            "Ваших",
            "Вашими", "Вашу", "Вашем", "Вашею",
        ].map { Array($0.utf8) }
    )
}
