import Foundation
package import Reports

/// What administrators were told, and when: kept in the database, so that a new start neither repeats nor loses anything.
package struct AlertState: Sendable, Hashable, Codable {
    /// A cause that lasts, or was there a moment ago.
    package struct Cause: Sendable, Hashable, Codable {
        /// Since when.
        package var since: Int64
        /// When it was last written about; nil: not yet.
        package var toldAt: Int64?
        /// Since when it is gone; nil: it is there.
        package var goneSince: Int64?
    }

    /// What was not written about by itself, for the digest.
    package struct Folded: Sendable, Hashable, Codable {
        package var at: Int64
        package var cause: String
        package var ru: String
        package var en: String
    }

    /// The causes that are known, by what they are known by.
    package var causes: [String: Cause] = [:]
    /// When warnings went, within the last hour.
    package var warnings: [Int64] = []
    /// What was folded since the last digest.
    package var folded: [Folded] = []
    /// The number of the last warning.
    package var number = 0
    /// The day of the last digest, counted from 1970; nil: there was none.
    package var digestDay: Int?
    /// The figures that it told.
    package var figures: [String: Int] = [:]

    package init() {}

    /// What was kept as text.
    package init(json: String?) {
        self = json.flatMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) } ?? Self()
    }

    /// As text: the same state gives the same.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// How many warnings go within an hour.
    static let mostPerHour = 4
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    /// What comes back sooner was never well.
    private static let calm: Int64 = 600_000
    /// So much is folded one by one.
    private static let mostFolded = 50

    /// Takes note of what is found now.
    ///
    /// - Parameters:
    ///   - findings: everything that needs a person.
    ///   - now: milliseconds since 1970 UTC.
    ///   - canGo: whether a letter about relays, one of which has been in trouble since a moment, can go by another.
    /// - Returns: what is to be written about at once; empty mostly.
    package mutating func note(
        _ findings: [HealthFinding],
        now: Int64,
        canGo: (Int64) -> Bool
    ) -> [HealthFinding] {
        let present = Set(findings.map(\.cause))
        for (key, cause) in causes where !present.contains(key) {
            let gone = cause.goneSince ?? now
            causes[key] = now - gone >= Self.calm ? nil : cause
            causes[key]?.goneSince = gone
        }
        warnings.removeAll { now - $0 >= Self.hour || $0 > now }
        var due: [HealthFinding] = []
        for finding in findings {
            guard let urgency = Urgency.of(finding.kind) else { continue }
            var cause = causes[finding.cause] ?? Cause(since: now)
            cause.goneSince = nil
            causes[finding.cause] = cause
            let isTold = cause.toldAt.map { now - $0 < Self.day } ?? false
            guard !isTold, now - cause.since >= urgency.patience else { continue }
            // It would go when it is true no more; `status` shows it all the while.
            if urgency.isAboutRelays, !canGo(max(cause.since, now - Self.hour)) { continue }
            due.append(finding)
        }
        guard !due.isEmpty else { return [] }
        for finding in due { causes[finding.cause]?.toldAt = now }
        guard warnings.count < Self.mostPerHour else {
            for finding in due where folded.count < Self.mostFolded {
                let wording = finding.wording
                folded.append(Folded(at: now, cause: finding.cause, ru: wording.ru, en: wording.en))
            }
            return []
        }
        warnings.append(now)
        number += 1
        return due
    }
}

/// Which causes are written about at once; the others wait for the digest.
package struct Urgency: Sendable, Hashable {
    /// For how long, in milliseconds, it must last first.
    package let patience: Int64
    /// Whether it keeps letters from going, this one among them.
    package let isAboutRelays: Bool

    /// Nil for what waits for the digest.
    package static func of(_ kind: HealthFinding.Kind) -> Urgency? {
        switch kind {
        case .paused, .unmade, .heldBack, .clock, .records, .stuck, .disk, .unread, .longSending,
            .unreadReturns:
            Urgency(patience: 0, isAboutRelays: false)
        // A site that is being updated, a mailbox that is restarted: that passes.
        case .intake: Urgency(patience: 60_000, isAboutRelays: false)
        case .mailbox: Urgency(patience: 600_000, isAboutRelays: false)
        // After a pause what was due waits for its turn.
        case .standstill: Urgency(patience: 1_800_000, isAboutRelays: false)
        case .relay, .relayBlock: Urgency(patience: 0, isAboutRelays: true)
        case .noConnection: Urgency(patience: 600_000, isAboutRelays: true)
        case .startFailed, .hasDied, .silent, .keyLost, .held, .undecided, .approval, .strayEvents, .stale,
            .unknownZones, .leftSending, .declined, .unerased, .isDown, .largeLog:
            nil
        }
    }
}
