import Delivery
import Events
import Foundation
import Glibc
import Letters
import Mail
import Reports
import SMTP
import Settings
import Store
import Terminal
import Wording

/// `vestnik send-test`: sends a preview now.
enum SendTestCommand: Subcommand {
    static let command = Command(
        "send-test",
        Wording(ru: "Отправить пробное письмо сейчас", en: "Send a preview of one letter now"),
        discussion: Wording(
            ru: """
                Отправляет письмо, которое показывает `vestnik preview`, слово в слово, на выбранный адрес через первый сервер, до \
                которого есть связь. Оно идёт мимо очереди, не засчитывается ни в какие пределы и ничьи письма; в журнале остаётся, что \
                оно было отправлено.

                Код завершения: 0 — сервер принял, 65 — отказал навсегда, 75 — отказал пока, 69 — ни до одного сервера нет связи.
                """,
            en: """
                Sends the letter that `vestnik preview` shows, word for word, to an address of your choice, through the first \
                relay that can be reached. It goes past the queue, counts for no limit and for nobody’s letters; the log \
                keeps that it was sent.

                Ends with 0 when the relay took it, 65 when it refused it for good, 75 when it refused it for now, 69 when no relay \
                could be reached.
                """
        ),
        positionals: TrialLetter.positionals,
        options: [.value("to", "ADDRESS", Wording(ru: "Куда", en: "Where to"))] + TrialLetter.options + [
            CommandContext.asName, CommandContext.json,
        ],
        examples: [
            Command.Example(
                "vestnik send-test annual-meeting invitation --to me@example.org",
                Wording(ru: "Увидеть письмо в своём ящике", en: "See it in your own mailbox")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        guard let to = context.invocation.value("to") else {
            throw UsageError(
                Wording(ru: "не указан --to ADDRESS", en: "--to ADDRESS is missing"),
                hint: Wording(
                    ru: "подробнее: 'vestnik send-test --help'",
                    en: "see 'vestnik send-test --help'"
                )
            )
        }
        do throws(AddressError) { _ = try Address(to) } catch {
            throw Failure(.badData, "\(to): " + error.wording)
        }
        var letter = try TrialLetter(context)
        letter.request.recipient = to
        letter.request.asOf = letter.request.date
        letter.request.date = Date(timeIntervalSince1970: Double(context.now) / 1000)
        let sender = letter.writer.event.sender
        // No two are alike, or the second would be taken for a copy of the first.
        letter.request.messageID = "<test-\(UUID().uuidString.lowercased())@\(sender.address.asciiDomain)>"
        let (message, composed) = try letter.compose()
        let envelope = Envelope(
            reversePath: (sender.returnPath ?? sender.address).wire,
            forwardPath: composed.forwardPath,
            smtputf8: composed.needsSMTPUTF8,
            internationalAddress: composed.internationalAddress
        )
        for relay in letter.configuration.relays {
            let endpoint = relay.endpoint(environment: context.environment)
            let timeouts = letter.configuration.timeouts.forSessions
            let result: (outcome: Outcome, greeting: SMTPClient.Greeting)
            do {
                result = try SMTPClient.send(message, envelope: envelope, to: endpoint, timeouts: timeouts)
            } catch {
                context.say(
                    Wording(ru: "сервер ", en: "relay ") + "\(relay.name): " + error.stage.wording + ": "
                        + error.wording
                )
                continue
            }
            return try end(Attempt(relay: relay, outcome: result.outcome, letter: letter), context)
        }
        throw Failure(
            .unavailable,
            Wording(
                ru: "ни до одного сервера нет связи; ничего не отправлено",
                en: "no relay could be reached; nothing was sent"
            )
        )
    }

    private struct Attempt {
        let relay: Settings.Relay
        let outcome: Outcome
        let letter: TrialLetter
    }

    private static func end(_ attempt: Attempt, _ context: CommandContext) throws -> ExitCode {
        let outcome = attempt.outcome
        try tell(attempt, context)
        record(attempt, context)
        switch outcome.kind {
        case .sent: return .done
        case .bounced: return .badData
        case .deferred, .inDoubt, .notTried: return .temporaryFailure
        }
    }

    private static func tell(_ attempt: Attempt, _ context: CommandContext) throws {
        let outcome = attempt.outcome
        let word =
            outcome.kind == .inDoubt
            ? "in_doubt" : outcome.kind == .notTried ? "not_tried" : outcome.kind.rawValue
        let reply = outcome.reply.map { Wording(verbatim: "\($0)") }
        let said = [outcome.problem, reply].compactMap { $0 }.joined(separator: ": ")
        guard context.wantsJSON else {
            let line =
                Wording(ru: "проба: ", en: "test ")
                + "\(word): relay=\(attempt.relay.name) tls=\(outcome.tls ?? "none"): " + said
            return try context.output.writeLine(Visible.line(context.text(line)))
        }
        var line = JSONLine()
        line.add("outcome", word)
        line.add("relay", attempt.relay.name)
        line.add("code", outcome.reply?.code)
        line.add("enhanced_code", outcome.enhanced?.description)
        line.add("reply", outcome.reply?.description)
        line.add("problem", outcome.problem.map(context.text))
        line.add("tls", outcome.tls)
        line.add("duration_ms", outcome.durationMilliseconds)
        line.add("message_id", attempt.letter.request.messageID)
        try context.output.writeLine(line.text)
    }

    /// Keeps in the log that a test went out, where there is a database.
    ///
    /// The address is kept as `forget` finds it.
    private static func record(_ attempt: Attempt, _ context: CommandContext) {
        guard access(attempt.letter.configuration.database, F_OK) == 0 else { return }
        let request = attempt.letter.request
        do {
            try context.store(.readWrite).recordTestLetter(
                MessageStore.TestLetter(
                    event: attempt.letter.writer.event.id,
                    notification: request.notification,
                    email: request.recipient.map { MessageStore.personKey(of: $0) },
                    isSent: attempt.outcome.kind == .sent,
                    relay: attempt.relay.name,
                    code: attempt.outcome.reply?.code,
                    enhanced: attempt.outcome.enhanced,
                    tls: attempt.outcome.tls,
                    durationMilliseconds: attempt.outcome.durationMilliseconds
                ),
                actor: try context.actor,
                now: context.now
            )
        } catch {
            context.say(
                Wording(
                    ru: "vestnik: в журнал это не записано: \(Wording(of: error).ru)",
                    en: "vestnik: the log does not know of it: \(Wording(of: error).en)"
                )
            )
        }
    }
}
