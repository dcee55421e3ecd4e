/// What is said where a returned mail is recorded by hand.
public enum ReturnRecordWords {
    /// Help of `--record`.
    public static let record = Wording(
        ru: "Записать к письму, о котором речь, как сделал бы демон",
        en: "Write it down beside the letter that it is about, as the daemon would"
    )
    /// Nothing follows from a mail of this kind.
    public static let nothing = Wording(ru: "записывать нечего", en: "nothing to record")
    /// It is about no letter of ours.
    public static let unmatched = Wording(
        ru: "ни одного из наших писем не показывает: не записано",
        en: "shows no letter of ours: not recorded"
    )
    /// The letter is `bounced` now.
    public static func bounced(_ id: Int64) -> Wording {
        Wording(ru: "письмо \(id) теперь bounced", en: "letter \(id) is bounced now")
    }
    /// A row of the log.
    public static func noted(_ id: Int64) -> Wording {
        Wording(ru: "записано к письму \(id)", en: "recorded beside letter \(id)")
    }
    /// Recorded before.
    public static func known(_ id: Int64) -> Wording {
        Wording(ru: "к письму \(id) уже записано", en: "already recorded beside letter \(id)")
    }
    /// Guessed.
    public static func guessed(_ id: Int64) -> Wording {
        Wording(
            ru: "предположительно о письме \(id): записано, состояние не изменилось",
            en: "guessed to be about letter \(id): recorded, its state does not change"
        )
    }
}
