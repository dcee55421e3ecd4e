package import Wording

/// What a digest tells of an event.
package struct DigestEvent: Sendable, Hashable {
    /// A notification's letters.
    package struct Letters: Sendable, Hashable {
        package var name: String
        package var sent: Int
        package var deferred: Int
        package var bounced: Int

        package init(_ name: String, sent: Int, deferred: Int, bounced: Int) {
            (self.name, self.sent, self.deferred, self.bounced) = (name, sent, deferred, bounced)
        }
    }

    package var name: String
    package var letters: [Letters] = []
    package var invited = 0
    package var answered = 0
    /// The names of regions from which nobody has answered.
    package var silent: [String] = []
    /// Whoever declined in the calendar and is registered still.
    package var declined: [String] = []

    package init(_ name: String) { self.name = name }

    /// Its figures by what the next digest finds them by.
    var figures: [String: Int] {
        var figures = ["\(name)//answered": answered]
        for letters in letters {
            figures["\(name)/\(letters.name)/sent"] = letters.sent
            figures["\(name)/\(letters.name)/deferred"] = letters.deferred
            figures["\(name)/\(letters.name)/bounced"] = letters.bounced
        }
        return figures
    }

    /// Its section, with what has changed since the figures of the digest before.
    func section(since before: [String: Int]) -> AlertText.Section {
        func shown(_ count: Int, _ key: String) -> String {
            // The first digest has nothing to compare with.
            guard !before.isEmpty else { return String(count) }
            let change = count - (before["\(name)/\(key)"] ?? 0)
            return change == 0 ? String(count) : "\(count) (\(change > 0 ? "+" : "−")\(abs(change)))"
        }
        var lines = letters.map { letters in
            AlertWords.letters(
                letters.name,
                sent: shown(letters.sent, letters.name + "/sent"),
                deferred: shown(letters.deferred, letters.name + "/deferred"),
                bounced: shown(letters.bounced, letters.name + "/bounced")
            )
        }
        if letters.isEmpty { lines.append(AlertWords.noLetters) }
        if invited > 0 { lines.append(AlertWords.answered(shown(answered, "/answered"), of: invited)) }
        if !silent.isEmpty { lines.append(AlertWords.silent(silent)) }
        if !declined.isEmpty { lines.append(AlertWords.declined(declined)) }
        return AlertText.Section(Wording(verbatim: name), lines)
    }
}

/// The texts of digests and warnings: pure.
package enum AlertTexts {
    /// The digest of a day.
    ///
    /// - Parameters:
    ///   - problems: what needs a person, in the words of `status`.
    ///   - folded: what was not written about by itself, with its moment.
    ///   - events: in the order in which they are told.
    ///   - before: the figures of the digest before.
    ///   - day: whose digest it is.
    ///   - moment: as of when.
    ///   - zone: by whose clock, named.
    /// - Returns: the text.
    package static func digest(
        _ problems: [Wording],
        folded: [Wording],
        events: [DigestEvent],
        before: [String: Int],
        day: Wording,
        moment: Wording,
        zone: String
    ) -> AlertText {
        var sections = [
            AlertText.Section(AlertWords.needsYou, problems.isEmpty ? [AlertWords.allIsWell] : problems)
        ]
        if !folded.isEmpty { sections.append(AlertText.Section(AlertWords.folded, folded)) }
        sections += events.map { $0.section(since: before) }
        return AlertText(
            subject: AlertWords.digest(day, problems: problems.count),
            first: AlertWords.asOf(moment, zone: zone),
            sections: sections
        )
    }

    /// A warning of these causes, one at least.
    package static func warning(_ causes: [Wording], moment: Wording, zone: String) -> AlertText {
        AlertText(
            subject: AlertWords.warning(causes.first ?? .nothing, more: causes.count - 1),
            first: AlertWords.asOf(moment, zone: zone),
            sections: [AlertText.Section(AlertWords.needsYou, causes)],
            last: AlertWords.once
        )
    }
}
