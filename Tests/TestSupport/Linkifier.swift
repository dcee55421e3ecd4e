import Foundation

/// A reader's program that makes links of text: linkify-it's rules (those of markdown-it and many webmails), but with
/// any ending of two letters or more, since the list of endings grows.
public struct Linkifier {
    private let rules: [NSRegularExpression]

    /// The rules.
    public init() throws {
        let blank = #"[\p{Z}\p{Cc}]"#
        let stop = #"[\p{Z}\p{P}\p{Cc}]"#
        let separator = #"[><\x{FF5C}]"#
        let letter = "(?:(?!\(separator)|\(stop))[\\s\\S])"
        let xn = #"xn--[a-z0-9\-]{1,59}"#
        let domain = "(?:\(xn)|\(letter)(?:(?:-|\(letter)){0,61}\(letter))?)"
        let ending = "(?:\(xn)|\\p{L}{2,63})"
        let address = #"(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)"#
        let port = #"(?::\d{1,5})?"#
        let behind = "(?=$|\(separator)|\(stop))(?!-|_|:\\d|\\.-|\\.(?!$|\(stop)))"
        let host = "(?:(?:\(domain)\\.)*\(domain))\(port)\(behind)"
        let fuzzyHost = "(?:\(address)|(?:\(domain)\\.)+\(ending))\(port)\(behind)"
        let login = "(?:(?:(?!\(blank)|[@/\\[\\]()])[\\s\\S])+@)?"
        let mailbox = #"[\-;:&=+$,.a-zA-Z0-9_][\-;:&=+$,".a-zA-Z0-9_]*"#
        let before = "(?:^|(?!_)(?:\(separator)|\(stop)))"
        rules = try [
            "\(before)(?:https?|ftp)://\(login)\(host)",
            "\(before)(?<![:/])//\(login)(?:(?:\(domain)\\.)+(?:\(xn)|\(letter){1,63})|localhost)\(port)\(behind)",
            "\(before)mailto:\(mailbox)@\(host)",
            "(?:^|\(separator)|[\"(]|\(blank))\(mailbox)@\(fuzzyHost)",
            "(?:^|(?![.:/\\-_@])(?:[$+<=>^`|\\x{FF5C}]|\(stop)))(?![$+<=>^`|\\x{FF5C}])\(fuzzyHost)",
            // What simpler programs go by.
            #"[\p{L}\p{N}_-]+\.\p{L}{2,}"#, #"[\w.+-]@\w"#, #"://|//\w|www\.|\\\\\w"#,
            #"\b(?:https?|mailto|tel|sms|javascript|file):\S"#,
        ].map { try NSRegularExpression(pattern: $0, options: [.caseInsensitive, .anchorsMatchLines]) }
    }

    /// What the program makes links of.
    public func links(in text: String) -> [String] {
        let whole = NSRange(text.startIndex..., in: text)
        return rules.flatMap { rule in
            rule.matches(in: text, range: whole).compactMap { match in
                Range(match.range, in: text).map { String(text[$0]) }
            }
        }
    }
}
