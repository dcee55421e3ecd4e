extension Complaint {
    /// The complaint in a mail: a report by RFC 5965, or in the form of a provider that has its own.
    init?(_ mail: ReceivedPart, _ text: ReportText, _ limits: ReadingLimits) {
        if let part = mail.parts.first(where: { $0.type.name == "message/feedback-report" }) {
            var rest = UnifiedLines.of(part.content(limit: limits.textBytes)[...]).drop {
                $0 == UInt8(ascii: "\n")
            }
            let fields = HeaderFields.read(&rest, limits)
            let type = fields.first("feedback-type")?.trimmed.lowercased() ?? "abuse"
            // RFC 6591: a report about signatures, and no complaint; “not spam” takes one back.
            guard !["auth-failure", "not-spam", "dmarc"].contains(type) else { return nil }
            feedbackType = String(type.prefix(40))
            let told = ["original-rcpt-to", "removal-recipient", "x-original-rcpt-to"].flatMap {
                fields.all($0).prefix(50)
            }
            recipients = Self.unique(told.compactMap { ReportedAddress.first(in: $0) })
        } else {
            guard Self.isOwnForm(mail, text) else { return nil }
        }
        guard recipients.isEmpty else { return }
        let own = ["x-hmxmroriginalrecipient", "x-original-recipient"].compactMap { name in
            mail.header.first(name) ?? text.letter?.first(name)
        }
        let written = own + (text.letter?.all("to").prefix(5) ?? [])
        recipients = Self.unique(written.flatMap { ReportedAddress.all(in: $0, most: 20) })
    }

    private static func unique(_ addresses: [String]) -> [String] {
        var seen = Set<String>()
        return addresses.filter { seen.insert($0.lowercased()).inserted }
    }

    /// Hotmail's, AOL's and others' complaints without a part for programs: the letter comes back whole.
    private static func isOwnForm(_ mail: ReceivedPart, _ text: ReportText) -> Bool {
        if mail.header.has("x-hmxmroriginalrecipient") || text.letter?.has("x-hmxmroriginalrecipient") == true
        {
            return true
        }
        guard text.letter != nil else { return false }
        let from = FoldedText(mail.header.first("from") ?? "", limit: 1000)
        let subject = FoldedText(mail.header.first("subject") ?? "", limit: 1000)
        return from.holds(senders) && (subject.holds(subjects) || text.folded.holds(words))
    }

    private static let senders: PhraseList = """
        staff@hotmail.com | scomp@aol | feedbackloop | feedback-loop | feedback loop | abuse | fbl@ | complaint | spamreport | spam-report
        spamcop | fbl-no-reply | antispam
        """
    private static let subjects: PhraseList = """
        complaint | abuse report | email feedback report | client tos notification | feedback loop | spam report | spamcop | fw: spam
        жалоба на спам | жалоба
        """
    private static let words: PhraseList = """
        email abuse report | abuse report for an email | is an email abuse | marked as spam | reported as spam | complaint about
        reported by a user as | пожаловался | жалоба на спам | пометил как спам
        """
}
