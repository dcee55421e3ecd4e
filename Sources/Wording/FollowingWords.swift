/// The sentences about messages that follow an act on their mailing in parts.
public enum FollowingWords {
    private static let messages = Counted(
        ru: ("письмо", "письма", "писем"),
        en: ("message", "messages")
    )

    /// What a command adds where the mailing has changed, and so many messages not yet.
    public static func left(_ count: Int) -> Wording {
        Wording(
            ru:
                "; сама рассылка — уже сейчас, отметки в базе о каждом письме — в ближайшую минуту, осталось: \(count)",
            en:
                "; the mailing itself as of now, the rows of its messages within the next minutes, \(count) left"
        )
    }

    /// The heading of `status`.
    public static let title = Wording(ru: "Отмечается", en: "Following")

    /// What `status` says of a mailing whose messages follow.
    public static func status(_ mailing: String, _ state: Wording, _ count: Int) -> Wording {
        Wording(
            ru: "\(mailing): \(state.ru), осталось отметить \(messages(count).ru)",
            en: "\(mailing): \(state.en), \(messages(count).en) still to follow"
        )
    }
}
