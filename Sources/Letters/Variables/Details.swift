import Mustache

/// A row's details column, read.
final class Details {
    /// An object.
    let value: Value
    /// What it says for the line that a letter opens with.
    let salutation: SalutationFields

    init(_ value: Value) {
        self.value = value
        salutation = SalutationFields(value)
    }
}
