import Mail
import Mustache

/// Limits of one letter, checked while it is made: whatever a row holds, it costs that letter alone.
struct LetterBounds: Sendable, Hashable {
    /// Octets of the message as the relay gets it, and of each of its texts on the way there.
    let letter: Int
    /// Bytes of a draft before Markdown reads it: a tree of its parts takes up a hundred times as much.
    let draft: Int
    /// Bytes of a header line.
    let line: Int
    /// Steps of one template.
    let steps: Int

    init(letterBytes: Int) {
        letter = letterBytes
        draft = min(letterBytes, 1 << 20)
        line = min(letterBytes, 8 << 10)
        steps = 100_000
    }

    /// What a template may come to.
    var rendering: Bounds { Bounds(bytes: letter, steps: steps) }
    /// What the template of a header line may come to.
    var renderingLine: Bounds { Bounds(bytes: line, steps: steps) }

    /// Throws where a text has become longer than a letter may be.
    func check(_ count: Int) throws(LetterError) {
        if count > letter { throw LetterError(.tooLarge, LetterReasons.moreBytes(than: letter)) }
    }

    /// Throws where a header line has become too long.
    func checkLines(_ subject: String, _ preheader: String) throws(LetterError) {
        guard subject.utf8.count > line || preheader.utf8.count > line else { return }
        throw LetterError(.tooLarge, LetterReasons.longLine(than: line))
    }

    /// What is said of a template that went over.
    func error(_ excess: Bounds.Excess) -> LetterError {
        switch excess {
        case .bytes(let most) where most == line && line < letter:
            LetterError(.tooLarge, LetterReasons.longLine(than: most))
        case .bytes(let most): LetterError(.tooLarge, LetterReasons.moreBytes(than: most))
        case .steps(let most): LetterError(.tooLarge, LetterReasons.moreSteps(than: most))
        case .depth(let most): LetterError(.tooLarge, LetterReasons.tooDeep(most))
        }
    }
}
