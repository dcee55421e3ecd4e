extension LetterTraces {
    /// What the mail's own header and the letter in it tell.
    init(_ mail: ReceivedPart) {
        let header = mail.header
        for name in [
            "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "x-rcpt-to",
            "to",
        ] {
            for value in header.all(name).prefix(10) {
                guard envelopeRecipients.count < 10, let address = ReportedAddress.first(in: value),
                    !envelopeRecipients.contains(address)
                else { continue }
                envelopeRecipients.append(address)
            }
        }
        inReplyTo = Self.identifiers(header.raw("in-reply-to"))
        references = Self.identifiers(header.raw("references"))
        add(mail.parts.lazy.compactMap { $0.type.isMessage ? $0.children.first?.header : nil }.first)
    }

    /// What the header of the letter tells.
    mutating func add(_ letter: HeaderFields?) {
        guard let letter, messageID == nil else { return }
        messageID = Self.identifiers(letter.raw("message-id")).first
        if let path = letter.first("return-path").flatMap({ ReportedAddress.first(in: $0) }),
            !envelopeRecipients.contains(path)
        {
            envelopeRecipients.append(path)
        }
        originalTo = letter.first("to").map { ReportedAddress.all(in: $0, most: 20) } ?? []
    }

    /// `<left@right>` and nothing else of a field, at most 100 of them.
    static func identifiers(_ value: String?) -> [String] {
        var found: [String] = []
        var rest = Substring(value ?? "")
        while found.count < 100, let open = rest.firstIndex(of: "<"),
            let close = rest[open...].firstIndex(of: ">")
        {
            let identifier = rest[open...close]
            if identifier.utf8.count <= 998, !identifier.contains(" ") { found.append(String(identifier)) }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }
}
