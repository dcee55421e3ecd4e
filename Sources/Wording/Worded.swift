/// What says itself in every language: an error, a fault, a remark.
public protocol Worded: CustomStringConvertible {
    /// The sentence.
    var wording: Wording { get }
}

extension Worded {
    /// The sentence in English.
    public var description: String { wording.en }
}

extension Wording {
    /// What an error says: in every language where it can, else as it describes itself.
    public init(of error: any Error) {
        self = (error as? any Worded)?.wording ?? Wording(verbatim: "\(error)")
    }
}
