/// What is said of the sums that reports read.
public enum TotalsWords {
    private static let places = Counted(ru: ("месте", "местах", "местах"), en: ("place", "places"))

    /// They are what counting gives.
    public static let right = Wording(
        ru: "итоги в базе совпадают с пересчётом",
        en: "the totals in the database are what counting gives"
    )

    /// They are not, as an example shows.
    public static func wrong(_ count: Int, example: String) -> Wording {
        Wording(
            ru: "итоги в базе расходятся с пересчётом в \(places(count).ru), например: \(example)",
            en:
                "the totals in the database are not what counting gives in \(places(count).en), such as: \(example)"
        )
    }

    /// How they are mended.
    public static let recount = Wording(
        ru:
            "остановите vestnikd и пересчитайте: vestnik doctor --recount; если базу никто не правил через SQL, сообщите об этой ошибке",
        en:
            "stop vestnikd and have them counted: vestnik doctor --recount; where nobody wrote to the database by SQL, report it as a fault"
    )

    /// The option of `doctor`.
    public static let option = Wording(
        ru: "Пересчитать итоги в базе; демон при этом остановлен",
        en: "Count the totals in the database anew; the daemon is stopped meanwhile"
    )

    /// The daemon runs.
    public static let daemonRuns = Wording(
        ru: "пересчитать итоги можно, когда vestnikd остановлен",
        en: "totals can be counted anew while vestnikd is stopped"
    )
}
