public import Wording

/// How a value of one kind is read from a node: nil after a fault, which is then in the log.
public struct Reading<Value> {
    /// Reads a node at a path.
    public let read: (_ node: Node, _ path: String, _ log: FaultLog) -> Value?
    /// What it takes, in the nominative: “a path”; nothing where nobody says so.
    public let expected: Wording
    /// The keys of the objects in it, each path with what leads to it in front.
    let keys: () -> [DeclaredKey]
    /// How a value stands in a file; nil where it is not said in a few words.
    let written: (Value) -> String?

    /// A way of reading; it notes why when it returns nil.
    public init(_ read: @escaping (_ node: Node, _ path: String, _ log: FaultLog) -> Value?) {
        self.init(expected: .nothing, read)
    }

    /// A way of reading that says what it takes, which keys are in it, and how its values are written.
    init(
        expected: Wording,
        keys: @escaping () -> [DeclaredKey] = { [] },
        written: @escaping (Value) -> String? = { _ in nil },
        _ read: @escaping (_ node: Node, _ path: String, _ log: FaultLog) -> Value?
    ) {
        self.expected = expected
        self.keys = keys
        self.written = written
        self.read = read
    }

    /// A way of reading that says what it takes.
    ///
    /// - Parameters:
    ///   - expected: in the nominative, as “a path”.
    ///   - read: it notes why when it returns nil.
    public init(
        _ expected: Wording,
        _ read: @escaping (_ node: Node, _ path: String, _ log: FaultLog) -> Value?
    ) {
        self.init(expected: expected, read)
    }

    /// Reads another value from what this reads, which may say that it is impossible.
    ///
    /// - Parameters:
    ///   - expected: the sentence of the fault where `transform` returns nil.
    ///   - transform: nil for what is impossible.
    /// - Returns: the reading of the other value.
    public func map<Other>(
        _ expected: @escaping (Value) -> Wording,
        transform: @escaping (Value) -> Other?
    ) -> Reading<Other> {
        Reading<Other>(
            expected: self.expected,
            written: { ($0 as? Value).flatMap(written) }
        ) { node, path, log in
            guard let value = read(node, path, log) else { return nil }
            if let other = transform(value) { return other }
            log.fault(at: node.position, path, expected(value))
            return nil
        }
    }

    /// The same reading, whose values are looked at once more.
    ///
    /// - Parameter check: notes what is wrong with a value that could be read.
    /// - Returns: the reading.
    public func followed(
        by check: @escaping (_ value: Value, _ node: Node, _ path: String, _ log: FaultLog) -> Void
    ) -> Reading {
        Reading(expected: expected, keys: keys, written: written) { node, path, log in
            let value = read(node, path, log)
            if let value { check(value, node, path, log) }
            return value
        }
    }

    /// Notes that a node is of another type than it should be; nothing where it is broken anyway.
    static func mismatch(_ node: Node, _ path: String, _ log: FaultLog, expected: Wording) -> Value? {
        if case .broken = node.content { return nil }
        log.fault(at: node.position, path, FaultWords.expected(expected, found: node.kind))
        return nil
    }
}

extension Reading where Value == Bool {
    /// `true` or `false`.
    public static var bool: Reading {
        let expected = Wording(ru: "true или false", en: "true or false")
        return Reading(expected: expected, written: { "\($0)" }) { node, path, log in
            if case .bool(let value) = node.content { return value }
            return mismatch(node, path, log, expected: expected)
        }
    }
}

extension Reading where Value == String {
    /// A string that is not blank and has no control characters.
    public static var string: Reading { string(Wording(ru: "строка", en: "a string")) }

    /// A string that is not blank and has no control characters, called by what it stands for.
    ///
    /// - Parameter expected: as “a path”.
    /// - Returns: the reading.
    public static func string(_ expected: Wording) -> Reading {
        Reading(expected: expected, written: quoted) { node, path, log in
            guard case .string(let value) = node.content else {
                return mismatch(node, path, log, expected: expected)
            }
            if value.allSatisfy(\.isWhitespace) {
                log.fault(at: node.position, path, FaultWords.empty(expected))
                return nil
            }
            if value.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
                log.fault(
                    at: node.position,
                    path,
                    Wording(
                        ru: "внутри перевод строки или другой управляющий символ",
                        en: "has a line break or another control character in it"
                    )
                )
                return nil
            }
            return value
        }
    }
}

extension Reading where Value == Int {
    /// A whole number within bounds.
    ///
    /// - Parameter bounds: the least and the most.
    /// - Returns: the reading.
    public static func integer(_ bounds: ClosedRange<Int>) -> Reading {
        let expected =
            bounds.upperBound == .max
            ? Wording(
                ru: "целое число не меньше \(bounds.lowerBound)",
                en: "a whole number, \(bounds.lowerBound) or more"
            )
            : Wording(
                ru: "целое число от \(bounds.lowerBound) до \(bounds.upperBound)",
                en: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            )
        return Reading(expected: expected, written: { "\($0)" }) { node, path, log in
            guard case .integer(let value) = node.content else {
                return mismatch(node, path, log, expected: expected)
            }
            guard bounds.contains(value) else {
                log.fault(
                    at: node.position,
                    path,
                    FaultWords.expected(expected, found: Wording(verbatim: "\(value)"))
                )
                return nil
            }
            return value
        }
    }
}

extension Reading where Value == Double {
    /// A number within bounds.
    ///
    /// - Parameter bounds: the least and the most.
    /// - Returns: the reading.
    public static func number(_ bounds: ClosedRange<Double>) -> Reading {
        let expected = Wording(
            ru: "число от \(shown(bounds.lowerBound)) до \(shown(bounds.upperBound))",
            en: "a number from \(shown(bounds.lowerBound)) to \(shown(bounds.upperBound))"
        )
        return Reading(expected: expected, written: shown) { node, path, log in
            let value: Double
            switch node.content {
            case .integer(let whole): value = Double(whole)
            case .number(let number): value = number
            default: return mismatch(node, path, log, expected: expected)
            }
            guard bounds.contains(value) else {
                log.fault(
                    at: node.position,
                    path,
                    FaultWords.expected(expected, found: Wording(verbatim: "\(value)"))
                )
                return nil
            }
            return value
        }
    }
}

/// A number as people write it: without a point where it is whole.
private func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}

extension Reading where Value == Span {
    /// A duration, as `"15m"`, within bounds.
    ///
    /// - Parameters:
    ///   - least: no shorter.
    ///   - most: no longer; nil: a hundred years.
    /// - Returns: the reading.
    public static func span(_ least: Span = Span(0, .seconds), _ most: Span? = nil) -> Reading {
        let expected = Wording(
            ru: "длительность в виде \"90s\", \"15m\", \"2h\" или \"4d\"",
            en: "a duration such as \"90s\", \"15m\", \"2h\" or \"4d\""
        )
        let bounds = FaultWords.bounds(
            least.seconds > 0 ? "\"\(least)\"" : nil,
            most.map { "\"\($0)\"" }
        )
        let written: (Span) -> String? = { "\"\($0)\"" }
        let declared = Wording(ru: "длительность", en: "a duration") + bounds
        return Reading(expected: declared, written: written) { node, path, log in
            guard case .string(let text) = node.content else {
                return mismatch(node, path, log, expected: expected)
            }
            guard let span = Span(text) else {
                log.fault(at: node.position, path, FaultWords.expected(expected, text: text))
                return nil
            }
            if span.seconds < least.seconds {
                log.fault(at: node.position, path, FaultWords.atLeast("\"\(least)\"", text: text))
                return nil
            }
            if let most, span.seconds > most.seconds {
                log.fault(at: node.position, path, FaultWords.atMost("\"\(most)\"", text: text))
                return nil
            }
            return span
        }
    }
}

extension Reading where Value == Duration {
    /// A duration, as `"15m"`, within bounds.
    ///
    /// - Parameters:
    ///   - least: no shorter.
    ///   - most: no longer; nil: a hundred years.
    /// - Returns: the reading.
    public static func duration(_ least: Span = Span(0, .seconds), _ most: Span? = nil) -> Reading {
        let spans = Reading<Span>.span(least, most)
        return Reading(expected: spans.expected, written: { Span(whole: $0).map { "\"\($0)\"" } }) {
            node,
            path,
            log in
            spans.read(node, path, log)?.duration
        }
    }
}
