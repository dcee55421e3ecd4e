/// Addresses as reports write them.
enum ReportedAddress {
    /// The address of a field such as `Final-Recipient`: `rfc822; <a@example.org>` (RFC 3464 §2.3), with xtext or
    /// UTF-8 behind the type (RFC 6533 §3), or without any type.
    static func ofField(_ value: String, isOriginal: Bool) -> String? {
        var text = Substring(value)
        var type = ""
        if let semicolon = text.firstIndex(of: ";"), text[..<semicolon].allSatisfy({ $0 != "@" }) {
            type = text[..<semicolon].filter { $0 != " " }.lowercased()
            text = text[text.index(after: semicolon)...]
        }
        let cleaned = unwrapped(text)
        // Only what a client sent as ORCPT is xtext; some servers copy it as it came.
        let decoded =
            type == "utf-8" || isOriginal && cleaned.contains("+") ? XTextReading.text(cleaned) : cleaned
        return address(decoded) ?? address(cleaned)
    }

    /// The address as it goes over the wire, where the text is one, with or without brackets around it.
    static func address(_ text: some StringProtocol) -> String? {
        guard text.utf8.count <= 400, text.utf8.contains(UInt8(ascii: "@")) else { return nil }
        return (try? Address(unwrapped(text)))?.wire
    }

    /// The first address in the text, between whatever stands around it.
    static func first(in text: some StringProtocol) -> String? { all(in: text, most: 1).first }

    /// The addresses in the text in their order, each once.
    static func all(in text: some StringProtocol, most: Int) -> [String] {
        var found: [String] = []
        let bytes = Array(text.utf8.prefix(1 << 14))
        var searched = 0
        while found.count < most, let at = bytes[searched...].firstIndex(of: UInt8(ascii: "@")) {
            let start = (bytes[searched..<at].lastIndex { !isLocal($0) } ?? searched - 1) + 1
            let end = bytes[(at + 1)...].firstIndex { !isDomain($0) } ?? bytes.endIndex
            searched = max(end, at + 1)
            guard start < at, at - start <= 128, end - at <= 256 else { continue }
            var candidate = bytes[start..<end]
            while let last = candidate.last, last == UInt8(ascii: ".") || last == UInt8(ascii: "-") {
                candidate.removeLast()
            }
            candidate = candidate.drop {
                $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "=")
            }
            // X.400: `dda:SMTP=a@example.org;`
            if let equals = candidate.lastIndex(of: UInt8(ascii: "=")),
                candidate[..<equals].map({ $0 | 0x20 }).suffix(4).elementsEqual("smtp".utf8)
            {
                candidate = candidate[(equals + 1)...]
            }
            // X.400: `dda:SMTP=a@example.org;`
            if let equals = candidate.lastIndex(of: UInt8(ascii: "=")),
                candidate[..<equals].suffix(4).map({ $0 | 0x20 }).elementsEqual("smtp".utf8)
            {
                candidate = candidate[(equals + 1)...]
            }
            guard let address = address(String(decoding: candidate, as: UTF8.self)), !found.contains(address)
            else { continue }
            found.append(address)
        }
        return found
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte >= 0x80 || ByteClass.isAtomText(byte) && byte != UInt8(ascii: "`") || byte == UInt8(ascii: ".")
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        byte >= 0x80 || ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-")
    }

    /// Without blanks, brackets, quotation marks and `mailto:` around it.
    private static func unwrapped(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        func trim() {
            while let first = text.first, " \t<>'[(".contains(first) { text = text.dropFirst() }
            while let last = text.last, " \t<>'.,;:])".contains(last) { text = text.dropLast() }
        }
        trim()
        // A name before the brackets, a remark behind them.
        if let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") {
            text = text[text.index(after: open)..<close]
        } else if text.first == "\"", text.last == "\"", text.count > 1,
            text.dropFirst().dropLast().contains("@"),
            !text.contains("\"@")
        {
            text = text.dropFirst().dropLast()
        }
        trim()
        for prefix in ["mailto:", "smtp:", "rfc822;"] where text.lowercased().hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        if let blank = text.firstIndex(where: { $0 == " " || $0 == "\t" }), text.first != "\"" {
            text = text[..<blank]
        }
        return String(text)
    }
}

/// Values of SMTP's parameters: RFC 3461 §4 `xtext`, RFC 6533 §3 `utf-8-addr-xtext`.
enum XTextReading {
    /// The text that is meant: `+2B` is `+`, `\x{430}` is «а».
    static func text(_ text: some StringProtocol) -> String {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            // Nothing else is ever encoded, and so `+20` of a tag that a server copied as it stood is none of it.
            if byte == UInt8(ascii: "+"), let high = rest.first.flatMap(hexValue),
                let low = rest.dropFirst().first.flatMap(hexValue),
                case let value = high << 4 | low,
                !(33...126 ~= value) || value == UInt8(ascii: "+") || value == UInt8(ascii: "=")
            {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return embedded(out[...])
    }

    /// RFC 3461 §4: digits and capitals.
    private static func hexValue(_ byte: UInt8) -> UInt8? {
        UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte ? nil : TransferDecoding.hexValue(byte)
    }

    /// RFC 6533 §3 `EmbeddedUnicodeChar`.
    private static func embedded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var rest = bytes
        let opening = Array(#"\x{"#.utf8)
        while let byte = rest.first {
            if rest.starts(with: opening), let end = rest.prefix(11).firstIndex(of: UInt8(ascii: "}")),
                let scalar = UInt32(
                    String(decoding: rest[(rest.startIndex + 3)..<end], as: UTF8.self),
                    radix: 16
                )
                .flatMap(Unicode.Scalar.init)
            {
                out += String(Character(scalar)).utf8
                rest = rest[(end + 1)...]
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
