/// Something that ``LetterCheck`` found.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// Whether letters cannot go before it is put right; else it is a thing to look at.
    public let isFault: Bool
    /// `FILE:LINE:COLUMN: message`, or `FILE: message` where no line is to blame.
    public let description: String

    /// A fault, which must be put right.
    static func fault(_ description: String) -> Self { Self(isFault: true, description: description) }

    /// A remark, to look at.
    static func remark(_ description: String) -> Self { Self(isFault: false, description: description) }
}
