import Events
import Foundation
import Letters

/// What the letters of events look like, tried on people who do not exist.
public struct LetterReview: Sendable {
    /// Letters that cannot go before these are put right; a sentence each.
    public private(set) var faults: [String] = []
    /// What should be looked at and stops nothing.
    public private(set) var warnings: [String] = []
    /// Whether a template uses a name that no letter has.
    public private(set) var hasUnknownName = false

    /// Tries every letter of the events for today, or, of an event that is over, for the week before it.
    ///
    /// - Parameters:
    ///   - events: by name.
    ///   - publicAddress: `dashboard.public`; nil: bulk letters have no `unsubscribe.url`.
    ///   - now: the day.
    ///   - letterBytes: what one letter may come to.
    ///   - language: of the sentences: `ru` or `en`.
    init(_ events: [String: EventKit], publicAddress: String?, now: Date, letterBytes: Int, language: String)
    {
        for (_, kit) in events.sorted(by: { $0.key < $1.key }) {
            let before = kit.event.starts.earliest(in: kit.event.timeZone).addingTimeInterval(-7 * 86_400)
            let findings = LetterCheck.findings(
                event: kit.event,
                files: kit.files,
                date: min(now, before),
                publicAddress: publicAddress,
                letterBytes: letterBytes
            )
            for finding in findings {
                if finding.isUnknownName { hasUnknownName = true }
                if finding.isFault {
                    faults.append(finding.wording.text(in: language))
                } else {
                    warnings.append(finding.wording.text(in: language))
                }
            }
        }
    }

    /// The review of what could be read of an installation that has faults.
    ///
    /// Where the public address is not known, letters may have one.
    public init(_ error: SiteError, now: Int64, language: String) {
        let address = error.configuration.map { $0.dashboard?.public } ?? "https://mail.example.org"
        self.init(
            error.events,
            publicAddress: address,
            now: Date(timeIntervalSince1970: Double(now) / 1000),
            letterBytes: error.configuration?.limits.letterBytes ?? LetterWriter.usualLetterBytes,
            language: language
        )
        // What loading has told already need not be told again.
        faults.removeAll { error.faults.contains($0) }
    }
}
