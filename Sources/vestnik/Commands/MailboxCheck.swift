import Delivery
import Mailbox
import Reports
import Settings
import Terminal
import Wording

/// Looks into the mailbox of returned mail and tells what it shows of itself.
struct MailboxCheck {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// Looks; true where there is no mailbox, or it could be opened.
    func look(_ configuration: Configuration) throws -> Bool {
        guard let mailbox = configuration.mailbox else { return true }
        do throws(MailboxFault) {
            let findings = try MailboxProbe.look(at: mailbox.place(environment: context.environment))
            try? tell(mailbox, findings)
            return true
        } catch {
            try? tell(mailbox, error)
            return false
        }
    }

    private func tell(_ mailbox: MailboxSettings, _ findings: MailboxProbe.Findings) throws {
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "mailbox")
            line.add("mailbox", mailbox.url)
            line.add("reachable", true)
            line.add("address", findings.remoteAddress)
            line.add("tls", findings.tls)
            line.add("messages", findings.messages)
            line.add("watching", findings.isWatching)
            line.add("problem", String?.none)
            return try context.output.writeLine(line.text)
        }
        var told = MailboxWords.reached(
            mailbox.url,
            address: findings.remoteAddress,
            tls: findings.tls
        )
        told = told + MailboxWords.messages(findings.messages)
        if !findings.isWatching { told = told + MailboxWords.looksNowAndThen }
        if case .move(let folder) = mailbox.then, findings.hasTarget == false {
            told = told + MailboxWords.targetWillBeMade(folder)
        }
        try context.output.writeLine(Visible.line(context.text(told)))
    }

    private func tell(_ mailbox: MailboxSettings, _ fault: MailboxFault) throws {
        if context.wantsJSON {
            var line = JSONLine()
            line.add("type", "mailbox")
            line.add("mailbox", mailbox.url)
            line.add("reachable", false)
            line.add("kind", fault.kind.rawValue)
            line.add("problem", context.text(fault.wording))
            return try context.output.writeLine(line.text)
        }
        try context.output.flush()
        context.say(MailboxWords.notReached(mailbox.url, fault.wording))
    }
}
