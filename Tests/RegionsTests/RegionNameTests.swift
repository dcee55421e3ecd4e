import Regions
import Testing

/// Every subject as people write it: on forms, in lists of the tax service, in letters, in English.
@Suite("Names of regions")
struct RegionNameTests {
    /// Code, and the spellings that are not made by rule, with their reasons: short, old, colloquial, English.
    private static let spellings: [(String, String)] = [
        ("01", "Адыгея|Республика Адыгея (Адыгея)|Адыгея Респ|Adygea|Republic of Adygeya"),
        (
            "02",
            "Башкирия|Башкортостан|Башкортостан Респ|Респ. Башкортостан|Башкортостан (Башкирия)|Bashkortostan|Bashkiria"
        ),
        ("03", "Бурятия|Республика Бурятия|Бурятия Респ|Buryatia|Buryatia Republic"),
        ("04", "Республика Алтай|Респ Алтай|Алтай Респ|Горный Алтай|Altai Republic|Republic of Altai"),
        ("05", "Дагестан|Дагестан Респ|РЕСПУБЛИКА ДАГЕСТАН|Dagestan"),
        ("06", "Ингушетия|Ингушетия Респ|Ingushetia"),
        (
            "07",
            "Кабардино-Балкария|КБР|Кабардино-Балкарская Респ|Кабардино Балкарская Республика|Kabardino-Balkaria"
        ),
        ("08", "Калмыкия|Калмыкия Респ|Kalmykia"),
        ("09", "Карачаево-Черкесия|КЧР|Карачаево-Черкесская Респ|Karachay-Cherkessia"),
        ("10", "Карелия|Карелия Респ|Р. Карелия|Р-ка Карелия|Karelia"),
        ("11", "Коми|Республика Коми|Коми Респ|Komi|Komi Republic"),
        ("12", "Марий Эл|Марий-Эл|Марий Эл Респ|Mari El"),
        ("13", "Мордовия|Мордовия Респ|Mordovia"),
        (
            "14",
            "Якутия|Саха (Якутия)|Саха /Якутия/ Респ|Республика Саха|Саха-Якутия|Sakha|Yakutia|Sakha (Yakutia) Republic"
        ),
        (
            "15",
            "Северная Осетия|Северная Осетия - Алания Респ|РСО-Алания|РСО – Алания|Осетия|Республика Северная Осетия-Алания|North Ossetia"
        ),
        ("16", "Татарстан|Татария|Республика Татарстан (Татарстан)|Татарстан Респ|Респ. Татарстан|Tatarstan"),
        ("17", "Тува|Тыва|Республика Тыва (Тува)|Тыва Респ|Tuva|Tyva Republic"),
        ("18", "Удмуртия|Удмуртская Респ|Республика Удмуртия|Udmurtia"),
        ("19", "Хакасия|Хакасия Респ|Khakassia"),
        ("20", "Чечня|Чеченская Респ|Chechnya|Chechen Republic"),
        (
            "21",
            "Чувашия|Чувашская Республика|Чувашская Республика - Чувашия|Чувашская - Чувашия Респ|Chuvashia"
        ),
        ("22", "Алтайский край|Алтайский кр.|Алтай край|Altai Krai|Altay Territory"),
        ("23", "Кубань|Краснодарский кр.|Краснодар край|Krasnodar Territory"),
        (
            "24",
            "Красноярский край|Красноярский Край|Krasnoyarsk Krai|Таймырский АО|Эвенкийский автономный округ"
        ),
        ("25", "Приморье|Приморский край|Приморский кр|Primorye|Primorsky Krai|Primorskiy kray"),
        ("26", "Ставрополье|Ставропольский край|Stavropol Krai"),
        ("27", "Хабаровский край|Хабаровский кр.|Khabarovsk Territory"),
        ("33", "Владимирская область|Владимирская обл|Владимир обл."),
        (
            "41",
            "Камчатка|Камчатский край|Камчатская область|Корякский АО|Kamchatka|Kamchatka Krai|Kamchatsky Krai"
        ),
        (
            "42",
            "Кузбасс|Кемеровская область|Кемеровская обл. - Кузбасс|Кемеровская область - Кузбасс обл|Kemerovo Oblast"
        ),
        ("47", "Ленинградская обл|Ленобласть|Лен. обл.|Leningrad Oblast|Leningrad region"),
        ("49", "Колыма|Магаданская область|Magadan Oblast"),
        (
            "50",
            "Подмосковье|Московская обл.|Моск. обл.|Московская область, г. Химки|Moscow Oblast|Moscow Region|Moskovskaya oblast"
        ),
        ("52", "Нижегородская область|Nizhny Novgorod Oblast|Nizhegorodskaya oblast"),
        ("53", "Новгородская область|Novgorod Oblast"),
        (
            "54",
            "Новосибирская область|54 Новосибирская обл.|Новосибирская обл. (54)|54 - Новосибирская область|Новосибирск обл|"
                + "Россия, Новосибирская область|Новосибирская область РФ|Novosibirskaya Oblast|Novosibirsk region"
        ),
        ("57", "Орловская область|Орёл обл.|Oryol Oblast|Orlovskaya oblast"),
        ("59", "Пермский край|Пермская область|Прикамье|Perm Krai|Permskiy kray"),
        ("61", "Ростовская область|Ростовская область, Ростов-на-Дону|Rostov Oblast"),
        ("65", "Сахалин|Сахалинская область|Сахалинская обл|Sakhalin"),
        ("69", "Тверская область|Тверь обл.|Tverskaya oblast"),
        ("75", "Забайкалье|Забайкальский край|Читинская область|Zabaykalsky Krai|Transbaikal Territory"),
        (
            "77",
            "Москва|Москва г|Москва г.|г. Москва|г.Москва|город Москва|гор. Москва|МОСКВА|Россия, Москва|Moscow|Moscow City|Moscow, Russia"
        ),
        (
            "78",
            "Санкт-Петербург|Санкт-Петербург г|г. Санкт-Петербург|С.-Петербург|СПб|спб|Петербург|St. Petersburg|Saint-Petersburg|St Petersburg"
        ),
        (
            "79",
            "ЕАО|Еврейская АО|Еврейская Аобл|Еврейская автономная обл.|Еврейская А.О.|Jewish Autonomous Oblast"
        ),
        ("83", "НАО|Ненецкий АО|Ненецкий авт. округ|Nenets Autonomous Okrug"),
        (
            "86",
            "ХМАО|ХМАО-Югра|ХМАО — Югра|Югра|Ханты-Мансийский АО|Ханты-Мансийский Автономный округ - Югра АО|"
                + "Ханты-Мансийский автономный округ|Ханты-Мансийский а.о.|Khanty-Mansi Autonomous Okrug"
        ),
        ("87", "Чукотка|Чукотский АО|Чукотский авт. окр.|Chukotka|Chukotka Autonomous Okrug"),
        ("89", "ЯНАО|Ямал|Ямало-Ненецкий АО|Ямало-Ненецкий авт. округ|Yamalo-Nenets Autonomous Okrug"),
        ("90", "Запорожская область|Запорожская обл."), ("91", "Крым|Республика Крым|Крым Респ|Crimea"),
        ("92", "Севастополь|г. Севастополь|Севастополь г|Sevastopol"),
        ("93", "ДНР|Донецкая Народная Республика|Донецкая Народная респ."),
        ("94", "ЛНР|Луганская Народная Республика"), ("95", "Херсонская область|Херсонская обл"),
    ]

    @Test("short, old, colloquial and English names", arguments: spellings)
    func spelling(_ code: String, _ names: String) {
        for name in names.split(separator: "|") {
            #expect(Regions.find(String(name))?.code == code, "\(name)")
            #expect(Regions.find(name.uppercased())?.code == code, "\(name), capitals")
            #expect(Regions.find(" \(name.lowercased()) ")?.code == code, "\(name), small")
        }
    }

    @Test("every subject: abbreviated, the kind behind, in the genitive, with its code, transliterated")
    func byRule() {
        let shortened = [
            ("область", ["обл", "обл."]), ("край", ["кр.", "кр", "Край"]), ("Республика", ["Респ", "респ."]),
            ("автономный округ", ["АО", "авт. округ", "а.о."]),
        ]
        for region in Regions.all {
            for (long, shorts) in shortened where region.nameRu.contains(long) {
                for short in shorts {
                    let name = region.nameRu.replacing(long, with: short)
                    #expect(Regions.find(name) == region, "\(name)")
                    // The list of the tax service has the kind behind.
                    let parts = region.nameRu.split(separator: " ").map(String.init).filter {
                        $0 != long && $0 != "—"
                    }
                    let behind = parts.joined(separator: " ").replacing(long, with: "") + " " + short
                    #expect(Regions.find(behind) == region, "\(behind)")
                }
            }
            #expect(Regions.find(region.nameRu.replacing(" — ", with: "-")) == region, "\(region.nameRu)")
            #expect(Regions.find("Россия, \(region.nameRu)") == region, "\(region.nameRu)")
            #expect(Regions.find("\(region.code) \(region.nameRu)") == region, "\(region.nameRu)")
            #expect(Regions.find("\(region.nameRu) (\(region.nameRu))") == region, "\(region.nameRu)")
            #expect(Regions.find("\(region.nameEn), Russian Federation") == region, "\(region.nameEn)")
        }
    }

    @Test(
        "what names no subject for certain finds none, and what is near is told",
        arguments: [
            // Two subjects of one name.
            ("Алтай", "04,22"), ("Altai", "04,22"),
            // A town is no subject, but tells one.
            ("Новосибирск", "54"), ("г. Казань", "16"), ("Орёл", "57"),
            // Another subject's kind.
            ("Омский край", "55"), ("Татарстан область", "16"), ("Краснодарская область", "23"),
            // Slips of the pen.
            ("Новосибрская область", "54"), ("Татарсан", "16"), ("Свердловсая обл", "66"),
            // Other countries, whose regions have such names too.
            ("Атлантида", ""), ("Минская область", ""), ("Казахстан", ""), ("Украина, Донецкая область", ""),
            ("Казахстан, Алтайский край", ""), ("Беларусь", ""), ("Paris", ""), ("Georgia", ""),
            // Two subjects at once; a code of another one.
            ("Москва, Московская область", ""), ("Тюменская область, ХМАО", ""),
            ("55 Новосибирская область", ""),
            ("область", ""), ("Республика", ""), ("край", ""), ("г.", ""), ("АО", ""), ("Россия", ""),
            ("МО", ""),
        ]
    )
    func uncertain(_ text: String, _ near: String) {
        #expect(Regions.find(text) == nil, "\(text)")
        if !near.isEmpty { #expect(Regions.near(text).map(\.code).joined(separator: ",") == near, "\(text)") }
    }

    @Test("no spelling of one subject is taken for another's time")
    func zones() {
        let far = [
            ("Камчатка", "Asia/Kamchatka"), ("Чукотка", "Asia/Anadyr"), ("Сахалин", "Asia/Sakhalin"),
            ("Приморье", "Asia/Vladivostok"), ("Забайкалье", "Asia/Chita"),
            ("Башкирия", "Asia/Yekaterinburg"),
            ("Тува", "Asia/Krasnoyarsk"), ("Кузбасс", "Asia/Novokuznetsk"), ("Удмуртия", "Europe/Samara"),
            ("ЕАО", "Asia/Vladivostok"), ("Колыма", "Asia/Magadan"), ("Подмосковье", "Europe/Moscow"),
        ]
        for (name, zone) in far { #expect(Regions.find(name)?.timeZone == zone, "\(name)") }
    }

    @Test("spellings for those who can only compare texts name their own subject, each but once")
    func keys() {
        var owners: [String: String] = [:]
        for region in Regions.all {
            for text in Regions.spellings(of: region) {
                #expect(Regions.find(text) == region, "\(text)")
                #expect(
                    owners.updateValue(region.code, forKey: text) ?? region.code == region.code,
                    "\(text)"
                )
            }
        }
        for text in [
            "Камчатка", "Москва г", "Татарстан Респ", "Республика Татарстан (Татарстан)", "Омская обл.",
        ] {
            #expect(owners[text] != nil, "\(text)")
        }
    }
}
