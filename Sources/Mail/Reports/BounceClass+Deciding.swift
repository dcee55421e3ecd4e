extension BounceClass {
    /// The class by what a server says: words that leave no doubt, else the code, else words that leave some.
    ///
    /// Servers give codes by habit (5.1.1 to those on a blocklist, 5.7.1 to a full mailbox), and so what they say
    /// plainly comes first. Codes that say plainly what they mean come before words that may mean anything.
    static func of(_ status: EnhancedStatus?, text: String) -> BounceClass {
        if let status, let certain = certain(status) { return certain }
        let said = FoldedText(text, limit: 1 << 13)
        if let row = ReasonWords.plain.first(where: { $0.holds(said, status) }) { return row.bounceClass }
        if let status, let known = of(status) { return known }
        if let row = ReasonWords.vague.first(where: { $0.holds(said, status) }) { return row.bounceClass }
        return ReplyCode.find(in: said).flatMap(of(replyCode:)) ?? .unknown
    }

    /// The class of codes that no server gives for anything else.
    private static func certain(_ status: EnhancedStatus) -> BounceClass? {
        switch (status.subject, status.detail) {
        case (2, 2): .full
        case (2, 3), (3, 4): .tooLarge
        case (1, 7), (1, 8): .policy
        default: nil
        }
    }

    /// The class that an enhanced status code tells by itself: RFC 3463 §3, IANA's registry, and codes of vendors.
    public static func of(_ status: EnhancedStatus) -> BounceClass? {
        switch (status.subject, status.detail) {
        case (1, 1), (1, 3), (1, 4), (1, 6), (2, 1): .noSuchMailbox
        // RFC 7505: no server takes mail. Exchange gives 5.1.10 to people whom it does not find, and says so in words.
        case (1, 2), (1, 10), (4, 4): .domainGone
        // Exchange Online: the DNS of the recipient's domain.
        case (4, 310), (4, 312), (4, 317): .domainGone
        case (2, 2): .full
        case (2, 3), (3, 4): .tooLarge
        case (1, 7), (1, 8), (1, 90), (7, _): .policy
        default: nil
        }
    }

    /// RFC 5321 §4.2.3: what a basic code tells where nothing else does.
    private static func of(replyCode: Int) -> BounceClass? {
        switch replyCode {
        case 551, 553: .noSuchMailbox
        case 552: .full
        default: nil
        }
    }
}

extension EnhancedStatus {
    /// The code that a class and the words come to, where the report tells none.
    static func derived(
        from bounceClass: BounceClass,
        text: String,
        action: RecipientReport.Action
    ) -> EnhancedStatus? {
        let digit = action == .delayed ? 4 : 5
        switch bounceClass {
        case .noSuchMailbox: return EnhancedStatus(digit, 1, 1)
        case .full: return EnhancedStatus(digit, 2, 2)
        case .policy, .spam: return EnhancedStatus(digit, 7, 1)
        case .tooLarge: return EnhancedStatus(digit, 3, 4)
        case .domainGone: return EnhancedStatus(digit, 1, 2)
        case .greylisted: return EnhancedStatus(4, 7, 1)
        case .unknown:
            let said = FoldedText(text, limit: 1 << 13)
            if said.holds(ReasonWords.expired) { return EnhancedStatus(4, 4, 7) }
            if said.holds(ReasonWords.unreachable) { return EnhancedStatus(4, 4, 1) }
            guard let code = ReplyCode.find(in: said) else { return nil }
            return EnhancedStatus(code / 100, 0, 0)
        }
    }
}

/// Basic reply codes in running text: RFC 5321 §4.2.
enum ReplyCode {
    /// The first code of a refusal that stands where a reply begins: after a blank, a colon or a bracket.
    static func find(in text: FoldedText) -> Int? {
        let bytes = text.bytes
        for place in bytes.indices.dropFirst()
        where bytes[place] == UInt8(ascii: "5") || bytes[place] == UInt8(ascii: "4") {
            guard place + 3 < bytes.count, " :([<#;\"'".utf8.contains(bytes[place - 1]),
                " -:;)]>,#.\"'".utf8.contains(bytes[place + 3]),
                ByteClass.isDigit(bytes[place + 1]), ByteClass.isDigit(bytes[place + 2]),
                bytes[place + 1] < UInt8(ascii: "8")
            else { continue }
            return Int(bytes[place] - 48) * 100 + Int(bytes[place + 1] - 48) * 10 + Int(bytes[place + 2] - 48)
        }
        return nil
    }
}

extension BounceClass {
    /// What the class means and what the administrator does about it: what the code says that stands for it.
    public var meaning: StatusMeaning {
        switch self {
        case .noSuchMailbox: StatusTable.meaning(5, 1, 1)
        case .full: StatusTable.meaning(5, 2, 2)
        case .policy, .spam: StatusTable.meaning(5, 7, 1)
        case .tooLarge: StatusTable.meaning(5, 3, 4)
        case .domainGone: StatusTable.meaning(5, 1, 2)
        case .greylisted: StatusTable.meaning(4, 7, 1)
        case .unknown: StatusTable.meaning(5, 0, 0)
        }
    }
}
