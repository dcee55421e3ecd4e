/// An address at the beginning of a line, behind marks, reply codes and labels that programs put there.
struct LeadingAddress {
    let address: String
    /// The line without the address where nothing stood before it, else the whole line.
    let rest: String

    /// Words before an address that say that a recipient follows.
    private static let labels: [String] = {
        let list: PhraseList = """
            to: | recipient: | recipients: | recipient address: | final-recipient: | original-recipient: | failed recipient: | for:
            unknown user: | invalid user: | user unknown: | undeliverable to: | undeliverable to | delivery to | user: | address:
            email address: | e-mail address: | rcpt to: | rcpt to | >>> rcpt to: | failed to deliver to | your message to | your mail to
            message to | your email to | e-mail to | could not be delivered to | unable to deliver to | user | mailbox | the mailbox
            recipient | the recipient | could not deliver to | rfc822; | an: | кому: | получатель: | адрес: | адресат: | mail to
            unable to deliver message to: | the user | couldn't be delivered to | unable to deliver message to | no such user:
            your message wasn't delivered to | bad address: | bad recipient: | invalid recipient: | unknown recipient: | account
            no such mailbox: | mailbox full: | delivery failed: | delivery failed to | delivery failed for | failed: | recipient(s):
            address not found: | invalid address: | unknown address: | failed to recipient: | to | for | ваше письмо для | sent to
            сообщение для | письмо на адрес | la remise à | a: | para: | à : | empfänger: | undeliverable address: | destinataire :
            delivery failed 20 attempts: | message for | delivering your mail to | rejected: | undelivered:
            """
        return list.phrases.sorted { $0.utf8.count > $1.utf8.count }
    }()

    init?(_ line: String, labels: Bool) {
        guard line.utf8.contains(UInt8(ascii: "@")) else { return nil }
        var text = Substring(line)
        Self.skipMarks(&text)
        // Exchange names people by X.400: `c=RU;a= ;p=Library;o=Main;dda:SMTP=a@example.org; on …`.
        if text.lowercased().hasPrefix("c="), let found = ReportedAddress.first(in: text) {
            address = found
            rest = line
            return
        }
        var isBare = !Self.skipCodes(&text)
        if labels {
            let low = text.prefix(60).lowercased()
            if let label = Self.labels.first(where: { low.hasPrefix($0) }),
                let next = text.dropFirst(label.count).first, " <\t\"'(:".contains(next)
            {
                text = text.dropFirst(label.count)
                isBare = false
                Self.skipMarks(&text)
            }
        }
        let token = text.prefix { $0 != " " && $0 != "\t" && $0 != ">" && $0 != "," && $0 != ";" }
        guard token.utf8.contains(UInt8(ascii: "@")), let found = ReportedAddress.first(in: token),
            // The address begins the token: dots and the like may stand behind it.
            token.utf8.count - found.utf8.count < 30, token.first != "@"
        else { return nil }
        address = found
        rest = isBare ? String(text.dropFirst(token.count).drop { " \t>:;,.…-\"')".contains($0) }) : line
    }

    private static func skipMarks(_ text: inout Substring) {
        while let first = text.first, " \t*-•·>|<\"'«(:".contains(first) { text = text.dropFirst() }
        if text.lowercased().hasPrefix("mailto:") { text = text.dropFirst(7) }
    }

    /// `550 5.1.1 `, `<<< 550-`: RFC 5321 §4.2.
    private static func skipCodes(_ text: inout Substring) -> Bool {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 3, let mark = text.dropFirst(3).first, mark == " " || mark == "-" else {
            return false
        }
        text = text.dropFirst(4)
        let status = text.prefix { $0 != " " }
        if EnhancedStatus(status) != nil { text = text.dropFirst(status.count) }
        skipMarks(&text)
        return true
    }
}
