public import Events

/// Makes the letters of one event: holds its parsed templates, layout, attachments and caches.
///
/// A press belongs to one thread: its caches change as it works.
public final class LetterPress {
    /// The event whose letters it makes.
    public let event: Event

    /// Parses the event's templates and layout, and encodes its attachments once.
    ///
    /// - Throws: ``LetterFaults`` with every fault of every template, with file and line.
    public init(event: Event, files: TemplateFiles) throws(LetterFaults) {
        self.event = event
    }

    /// Appends one letter to `out`: RFC 5322, CRLF, not dot-stuffed; the same order gives the same bytes.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made; the message is then `rejected`.
    public func compose(_ order: Order, into out: inout [UInt8]) throws(LetterError) -> Composed {
        throw LetterError(.noTemplate, "not yet written")
    }
}
