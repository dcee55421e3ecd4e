/// Sentences about whose clock times are by.
public enum ClockWords {
    /// The title before them in `vestnik status`.
    public static let title = Wording(ru: "Время", en: "Times")

    /// Whose clock all times are by, behind ``title``.
    /// - Parameters:
    ///   - name: of the zone, with its distance from UTC.
    ///   - event: whether it is the event's; else it is the machine's own.
    /// - Returns: no sentence of its own.
    public static func by(_ name: String, isEvents event: Bool) -> Wording {
        event
            ? Wording(ru: "по часам мероприятия: \(name)", en: "by the event's clock: \(name)")
            : Wording(ru: "по часам этого компьютера: \(name)", en: "by this machine's clock: \(name)")
    }

    /// Where events have different clocks, and each row is by its own event's.
    public static let eachEvents = Wording(
        ru: "Время каждой рассылки — по часам её мероприятия",
        en: "Times of each mailing are by its event's clock"
    )

    /// Where each row is by its recipient's clock.
    public static let eachRecipients = Wording(
        ru: "Время — по часам каждого получателя",
        en: "Times are by each recipient's own clock"
    )
}
