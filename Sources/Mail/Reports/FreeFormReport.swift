/// What a report says in words for people, in a form of its program's own.
struct FreeFormReport {
    private let mail: Recogniser.Envelope
    private let limits: ReadingLimits
    /// What became of the letter.
    let action: RecipientReport.Action
    /// The recipients that are named, each with what is said of it.
    private let named: [ReportedRecipients.Entry]

    init(_ mail: Recogniser.Envelope, action: RecipientReport.Action?, _ limits: ReadingLimits) {
        self.mail = mail
        self.limits = limits
        self.action = action ?? ActionWords.action(mail)
        named = Self.entries(mail, limits)
    }

    /// The reports, judged by the words alone.
    var recipients: [RecipientReport] {
        // The text may hold the fields that are for programs.
        let text = mail.text
        if text.folded.holds("final-recipient:"),
            text.folded.holds(["action:", "status:", "diagnostic-code:"])
        {
            let bytes = Array(text.lines.map(\.trimmed).joined(separator: "\n").utf8)
            let report = DeliveryStatusReport(bytes[...], limits)
            if let report, report.recipients.contains(where: { $0.recipient != nil }) {
                var told = report.recipients
                complete(&told)
                return told
            }
        }
        let whole = text.lines.joined(separator: "\n")
        return named.map { entry in
            var report = RecipientReport()
            report.recipient = entry.address
            report.finalRecipient = entry.address
            report.action = action
            let words = entry.words.isEmpty ? whole : entry.words
            report.judge(told: nil, text: words)
            // What is said of the one recipient may stand anywhere.
            if named.count == 1, report.bounceClass == .unknown {
                report.judge(told: nil, text: words + "\n" + whole)
            }
            report.diagnostic = DiagnosticText.line(words)
            return report
        }
    }

    /// Fills what a report for programs leaves open: whom it is about, and why.
    func complete(_ reports: inout [RecipientReport]) {
        for place in reports.indices {
            if reports[place].recipient == nil, reports.count == 1, let only = named.first, named.count == 1 {
                reports[place].recipient = only.address
            }
            let isRefusal = reports[place].action == .failed || reports[place].action == .delayed
            guard isRefusal, reports[place].bounceClass == .unknown || reports[place].diagnostic.isEmpty
            else { continue }
            let addresses = [reports[place].finalRecipient, reports[place].originalRecipient].compactMap {
                $0?.lowercased()
            }
            let words =
                named.first { addresses.contains($0.address.lowercased()) && !$0.words.isEmpty }?.words
                ?? (reports.count == 1 ? mail.text.lines.joined(separator: "\n") : "")
            guard !words.isEmpty else { continue }
            let said = reports[place].diagnostic
            reports[place].judge(told: reports[place].status, text: said + "\n" + words)
            if said.isEmpty { reports[place].diagnostic = DiagnosticText.line(words) }
        }
    }

    private static func entries(
        _ mail: Recogniser.Envelope,
        _ limits: ReadingLimits
    ) -> [ReportedRecipients.Entry] {
        let text = mail.text
        var others = Set<String>()
        for name in ["from", "to", "delivered-to", "x-original-to", "envelope-to", "return-path"] {
            for value in mail.header.all(name).prefix(20) {
                others.formUnion(ReportedAddress.all(in: value, most: 10).map { $0.lowercased() })
            }
        }
        let written = ["to", "cc", "bcc"].flatMap { text.letter?.all($0).prefix(20) ?? [] }
            .flatMap { ReportedAddress.all(in: $0, most: 50) }.filter { !others.contains($0.lowercased()) }
        let found = ReportedRecipients(text.lines, others: others, most: limits.recipients)
        let failed = mail.header.all("x-failed-recipients").prefix(100)
            .flatMap { ReportedAddress.all(in: $0, most: limits.recipients) }
        if !failed.isEmpty {
            return failed.prefix(limits.recipients).map { address in
                found.entries.first { $0.address.lowercased() == address.lowercased() }
                    ?? ReportedRecipients.Entry(address: address, words: "")
            }
        }
        if !found.isList, found.entries.count > 1 {
            // Of addresses in sentences those are meant that the letter was written to; else the first.
            let known = Set(written.map { $0.lowercased() })
            let meant = found.entries.filter { known.contains($0.address.lowercased()) }
            return meant.isEmpty ? Array(found.entries.prefix(1)) : meant
        }
        if found.entries.isEmpty, written.count == 1, let only = written.first {
            return [ReportedRecipients.Entry(address: only, words: "")]
        }
        return found.entries
    }
}
