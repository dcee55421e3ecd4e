import Regions
import Settings
import Wording

/// A condition on a row: one of its values is one of those named.
public struct Condition: Sendable, Hashable {
    /// Which value is asked.
    public var field: RowField
    /// Which values will do, as text: at least one.
    public var values: [String]

    /// A condition on a value.
    public init(_ field: RowField, _ values: [String]) {
        self.field = field
        self.values = values
    }

    /// Whether a row fulfils it.
    ///
    /// - Parameter found: what the row says, as text: several for a list in `details`, none where it says nothing.
    /// - Returns: true where one of them is one of the values; case and white space around make no difference.
    public func holds(for found: [String]) -> Bool {
        found.contains { text in values.contains { isSame(text, $0) } }
    }

    private func isSame(_ text: String, _ value: String) -> Bool {
        let text = Self.folded(text), value = Self.folded(value)
        switch field {
        case .column(.language):
            // A range takes in what is more particular: `pt` means `pt-BR` as well (RFC 4647 §3.3.1).
            let tag = text.replacing("_", with: "-"), range = value.replacing("_", with: "-")
            return tag == range || tag.hasPrefix(range + "-")
        case .column(.region):
            guard text != value else { return true }
            guard let wanted = Regions.find(value)?.code else { return false }
            return Regions.find(text)?.code == wanted
        default: return text == value
        }
    }

    private static func folded(_ text: String) -> String {
        let body = text.drop(while: \.isWhitespace)
        let end = body.lastIndex { !$0.isWhitespace }.map(body.index(after:)) ?? body.startIndex
        return body[..<end].lowercased()
    }
}

extension Notification {
    /// Whether a row is one of those that the notification goes to.
    ///
    /// - Parameter texts: what the row says, as text, for each value that is asked.
    /// - Returns: whether each of its conditions holds.
    public func admits(_ texts: (RowField) -> [String]) -> Bool {
        conditions.allSatisfy { $0.holds(for: texts($0.field)) }
    }
}

extension Reading where Value == [Condition] {
    /// `{ language: ["en", "pt"], "details.workshop": "swift" }`.
    static var conditions: Reading {
        let expected = Wording(
            ru: "объект, например { language: [\"en\", \"pt\"] }",
            en: "an object, as { language: [\"en\", \"pt\"] }"
        )
        return Reading(expected) { node, path, log in
            guard case .object(let members) = node.content else {
                log.fault(
                    at: node.position,
                    path,
                    Wording(ru: "ожидается \(expected.ru)", en: "expected \(expected.en)")
                )
                return nil
            }
            if members.isEmpty, !node.isDamaged {
                log.fault(
                    at: node.position,
                    path,
                    Wording(
                        ru: "столбец не назван: назовите его или уберите условие",
                        en: "names no column: write one, or leave it out"
                    )
                )
            }
            return members.compactMap { member in
                guard let field = RowField(member.key) else {
                    log.fault(at: member.keyPosition, path, RowField.expected(member.key))
                    return nil
                }
                let place = "\(path)[\"\(field)\"]"
                let values = Self.values(of: member.value, place, log)
                if let values, field == .column(.status) {
                    for value in values where !Self.statuses.contains(value) {
                        log.fault(
                            at: member.value.position,
                            place,
                            FaultWords.expected(FaultWords.anyOf(Self.statuses), text: value)
                        )
                    }
                }
                return values.map { Condition(field, $0) }
            }
        }
    }

    private static let statuses = ["registered", "confirmed", "waitlisted", "cancelled"]

    /// One value, or a list of them.
    private static func values(of node: Node, _ path: String, _ log: FaultLog) -> [String]? {
        guard case .array(let items) = node.content else {
            return text(of: node, path, log).map { [$0] }
        }
        if items.isEmpty {
            log.fault(
                at: node.position,
                path,
                Wording(
                    ru: "значение не названо: письма не получил бы никто",
                    en: "names no value: nobody would get the letter"
                )
            )
            return nil
        }
        let texts = items.enumerated().map { text(of: $1, "\(path)[\($0)]", log) }
        return texts.contains(nil) ? nil : texts.compactMap(\.self)
    }

    private static func text(of node: Node, _ path: String, _ log: FaultLog) -> String? {
        switch node.content {
        case .string(let text): return text
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value): return String(value)
        case .broken: return nil
        default:
            log.fault(
                at: node.position,
                path,
                Wording(
                    ru: "ожидается значение или список значений, например \"en\" или [\"en\", \"pt\"]",
                    en: "expected a value, or a list of values, as \"en\" or [\"en\", \"pt\"]"
                )
            )
            return nil
        }
    }
}
