public import Wording

/// Something that ``LetterCheck`` found.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// Whether letters cannot go before it is put right; else it is a thing to look at.
    public let isFault: Bool
    /// Whether a template uses a name that no letter has: who reads it wants to see ``KnownVariables/all``.
    public let isUnknownName: Bool
    /// `FILE:LINE:COLUMN: message`, or `FILE: message` where no line is to blame.
    public let wording: Wording

    /// The same in English.
    public var description: String { wording.en }

    /// A fault, which must be put right.
    static func fault(_ wording: Wording) -> Self {
        Self(isFault: true, isUnknownName: false, wording: wording)
    }

    /// A fault: the template names something that does not exist.
    static func unknownName(_ wording: Wording) -> Self {
        Self(isFault: true, isUnknownName: true, wording: wording)
    }

    /// A remark, to look at.
    static func remark(_ wording: Wording) -> Self {
        Self(isFault: false, isUnknownName: false, wording: wording)
    }
}
