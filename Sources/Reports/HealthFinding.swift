package import Wording

/// One thing that needs a person: what kind it is of, what it is about, and how it is told.
package struct HealthFinding: Sendable {
    /// The kinds, in no order.
    package enum Kind: String, Sendable, CaseIterable {
        case startFailed, hasDied, silent, stuck, records, clock, keyLost, held, undecided, paused, approval
        case strayEvents, unmade, stale, unknownZones, leftSending, longSending, heldBack, relay, mailbox
        case unreadReturns, declined, relayBlock, noConnection, intake, unread, unerased, isDown, disk,
            standstill, largeLog
    }

    package let kind: Kind
    /// Which relay, which mailing; empty where there is but one.
    package let subject: String
    package let wording: Wording
    /// The same without the command that shows more, for a page, which leads there by itself.
    package let onPages: Wording

    package init(_ kind: Kind, of subject: String = "", _ wording: Wording, onPages: Wording? = nil) {
        self.kind = kind
        self.subject = subject
        self.wording = wording
        self.onPages = onPages ?? wording
    }

    /// What is told with the command that shows more.
    package init(_ kind: Kind, of subject: String = "", _ told: Wording, command: String) {
        self.init(
            kind,
            of: subject,
            told + Wording(ru: "; ", en: ": ") + Wording(verbatim: command),
            onPages: told
        )
    }

    /// What it is known by as long as it lasts, whatever figures its sentence names.
    package var cause: String { subject.isEmpty ? kind.rawValue : "\(kind.rawValue) \(subject)" }
}

extension [HealthFinding] {
    mutating func add(_ kind: HealthFinding.Kind, of subject: String = "", _ wording: Wording) {
        append(HealthFinding(kind, of: subject, wording))
    }

    mutating func add(_ kind: HealthFinding.Kind, _ told: Wording, command: String) {
        append(HealthFinding(kind, told, command: command))
    }
}
