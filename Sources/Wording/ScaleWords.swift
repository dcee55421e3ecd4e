/// Sentences about what is too much to be told one by one.
package enum ScaleWords {
    /// Before a number that was not counted to its end.
    package static let moreThan = Wording(ru: "больше ", en: "more than ")

    /// How many invitees were imported after a mailing had gone.
    package static func late(_ mailing: String, _ count: Int, areMore: Bool) -> Wording {
        Wording(
            ru: "приглашены уже после рассылки \(mailing): \(areMore ? "больше " : "")\(count);",
            en: "\(areMore ? "more than " : "")\(count) invited after \(mailing) went:"
        )
    }
}
