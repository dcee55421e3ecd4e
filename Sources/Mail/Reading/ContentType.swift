/// A media type with its parameters as it was received: RFC 2045 §5.1, RFC 2231.
struct ContentType: Sendable, Hashable {
    /// `type/subtype` in lower case.
    var name: String
    /// Parameters by their names in lower case.
    var parameters: [String: String] = [:]

    static let plain = ContentType(name: "text/plain")

    init(name: String) { self.name = name }

    /// Reads a field's value; what is no media type is `text/plain` (RFC 2045 §5.2).
    init(_ text: String) {
        var rest = Substring(text)
        let name = Self.token(&rest).lowercased()
        self.name = name.contains("/") && name.count > 2 ? name : "text/plain"
        var pieces: [String: [(Int, String)]] = [:]
        while let semicolon = rest.firstIndex(of: ";"), parameters.count + pieces.count < 50 {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }), rest[equals] == "=" else {
                continue
            }
            let key = rest[..<equals].filter { $0 != " " }.lowercased()
            rest = rest[rest.index(after: equals)...].drop { $0 == " " }
            let value = Self.value(&rest)
            let parts = key.split(separator: "*", omittingEmptySubsequences: false)
            guard parts.count > 1, let first = parts.first else {
                if parameters[key] == nil { parameters[key] = value }
                continue
            }
            // RFC 2231 §3 and §4: numbered pieces, percent-encoded where a star ends the name.
            let text = key.hasSuffix("*") ? Self.unescaped(value) : value
            pieces[String(first), default: []].append((Int(parts[1]) ?? 0, text))
        }
        for (key, all) in pieces where parameters[key] == nil {
            parameters[key] = all.sorted { $0.0 < $1.0 }.map(\.1).joined()
        }
    }

    /// Whether it is a multipart.
    var isMultipart: Bool { name.hasPrefix("multipart/") }
    /// Whether it is a message with its own header: whole, or its header alone.
    var isMessage: Bool {
        [
            "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
            "text/rfc822",
            "message/global-headers", "message/news", "message/partial", "text/rfc822-header",
        ].contains(name)
    }

    private static func token(_ rest: inout Substring) -> String {
        let token = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        rest = rest[token.endIndex...]
        return String(token)
    }

    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
            rest = rest[value.endIndex...]
            return String(value)
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.popFirst() {
                value.append(next)
            } else {
                value.append(character)
            }
        }
        return value
    }

    /// RFC 2231 §4 `charset'language'%XX`.
    private static func unescaped(_ value: String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        let text = parts.count == 3 ? parts[2] : Substring(value)
        let bytes = TransferDecoding.quotedPrintable(
            text.utf8.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 },
            limit: 4096
        )
        return TextReading.text(bytes, charset: parts.count == 3 ? String(parts[0]) : nil)
    }
}
