import Settings
import Wording

/// A value of a person's row: a column, or a key of `details`.
public enum RowField: Sendable, Hashable, CustomStringConvertible {
    /// A column that rules may name.
    public enum Column: String, Sendable, CaseIterable {
        case email, name, organization, position, region, language
        case timeZone = "time_zone"
        case status
    }

    case column(Column)
    /// A key of `details`.
    case detail(String)

    /// Reads `language` or `details.hotel`; nil for anything else.
    public init?(_ text: String) {
        if let column = Column(rawValue: text) {
            self = .column(column)
        } else if text.hasPrefix(Self.details), text.utf8.count > Self.details.utf8.count {
            self = .detail(String(text.dropFirst(Self.details.count)))
        } else {
            return nil
        }
    }

    private static let details = "details."

    /// As it is written in `event.json5`.
    public var description: String {
        switch self {
        case .column(let column): column.rawValue
        case .detail(let key): Self.details + key
        }
    }

    /// What to write instead of a word that names no value, as a fault's sentence.
    static func expected(_ found: String) -> Wording {
        let words = Column.allCases.map(\.rawValue)
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let what = Wording(
            ru: "столбец, \(list), или ключ details, например \"details.hotel\"",
            en: "a column, \(list), or a key of details, as \"details.hotel\""
        )
        return FaultWords.expected(what, text: found) + FaultWords.meant(nearest(to: found, among: words))
    }
}

extension Reading where Value == RowField {
    /// A column or a key of `details`.
    static var rowField: Reading {
        Reading<String>.string(Wording(ru: "столбец", en: "a column")).map {
            RowField.expected($0)
        } transform: {
            RowField($0)
        }.described(written: { "\"\($0)\"" })
    }
}

extension Reading where Value == [RowField] {
    /// Of which values a change is told: the status has letters of its own.
    static var told: Reading {
        Reading.list(of: .rowField).followed { fields, node, path, log in
            guard let index = fields.firstIndex(of: .column(.status)) else { return }
            log.fault(
                at: node.position,
                "\(path)[\(index)]",
                Wording(
                    ru: "об изменении `status` есть отдельные письма, например on: \"cancelled\": уберите",
                    en: "a change of `status` has letters of its own, as on: \"cancelled\": leave it out"
                )
            )
        }
    }
}

extension Reading where Value == [RowField: Texts] {
    /// What the values of a row are called.
    static func labels(fallback: String) -> Reading {
        let texts = Reading<[String: Texts]>.dictionary(of: .texts(fallback: fallback))
        return Reading(texts.expected) { node, path, log in
            let named = texts.read(node, path, log)
            guard let named, case .object(let members) = node.content else { return nil }
            var labels: Value = [:]
            for member in members {
                guard let field = RowField(member.key) else {
                    log.fault(at: member.keyPosition, path, RowField.expected(member.key))
                    continue
                }
                labels[field] = named[member.key]
            }
            return labels
        }
    }
}
