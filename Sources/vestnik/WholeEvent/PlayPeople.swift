import Regions

/// The people of the play: a library in each region of the country.
enum PlayPeople {
    static let event = "annual-meeting"

    /// The three whose letters are told at the end, by their regions.
    static let watched = ["39", "77", "41"]

    private static let names = [
        "Иванова Мария Петровна", "Петров Сергей Александрович", "Смирнова Ольга Николаевна",
        "Васильев Андрей Юрьевич", "Ахметова Гузель Рашидовна", "Новиков Пётр Ильич",
        "Дугарова Сэсэг Баировна",
    ]

    /// The address of a region's library: one is dead, and one meets a relay that says not now at first.
    static func address(_ region: String) -> String {
        let mailbox =
            switch region {
            case "24": "bounce.director"
            case "02": "greylist.director"
            default: "director"
            }
        return "\(mailbox)@library-\(region).example.org"
    }

    static func name(_ region: String) -> String { names[(Int(region) ?? 0) % names.count] }

    /// The invitation list, a region written as people write it: by code, by ISO 3166-2, by name.
    static var spreadsheet: String {
        var lines = ["Эл. почта;Эл. почта 2;ФИО;Организация;Должность;Регион"]
        for (number, region) in Regions.all.enumerated() {
            let written = [region.code, region.iso ?? region.code, region.nameRu][number % 3]
            lines.append(
                [
                    address(region.code), "office@library-\(region.code).example.org", name(region.code),
                    "\"Центральная библиотека, \(region.nameRu)\"", "Директор", written,
                ].joined(separator: ";")
            )
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Those who answer by themselves within four weeks: all but every fifth region, and those with a part of their
    /// own.
    static var ordinary: [(region: String, day: Int)] {
        let cast = Set(watched + ["24", "54", "16", "66", "50"])
        return Regions.all.enumerated().filter { $0.offset % 5 != 0 && !cast.contains($0.element.code) }
            .map { (region: $0.element.code, day: $0.offset * 7 % 28) }
    }
}
