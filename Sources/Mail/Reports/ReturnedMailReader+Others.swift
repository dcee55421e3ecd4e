extension ReturnedMailReader {
    /// Whether an answering program sent it that nobody takes for one that reports deliveries.
    var isCertainlyAutoReply: Bool {
        guard !mail.header.has("x-failed-recipients") else { return false }
        return mail.header.fields.contains { AutoReplyTable.fields.contains($0.name) }
            || envelope.subject.holds(AutoReplyTable.subjects)
            || precedence == "auto_reply"
    }

    /// RFC 3834 §5, RFC 8098, and what programs did before.
    var isAutoReply: Bool {
        if isCertainlyAutoReply { return true }
        let submitted = (mail.header.raw("auto-submitted") ?? "").lowercased()
        if submitted.hasPrefix("auto-replied") { return true }
        let isDisposition = mail.parts.contains { $0.type.name == "message/disposition-notification" }
        if isDisposition { return true }
        let answersUs = mail.header.has("in-reply-to") || mail.header.has("references")
        let isFromProgram =
            submitted.hasPrefix("auto-") || envelope.isFromDaemon || envelope.isFromProgram
            || mail.header.has("x-auto-response-suppress")
        return isFromProgram && (answersUs || submitted.hasPrefix("auto-"))
            && text.folded.holds(AutoReplyTable.words)
    }

    /// Whether a program wants the sender to prove that they are a person.
    var isChallenge: Bool {
        guard !mail.header.has("list-id") else { return false }
        return text.folded.holds(AutoReplyTable.challenges)
            && envelope.subject.holds(AutoReplyTable.challengeSubjects)
            && text.folded.holds("http")
    }

    /// RFC 2369, RFC 2919, and what programs of lists did before.
    var isOfList: Bool {
        let header = mail.header
        if [
            "list-id", "list-post", "x-mailman-version", "x-beenthere", "x-list-administrivia",
            "mailing-list",
        ].contains(where: header.has) {
            return true
        }
        if precedence == "list" || precedence == "bulk" && header.has("list-unsubscribe") { return true }
        let sender = (header.first("from") ?? "").lowercased()
        let isList = [
            "-request@", "-owner@", "-bounces@", "listserv@", "majordomo@", "-admin@", "sympa@", "ezmlm",
            "-help@",
        ].contains(where: sender.contains)
        return isList && envelope.subject.holds(AutoReplyTable.listSubjects)
    }

    /// What stands behind the word in the subject; nil where nobody asks not to be written to.
    ///
    /// The subject begins with the word, as our own `List-Unsubscribe` has it, or the text is the word alone.
    func unsubscribing() -> String? {
        guard !isOfList, !envelope.isFromDaemon, !envelope.isFromProgram else { return nil }
        let subject = String(decoding: envelope.subject.bytes, as: UTF8.self).trimmed
        for word in AutoReplyTable.unsubscribing where subject.hasPrefix(word) {
            let rest = String(subject.dropFirst(word.count))
            guard rest.isEmpty || rest.hasPrefix(" ") || rest.hasPrefix(":"), rest.count < 200 else {
                continue
            }
            // A sentence that begins so is a person's; the short words are words of many sentences.
            let isShort = ["stop", "стоп", "remove"].contains(word)
            guard rest.isEmpty || !isShort, rest.split(separator: " ").count <= 3 else { continue }
            return rest.drop { $0 == " " || $0 == ":" }.description
        }
        let first = text.lines.lazy.map(\.trimmed).first { !$0.isEmpty } ?? ""
        let said = first.lowercased().drop { !$0.isLetter }.trimmed(of: ".!»\"")
        return AutoReplyTable.unsubscribing.contains(said) ? "" : nil
    }

    /// The token of a letter with which a mail asks for no more bulk mail: in its subject, as our own
    /// `List-Unsubscribe` has it, in the address that it went to, or behind the word in its text.
    ///
    /// Whoever sends it: the token tells whom it is about. What merely quotes our letter, as reports and answers do, does
    /// not ask for anything.
    func unsubscribeToken(_ traces: LetterTraces) -> UnsubscribeToken? {
        let subject = String(decoding: envelope.subject.bytes, as: UTF8.self).trimmed
        if let token = tokenBehindWord(subject) { return token }
        guard !isOfList, !envelope.isFromDaemon, !isCertainlyAutoReply else { return nil }
        // A return path may carry a mark of another purpose, which looks the same.
        let addressed = traces.envelopeRecipients.lazy.map { $0.prefix { $0 != "@" }.lowercased() }
            .filter { $0.contains("unsubscribe") }.compactMap { UnsubscribeToken.all(in: $0).first }
        if let token = addressed.first { return token }
        let said = text.lines.lazy.map(\.trimmed).first { !$0.isEmpty } ?? ""
        return said.utf8.count <= 200 ? tokenBehindWord(said.lowercased()) : nil
    }

    private func tokenBehindWord(_ said: String) -> UnsubscribeToken? {
        guard let word = AutoReplyTable.unsubscribing.first(where: said.hasPrefix) else { return nil }
        return UnsubscribeToken.all(in: said.dropFirst(word.count)).first
    }

    private var precedence: String { (mail.header.raw("precedence") ?? "").lowercased() }
}

extension Substring {
    /// Without these characters and blanks at its end.
    func trimmed(of marks: String) -> String {
        var text = self
        while let last = text.last, marks.contains(last) || last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
