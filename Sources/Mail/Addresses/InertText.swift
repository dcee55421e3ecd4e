/// Text that no mail program makes a link of.
///
/// Readers' programs turn whatever looks like an address into a link, each by rules of its own and by a list of endings
/// that grows every month. So nothing is looked for that is a link: every place where two parts of an address could
/// meet gets an invisible word joiner, which no host, scheme or mailbox holds.
public enum InertText {
    /// U+2060 WORD JOINER.
    public static let joiner: Unicode.Scalar = "\u{2060}"

    /// The text with joiners; the text itself where nothing in it could be a part of an address.
    ///
    /// A joiner stands behind a dot before two or more letters (`evil.⁠com`, but not in `А.С. Пушкин`, `д.5`), before
    /// an `@` and the colon of a scheme, and between two slashes. The dots of four numbers are those of an address
    /// of the Internet.
    public static func of(_ text: String) -> String {
        guard mayMatter(text) else { return text }
        let scalars = Array(text.unicodeScalars)
        var inert = String.UnicodeScalarView()
        for place in scalars.indices {
            let scalar = scalars[place]
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            let before = place > 0 ? scalars[place - 1] : nil
            switch scalar {
            case "@", "\u{FF20}", "\u{FE6B}":
                if let before, before != joiner, !before.properties.isWhitespace { inert.append(joiner) }
                inert.append(scalar)
            case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}":
                // Some programs take `www.` alone for a link's beginning.
                if endsWWW(scalars, place) { inert.append(joiner) }
                inert.append(scalar)
                if next != joiner, beginsLabel(scalars, place + 1) || isOfNumbers(scalars, place) {
                    inert.append(joiner)
                }
            case "/", "\\", "\u{FF0F}", "\u{FF3C}":
                inert.append(scalar)
                if next == scalar { inert.append(joiner) }
            case ":", "\u{FF1A}":
                if endsScheme(before, next) { inert.append(joiner) }
                inert.append(scalar)
            default: inert.append(scalar)
            }
        }
        return String(inert)
    }

    /// Whether a person reads an address out of the text, and nothing else: a scheme, `www.`, a mailbox, a host whose
    /// ending is one of Latin letters or a Russian one, or that a path follows.
    public static func readsAsLink(_ text: String) -> Bool {
        guard mayMatter(text) else { return false }
        let scalars = Array(text.unicodeScalars)
        for place in scalars.indices.dropFirst() where place + 1 < scalars.count {
            switch scalars[place] {
            case "@", "\u{FF20}", "\u{FE6B}":
                if isLabel(scalars[place - 1]), isLabel(scalars[place + 1]) { return true }
            case "/", "\\":
                if scalars[place - 1] == scalars[place] { return true }
            case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}":
                guard isLabel(scalars[place - 1]), beginsLabel(scalars, place + 1) else { continue }
                let label = scalars[(place + 1)...].prefix(while: isLabel)
                let end = label.endIndex < scalars.count ? scalars[label.endIndex] : nil
                let isEnding =
                    label.allSatisfy { $0.isASCII }
                    || HostEnding.cyrillic.contains(String(String.UnicodeScalarView(label)).lowercased())
                if isEnding || end == "/" { return true }
            default: continue
            }
        }
        return ["mailto:", "tel:", "javascript:", "data:"].contains { text.lowercased().contains($0) }
    }

    /// Whether a byte is there that an address must hold.
    private static func mayMatter(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(mayMatter)
    }

    private static func mayMatter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes {
            // . / : @ \ and the first bytes of such marks in East Asian writing.
            switch byte {
            case 0x2E, 0x2F, 0x3A, 0x40, 0x5C, 0xE3, 0xEF: return true
            default: continue
            }
        }
        return false
    }

    /// Whether a label of two or more characters begins at the place that may end a host: no ending begins with a digit.
    private static func beginsLabel(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        guard place < scalars.count, scalars[place] != joiner, !("0"..."9" ~= scalars[place]) else {
            return false
        }
        return scalars[place...].prefix(while: isLabel).count > 1
    }

    /// Whether the dot is one of `192.0.2.1`.
    private static func isOfNumbers(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        func isOfRun(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "." || scalar == joiner || "0"..."9" ~= scalar
        }
        guard place + 1 < scalars.count, "0"..."9" ~= scalars[place + 1] else { return false }
        let before = scalars[..<place].reversed().prefix(while: isOfRun)
        let behind = scalars[place...].prefix(while: isOfRun)
        return (Array(before) + behind).count { $0 == "." } >= 3
    }

    /// What a host's label may hold, and whatever may hide in it.
    private static func isLabel(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": return true
            default: return false
            }
        }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .openPunctuation,
            .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .dashPunctuation:
            return false
        default: return true
        }
    }

    private static func endsWWW(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        place >= 3 && scalars[(place - 3)..<place].allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// Whether a colon stands behind a word of Latin letters and before something: not in `10:00`.
    private static func endsScheme(_ before: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        guard let before, let next, !next.properties.isWhitespace else { return false }
        switch before {
        case "a"..."z", "A"..."Z": return true
        case "0"..."9", "+", "-": return !("0"..."9" ~= next)
        default: return false
        }
    }
}

/// Endings of hosts.
enum HostEnding {
    /// The ones in Cyrillic letters (IANA's root zone, 2026).
    static let cyrillic: Set<String> = [
        "рф", "рус", "дети", "москва", "онлайн", "сайт", "орг", "ком", "бел", "укр", "срб", "мкд", "мон",
        "қаз",
        "бг", "ею", "католик",
    ]
}
