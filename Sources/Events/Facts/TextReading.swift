import Mail
import Settings
import Wording

extension Reading where Value == String {
    /// A language as `ru` or `pt-br` (RFC 5646, primary subtag and perhaps a region).
    static var languageTag: Reading {
        Reading.string(Wording(ru: "язык", en: "a language")).map {
            FaultWords.expected(
                Wording(ru: "язык, например \"ru\" или \"en\"", en: "a language as \"ru\" or \"en\""),
                text: $0
            )
        } transform: {
            isLanguageTag($0) ? $0 : nil
        }
    }

    /// An http or https address.
    static var webAddress: Reading {
        Reading.string(Wording(ru: "адрес в сети", en: "a web address")).map {
            FaultWords.expected(
                Wording(ru: "адрес в сети, https://…", en: "a web address, https://…"),
                text: $0
            )
        } transform: { text in
            let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
            guard let rest, rest.first?.isLetter == true || rest.first?.isNumber == true,
                !text.contains(where: { $0.isWhitespace || "<>\"".contains($0) })
            else { return nil }
            return text
        }
    }
}

/// Whether a text is two or three small letters, perhaps with a hyphen and more: `ru`, `pt-br`.
public func isLanguageTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count), parts.count <= 2 else { return false }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        && first.utf8.allSatisfy { (97...122).contains($0) }
        && parts.allSatisfy { (2...8).contains($0.utf8.count) }
}

extension Reading where Value == Texts {
    /// A text, or an object of texts by language.
    static func texts(fallback: String) -> Reading {
        let expected = Wording(
            ru: "текст или { ru: \"…\", en: \"…\" }",
            en: "a text, or { ru: \"…\", en: \"…\" }"
        )
        return Reading(expected) { node, path, log in
            guard case .object(let members) = node.content else {
                return Reading<String>.string(expected).read(node, path, log)
                    .map { Texts([fallback: $0], fallback: fallback) }
            }
            for member in members where !isLanguageTag(member.key) {
                log.fault(
                    at: member.keyPosition,
                    path + "." + member.key,
                    FaultWords.expected(
                        Wording(
                            ru: "язык в качестве ключа, \"ru\" или \"en\"",
                            en: "a language as the key, \"ru\" or \"en\""
                        ),
                        text: member.key
                    )
                )
            }
            if members.isEmpty, !node.isDamaged {
                log.fault(
                    at: node.position,
                    path,
                    Wording(
                        ru: "нужен текст хотя бы на одном языке",
                        en: "expected a text in at least one language"
                    )
                )
            }
            guard
                let texts = Reading<[String: String]>.dictionary(
                    of: .string(Wording(ru: "текст", en: "a text"))
                ).read(node, path, log),
                !texts.isEmpty
            else { return nil }
            return Texts(texts, fallback: fallback)
        }
    }
}

extension Reading where Value == Address {
    /// The address of a mailbox.
    static var address: Reading {
        let strings = Reading<String>.string(Wording(ru: "адрес", en: "an address"))
        return Reading(strings.expected) { node, path, log in
            guard let text = strings.read(node, path, log) else { return nil }
            do throws(AddressError) {
                return try Address(text)
            } catch {
                log.fault(at: node.position, path, error.wording)
                return nil
            }
        }
    }
}

extension Reading where Value == JSONValue {
    /// An object of anything.
    static var facts: Reading {
        Reading(Wording(ru: "объект, { … }", en: "an object, { … }")) { node, path, log in
            if case .object = node.content { return node.value }
            log.fault(
                at: node.position,
                path,
                Wording(ru: "ожидается объект, { … }", en: "expected an object, { … }")
            )
            return nil
        }
    }
}
