public import Wording

extension SentLetter.Doubt {
    /// Why the letter that is shown is not the one that went.
    public var wording: Wording {
        switch self {
        case .filesGone: SentLetterWords.filesGone
        case .otherProgram(let version): SentLetterWords.otherProgram(version)
        case .noKey: SentLetterWords.noKey
        case .changed: SentLetterWords.changed
        }
    }
}

extension SentLetterError {
    /// Why the letter of a message cannot be shown.
    public func wording(of message: Int64) -> Wording {
        switch self {
        case .neverMade: SentLetterWords.neverMade(message)
        case .noAttempt(let number, let count): SentLetterWords.noAttempt(number, of: message, count)
        case .notKept(let number): SentLetterWords.notKept(number, of: message)
        case .erased: SentLetterWords.erased(message)
        case .filesGone: SentLetterWords.unmakable(message, SentLetterWords.filesGone)
        case .cannotBeMade(let error): SentLetterWords.unmakable(message, error.wording)
        case .database(let error): error.wording
        }
    }
}
