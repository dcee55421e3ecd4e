import Testing

@testable import Mail

@Suite("Returned mail, form by form")
struct CorpusTests {
    static let reports = Sample.unix + Sample.office + Sample.providers + Sample.strangers
    static let all = reports + Sample.answers + Sample.chance

    @Test("is told recipient by recipient: who, what became of the letter, code, class", arguments: all)
    func says(sample: Sample) {
        let mail = sample.mail
        #expect(mail.kind == sample.kind)
        #expect(Sample.told(mail) == sample.says)
        #expect(mail.traces.originalMessageID == sample.letter)
    }

    @Test(
        "is told alike with CRLF and CR, behind the line of a mailbox file, and forwarded inside base64",
        arguments: all
    )
    func ends(sample: Sample) {
        for end in ["\r\n", "\r"] {
            let mail = ReturnedMail(reading: Array(sample.text.replacing("\n", with: end).utf8))
            #expect(mail.kind == sample.kind)
            #expect(Sample.told(mail) == sample.says)
        }
        let stored = "From MAILER-DAEMON Tue Nov 24 10:05:00 2026\n" + sample.text
        #expect(Sample.told(ReturnedMail(reading: Array(stored.utf8))) == sample.says)
    }

    @Test("is no report where a person forwards it", arguments: reports)
    func forwarded(sample: Sample) {
        let body = sample.text.split(separator: "\n\n", maxSplits: 1).last ?? ""
        let text = Sample.plain(
            from: "Ann <ann@example.com>",
            subject: "Fwd: Undelivered Mail Returned to Sender",
            more: "Return-Path: <ann@example.com>",
            "Look what I got:\n\n" + body
        )
        #expect(ReturnedMail(reading: Array(text.utf8)).kind == .message)
    }

    @Test("a report cut anywhere is read as far as it goes, and names nobody else", arguments: reports)
    func cut(sample: Sample) {
        let known = Set(sample.says.compactMap { $0.split(separator: " ").first.map(String.init) })
        let bytes = Array(sample.text.utf8)
        for length in stride(from: 0, to: bytes.count, by: 97) {
            let mail = ReturnedMail(reading: Array(bytes[..<length]))
            guard mail.kind == .dsn else { continue }
            for report in mail.recipients {
                // The address itself may be cut.
                let isKnown = report.recipient.map { told in
                    known.contains { $0.hasPrefix(told) || told == "meeting-guests@example.org" }
                }
                #expect(isKnown ?? true, "\(length): \(report.recipient ?? "")")
            }
        }
    }
}
