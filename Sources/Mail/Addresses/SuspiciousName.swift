public import Wording

/// Tricks with which spammers make a registration form send their text to strangers.
public enum SuspiciousName {
    /// Why a name, post or organisation must be looked at by a person before a letter carries it; nil if harmless.
    ///
    /// Suspicious are line breaks and links: a scheme, `www.`, a host with a path, a host with an ending that
    /// links have. `ГБУК «ЦБС».Дом` and `И.О.Фамилия` are harmless.
    public static func reason(in text: String) -> Wording? {
        var text = text
        // Asked several times a letter, and hardly any text holds a byte that matters.
        guard text.withUTF8(mayMatter) else { return nil }
        if text.unicodeScalars.contains(where: { isLineBreak($0) }) {
            return Wording(
                ru: "В имени есть перевод строки: так через форму рассылают чужой текст. Посмотрите сами.",
                en: "The name holds a line break, as spam sent through forms does. Look for yourself."
            )
        }
        guard carriesLink(text) else { return nil }
        return Wording(
            ru: "В имени есть ссылка: так через форму рассылают рекламу. Посмотрите сами.",
            en: "The name carries a link, as spam sent through forms does. Look for yourself."
        )
    }

    /// Whether a byte is there that a line break or a link must hold.
    private static func mayMatter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var before: (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            switch byte {
            case 0x0A...0x0D, UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: "["):
                return true
            // U+0085, U+2028 and U+2029.
            case 0x85 where before.1 == 0xC2, 0xA8 where before == (0xE2, 0x80),
                0xA9 where before == (0xE2, 0x80):
                return true
            default: before = (before.1, byte)
            }
        }
        return false
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func carriesLink(_ text: String) -> Bool {
        let bytes = text.utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        for mark in marks where holds(bytes, mark) { return true }
        return words(of: bytes).contains { word in
            mayBeHost(word) && isHost(String(decoding: word, as: UTF8.self).lowercased()[...])
        }
    }

    private static let marks = ["://", "www.", "mailto:", "t.me/", "[url", "<a "].map { Array($0.utf8) }

    private static func holds(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
        guard let first = mark.first, bytes.count >= mark.count else { return false }
        return (0...(bytes.count - mark.count)).contains { start in
            bytes[start] == first && bytes[start..<(start + mark.count)].elementsEqual(mark)
        }
    }

    /// The text cut at whatever is no part of an address: blanks of any kind, quotes, marks.
    private static func words(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var start = 0
        var place = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let end = place + UTF8.width(scalar)
            if !isOfAddress(scalar) {
                if start < place { words.append(bytes[start..<place]) }
                start = end
            }
            place = end
        }
        if start < bytes.count { words.append(bytes[start...]) }
        return words
    }

    private static func isOfAddress(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "-", "/", "?", ":", "_", "@": true
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// Whether dots stand within the word as they do in a host.
    private static func mayBeHost(_ word: ArraySlice<UInt8>) -> Bool {
        let dot = UInt8(ascii: ".")
        let ends = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":")]
        let host = word.prefix { !ends.contains($0) }
        guard let first = host.first, let last = host.last, first != dot, last != dot else { return false }
        return host.contains(dot)
    }

    /// `example.com`, `bit.ly/x`: labels of a host, the last one an ending that advertisers use.
    private static func isHost(_ word: Substring) -> Bool {
        let host = word.prefix { !"/?#:".contains($0) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let top = labels.last, labels.allSatisfy({ !$0.isEmpty }) else {
            return false
        }
        let wellFormed = host.unicodeScalars.allSatisfy {
            $0 == "." || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        guard wellFormed else { return false }
        if host.count < word.count, word.dropFirst(host.count).first == "/", top.allSatisfy(\.isASCII),
            top.count > 1
        {
            return labels.first.map { $0.count > 1 } ?? false
        }
        return tops.contains(String(top)) || isCyrillicHost(labels)
    }

    /// `казино.москва`, but not `г.Москва`: no host has one Cyrillic letter.
    private static func isCyrillicHost(_ labels: [Substring]) -> Bool {
        guard let top = labels.last, HostEnding.cyrillic.contains(String(top)) else { return false }
        return labels.dropLast().last.map { $0.count > 1 } ?? false
    }

    private static let tops: Set<String> = [
        "com", "net", "org", "info", "biz", "ru", "su", "xyz", "top", "site", "online", "club", "shop",
        "store",
        "io", "me", "ly", "cc", "tk", "ml", "ga", "gl", "link", "click", "win", "bid", "live", "pro", "ua",
        "cn", "app",
    ]
}
