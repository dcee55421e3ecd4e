/// What people type into the field for a name, cleared of all that is no name.
///
/// «Директор Иванова Мария Петровна, к.п.н.», «"Иванова (Петрова) Мария Сергеевна"», «Иванова, Мария Петровна», and
/// fields that hold two people, an organization, or nonsense.
struct NameText {
    /// The words of the one name that the field holds, a surname's particles («фон Мекк») and a patronymic's
    /// («Гасан оглы») with the word that they belong to.
    let words: [String]
    /// What a title before the name claims: «г-жа».
    let titleGender: Gender?

    /// - Returns: nil where the field holds no name, more than one, or what nobody can read.
    init?(_ text: String) {
        if let usual = Self.usualWords(text) {
            words = usual
            titleGender = nil
            return
        }
        guard text.utf8.count <= 400, let clean = NameCleaning.clean(text) else { return nil }
        var segments: [NameSegment] = []
        for (separator, part) in clean {
            guard let segment = NameSegment(part, after: separator) else { return nil }
            if !segment.isEmpty { segments.append(segment) }
        }
        segments.removeAll(where: \.isDescription)
        guard let first = segments.first else { return nil }
        titleGender = first.titleGender
        switch segments.count {
        case 1: words = first.words
        case 2 where segments[1].separator == ",":
            // The form of catalogues: «Иванова, Мария Петровна».
            guard first.words.count == 1, segments[1].words.count == 2 else { return nil }
            words = first.words + segments[1].words
        default: return nil
        }
    }

    /// Small letters with ё as е, an apostrophe and a hyphen in one form each.
    static func folded(_ text: some StringProtocol) -> String {
        if let usual = foldedByBytes(text) { return usual }
        var folded = ""
        for character in text.lowercased() {
            switch character {
            case "ё": folded.append("е")
            case "‑", "–": folded.append("-")
            case "\u{A0}": folded.append(" ")
            default: folded.append(character)
            }
        }
        return folded
    }

    /// The same for Russian letters and ASCII, without the tables of Unicode; nil where there is anything else.
    private static func foldedByBytes(_ text: some StringProtocol) -> String? {
        var isPlain = true
        let count = text.utf8.count
        let folded = String(unsafeUninitializedCapacity: count) { buffer in
            var lead: UInt8 = 0
            var index = 0
            for byte in text.utf8 {
                var byte = byte
                if lead != 0 {
                    switch (lead, byte) {
                    case (0xD0, 0x90...0x9F): byte += 0x20
                    case (0xD0, 0xA0...0xAF): (lead, byte) = (0xD1, byte - 0x20)
                    case (0xD0, 0xB0...0xBF), (0xD1, 0x80...0x8F): break
                    case (0xD0, 0x81), (0xD1, 0x91): (lead, byte) = (0xD0, 0xB5)
                    default: isPlain = false
                    }
                    buffer[index] = lead
                    buffer[index + 1] = byte
                    index += 2
                    lead = 0
                } else if byte == 0xD0 || byte == 0xD1 {
                    lead = byte
                } else {
                    if byte >= 0x80 { isPlain = false }
                    if (0x41...0x5A).contains(byte) { byte += 0x20 }
                    buffer[index] = byte
                    index += 1
                }
            }
            return isPlain ? index : 0
        }
        return isPlain ? folded : nil
    }

    /// «Иванова Мария Петровна»: two or three words in Russian letters with a capital each, one blank between two,
    /// none of them known for anything but a name; nil for all that needs a closer look.
    private static func usualWords(_ text: String) -> [String]? {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            var blanks = 0
            var letters = 0
            var index = 0
            while index < bytes.count {
                if bytes[index] == 0x20 {
                    guard letters > 2 else { return false }
                    blanks += 1
                    letters = 0
                    index += 1
                    continue
                }
                guard index + 1 < bytes.count else { return false }
                switch (bytes[index], bytes[index + 1]) {
                case (0xD0, 0x90...0xAF), (0xD0, 0x81): guard letters == 0 else { return false }
                case (0xD0, 0xB0...0xBF), (0xD1, 0x80...0x8F), (0xD1, 0x91):
                    guard letters > 0 else { return false }
                default: return false
                }
                letters += 1
                index += 2
            }
            return letters > 2 && (blanks == 1 || blanks == 2)
        }
        guard isPlain else { return nil }
        // By bytes: nothing is in the text that is longer than a character of its own.
        let words = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
        return words.allSatisfy { NameWords.known($0).isName } ? words : nil
    }
}
