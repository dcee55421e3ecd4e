import Regions

/// A row that the demo's web site writes.
struct DemoRegistration {
    var email: String
    var name: String?
    var organization: String?
    var position: String?
    var region: String?
    var language: String?
    var details: String?
    /// The person cancels right after registering.
    var isCancelled = false
}

/// The people of the demo: the same ones each time.
enum DemoPeople {
    private static let women = [
        "Иванова Мария Петровна", "Смирнова Ольга Николаевна", "Кузнецова Елена Викторовна",
        "Попова Анна Сергеевна",
        "Соколова Татьяна Ивановна", "Ахметова Гузель Рашидовна", "Дугарова Сэсэг Баировна",
    ]
    private static let men = [
        "Петров Сергей Александрович", "Васильев Андрей Юрьевич", "Магомедов Расул Ахмедович",
        "Новиков Пётр Ильич", "Фёдоров Илья Кузьмич",
    ]
    private static let foreigners = ["Ann Smith", "Jean Dupont", "Maria Rossi", "John O’Neill"]
    private static let positions = [
        ("director", "Директор"), ("deputy", "Заместитель директора"),
        ("methodist", "Заведующий методическим отделом"),
        ("secretary", "Учёный секретарь"),
    ]

    /// Four of every region, and some with whom something is wrong.
    static let all: [DemoRegistration] = ordinary + special

    private static let ordinary: [DemoRegistration] = Regions.all.enumerated().flatMap { number, region in
        positions.enumerated().map { place, position in
            let index = number * positions.count + place
            let isEnglish = index % 15 == 7
            let names = isEnglish ? foreigners : index % 3 == 2 ? men : women
            return DemoRegistration(
                email: "\(position.0)@library-\(region.code).example.org",
                name: names[index % names.count],
                organization: isEnglish
                    ? "Central Library, \(region.nameEn)" : "Центральная библиотека, \(region.nameRu)",
                position: isEnglish ? nil : position.1,
                // Sites write regions as they like: by code, by ISO 3166-2, by name.
                region: [region.code, region.iso ?? region.code, region.nameRu][index % 3],
                language: isEnglish ? "en" : "ru",
                details: "{\"hotel\":\(index % 2 == 0)}",
                isCancelled: index % 40 == 20
            )
        }
    }

    private static let special: [DemoRegistration] = [
        // The same person again, written differently: no second confirmation.
        of("Director@Library-54.example.org", "Иванова Мария Петровна", "54"),
        of("director@library-54.example.org", "Иванова Мария Петровна", "54"),
        // Refused for good.
        of("bounce@example.org", "Белова Анна Игоревна", "77"),
        of("bounce.second@example.org", "Белов Игорь Олегович", "78"),
        of("disabled@example.org", "Котова Вера Павловна", "16"),
        of("spam@example.org", "Орлов Павел Денисович", "23"),
        // Refused for now: the last two go through the second time.
        of("defer@example.org", "Громова Ирина Львовна", "66"),
        of("full@example.org", "Зайцев Лев Маркович", "38"),
        of("greylist@example.org", "Тихонова Нина Фёдоровна", "02"),
        of("busy@example.org", "Власов Глеб Антонович", "14"),
        // The connection breaks after the end of data: nobody knows, so it goes again with the same Message-ID.
        of("lost@example.org", "Рябова Дарья Олеговна", "24"),
        // No addresses.
        of("not an address", "Сорокин Олег Петрович", "50"),
        of("two@at@example.org", "Лебедева Юлия Романовна", "52"),
        of("кириллица@", "Мельникова Алла Борисовна", "61"),
        // Held for a person: a slip of the finger, and a name that wants to be an advertisement.
        of("ivanova@gmial.com", "Иванова Алина Марковна", "74"),
        of("guest@example.org", "Выиграйте приз на http://prize.example.net/", "77"),
        // Tries to smuggle in a header and markup; the letter shows it as plain text.
        of("hostile@example.org", "<b>Robert</b> *bold* [x](javascript:1) {{sender.address}}", "63"),
        of("wrapped@example.org", "Анна\r\nBcc: everyone@example.org", "64"),
    ]

    private static func of(_ email: String, _ name: String, _ region: String) -> DemoRegistration {
        DemoRegistration(email: email, name: name, region: region, language: "ru")
    }
}
