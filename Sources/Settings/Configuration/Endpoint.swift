import Foundation
internal import Wording

/// Scheme, host and port of a URL that names a server.
struct Endpoint: Equatable {
    var scheme: String
    /// Lower case, an IPv6 address without its brackets.
    var host: String
    var port: Int?

    /// Reads `scheme://host:port`; throws the sentence of a fault.
    init(_ text: String, schemes: [String]) throws(Problem) {
        let forms = schemes.map { "\($0)://HOST:PORT" }
        let expected = Wording(ru: forms.joined(separator: " или "), en: forms.joined(separator: " or "))
        // First of all: what stands before the @ may be a password, which no fault must repeat.
        if text.contains("@") {
            throw Problem(
                Wording(
                    ru: "в адресе имя пользователя: напишите его в `username`, а место пароля — в `password`",
                    en: "has a user in it: write it as `username`, and the password's place as `password`"
                )
            )
        }
        guard let colon = text.range(of: "://") else {
            throw Problem(FaultWords.expected(expected, text: text))
        }
        scheme = text[..<colon.lowerBound].lowercased()
        guard schemes.contains(scheme) else {
            throw Problem(
                FaultWords.expected(
                    expected,
                    found: Wording(ru: "схема \"\(scheme)\"", en: "the scheme \"\(scheme)\"")
                )
            )
        }
        var rest = text[colon.upperBound...]
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        if rest.contains(where: { "/?#".contains($0) }) {
            throw Problem(
                Wording(
                    ru: "после узла и порта ничего быть не должно",
                    en: "expected nothing after the host and port"
                )
            )
        }
        var portText: Substring?
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]"),
                isIPv6(String(rest[rest.index(after: rest.startIndex)..<close]))
            else {
                throw Problem(
                    Wording(
                        ru: "ожидается адрес IPv6 в скобках, например [::1]",
                        en: "expected an IPv6 address in brackets, as [::1]"
                    )
                )
            }
            host = rest[rest.index(after: rest.startIndex)..<close].lowercased()
            let tail = rest[rest.index(after: close)...]
            guard tail.isEmpty || tail.hasPrefix(":") else {
                throw Problem(
                    Wording(
                        ru: "после узла ожидается порт, например :587",
                        en: "expected a port after the host, as :587"
                    )
                )
            }
            portText = tail.isEmpty ? nil : tail.dropFirst()
        } else {
            let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = (parts.first ?? "").lowercased()
            portText = parts.count > 1 ? parts[1] : nil
            guard !host.isEmpty else {
                throw Problem(
                    Wording(ru: "узел не указан: ожидается ", en: "names no host: expected ") + expected
                )
            }
            guard isHostName(host, unicode: false) else {
                let isForeign = host.unicodeScalars.contains { !$0.isASCII }
                throw Problem(
                    isForeign
                        ? Wording(
                            ru: "ожидается имя узла в ASCII, xn--…, а здесь \"\(host)\"",
                            en: "expected the host's ASCII form, xn--…, found \"\(host)\""
                        )
                        : Wording(ru: "\"\(host)\" — не имя узла", en: "\"\(host)\" is not a host name")
                )
            }
        }
        port = nil
        if let portText {
            guard let number = Int(portText), (1...65_535).contains(number), !portText.hasPrefix("+") else {
                throw Problem(
                    Wording(
                        ru: "ожидается порт от 1 до 65535, а здесь \"\(portText)\"",
                        en: "expected a port from 1 to 65535, found \"\(portText)\""
                    )
                )
            }
            port = number
        }
    }

    /// What is wrong with it.
    struct Problem: Error {
        let message: Wording
        init(_ message: Wording) { self.message = message }
    }
}

extension Reading where Value == Endpoint {
    /// A URL with a host and perhaps a port.
    static func endpoint(schemes: [String]) -> Reading {
        let strings = Reading<String>.string(Wording(ru: "URL", en: "a URL"))
        return Reading(strings.expected) { node, path, log in
            guard let text = strings.read(node, path, log) else { return nil }
            do throws(Endpoint.Problem) {
                return try Endpoint(text, schemes: schemes)
            } catch {
                log.fault(at: node.position, path, error.message)
                return nil
            }
        }
    }
}

/// Labels of letters, digits and hyphens (RFC 1123 §2.1), underscores let pass; beyond ASCII where `unicode`.
func isHostName(_ text: String, unicode: Bool) -> Bool {
    let name = text.hasSuffix(".") ? text.dropLast() : text[...]
    guard !name.isEmpty, name.utf8.count <= 253 else { return false }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty && label.utf8.count <= (unicode ? 255 : 63) && label.first != "-" && label.last != "-"
            && label.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
                default: unicode && scalar.value > 0x7F && scalar.properties.isAlphabetic
                }
            }
    }
}

/// Eight groups of hexadecimal digits, `::` once in place of some, an IPv4 address in place of the last two.
func isIPv6(_ text: String) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), text.contains(":") else { return false }
    var groups = 0
    for (number, half) in halves.enumerated() where !half.isEmpty {
        let parts = half.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if number == halves.count - 1, index == parts.count - 1, part.contains(".") {
                guard isIPv4(String(part)) else { return false }
                groups += 2
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit })
                else { return false }
                groups += 1
            }
        }
    }
    return halves.count == 2 ? groups <= 7 : groups == 8
}

/// Four numbers up to 255.
func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
        && parts.allSatisfy { part in
            (1...3).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
                && (Int(part) ?? 256) < 256
        }
}
