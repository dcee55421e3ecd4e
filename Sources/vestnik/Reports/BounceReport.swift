import Mail
import Reports
import Store
import Terminal
import Wording

/// Writes what a returned mail means, for people or as JSON Lines.
struct BounceReport {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// One mail: its `file` for programs, its `name` for people.
    func write(_ mail: ReturnedMail, file: String, name: String) throws {
        guard context.wantsJSON else { return try tell(mail, name) }
        if !mail.recipients.isEmpty {
            for report in mail.recipients { try line(mail, file, report.recipient, report) }
        } else if mail.people.isEmpty {
            try line(mail, file, nil, nil)
        } else {
            for person in mail.people { try line(mail, file, person, nil) }
        }
    }

    private func line(
        _ mail: ReturnedMail,
        _ file: String,
        _ recipient: String?,
        _ report: RecipientReport?
    ) throws {
        var line = JSONLine()
        line.add("recipient", recipient)
        line.add("action", report?.action.rawValue)
        line.add("status", report?.status?.description)
        line.add("class", report?.bounceClass?.rawValue)
        line.add("original_message_id", mail.traces.originalMessageID)
        line.add("kind", mail.kind.rawValue)
        line.add("file", file)
        line.add("diagnostic", report.flatMap { $0.diagnostic.isEmpty ? nil : $0.diagnostic })
        try context.output.writeLine(line.text)
    }

    private func tell(_ mail: ReturnedMail, _ name: String) throws {
        let title = Wording(verbatim: name + ": ") + BounceSentences.kind(mail)
        try context.output.writeLine(context.output.style(.heading, Visible.line(context.text(title))))
        var blocks = mail.recipients.map { BounceSentences.lines($0) }
        if blocks.isEmpty { blocks = [BounceSentences.lines(mail)] }
        let width = blocks.joined().map { DisplayWidth.of(context.text($0.title)) }.max() ?? 0
        for (place, block) in blocks.enumerated() {
            if place > 0 { try context.output.writeLine() }
            for line in block {
                let label = DisplayWidth.padded(context.text(line.title) + ":", to: width + 3)
                try context.output.writeLine("  " + label + Visible.line(context.text(line.text)))
            }
        }
        if let letter = mail.traces.originalMessageID {
            let label = DisplayWidth.padded(context.text(BounceWords.letter) + ":", to: width + 3)
            try context.output.writeLine("  " + label + Visible.line(letter))
        }
        try context.output.writeLine()
    }
}

/// What is said of a returned mail, line by line.
enum BounceSentences {
    typealias Line = (title: Wording, text: Wording)

    /// What kind of mail it is.
    static func kind(_ mail: ReturnedMail) -> Wording {
        switch mail.kind {
        case .dsn: mail.recipients.isEmpty ? BounceWords.reportOfNobody : BounceWords.report
        case .complaint: BounceWords.complaint
        case .autoReply: BounceWords.autoReply
        case .challenge: BounceWords.challenge
        case .answer: BounceWords.answer
        case .unsubscribe: BounceWords.unsubscribe
        case .list: BounceWords.list
        case .domainReport: BounceWords.domainReport
        case .message: BounceWords.message
        }
    }

    /// What a report says of one recipient.
    static func lines(_ report: RecipientReport) -> [Line] {
        var lines: [Line] = [
            (BounceWords.recipient, report.recipient.map { Wording(verbatim: $0) } ?? BounceWords.nobody),
            (BounceWords.outcome, outcome(report)),
        ]
        if let status = report.status {
            lines.append((BounceWords.status, Wording(verbatim: "\(status) — ") + status.meaning.meaning))
        }
        if let reason = report.bounceClass {
            lines.append((BounceWords.reason, Wording(verbatim: reason.rawValue)))
        }
        if let server = report.remoteMTA { lines.append((BounceWords.server, Wording(verbatim: server))) }
        if !report.diagnostic.isEmpty {
            lines.append((BounceWords.said, Wording(verbatim: report.diagnostic)))
        }
        lines.append((BounceWords.advice, advice(report)))
        return lines
    }

    /// What a mail that is no report says.
    static func lines(_ mail: ReturnedMail) -> [Line] {
        var lines: [Line] = []
        let people = mail.people.isEmpty ? [mail.sender].filter { !$0.isEmpty } : mail.people
        let title = mail.kind == .complaint || mail.kind == .dsn ? BounceWords.recipient : BounceWords.from
        lines.append(
            (title, people.isEmpty ? BounceWords.nobody : Wording(verbatim: people.joined(separator: ", ")))
        )
        if let answer = mail.answer {
            lines.append((BounceWords.outcome, BounceWords.participation(answer.participation.rawValue)))
        }
        if let absence = mail.absence {
            let day = "\(absence.until.year)-\(two(absence.until.month))-\(two(absence.until.day))"
            lines.append((BounceWords.outcome, BounceWords.absent(day, isReturn: absence.isReturn)))
        }
        lines.append((BounceWords.advice, advice(mail, people.first)))
        return lines
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func outcome(_ report: RecipientReport) -> Wording {
        switch report.action {
        case .failed: BounceWords.failed
        case .delayed: BounceWords.delayed(until: report.willRetryUntil.map { LocalTime.text($0 * 1000) })
        case .delivered: BounceWords.delivered
        case .relayed: BounceWords.relayed
        case .expanded: BounceWords.expanded
        }
    }

    /// The code's advice where code and class mean the same, else the class's.
    private static func advice(_ report: RecipientReport) -> Wording {
        switch (report.action, report.bounceClass) {
        case (.delivered, _), (.relayed, _), (.expanded, _), (_, nil): return BounceWords.nothingToDo
        case (.delayed, _): return BounceWords.wait
        case (.failed, .spam?): return BounceWords.spam
        case (.failed, let reason?):
            guard let status = report.status, reason == .unknown || reason == BounceClass.of(status) else {
                return reason.meaning.advice
            }
            return status.meaning.advice
        }
    }

    /// The address as a word of a command that is copied into a shell: strangers choose what stands in it.
    private static func shellWord(_ address: String) -> String {
        let isPlain = address.unicodeScalars.allSatisfy { scalar in
            !scalar.isASCII || scalar.properties.isAlphabetic || "0"..."9" ~= scalar
                || "@.+-_=".unicodeScalars.contains(scalar)
        }
        return isPlain ? address : shellQuoted(address)
    }

    private static func advice(_ mail: ReturnedMail, _ person: String?) -> Wording {
        let address = person.map(shellWord) ?? "ADDRESS"
        switch mail.kind {
        case .complaint: return BounceWords.stopWriting + "vestnik suppress add \(address)"
        case .unsubscribe: return BounceWords.stopMailings + "vestnik suppress add --scope bulk \(address)"
        case .challenge: return BounceWords.answerChallenge
        case .answer:
            let word = mail.answer?.participation == .declined ? "no" : "yes"
            return BounceWords.recordAnswer + "vestnik answer EVENT \(address) \(word)"
        case .message: return BounceWords.readIt
        case .dsn, .autoReply, .list, .domainReport: return BounceWords.nothingToDo
        }
    }
}
