/// A mail transaction as it stands (RFC 5321 §3.3).
struct Transaction {
    var reversePath: String?
    var parameters: [String] = []
    var recipients: [ReceivedMessage.Recipient] = []

    /// The size announced by SIZE= (RFC 1870), 0 without one.
    var announcedSize: Int {
        parameters.first { $0.uppercased().hasPrefix("SIZE=") }.flatMap { Int($0.dropFirst(5)) } ?? 0
    }

    /// Whether SMTPUTF8 was asked for (RFC 6531 §3.4).
    var isInternational: Bool { parameters.contains { $0.uppercased() == "SMTPUTF8" } }
}

extension Session {
    mutating func mail(_ command: CommandParser, _ line: String) {
        let parsed = command.path(after: "FROM:")
        let fallback = refusalOfMail(parsed)
        let accepted = answer(.mail, line: line, fallback: fallback ?? .reply("250 2.1.0 Ok"))
        guard accepted else { return }
        transaction = Transaction(reversePath: parsed?.path ?? "", parameters: parsed?.parameters ?? [])
    }

    private func refusalOfMail(_ parsed: (path: String, parameters: [String])?) -> Answer? {
        // RFC 5321 §4.1.4: the order of commands.
        guard greeted else { return .reply("503 5.5.1 Say EHLO first") }
        if core.options.requiresAuthentication, user == nil {
            return .reply("530 5.7.0 Authentication required")  // RFC 4954 §6
        }
        guard transaction.reversePath == nil else { return .reply("503 5.5.1 A transaction is open") }
        guard let parsed else { return .reply("501 5.5.4 Syntax: MAIL FROM:<address>") }
        if let bad = parsed.parameters.first(where: { !core.isKnown(mailParameter: $0) }) {
            return .reply("555 5.5.4 Unsupported parameter \(bad)")  // RFC 5321 §4.1.1.11
        }
        let sent = Transaction(parameters: parsed.parameters)
        if let limit = core.sizeLimit, sent.announcedSize > limit {
            return .reply("552 5.3.4 Message too big")  // RFC 1870 §6.1
        }
        guard sent.isInternational || parsed.path.utf8.allSatisfy({ $0 < 128 }) else {
            return .reply("553 5.6.7 SMTPUTF8 is needed for this address")  // RFC 6531 §3.5
        }
        return nil
    }

    mutating func recipient(_ command: CommandParser, _ line: String) {
        let parsed = command.path(after: "TO:")
        let fallback = refusalOfRecipient(parsed)
        let accepted = answer(
            .rcpt,
            line: line,
            forwardPath: parsed?.path,
            fallback: fallback ?? .reply("250 2.1.5 Ok")
        )
        guard accepted, transaction.reversePath != nil, let parsed else { return }
        transaction.recipients.append(.init(path: parsed.path, parameters: parsed.parameters))
    }

    private func refusalOfRecipient(_ parsed: (path: String, parameters: [String])?) -> Answer? {
        guard transaction.reversePath != nil else { return .reply("503 5.5.1 MAIL first") }
        guard let parsed, !parsed.path.isEmpty else { return .reply("501 5.5.4 Syntax: RCPT TO:<address>") }
        if let bad = parsed.parameters.first(where: { !core.isKnown(recipientParameter: $0) }) {
            return .reply("555 5.5.4 Unsupported parameter \(bad)")
        }
        guard transaction.isInternational || parsed.path.utf8.allSatisfy({ $0 < 128 }) else {
            return .reply("553 5.6.7 SMTPUTF8 is needed for this address")
        }
        return nil
    }

    mutating func data(_ line: String) {
        let scripted = decide(.data, line: line)
        let answer = scripted ?? defaultAnswerToData
        perform(answer)
        // Only 3xx lets the content come (RFC 5321 §4.1.1.4).
        guard answer.accepts ?? (answer.firstDigit == 3), answer.ending == .goOn else { return }
        guard let content = readContent(answer.bodyCut) else { return end() }
        finish(content)
    }

    private var defaultAnswerToData: Answer {
        guard transaction.reversePath != nil else { return .reply("503 5.5.1 MAIL first") }
        // RFC 2920 §3.1: a pipelining client may come here with every recipient refused.
        guard !transaction.recipients.isEmpty else { return .reply("554 5.5.1 No valid recipients") }
        return .reply("354 End data with <CR><LF>.<CR><LF>")
    }

    /// The content up to the dot; nil when the connection ended first or the script cut it.
    private mutating func readContent(_ cut: Answer.BodyCut?) -> [UInt8]? {
        var reader = BodyReader(expecting: transaction.announcedSize)
        var pending = cut
        while true {
            switch reader.step(&connection, cut: pending?.after) {
            case .complete:
                record(.content, "", bytes: reader.wireCount)
                return reader.content
            case .reachedCut:
                guard let reached = pending else { return nil }
                pending = nil
                var answer = Answer(bytes: reached.reply)
                answer.ending = reached.ending
                if reached.ending != .goOn { record(.content, "", bytes: reader.wireCount) }
                perform(answer)
                guard reached.ending == .goOn else { return nil }
                // An early reply must not wait for the client's next bytes.
                guard connection.flush() else { return nil }
            case .needsMore:
                guard connection.fill() else { return nil }
            }
        }
    }

    private mutating func finish(_ content: [UInt8]) {
        let message = ReceivedMessage(
            session: number,
            reversePath: transaction.reversePath ?? "",
            parameters: transaction.parameters,
            recipients: transaction.recipients,
            bytes: content,
            user: user
        )
        var answer = decide(.endOfData, line: "", message: message)
        if answer == nil, let limit = core.sizeLimit, content.count > limit {
            answer = .reply("552 5.3.4 Message too big")
        }
        var final = answer ?? .reply("250 2.0.0 Ok: queued as \(number)-\(accepted + 1)")
        if final.isAccepting {
            if core.deliver(message) {
                accepted += 1
            } else {
                final = .reply("452 4.3.1 Cannot file the message")
            }
        }
        perform(final)
        transaction = Transaction()
    }
}
