import Delivery
import Mail
import Site
import Store
import Terminal
import Wording

/// A letter as it went, as `show --letter` writes it.
struct SentLetterView {
    /// What of it is written.
    enum Format: String, CaseIterable {
        /// The plain text, decoded.
        case text
        /// The page, decoded.
        case html
        /// The whole message, byte for byte.
        case eml
    }

    private let context: CommandContext
    private let format: Format
    private let attempt: Int?

    /// What was asked for; nil: no letter was.
    init?(_ context: CommandContext) throws {
        let number = context.invocation.value("attempt")
        guard let format = context.invocation.value("letter").flatMap(Format.init) else {
            if number != nil { throw UsageError(SentLetterWords.attemptAlone) }
            return nil
        }
        self.context = context
        self.format = format
        attempt = try number.map { text in
            guard let number = Int(text), number > 0 else { throw UsageError(SentLetterWords.badAttempt) }
            return number
        }
    }

    /// Writes the letter of a message; one that is not exactly what went is told before it.
    func write(_ message: Int64, _ store: MessageStore) throws -> ExitCode {
        let letter: SentLetter
        do throws(SentLetterError) {
            letter = try SentLetter(
                of: message,
                attempt: attempt,
                in: store,
                current: try? Site.load(configuration: context.configurationPath)
            )
        } catch {
            if case .database(let error) = error { throw error }
            throw Failure(.noInput, error.wording(of: message))
        }
        if let doubt = letter.doubt { context.say("vestnik: " + SentLetterWords.notExact(doubt.wording)) }
        switch format {
        case .eml: try context.output.write(bytes: letter.bytes)
        case .text: try write(LetterBodies(of: letter.bytes).text)
        case .html: try write(LetterBodies(of: letter.bytes).html)
        }
        return letter.doubt == nil ? .done : .badData
    }

    private func write(_ body: String?) throws {
        guard let body else { throw Failure(.noInput, SentLetterWords.noText) }
        try context.output.write(bytes: Array(body.utf8))
    }
}
