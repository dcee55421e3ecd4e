extension HeaderField {
    /// `From`, RFC 5322 §3.6.2.
    public static func from(_ mailboxes: Mailbox...) -> HeaderField { .mailboxes("From", mailboxes) }

    /// `Sender`, RFC 5322 §3.6.2.
    public static func sender(_ mailbox: Mailbox) -> HeaderField { .mailboxes("Sender", [mailbox]) }

    /// `Reply-To`, RFC 5322 §3.6.2.
    public static func replyTo(_ mailboxes: Mailbox...) -> HeaderField { .mailboxes("Reply-To", mailboxes) }

    /// `To`, RFC 5322 §3.6.3.
    public static func to(_ mailboxes: Mailbox...) -> HeaderField { .mailboxes("To", mailboxes) }

    /// A field that lists mailboxes, each with its name as atoms, quoted or in encoded words.
    public static func mailboxes(_ name: String, _ mailboxes: [Mailbox]) -> HeaderField {
        HeaderField(name) { writer in
            for (index, mailbox) in mailboxes.enumerated() {
                if index > 0 { writer.raw(",") }
                writer.mailbox(mailbox, isFirst: index == 0)
            }
        }
    }
}

extension FoldingWriter {
    /// RFC 5322 §3.4 `mailbox`: `address`, or `phrase <address>`.
    mutating func mailbox(_ mailbox: Mailbox, isFirst: Bool) {
        let name = mailbox.name.map(HeaderText.safe) ?? ""
        let wire = mailbox.address.wire
        guard !name.isEmpty else {
            if !isFirst { space(before: wire.utf8.count + 1) }
            raw(wire)
            return
        }
        if !isFirst { space(before: min(name.utf8.count, 40)) }
        phrase(name)
        space(before: wire.utf8.count + 3)
        raw("<\(wire)>")
    }

    /// RFC 5322 §3.2.5 `phrase`: plain atoms, a quoted string, or encoded words (RFC 2047 §5 rule 3).
    mutating func phrase(_ text: String) {
        guard isPlain(text), text.utf8.count <= 60, room >= 20 else { return encodedWords(text) }
        let isAtoms = text.utf8.allSatisfy { ByteClass.isAtomText($0) || $0 == UInt8(ascii: " ") }
        let quoted = isAtoms ? text : "\"" + text.flatMap { "\"\\".contains($0) ? "\\\($0)" : "\($0)" } + "\""
        if quoted.utf8.count <= room { raw(quoted) } else { encodedWords(text) }
    }
}
