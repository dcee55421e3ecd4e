public import Letters
import Mail
public import Site
public import Store

/// A letter as it went: made anew from what it was made from, and compared with what was handed to the relay.
///
/// Letters are not kept. Their people's rows are, in every version, and the event's files in every edition; a checksum that
/// was taken when the letter went tells whether this is that letter, byte for byte.
public struct SentLetter: Sendable {
    /// Why a letter that was made anew is not the one that went, as far as can be told.
    public enum Doubt: Sendable, Hashable {
        /// The event's files as they were are not kept: it is made from those of today.
        case filesGone
        /// Another program made it.
        case otherProgram(String)
        /// The key that signs what stands in it about unsubscribing cannot be read by whoever asks.
        case noKey
        /// What was kept has changed since.
        case changed
    }

    /// The attempt that it was made for.
    public let attempt: MadeLetter
    /// The message: RFC 5322, CRLF, not dot-stuffed.
    public let bytes: [UInt8]
    /// Why these are not the bytes that went; nil: they are.
    public let doubt: Doubt?

    /// How many rows of the person are tried, the latest first.
    private static let mostRows = 100

    /// Makes a letter anew.
    ///
    /// - Parameters:
    ///   - message: `messages.id`.
    ///   - number: which of its attempts, counted from 1; nil: the last that a relay accepted, else the last of all.
    ///   - store: where it was recorded.
    ///   - site: from whose files it is made where those of its time are not kept; nil: then it is not made.
    /// - Throws: ``SentLetterError`` where there is nothing to show.
    public init(
        of message: Int64,
        attempt number: Int? = nil,
        in store: MessageStore,
        current site: Site? = nil
    ) throws(SentLetterError) {
        let known = store.knownTokenKey()
        // Whoever may not read it sees the letter with links that nobody can use.
        let key = known ?? SecretKey([])
        let edition: Edition?
        let claims: [ClaimedMessage]
        let mark: LetterMark
        do {
            attempt = try Self.chosen(number, of: try store.madeLetters(of: message))
            guard let made = attempt.mark else { throw SentLetterError.notKept(attempt.number) }
            mark = made
            edition = try mark.edition.flatMap { id throws(StoreError) in try store.edition(id) }
            claims = try store.pastClaims(of: message)
        } catch let error as SentLetterError { throw error } catch let error as StoreError {
            throw .database(error)
        } catch { throw .neverMade }
        guard let last = claims.first else { throw .erased }
        let composer = LetterComposer()
        if AdministratorLetter.isOne(last) {
            var made: [UInt8] = []
            do throws(LetterError) {
                let letter = try composer.compose(last, now: mark.madeAt, into: &made)
                (bytes, doubt) = (made, letter.mark.checksum == mark.checksum ? nil : .changed)
                return
            } catch { throw .cannotBeMade(error) }
        }
        let kept = edition.flatMap(EventEdition.kit)
        if let kept {
            composer.source = LetterSource(
                events: [last.event: kept.kit],
                settings: kept.settings,
                tokenKey: key
            )
        } else if let site {
            composer.source = LetterSource(
                events: site.events.filter { $0.key == last.event },
                configuration: site.configuration,
                tokenKey: key
            )
        } else {
            throw .filesGone
        }
        var first: [UInt8]?
        var fault: LetterError?
        for claim in claims.prefix(Self.mostRows) {
            var made: [UInt8] = []
            do throws(LetterError) {
                let letter = try composer.compose(claim, now: mark.madeAt, into: &made)
                if letter.mark.checksum == mark.checksum {
                    (bytes, doubt) = (made, nil)
                    return
                }
                if first == nil { first = made }
            } catch { fault = fault ?? error }
        }
        guard let first else { throw .cannotBeMade(fault ?? LetterError(.template, .nothing)) }
        bytes = first
        if kept == nil {
            doubt = .filesGone
        } else if let program = kept?.settings.program, program != Version.text {
            doubt = .otherProgram(program)
        } else if known == nil {
            doubt = .noKey
        } else {
            doubt = .changed
        }
    }

    private static func chosen(
        _ number: Int?,
        of attempts: [MadeLetter]
    ) throws(SentLetterError) -> MadeLetter {
        if let number {
            guard let chosen = attempts.first(where: { $0.number == number }) else {
                throw .noAttempt(number, of: attempts.count)
            }
            return chosen
        }
        let accepted = attempts.last { $0.outcome == MessageState.sent.rawValue }
        guard let chosen = accepted ?? attempts.last(where: { $0.mark != nil }) ?? attempts.last else {
            throw .neverMade
        }
        return chosen
    }
}

/// Why there is no letter to show.
public enum SentLetterError: Error {
    /// Nothing was tried yet.
    case neverMade
    /// There is no such attempt, of so many.
    case noAttempt(Int, of: Int)
    /// For this attempt no letter was made, or what it was is not kept.
    case notKept(Int)
    /// Its person's data were erased.
    case erased
    /// The event's files as they were are not kept, and today's cannot be read.
    case filesGone
    /// From what was kept no letter can be made.
    case cannotBeMade(LetterError)
    /// The database cannot be read.
    case database(StoreError)
}
