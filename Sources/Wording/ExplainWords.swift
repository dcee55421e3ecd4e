/// Sentences about what becomes of a person's letters.
public enum ExplainWords {
    /// A mailing goes in waves, and it is not known yet with which one a person goes.
    /// - Parameters:
    ///   - count: of the waves.
    ///   - pause: between two, as the event's file writes it: `30m`.
    /// - Returns: part of a sentence.
    public static func waves(_ count: Int, pause: String) -> Wording {
        Wording(
            ru:
                "рассылка идёт волнами (waves: \(count), pause: \(pause)); это час первой, волну узнаем, когда он пробьёт",
            en:
                "it goes in waves (waves: \(count), pause: \(pause)); this is the hour of the first, when each one's wave is known"
        )
    }

    /// The web site's file is so large that not all of it was looked through.
    public static let intakeNotWhole = Wording(
        ru:
            "файл сайта просмотрен не весь: в нём могут быть ещё регистрации этого человека; повторите команду, когда vestnik status перестанет сообщать о неполадке с файлом сайта",
        en:
            "not all of the web site's file was looked through: it may hold more registrations of this person; run this again when vestnik status tells of no more trouble with the web site's file"
    )
}
