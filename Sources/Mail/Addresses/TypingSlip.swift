/// Slips of typing in addresses: `gmial.com`, `mail.ry`, a Cyrillic «а» in a Latin name.
///
/// A suggestion holds a letter until a person has looked, so it must not strike real domains: short names
/// (`mail.ru` beside `mil.ru`, `mai.ru`) are compared with a list of slips, long ones by distance.
enum TypingSlip {
    /// The whole address that was probably meant; nil if it looks right.
    static func correction(of address: Address) -> String? {
        guard !address.domain.hasPrefix("[") else { return nil }
        let local = address.needsSMTPUTF8 ? latin(address.localPart) ?? address.localPart : address.localPart
        let domain = corrected(domain: address.domain)
        guard local != address.localPart || domain != address.domain else { return nil }
        guard
            let meant = try? Address(
                (local == address.localPart ? quotedLocal(address) : local) + "@" + domain
            )
        else { return nil }
        return meant.wire == address.wire ? nil : "\(quotedLocal(meant))@\(meant.domain)"
    }

    private static func quotedLocal(_ address: Address) -> String {
        String(address.wire.dropLast(address.asciiDomain.count + 1))
    }

    private static func corrected(domain: String) -> String {
        var labels = domain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if !domain.utf8.allSatisfy({ $0 < 0x80 }) { labels = labels.map { latin($0) ?? $0 } }
        if let top = labels.last, let right = topSlips[top] {
            labels[labels.count - 1] = right
        }
        let whole = labels.joined(separator: ".")
        if let right = wholeSlips[whole] { return right }
        guard labels.count == 2, let name = labels.first, let top = labels.last else { return whole }
        for known in longNames where known.top == top && known.name != name {
            guard abs(known.name.utf8.count - name.utf8.count) <= 1 else { continue }
            guard EditDistance.isOne(Array(name.utf8), Array(known.name.utf8)) else { continue }
            if known.firstLetterTells, name.utf8.first != known.name.utf8.first { continue }
            if known.neighbours.contains(name) { continue }
            return known.name + "." + top
        }
        return whole
    }

    /// A word of Latin and Cyrillic letters that look alike, all in Latin; nil for any other word.
    private static func latin(_ word: String) -> String? {
        var mixed = false
        var hasLatin = false
        var result = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if scalar.isASCII {
                hasLatin = hasLatin || scalar.properties.isAlphabetic
                result.append(scalar)
            } else if let twin = twins[scalar] {
                mixed = true
                result.append(twin)
            } else {
                return nil
            }
        }
        return mixed && hasLatin ? String(result) : nil
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "к": "k", "м": "m", "т": "t",
        "і": "i", "ѕ": "s", "ј": "j", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O",
        "Р": "P", "С": "C", "Т": "T", "Х": "X",
    ]
}
