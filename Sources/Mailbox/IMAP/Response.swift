/// What a server says (RFC 9051 §7), as far as this room needs to understand it.
enum Response: Hashable {
    /// The word at the head of a response of state.
    enum Condition: String, Hashable {
        case ok = "OK"
        case no = "NO"
        case bad = "BAD"
        case bye = "BYE"
        case preauth = "PREAUTH"

        /// Reads the word, whatever its case.
        init?(word: some Collection<UInt8>) {
            self.init(rawValue: String(decoding: word, as: UTF8.self).uppercased())
        }
    }

    /// A response of state: `A1 NO [TRYCREATE] no such mailbox`.
    struct Status: Hashable {
        /// Of the command that it ends; nil where it ends none.
        var tag: String?
        var condition: Condition
        /// In capitals, as `UIDVALIDITY`; nil for none.
        var code: String?
        /// What stands behind the code in its brackets.
        var argument = ""
        /// The server's words for people, made fit for a terminal and a log.
        var text = ""
    }

    /// What is told of a message.
    struct Fetch: Hashable {
        var uid: UInt32?
        var size: Int?
        /// In capitals, as `\SEEN`; nil where they are not told.
        var flags: Set<String>?
        /// In milliseconds since 1970 UTC.
        var receivedAt: Int64?
        var content: Content?
    }

    /// The content of a message, or its beginning.
    enum Content: Hashable {
        case bytes([UInt8], size: Int)
        /// NIL: the server has none.
        case none
    }

    case status(Status)
    case goOn
    case capabilities([String])
    /// So many messages are in the folder.
    case exists(UInt32)
    /// A message of the folder is gone.
    case expunged
    case fetch(Fetch)
    /// A response that nothing here depends on.
    case other
    /// A line that is no response at all.
    case stray
    /// The data of a message that cannot be read.
    case broken
}

extension Response {
    /// Reads a response.
    init(_ raw: ResponseReader.Raw) {
        if raw.line.first == UInt8(ascii: "+") {
            self = .goOn
            return
        }
        let words = raw.line.split(separator: 32, maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count > 1, let tag = words.first, !tag.isEmpty, tag.allSatisfy({ 33...126 ~= $0 }) else {
            self = .stray
            return
        }
        let isUntagged = tag.elementsEqual([UInt8(ascii: "*")])
        let rest = words.count > 2 ? words[2] : []
        if let condition = Condition(word: words[1]) {
            let name = isUntagged ? nil : String(decoding: tag, as: UTF8.self)
            self = .status(Status(tag: name, condition: condition, words: rest))
        } else if !isUntagged {
            self = .stray
        } else if let number = Number.uint32(words[1]) {
            self = Response.about(number, rest, raw)
        } else if String(decoding: words[1], as: UTF8.self).uppercased() == "CAPABILITY" {
            let names = rest.split(separator: 32).prefix(500)
            self = .capabilities(names.map { String(decoding: $0, as: UTF8.self).uppercased() })
        } else {
            self = .other
        }
    }

    /// A response about a message or their number: `23 EXISTS`, `12 FETCH (…)`.
    private static func about(
        _ number: UInt32,
        _ rest: ArraySlice<UInt8>,
        _ raw: ResponseReader.Raw
    ) -> Response {
        let word = String(decoding: rest.prefix { $0 != 32 }.prefix(16), as: UTF8.self).uppercased()
        switch word {
        case "EXISTS": return .exists(number)
        case "EXPUNGE": return number > 0 ? .expunged : .other
        case "FETCH":
            var tokens = TokenReader(raw, from: rest.startIndex + word.utf8.count)
            guard number > 0, let list = tokens.list(), tokens.isAtEnd, let fetch = Fetch(list) else {
                return .broken
            }
            return .fetch(fetch)
        default: return .other
        }
    }
}

extension Response.Status {
    /// Reads what stands behind the condition.
    init(tag: String?, condition: Response.Condition, words: ArraySlice<UInt8>) {
        self.init(tag: tag, condition: condition)
        var rest = words
        if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
            let inner = rest[(rest.startIndex + 1)..<end]
            let name = inner.prefix { $0 != 32 }
            code = String(decoding: name, as: UTF8.self).uppercased()
            argument = String(decoding: inner.dropFirst(name.count + 1), as: UTF8.self)
            rest = rest[(end + 1)...].drop { $0 == 32 }
        }
        text = Self.repaired(rest.prefix(500))
    }

    /// UTF-8 with U+FFFD for what is not, and for control characters.
    private static func repaired(_ bytes: ArraySlice<UInt8>) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isControl = scalar.value < 32 || (0x7F...0x9F).contains(scalar.value)
            clean.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(clean)
    }

    /// The server's words, with the code that explains them.
    var words: String {
        guard let code else { return text }
        return text.isEmpty ? "[\(code)]" : "[\(code)] \(text)"
    }
}

extension Response.Fetch {
    /// Reads the pairs of a FETCH; nil where they are none (RFC 9051 §7.5.2).
    init?(_ list: [Token]) {
        guard list.count % 2 == 0 else { return nil }
        for place in stride(from: 0, to: list.count, by: 2) {
            guard case .atom(let name) = list[place] else { return nil }
            let value = list[place + 1]
            switch name {
            case "UID":
                guard case .atom(let text) = value, let number = Number.uint32(text.utf8), number > 0 else {
                    return nil
                }
                uid = number
            case "RFC822.SIZE":
                // A size that is none is no reason to lose the message.
                if case .atom(let text) = value { size = Number.int(text.utf8) }
            case "FLAGS":
                guard case .list(let items) = value else { return nil }
                flags = Set(
                    items.compactMap { if case .atom(let flag) = $0 { flag } else { nil } }
                )
            case "INTERNALDATE":
                if case .string(let bytes, _) = value { receivedAt = InternalDate.milliseconds(bytes) }
            case "BODY[]", "BODY[]<0>":
                switch value {
                case .string(let bytes, let size): content = .bytes(bytes, size: size)
                case .atom("NIL"): content = Response.Content.none
                case .atom, .list: return nil
                }
            default: break
            }
        }
    }
}
