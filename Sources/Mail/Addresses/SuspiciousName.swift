/// Tricks with which spammers make a registration form send their text to strangers.
public enum SuspiciousName {
    /// Why a name, post or organisation must be looked at by a person before a letter carries it; nil if harmless.
    ///
    /// Suspicious are line breaks and links: a scheme, `www.`, a host with a path, a host with an ending that
    /// links have. `ГБУК «ЦБС».Дом` and `И.О.Фамилия` are harmless.
    public static func reason(in text: String) -> Wording? {
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

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func carriesLink(_ text: String) -> Bool {
        let lower = text.lowercased()
        for mark in ["://", "www.", "mailto:", "t.me/", "[url", "<a "] where lower.contains(mark) {
            return true
        }
        return lower.split { " ,;()«»\"'<>\t".contains($0) }.contains { isHost($0) }
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
        return tops.contains(String(top))
    }

    private static let tops: Set<String> = [
        "com", "net", "org", "info", "biz", "ru", "su", "рф", "xyz", "top", "site", "online", "club", "shop",
        "store",
        "io", "me", "ly", "cc", "tk", "ml", "ga", "gl", "link", "click", "win", "bid", "live", "pro", "ua",
        "cn", "app",
    ]
}
