import Mail
import Mustache

/// A prepared letter: all that many of its copies share filled in and encoded: what is left is to ask for the
/// reader's own values and to write them into their places.
///
/// A prepared letter is made from one letter, of which it is known what the templates asked the reader's names
/// (``Trace``). It serves every letter of the same draft and the same ``SharedVariables`` where those questions have
/// the same answers: then Mustache would take the same turns, Markdown see the same text, and the same bytes come out
/// around the values.
final class PreparedLetter {
    /// What a letter must answer for the prepared letter to fit.
    struct Question {
        enum Place {
            /// It is only asked whether it is there.
            case none
            /// The value with this number among the letter's own; the first question with a number gives it.
            case own(Int)
            /// It was the same as this text of the event's, and so shared its placeholder.
            case fixed(String)
        }

        let name: VariableName
        /// What sections asked; nil where none did.
        let shows: Bool?
        /// Whether its text ends a sentence, where a full stop follows it; nil where none does.
        let endsSentence: Bool?
        let place: Place
    }

    /// A name of the reader's, or of the letter's header lines, which layouts show.
    enum VariableName: Hashable {
        case own(RecipientName)
        case subject
        case preheader
    }

    /// The request's further values that the prepared letter was made with.
    let extra: Value
    let subject: PreparedLine
    let preheader: PreparedLine?
    let questions: [Question]
    /// Texts of the event's in the same template: an own value that equals one would have shared its placeholder.
    let fixedTexts: [String]
    /// A bit for each length that one of them has: most own values are told from all of them by their length.
    private let fixedLengths: UInt64
    let html: PreparedText
    let text: PreparedText
    let pictures: [String]

    init(
        extra: Value,
        subject: PreparedLine,
        preheader: PreparedLine?,
        questions: [Question],
        fixedTexts: [String],
        html: PreparedText,
        text: PreparedText,
        pictures: [String]
    ) {
        self.extra = extra
        self.subject = subject
        self.preheader = preheader
        self.questions = questions
        self.fixedTexts = fixedTexts
        fixedLengths = fixedTexts.reduce(0) { $0 | Self.bit(of: $1) }
        self.html = html
        self.text = text
        self.pictures = pictures
    }

    /// The letter for a reader; nil where the prepared letter does not fit.
    func rendered(_ names: LetterVariables) -> RenderedLetter? {
        guard names.usedExtra.hasBytes(of: extra), let subject = subject.text(names) else { return nil }
        var shownPreheader = ""
        if let preheader {
            guard let text = preheader.text(names) else { return nil }
            shownPreheader = text
        }
        guard let values = values(names, subject: subject, preheader: shownPreheader) else { return nil }
        return RenderedLetter(
            subject: subject,
            preheader: shownPreheader,
            html: html.filled(values),
            text: text.filled(values),
            pictures: pictures
        )
    }

    /// The letter's own values; nil where an answer is another one, or a value is equal to one that it was not equal to
    /// before, or the other way round.
    private func values(_ names: LetterVariables, subject: String, preheader: String) -> RecipientValues? {
        var own = RecipientValues(count: questions.count)
        for question in questions {
            let value: Value? =
                switch question.name {
                case .own(let name): names.value(name)
                case .subject: .string(subject)
                case .preheader: .string(preheader)
                }
            if let shows = question.shows, shows != value?.isTruthy ?? false { return nil }
            switch question.place {
            case .none: continue
            case .own(let number):
                guard let text = value?.insertion else { return nil }
                if let ends = question.endsSentence, ends != FullStop.endsSentence(text) { return nil }
                if number < own.places.count {
                    guard own.isSame(number, text) else { return nil }
                } else {
                    guard !own.places.indices.contains(where: { own.isSame($0, text) }),
                        fixedLengths & Self.bit(of: text) == 0
                            || !fixedTexts.contains(where: { Placeholder.isSame($0, text) })
                    else { return nil }
                    own.append(text)
                }
            case .fixed(let known):
                guard let text = value?.insertion, known.hasBytes(of: text) else { return nil }
            }
        }
        return own
    }
}

extension PreparedLetter {
    private static func bit(of text: String) -> UInt64 { 1 << UInt64(text.utf8.count & 63) }
}

/// A header line with places for the reader's values.
struct PreparedLine {
    enum Piece {
        case fixed([UInt8])
        case own(RecipientName)
    }

    /// The whole line, where it holds nothing of the reader's.
    let fixed: String?
    let pieces: [Piece]
    /// What sections asked.
    let tests: [(name: RecipientName, shows: Bool)]
    /// Values that a full stop follows: whether they end a sentence themselves.
    let stops: [(name: RecipientName, ends: Bool)]

    /// The line for a reader; nil where the prepared letter does not fit.
    func text(_ names: LetterVariables) -> String? {
        for test in tests where names.value(test.name)?.isTruthy ?? false != test.shows { return nil }
        if let fixed { return fixed }
        for stop in stops {
            guard let text = names.value(stop.name)?.insertion, FullStop.endsSentence(text) == stop.ends
            else {
                return nil
            }
        }
        var line: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .fixed(let bytes): line += bytes
            case .own(let name):
                guard let text = names.value(name)?.insertion else { return nil }
                Substitution.appendLine(text, to: &line)
            }
        }
        // Every piece is fit for a line: only the ends are left to be cut.
        return String(decoding: line.drop { $0 == 0x20 }, as: UTF8.self).trimmed
    }
}

extension Value {
    /// What `{{value}}` inserts; nil where it is an error in letters.
    var insertion: String? {
        switch self {
        case .string(let text): text
        case .null, .object: nil
        default: text
        }
    }
}
