extension Absence {
    /// The end of an absence that a subject or a text states; nil where none does, or where it can be no such end.
    ///
    /// - Parameters:
    ///   - subject: the subject.
    ///   - lines: the text.
    ///   - written: when it was written, in seconds since 1970 UTC: days without a year are near it.
    init?(subject: String, lines: [String], written: Int64?) {
        let text = FoldedText(subject + " . " + lines.joined(separator: "\n"), limit: 1 << 13)
        var reader = AbsenceReader(text, today: written.map { MailDate.civil($0).date })
        guard let found = reader.read() else { return nil }
        self = found
    }
}
