import Reports
import Wording

/// What the page of regions says.
enum CoverageWords {
    static let map = Wording(ru: "На карте", en: "On the map")
    static let table = Wording(ru: "Таблицей", en: "As a table")
    static let tilesCaption = Wording(
        ru: "Регионы по федеральным округам и часовым поясам; число — код региона",
        en: "Regions by federal district and time zone; the number is the region's code"
    )
    static let districtTitle = Wording(ru: "Округ", en: "District")

    /// What a region has done.
    static func rank(_ rank: CoverageReport.Rank) -> Wording {
        switch rank {
        case .answered: Wording(ru: "ответили все", en: "all answered")
        case .partly: Wording(ru: "ответили не все", en: "some answered")
        case .silent: ReportWords.isSilent
        case .bounced: ReportWords.onlyBounced
        case .nobody: Wording(ru: "никого не приглашали", en: "nobody invited")
        }
    }

    /// A federal district.
    static func district(_ name: String) -> Wording {
        let english = [
            "Северо-Западный": "Northwestern", "Центральный": "Central", "Южный": "Southern",
            "Северо-Кавказский": "North Caucasian", "Приволжский": "Volga", "Уральский": "Ural",
            "Сибирский": "Siberian", "Дальневосточный": "Far Eastern",
        ]
        guard !name.isEmpty else { return Wording(ru: "Без округа", en: "No district") }
        return Wording(ru: name, en: english[name] ?? name)
    }
}
