internal import Wording

/// A recursive descent over the scalars of a text that goes on after a fault as a person would.
struct JSON5Parser {
    /// Deeper nesting than any configuration has would only exhaust the stack.
    static let deepest = 100
    /// One mistake can look like many; beyond these, more help nobody.
    static let mostFaults = 50

    let scalars: [Unicode.Scalar]
    let log: FaultLog
    var index = 0
    var line = 1
    var lineStart = 0
    var path = ""
    /// The closing brackets that are waited for, outermost first.
    var closers: [Unicode.Scalar] = []
    /// A string that was never closed may have swallowed the comma and brackets of its line.
    var swallowed = false
    private var reportedEnd = false

    init(_ text: String, _ log: FaultLog) {
        scalars = Array(text.unicodeScalars)
        self.log = log
    }

    var position: Position { Position(line: line, column: index - lineStart + 1) }
    var current: Unicode.Scalar? { scalar(at: index) }

    func scalar(at index: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index) ? scalars[index] : nil
    }

    /// What stands here, for a message.
    var found: Wording {
        guard let current else { return FaultWords.endOfFile }
        return current == "\n" || current == "\r" ? FaultWords.endOfLine : Wording(verbatim: "`\(current)`")
    }

    mutating func advance() {
        guard let passed = current else { return }
        index += 1
        if passed == "\n" || (passed == "\r" && current != "\n") {
            line += 1
            lineStart = index
        }
    }

    /// Notes a fault; the end of the file is missed once only.
    mutating func fault(_ message: Wording, at place: Position? = nil) {
        if current == nil {
            if reportedEnd { return }
            reportedEnd = true
        }
        guard log.faults.count < Self.mostFaults else { return }
        log.fault(at: place ?? position, path, message)
    }

    mutating func document() -> Node {
        skipBlank()
        guard current != nil else {
            fault(Wording(ru: "файл пуст: нужно `{`", en: "the file is empty: expected `{`"))
            return Node(.broken, at: position)
        }
        let node = value()
        skipBlank()
        path = ""
        if current != nil { fault(FaultWords.expected(FaultWords.endOfFile, found: found)) }
        return node
    }

    mutating func value() -> Node {
        let start = position
        switch current {
        case "{": return container(closer: "}", start)
        case "[": return container(closer: "]", start)
        case "\"", "'": return Node(string().map { .string($0) } ?? .broken, at: start)
        case let scalar? where scalar.isDigit || "+-.".unicodeScalars.contains(scalar):
            return Node(number() ?? .broken, at: start)
        case let scalar? where Self.startsIdentifier(scalar):
            return Node(word(), at: start)
        default:
            fault(FaultWords.expected(FaultWords.value, found: found))
            skipBroken()
            return Node(.broken, at: start)
        }
    }

    /// `true`, `null`, `Infinity` …; anything else is a text that lacks its quotes.
    private mutating func word() -> Node.Content {
        let start = position
        let token = bareToken()
        switch token {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "Infinity": return .number(.infinity)
        case "NaN": return .number(.nan)
        default:
            fault(
                FaultWords.expected(FaultWords.value, found: Wording(verbatim: "`\(token)`"))
                    + FaultWords.quotes(token),
                at: start
            )
            skipBroken()
            return .broken
        }
    }

    private mutating func container(closer: Unicode.Scalar, _ start: Position) -> Node {
        let faultsBefore = log.faults.count
        guard closers.count < Self.deepest else {
            fault(
                Wording(ru: "вложено глубже \(Self.deepest)", en: "is nested more than \(Self.deepest) deep")
            )
            index = scalars.count
            reportedEnd = true
            return Node(.broken, at: start)
        }
        advance()
        closers.append(closer)
        let outer = path
        let content = closer == "}" ? members(start, outer) : items(start, outer)
        path = outer
        closers.removeLast()
        return Node(content, at: start, isDamaged: log.faults.count > faultsBefore)
    }

    private mutating func members(_ start: Position, _ outer: String) -> Node.Content {
        var members: [Node.Member] = []
        var places: [String: Position] = [:]
        while next(closer: "}", start) {
            path = outer
            let place = position
            guard let key = key() else {
                skipBroken()
                separator(closer: "}")
                continue
            }
            path = join(outer, key)
            skipBlank()
            if current == ":" {
                advance()
                skipBlank()
            } else {
                fault(FaultWords.colon(found: found))
            }
            let repeated = places[key]
            if let repeated {
                fault(
                    Wording(
                        ru: "указано дважды, впервые в строке \(repeated.line); оставьте что-то одно",
                        en: "is given twice: first in line \(repeated.line); keep one of the two"
                    ),
                    at: place
                )
            }
            let value = value()
            if repeated == nil {
                places[key] = place
                members.append(Node.Member(key: key, keyPosition: place, value: value))
            }
            path = outer
            separator(closer: "}")
        }
        return .object(members)
    }

    private mutating func items(_ start: Position, _ outer: String) -> Node.Content {
        var items: [Node] = []
        while next(closer: "]", start) {
            path = "\(outer)[\(items.count)]"
            items.append(value())
            path = outer
            separator(closer: "]")
        }
        return .array(items)
    }

    /// Whether another member or item follows; passes over the closing bracket.
    private mutating func next(closer: Unicode.Scalar, _ start: Position) -> Bool {
        skipBlank()
        while let current {
            if current == closer {
                advance()
                return false
            }
            guard current == "]" || current == "}" else { break }
            let opener = closer == "}" ? "{" : "["
            fault(FaultWords.closer("\(closer)", of: opener, line: start.line, found: "\(current)"))
            // Perhaps ours was forgotten and this one belongs to what encloses us.
            if closers.dropLast().last == current { return false }
            advance()
            skipBlank()
        }
        if current == "," {
            fault(
                FaultWords.expected(
                    closer == "}" ? FaultWords.key : FaultWords.value,
                    found: Wording(verbatim: "`,`")
                )
            )
            advance()
            return next(closer: closer, start)
        }
        guard current != nil else {
            fault(FaultWords.neverClosed(closer == "}" ? "{" : "[", line: start.line), at: start)
            return false
        }
        return true
    }

    /// The comma between two; where it is missing and something follows, that is noted and reading goes on.
    private mutating func separator(closer: Unicode.Scalar) {
        skipBlank()
        switch current {
        case ",":
            swallowed = false
            advance()
        case closer, "]", "}", nil: return
        case _ where swallowed: swallowed = false
        default:
            fault(FaultWords.comma(or: "\(closer)", found: found))
            // A key or value that follows shows that the comma alone was forgotten.
            if let current, Self.startsIdentifier(current) || "\"'{[".unicodeScalars.contains(current) {
                return
            }
            skipBroken()
            skipBlank()
            if current == "," { advance() }
        }
    }

    /// Passes over what cannot be read: up to a comma or bracket of this level, or the end of the line.
    mutating func skipBroken() {
        var depth = 0
        while let scalar = current {
            switch scalar {
            case "{", "[": depth += 1
            case "}", "]":
                if depth == 0 { return }
                depth -= 1
            case ",", "\n", "\r":
                if depth == 0 { return }
            default: break
            }
            advance()
        }
    }
}
