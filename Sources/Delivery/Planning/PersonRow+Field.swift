package import Events
import Mustache
package import Store

extension PersonRow {
    /// What the row says for a value that rules may ask, as text: several for a list in `details`, none for nothing.
    ///
    /// - Parameters:
    ///   - field: the value.
    ///   - event: whose language counts for those who name none.
    /// - Returns: the texts, as they stand.
    func texts(_ field: RowField, event: Event) -> [String] {
        switch field {
        case .column(let column): text(column, event: event).map { [$0] } ?? []
        case .detail(let key): self.details.map { Self.texts(inDetails: $0, key: key) } ?? []
        }
    }

    private func text(_ column: RowField.Column, event: Event) -> String? {
        switch column {
        case .email: self.email
        case .name: self.name
        case .organization: self.organization
        case .position: self.position
        case .region: self.region
        case .language: self.language.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? event.language
        case .timeZone: self.timeZone
        case .status: self.status
        }
    }

    private static func texts(inDetails json: String, key: String) -> [String] {
        guard let details = try? Value(json: json), let value = details[key] ?? details[path: key] else {
            return []
        }
        switch value {
        case .null: return []
        case .list(let elements): return elements.map(\.text)
        default: return [value.text]
        }
    }
}

extension Events.Notification {
    /// Whether a row is one of those that `where` asks for.
    package func admits(_ row: PersonRow, of event: Event) -> Bool {
        conditions.isEmpty || admits { row.texts($0, event: event) }
    }
}
