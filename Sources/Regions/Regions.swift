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
    /// ISO 3166-2 (`RU-NVS`), and the name in Russian (nominative, genitive, short: «Татарстан»,
    /// «Новосибирская обл.», «г. Москва») or English, whatever its case, dashes, brackets and ё. Vehicle codes
    /// clash with tax codes, so they are not understood; a name that two subjects share finds nothing.
    public static func find(_ text: String) -> Region? {
        let key = RegionName.folded(text)
        guard !key.isEmpty, key.utf8.count <= 200 else { return nil }
        if let byCode = codes[key] { return byCode }
        return names[key] ?? nil
    }

    private static let codes: [String: Region] = {
        var found: [String: Region] = [:]
        for region in all {
            found[region.code] = region
            if region.code.hasPrefix("0") { found[String(region.code.dropFirst())] = region }
            if let iso = region.iso { found[RegionName.folded(iso)] = region }
        }
        return found
    }()

    /// Folded names; nil stands where two subjects share the name.
    private static let names: [String: Region?] = {
        var found: [String: Region?] = [:]
        for region in all {
            for name in RegionName.forms(of: region) {
                if let other = found[name], other != region {
                    found[name] = .some(nil)
                } else {
                    found[name] = region
                }
            }
        }
        return found
    }()
}
