/// Reads a returned mail: what it is, whom and which letter it is about.
struct ReturnedMailReader {
    let mail: ReceivedPart
    let limits: ReadingLimits

    init(_ bytes: [UInt8], _ limits: ReadingLimits) {
        self.limits = limits
        mail = ReceivedPart.mail(bytes, limits)
    }

    func read() -> ReturnedMail {
        var result = ReturnedMail()
        result.subject = String(DiagnosticText.line(mail.header.first("subject") ?? "").prefix(500))
        result.sender = mail.header.first("from").flatMap { ReportedAddress.first(in: $0) } ?? ""
        result.traces = LetterTraces(mail)
        if let report = deliveryStatus() {
            result.kind = .dsn
            result.recipients = report.recipients
            result.traces.envelopeID = report.envelopeID
        }
        return result
    }

    /// The part that is for programs.
    private func deliveryStatus() -> DeliveryStatusReport? {
        for part in mail.parts
        where ["message/delivery-status", "message/global-delivery-status"].contains(part.type.name) {
            let content = UnifiedLines.of(part.content(limit: limits.textBytes)[...])
            if let report = DeliveryStatusReport(content, limits) { return report }
        }
        return nil
    }
}

extension LetterTraces {
    /// What the mail's own header and the letter in it tell.
    init(_ mail: ReceivedPart) {
        let header = mail.header
        for name in [
            "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "x-rcpt-to",
        ] {
            for value in header.all(name) {
                guard envelopeRecipients.count < 10, let address = ReportedAddress.first(in: value),
                    !envelopeRecipients.contains(address)
                else { continue }
                envelopeRecipients.append(address)
            }
        }
        inReplyTo = Self.identifiers(header.raw("in-reply-to"))
        references = Self.identifiers(header.raw("references"))
        guard let letter = mail.parts.lazy.compactMap({ $0.type.isMessage ? $0.children.first : nil }).first
        else { return }
        messageID = Self.identifiers(letter.header.raw("message-id")).first
        originalTo = letter.header.first("to").map { ReportedAddress.all(in: $0, most: 20) } ?? []
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
