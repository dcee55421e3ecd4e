/// What a returned mail says to people, apart from the letter that came back with it.
struct ReportText: Sendable {
    /// The lines before the letter, without those that quote somebody.
    let lines: [String]
    /// The same, for phrases to be looked for.
    let folded: FoldedText
    /// The header of the letter, which stands in a part of its own, or in the text behind the report.
    let letter: HeaderFields?

    /// Reads the texts of a mail.
    init(_ mail: ReceivedPart, _ limits: ReadingLimits) {
        var texts: [String] = []
        var size = 0
        var letter: HeaderFields?
        for part in mail.parts {
            if part.type.isMessage {
                letter = letter ?? part.children.first.map(\.header)
                continue
            }
            guard part.type.name.hasPrefix("text/"), size < limits.textBytes, !Self.isShadow(part, of: mail)
            else { continue }
            let text = part.text(limit: limits.textBytes)
            size += text.utf8.count
            texts.append(text)
        }
        let all = texts.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(4000)
        let end = Self.letterStart(all) ?? all.endIndex
        let said = all[..<end].filter { !$0.hasPrefix("> ") && $0 != ">" }
        if letter == nil || letter?.fields.isEmpty == true, end < all.endIndex {
            letter = Self.header(all[end...], limits)
        }
        self.letter = letter
        lines = said.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(2000))) }
        folded = FoldedText(lines.joined(separator: "\n"))
    }

    /// HTML that says once more what a plain text beside it says.
    private static func isShadow(_ part: ReceivedPart, of mail: ReceivedPart) -> Bool {
        part.type.name == "text/html"
            && mail.parts.contains { $0.type.name == "text/plain" && $0.body.count > 20 }
    }

    /// The header of the letter behind the mark that announces it.
    private static func header(_ lines: ArraySlice<Substring>, _ limits: ReadingLimits) -> HeaderFields? {
        // Up to three lines of marks, rules and blanks stand before it; some programs set it in.
        for skipped in 0..<min(8, lines.count) {
            let rest = lines.dropFirst(skipped)
            guard let first = rest.first, isField(first) else { continue }
            let indent = first.prefix { $0 == " " || $0 == "\t" }
            let plain = rest.map { $0.hasPrefix(indent) ? $0.dropFirst(indent.count) : $0 }
            var bytes = Array(plain.joined(separator: "\n").utf8)[...]
            return HeaderFields.read(&bytes, limits)
        }
        return nil
    }

    /// The line at which the letter begins: a mark, or several fields of a header below each other.
    private static func letterStart(_ lines: ArraySlice<Substring>) -> Int? {
        var run = 0
        for (place, line) in lines.enumerated() {
            if isMark(line), !isWithinSentence(lines, place) {
                // A mark that nothing follows is none, unless it is the last word.
                return place
            }
            if isField(line) {
                run += 1
                let start = place - run + 1
                // `Received` and `Return-Path` begin no report.
                if run >= 4 || beginsLetter(line),
                    hasLetterField(lines[start..<min(start + 40, lines.count)]), !isSummary(lines, start)
                {
                    return start
                }
            } else if !(run > 0 && (line.first == " " || line.first == "\t")) {
                run = 0
            }
        }
        return nil
    }

    /// Whether the line goes on with what the one before it says: “You can delete your own text from the / attached returned
    /// message.” announces nothing.
    private static func isWithinSentence(_ lines: ArraySlice<Substring>, _ place: Int) -> Bool {
        guard let first = lines[place].first, first.isLowercase, place > lines.startIndex,
            lines[place].hasSuffix(".")
        else { return false }
        return lines[place - 1].last?.isLetter ?? false
    }

    /// Whether these fields are a few of the letter's that the report names before it says anything.
    private static func isSummary(_ lines: ArraySlice<Substring>, _ start: Int) -> Bool {
        guard lines[start].first == " " || lines[start].first == "\t" else { return false }
        let before = lines[..<start].last { !$0.allSatisfy(\.isWhitespace) }
        return before.map { FoldedText($0).holds("with the following header") } ?? false
    }

    private static func isField(_ line: Substring) -> Bool {
        guard let colon = line.prefix(60).firstIndex(of: ":") else { return false }
        let name = line[..<colon].drop { $0 == " " || $0 == "\t" }
        return fieldNames.contains(name.lowercased()) || name.hasPrefix("X-") && !name.contains(" ")
    }

    private static func beginsLetter(_ line: Substring) -> Bool {
        ["received: ", "return-path: <", "received:from", "dkim-signature: ", "x-received: "].contains {
            line.lowercased().hasPrefix($0)
        }
    }

    /// Whether a field stands there that reports do not quote for people.
    private static func hasLetterField(_ lines: ArraySlice<Substring>) -> Bool {
        lines.contains { line in
            let low = line.prefix(40).lowercased().drop { $0 == " " }
            return [
                "message-id:", "received:", "mime-version:", "return-path:", "x-mailer:", "dkim-signature:",
            ].contains { low.hasPrefix($0) }
        }
    }

    private static let fieldNames: Set = [
        "received", "return-path", "message-id", "from", "to", "cc", "subject", "date", "mime-version",
        "content-type",
        "content-transfer-encoding", "reply-to", "sender", "references", "in-reply-to", "dkim-signature",
        "user-agent",
        "delivered-to", "precedence", "list-id", "list-unsubscribe", "importance", "thread-index",
        "authentication-results",
        "received-spf", "arc-seal", "arc-message-signature", "errors-to", "envelope-to", "organization",
        "domainkey-signature",
    ]

    /// Whether the line announces the letter that follows.
    private static func isMark(_ line: Substring) -> Bool {
        guard line.utf8.count < 200, line.utf8.count > 8 else { return false }
        let text = FoldedText(line)
        guard text.holds(letterMarks) else { return false }
        // Announced, not told of: dashes, a colon, or nothing else on the line.
        let trimmed = line.drop { $0 == " " || $0 == "\t" }
        return trimmed.hasPrefix("--") || trimmed.hasPrefix("==") || trimmed.hasPrefix("**")
            || trimmed.hasPrefix("|")
            || trimmed.hasPrefix("__") || trimmed.hasSuffix(":")
            || trimmed.hasSuffix(".") && trimmed.count < 75 || trimmed.count < 50
    }

    /// The words by which programs announce the letter that came back.
    static let letterMarks = [
        "below this line is a copy of the message", "below is a copy of the original",
        "this is a copy of the message",
        "this is a copy of your message", "this is a copy of the headers", "original message follows",
        "original message --",
        "original message -", "- original message", "-original message", "original message:",
        "original message header",
        "unsent message follows", "message follows", "message header follows", "headers follow",
        "message headers follow", "your message follows", "returned message follows",
        "original message headers", "text of message follows",
        "message text follows", "here is a copy of", "the body of the message is", "copy of your message",
        "copy of the original message",
        "a copy of the message", "your original message", "returned message", "undelivered message follows",
        "message was:", "start of returned message", "rejected message", "received message header",
        "the header of the original message",
        "original mail follows", "begin forwarded", "included is a copy of the message header",
        "исходное сообщение", "копия сообщения",
        "оригинал сообщения", "исходное письмо", "заголовки исходного", "заголовок сообщения",
        "ursprüngliche nachricht",
        "message original", "forwarded message", "the message header", "headers of the message",
        "returned text follows", "returned mail follows",
        "below this line is the original bounce",
    ]
}
