public import Wording

/// How a value of one kind is read from a node: nil after a fault, which is then in the log.
public struct Reading<Value> {
    /// Reads a node at a path.
    public let read: (_ node: Node, _ path: String, _ log: FaultLog) -> Value?

    /// A way of reading; it notes why when it returns nil.
    public init(_ read: @escaping (_ node: Node, _ path: String, _ log: FaultLog) -> Value?) {
        self.read = read
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
        Reading<Other> { node, path, log in
            guard let value = read(node, path, log) else { return nil }
            if let other = transform(value) { return other }
            log.fault(at: node.position, path, expected(value))
            return nil
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
        Reading { node, path, log in
            if case .bool(let value) = node.content { return value }
            return mismatch(node, path, log, expected: Wording(ru: "true или false", en: "true or false"))
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
        Reading { node, path, log in
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
        return Reading { node, path, log in
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
            ru: "число от \(bounds.lowerBound) до \(bounds.upperBound)",
            en: "a number from \(bounds.lowerBound) to \(bounds.upperBound)"
        )
        return Reading { node, path, log in
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
        return Reading { node, path, log in
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
        return Reading { node, path, log in spans.read(node, path, log)?.duration }
    }
}
