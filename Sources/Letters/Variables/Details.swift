import Mail
import Mustache

/// A row's details column, read.
final class Details {
    /// An object; no mail program makes a link of its texts.
    let value: Value
    /// What it says for the line that a letter opens with.
    let salutation: SalutationFields

    init(_ value: Value) {
        self.value = value.inert
        salutation = SalutationFields(value.withoutLinks)
    }
}

extension Value {
    /// The value with every text of it inert (``InertText``).
    var inert: Value {
        switch self {
        case .string(let text): .string(InertText.of(text))
        case .list(let elements): .list(elements.map(\.inert))
        case .object(let members): .object(members.mapValues(\.inert))
        case .null, .bool, .integer, .number: self
        }
    }

    /// An object without the texts that read as links: what is said to a reader takes none of them.
    fileprivate var withoutLinks: Value {
        guard case .object(let members) = self else { return self }
        return .object(
            members.compactMapValues { value in
                if case .string(let text) = value, InertText.readsAsLink(text) { return nil }
                return value.withoutLinks
            }
        )
    }
}
