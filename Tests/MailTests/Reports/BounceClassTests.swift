import Testing

@testable import Mail

@Suite("Why a letter came back")
struct BounceClassTests {
    @Test(
        "words that leave no doubt decide, then codes, then words that leave some",
        arguments: [
            // Codes by themselves.
            ("5.1.1", "", BounceClass.noSuchMailbox), ("5.1.2", "", .domainGone), ("5.1.10", "", .domainGone),
            ("5.2.1", "", .noSuchMailbox),
            ("5.2.2", "", .full), ("4.2.2", "", .full), ("5.2.3", "", .tooLarge), ("5.3.4", "", .tooLarge),
            ("5.4.4", "", .domainGone),
            ("5.1.8", "", .policy), ("5.7.26", "", .policy), ("4.4.1", "", .unknown), ("5.0.0", "", .unknown),
            ("5.4.7", "", .unknown),
            // A code of habit, and words that say it.
            ("5.1.1", "550 5.1.1 Mailbox full", .full), ("5.7.1", "550 5.7.1 No such user", .noSuchMailbox),
            ("5.1.1", "550 5.1.1 blocked using zen.spamhaus.org", .policy),
            ("5.7.1", "554 5.7.1 spam message rejected", .spam),
            ("5.0.0", "552 message size exceeds fixed limit", .tooLarge),
            ("4.7.1", "451 4.7.1 Greylisted, see http://a.example", .greylisted),
            ("4.2.0", "450 4.2.0 Recipient address rejected: Greylisted", .greylisted),
            ("4.7.1", "451 4.7.1 Please come back later", .greylisted),
            // The same words for good are no grey list.
            ("5.7.1", "550 5.7.1 please try again later", .policy),
            // About us, though it speaks of domains.
            ("5.1.8", "553 5.1.8 Domain of sender address a@b.example does not exist", .policy),
            ("5.0.0", "550 Sender verify failed: unknown user", .policy),
            ("5.0.0", "host mx said: 550 no such domain b.example (in reply to MAIL FROM command)", .policy),
            // A limit of ours is no full mailbox.
            ("5.4.5", "550 5.4.5 Daily sending quota exceeded", .policy),
            // Exim: of a domain by itself, of a mailbox where another server says so.
            ("", "Unrouteable address", .domainGone),
            ("", "SMTP error from remote mail server: 550 Unrouteable address", .noSuchMailbox),
            // Exchange Online's refusal of who is not in its directory.
            ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", .noSuchMailbox),
            // Its 5.1.10 is of a person, where others mean a domain without a server (RFC 7505).
            (
                "5.1.10",
                "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
                .noSuchMailbox
            ),
            ("5.1.10", "556 5.1.10 Recipient address has null MX", .domainGone),
            // Postfix says so before any reason; the reason counts.
            ("5.3.0", "554 5.3.0 <a@b.example>: Recipient address rejected: Internal error", .policy),
            ("5.0.0", "550 <a@b.example>: Recipient address rejected: User unknown", .noSuchMailbox),
            ("5.0.0", "550 #5.0.0 Address rejected.", .noSuchMailbox),
            // A word of the dialogue that broke off is no reason.
            ("4.4.2", "lost connection with mx.b.example while performing the HELO handshake", .unknown),
            ("5.7.1", "550 5.7.1 bad HELO name", .policy),
            // Their disk is not a person's mailbox, and a header is not one either.
            ("4.4.5", "452 4.4.5 Insufficient disk space; try again later", .unknown),
            ("5.6.0", "552 5.6.0 Headers too large (3 max)", .tooLarge),
            ("4.0.0", "DNS Error: lookup of b.example had no relevant answers.", .domainGone),
            ("5.0.0", "Error: No valid recipients for this MM", .noSuchMailbox),
            // Basic codes, where nothing else speaks.
            ("", "552 sorry", .full), ("", "553 sorry", .noSuchMailbox),
            ("", "550 mailbox unavailable", .noSuchMailbox), ("", "550 no", .unknown),
            // Languages.
            ("", "550 Ящик переполнен", .full), ("", "Пользователь не найден", .noSuchMailbox),
            ("", "Postfach voll", .full),
            ("", "boîte pleine", .full), ("", "utilisateur inconnu", .noSuchMailbox),
            ("", "Esta casilla ha expirado por falta de uso.", .noSuchMailbox),
            ("", "メールボックスが一杯のため", .full), ("5.0.0", "Domino ディレクトリには見つかりません。", .noSuchMailbox),
            ("", "домен не найден", .domainGone),
            // Nobody answered.
            ("4.4.1", "connect to mx.example.net: Connection refused", .unknown), ("", "", .unknown),
        ]
    )
    func classes(code: String, text: String, expected: BounceClass) {
        #expect(BounceClass.of(EnhancedStatus(code), text: text) == expected, "\(code) \(text)")
    }

    @Test(
        "a code is derived where none is told, and nothing where nothing is known",
        arguments: [
            ("no such user", "5.1.1"), ("mailbox full", "5.2.2"), ("host unknown", "5.1.2"),
            ("message too large", "5.3.4"), ("spam message", "5.7.1"),
            ("retry timeout exceeded", "4.4.7"), ("connection refused", "4.4.1"), ("550 sorry", "5.0.0"),
            ("451 sorry", "4.0.0"), ("sorry", nil),
        ]
    )
    func derived(text: String, code: String?) {
        var report = RecipientReport()
        report.judge(told: nil, text: text)
        #expect(report.status?.description == code)
    }

    @Test(
        "of several codes the one that says most is taken, and never an address of the Internet or a version",
        arguments: [
            ("5.0.0", "550 5.1.1 unknown", "5.1.1"),
            ("5.1.0", "5.1.0 - Unknown address error 550-'5.2.2 <a@b.example>... full'", "5.2.2"),
            ("5.7.1", "550 5.1.1 unknown", "5.7.1"),
            (nil, "550-5.1.1 The account\n550 5.1.1 does not exist", "5.1.1"),
            (nil, "sorry (#5.2.2)", "5.2.2"),
            (nil, "host 5.1.1.23 said no, by version 4.2.1b", nil), ("5.0.0", "no words", "5.0.0"),
            (nil, "see 15.1.1 or 5.1.1.", "5.1.1"),
        ] as [(String?, String, String?)]
    )
    func codes(told: String?, text: String, chosen: String?) {
        #expect(StatusWords.choose(told.flatMap { EnhancedStatus($0) }, in: text)?.description == chosen)
    }

    @Test("phrases of the tables are in lower case, and none is twice in a row")
    func tables() {
        for row in ReasonWords.plain + ReasonWords.vague {
            #expect(Set(row.phrases.phrases).count == row.phrases.phrases.count)
            #expect(row.phrases.phrases.allSatisfy { $0 == $0.lowercased() && $0.count > 3 })
        }
    }
}
