public import Wording

/// What was looked at on the machine, and what to do about it.
public struct Check: Sendable, Equatable {
    /// How it stands.
    public enum Result: String, Sendable, CaseIterable {
        /// All is well.
        case ok
        /// It works, and may cost something later.
        case warning
        /// Somebody should see to it now.
        case bad
        /// It could not be told.
        case unknown
    }

    /// What was looked at.
    public enum Subject: String, Sendable, CaseIterable {
        case clock, disk, wal, totals, spf, dkim, dmarc, mx
    }

    /// What was looked at.
    public let subject: Subject
    /// Which of several: a path, a domain; nil where there is one alone.
    public let object: String?
    /// How it stands.
    public let result: Result
    /// What was found.
    public let detail: Wording
    /// What to do; empty where there is nothing.
    public let advice: Wording

    /// A finding.
    public init(
        _ subject: Subject,
        _ object: String? = nil,
        _ result: Result,
        _ detail: Wording,
        advice: Wording = .nothing
    ) {
        self.subject = subject
        self.object = object
        self.result = result
        self.detail = detail
        self.advice = advice
    }
}
