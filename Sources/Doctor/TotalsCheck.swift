public import Wording

/// Whether the sums that reports read are what counting gives.
public enum TotalsCheck {
    /// Judges what was compared.
    ///
    /// - Parameter wrong: the kinds of messages and the regions where the sums differ.
    /// - Returns: what was found, and what to do.
    public static func look(wrong: [String]) -> Check {
        guard let first = wrong.first else { return Check(.totals, nil, .ok, TotalsWords.right) }
        return Check(
            .totals,
            nil,
            .bad,
            TotalsWords.wrong(wrong.count, example: first),
            advice: TotalsWords.recount
        )
    }
}
