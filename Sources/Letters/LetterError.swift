import Mail
public import Wording

/// Why one letter cannot be composed; the sentence becomes the message's reason.
public struct LetterError: Error, Sendable, Hashable, Worded {
    /// What kind of trouble it is.
    public enum Kind: Sendable, Hashable {
        /// The event has no such notification, or no template for it.
        case noTemplate
        /// A template names something that this person's data lack.
        case missingName
        /// The template itself is faulty.
        case template
        /// The address cannot be written to.
        case address
        /// An attachment or picture is not there, or cannot be read.
        case file
        /// The letter would be longer than `limits.letterBytes`, or take too many steps.
        case tooLarge
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// A sentence that a person understands, with file, line and name where there are any.
    public let wording: Wording

    /// An error of `kind` that says `wording`.
    public init(_ kind: Kind, _ wording: Wording) {
        self.kind = kind
        self.wording = wording
    }

    /// The sentence in a language.
    public func text(in language: String) -> String { wording.text(in: language) }
}

/// All faults of an event's templates together, one sentence each (`FILE:LINE:COLUMN: message`).
public struct LetterFaults: Error, Sendable, Hashable, Worded {
    /// The faults, in the order of files and lines.
    public let all: [Wording]

    /// The faults, one a line.
    public var wording: Wording { all.joined(separator: "\n") }

    /// The faults `all`.
    public init(_ all: [Wording]) {
        self.all = all
    }
}
