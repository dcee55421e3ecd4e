import Testing

@testable import Mail

/// A mail of the corpus, and what it is to be read as.
///
/// All were written for these tests, in the forms of the programs that are named; people and places are examples.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    var kind = ReturnedMail.Kind.dsn
    /// For reports `recipient action status class`, each as the command line writes it, `-` for nothing; else recipients.
    var says: [String] = []
    /// The Message-ID of the letter.
    var letter: String? = "<17.annual-meeting@example.org>"
    let text: String

    var testDescription: String { name }

    var mail: ReturnedMail { ReturnedMail(reading: Array(text.utf8)) }

    /// What was read, in the same words.
    static func told(_ mail: ReturnedMail) -> [String] {
        guard mail.kind == .dsn else { return mail.people }
        return mail.recipients.map { report in
            [
                report.recipient, report.action.rawValue, report.status?.description,
                report.bounceClass?.rawValue,
            ].map { $0 ?? "-" }.joined(separator: " ")
        }
    }

    /// The header of the letter that came back.
    static let letterHeader = """
        Received: from site.example.org by relay.example.org with ESMTP; Tue, 24 Nov 2026 10:00:00 +0300
        Message-ID: <17.annual-meeting@example.org>
        Date: Tue, 24 Nov 2026 10:00:00 +0300
        From: meeting@example.org
        To: director@library.example.net
        Subject: Meeting
        MIME-Version: 1.0
        """

    /// A mail of one text.
    static func plain(
        from: String = "MAILER-DAEMON@mx.example.net",
        subject: String,
        more: String = "Return-Path: <>",
        type: String = "text/plain; charset=utf-8",
        _ text: String
    ) -> String {
        """
        \(more)
        Delivered-To: bounces@example.org
        Date: Tue, 24 Nov 2026 10:05:00 +0300
        From: \(from)
        To: bounces@example.org
        Subject: \(subject)
        Message-ID: <report.1@mx.example.net>
        MIME-Version: 1.0
        Content-Type: \(type)
        Content-Transfer-Encoding: 8bit

        \(text)
        """
    }

    /// A mail of parts, each with its header.
    static func parts(
        from: String = "MAILER-DAEMON@mx.example.net",
        subject: String,
        more: String = "Return-Path: <>",
        type: String = "multipart/mixed",
        _ parts: [String]
    ) -> String {
        plain(from: from, subject: subject, more: more, type: "\(type);\n\tboundary=\"=_b1\"", "")
            + parts.map { "--=_b1\n\($0)\n" }.joined() + "--=_b1--\n"
    }

    /// The letter as a part.
    static let letterPart = "Content-Type: message/rfc822\n\n" + letterHeader + "\n\nText.\n"
}
