import Delivery
import Mail
import Store
import Terminal
import Wording

/// `vestnik bounce`: what a returned mail means.
enum BounceCommand: Subcommand {
    static let command = Command(
        "bounce",
        BounceWords.summary,
        discussion: BounceWords.discussion,
        positionals: [Positional("FILE", repeated: true, completion: .files, BounceWords.file)],
        options: [.flag("record", ReturnRecordWords.record), CommandContext.asName, CommandContext.json],
        examples: [
            Command.Example("vestnik bounce returned.eml", BounceWords.example),
            Command.Example("vestnik bounce --json /var/mail/bounces", BounceWords.exampleMailbox),
        ]
    )

    /// The largest file that is read, in megabytes.
    private static let largest = 4096

    static func run(_ context: CommandContext) throws -> ExitCode {
        let report = BounceReport(context)
        let store = try context.invocation.flag("record") ? context.store(.readWrite, keepsRights: true) : nil
        var recorder: Returns?
        if let store {
            recorder = try Self.recorder(store, context)
            // A person looks after what the daemon could not read.
            if try store.meta(MessageStore.unreadReturns) != nil {
                try store.setMeta(MessageStore.unreadReturns, nil)
            }
        }
        var code = ExitCode.done
        for path in context.invocation.arguments("FILE") {
            let told: ExitCode
            do { told = try explain(path, report, recorder, context) } catch {
                // The other files are read all the same.
                let failure = Failure(error)
                for line in failure.lines { context.say(line) }
                told = failure.code
            }
            if told != .done { code = code == .done || told != .badData ? told : code }
        }
        return code
    }

    /// Explains the mails of a file, one after the other as they are read.
    private static func explain(
        _ path: String,
        _ report: BounceReport,
        _ recorder: Returns?,
        _ context: CommandContext
    ) throws -> ExitCode {
        var stream = MailStream()
        var isEmpty = true
        var number = 0
        func explain(_ mail: [UInt8], name: String) throws {
            let returned = ReturnedMail(reading: mail)
            try report.write(returned, file: path, name: name)
            guard let recorder else { return }
            let effects = try recorder.record(returned, at: context.now, now: context.now)
            for effect in effects { context.say("\(name): " + words(effect)) }
            if effects.isEmpty { context.say("\(name): " + ReturnRecordWords.nothing) }
        }
        let isWhole = try ImportSource(path).pieces(limit: largest << 20) { piece in
            isEmpty = isEmpty && !piece.contains { $0 > 0x20 }
            try stream.append(piece) { mail in
                number += 1
                try explain(mail, name: "\(path) (\(number))")
            }
        }
        guard isWhole else {
            context.say("vestnik: " + BounceWords.tooLarge(path, megabytes: largest))
            return .badData
        }
        guard !isEmpty else {
            context.say("vestnik: " + BounceWords.empty(path))
            return .badData
        }
        let last = stream.finish()
        try explain(last.mail, name: last.isOnly ? path : "\(path) (\(number + 1))")
        return .done
    }

    private static func recorder(_ store: MessageStore, _ context: CommandContext) throws -> Returns {
        Returns(store: store, configuration: try context.configuration(), actor: try context.actor)
    }

    private static func words(_ effect: ReturnEffect) -> Wording {
        switch effect {
        case .bounced(let id): ReturnRecordWords.bounced(id)
        case .noted(let id): ReturnRecordWords.noted(id)
        case .known(let id): ReturnRecordWords.known(id)
        case .guessed(let id): ReturnRecordWords.guessed(id)
        case .unmatched: ReturnRecordWords.unmatched
        }
    }
}
