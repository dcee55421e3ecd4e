/// The subjects of the Russian Federation, compiled in from `regions.tsv`.
public enum Regions {
    /// All subjects, by rising code.
    public static let all: [Region] = {
        let table = EmbeddedFiles.text(of: "regions.tsv") ?? ""
        return table.split(whereSeparator: \.isNewline).dropFirst().compactMap(Region.init(row:))
    }()

    /// The subject that `text` names, or nil.
    ///
    /// Understood are the subject code of the tax service (`54`, or `1` where a spreadsheet ate the zero),
    /// ISO 3166-2 (`RU-NVS`), and the name as people write it in Russian or English: official, short, old («Башкирия»),
    /// with its kind before or behind, in full or abbreviated («Татарстан Респ», «Новосибирская обл.», «Москва г»), in
    /// the genitive, twice («Республика Татарстан (Татарстан)»), with its code or a town beside; whatever its case,
    /// dashes, brackets and ё. Vehicle codes clash with tax codes, so they are not understood; a name that two subjects
    /// share («Алтай»), a town, and a subject with another one's kind («Омский край») find nothing.
    public static func find(_ text: String) -> Region? {
        guard !text.isEmpty, text.utf8.count <= 400 else { return nil }
        if let byCode = codes[text] { return byCode }
        let key = RegionName.folded(text)
        if let found = codes[key] ?? fullNames[key] { return found }
        let found = index.find(text)
        return found.count == 1 ? found.first : nil
    }

    /// What a text that names no subject for certain may mean: the subjects that share the name, those with a name near
    /// to it, or the one of a town.
    public static func near(_ text: String) -> [Region] {
        text.utf8.count <= 400 ? index.near(text) : []
    }

    /// Usual ways to write a subject, for whoever can only compare texts: «Камчатка», «Татарстан Респ», «Москва г».
    public static func spellings(of region: Region) -> [String] {
        var found = RegionSpellings.names[region.code] ?? []
        let kinds = [
            ("область", ["обл", "обл."]), ("край", ["кр", "кр."]),
            ("Республика", ["Респ", "Респ.", "респ. "]),
            ("автономный округ", ["АО"]),
        ]
        for (long, shorts) in kinds where region.nameRu.contains(long) {
            found += shorts.map { region.nameRu.replacing(long, with: $0).replacing(".  ", with: ". ") }
            let bare = region.nameRu.replacing(long + " ", with: "")
            if bare != region.nameRu { found += [bare, bare + " Респ", "\(region.nameRu) (\(bare))"] }
        }
        if region.genitiveRu.hasPrefix("города ") {
            found +=
                ["г. ", "г.", "г ", "город "].map { $0 + region.nameRu } + [
                    region.nameRu + " г", region.nameRu + " г.",
                ]
        }
        return found.filter { find($0) == region }
    }

    private static let index = RegionIndex(all)

    private static let codes: [String: Region] = {
        var found: [String: Region] = [:]
        for region in all {
            found[region.code] = region
            if region.code.hasPrefix("0") { found[String(region.code.dropFirst())] = region }
            if let iso = region.iso { found[RegionName.folded(iso)] = region }
        }
        return found
    }()

    /// Folded full names: most texts are one.
    private static let fullNames: [String: Region] = {
        var found: [String: Region] = [:]
        for region in all {
            for name in [region.nameRu, region.genitiveRu, region.nameEn] {
                found[RegionName.folded(name)] = region
            }
        }
        return found
    }()
}
