/// A subject of the Russian Federation as letters and reports name it.
public struct Region: Sendable, Hashable {
    /// The subject code of the tax service, two digits: `"54"`.
    public let code: String
    /// The basic code of vehicle plates; it differs from ``code`` in six subjects, so it is never searched.
    public let vehicleCode: String
    /// ISO 3166-2 (`RU-NVS`), where ISO lists the subject under Russia.
    public let iso: String?
    /// The full name in the nominative: «Новосибирская область».
    public let nameRu: String
    /// The full name in the genitive: «Новосибирской области».
    public let genitiveRu: String
    /// The full name in English: “Novosibirsk Oblast”.
    public let nameEn: String
    /// The federal district («Сибирский»), where one is fixed.
    public let federalDistrict: String?
    /// The administrative centre in Russian.
    public let centre: String
    /// The IANA zone where most of the people live: `Asia/Novosibirsk`.
    public let timeZone: String
    /// Further IANA zones in use within the subject.
    public let otherTimeZones: [String]

    /// Reads one row of `regions.tsv`; nil when columns are missing.
    init?(row: Substring) {
        let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count >= 12, columns[0].count == 2, !columns[3].isEmpty else { return nil }
        code = columns[0]
        vehicleCode = columns[1]
        iso = columns[2].isEmpty ? nil : columns[2]
        nameRu = columns[3]
        genitiveRu = columns[4]
        nameEn = columns[5]
        federalDistrict = columns[6].isEmpty ? nil : columns[6]
        centre = columns[7]
        timeZone = columns[8]
        otherTimeZones = columns[11].split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " })
            .map(String.init).filter { $0.contains("/") }
    }
}
