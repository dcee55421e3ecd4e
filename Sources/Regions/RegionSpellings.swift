/// Names of subjects that no rule gives: short, old, colloquial, abbreviated, English.
enum RegionSpellings {
    /// Names that stand for one subject by themselves, by subject code.
    static let names: [String: [String]] = [
        "01": ["Adygeya", "Адыгейская"],
        "02": ["Башкирия", "Башкирская", "Bashkiria", "Bashkortostan"],
        "03": ["Бурятская", "Buryatia"],
        "04": ["Горный Алтай", "Горно-Алтайская", "Gorny Altai"],
        "05": ["Дагестанская", "Dagestan"],
        "06": ["Ингушская", "Ingushetia", "Ингушия"],
        "07": ["Кабардино-Балкария", "КБР", "Кабардино-Балкарии", "Kabardino-Balkaria"],
        "08": ["Kalmykia", "Калмыцкая", "Хальмг Тангч"],
        "09": [
            "Карачаево-Черкесия", "Карачаево-Черкессия", "Карачаево-Черкесии", "КЧР", "Karachay-Cherkessia",
            "Karachaevo-Cherkessia",
        ],
        "10": ["Karelia", "Карельская"],
        "11": ["Komi"],
        "12": ["Марийская", "Марий-Эл", "Mari El", "МариЭл"],
        "13": ["Mordovia", "Мордовская"],
        "14": ["Якутия", "Якутии", "Саха", "Якутская", "Yakutia", "Sakha", "Yakut"],
        "15": [
            "Северная Осетия", "Северной Осетии", "Осетия", "Алания", "РСО-Алания", "РСО-А", "РСО",
            "North Ossetia", "Северо-Осетинская", "Alania",
        ],
        "16": ["Татария", "Tatarstan", "Татарская", "Tataria"],
        "17": ["Тува", "Тувы", "Туве", "Тувинская", "Tuva", "Tyva"],
        "18": ["Удмуртия", "Удмуртии", "Udmurtia"],
        "19": ["Хакасская", "Khakassia", "Khakasia"],
        "20": ["Чечня", "Чечни", "Чечне", "Chechnya", "ЧР", "Ичкерия"],
        "21": ["Чувашия", "Чувашии", "Chuvashia"],
        "22": ["Altai Territory"],
        "23": ["Кубань", "Кубани", "Kuban"],
        "24": ["Таймыр", "Эвенкия", "Таймырский", "Эвенкийский", "Красноярье"],
        "25": [
            "Приморье", "Приморья", "Primorye", "Primorsky", "Primorskiy", "Приморск край",
            "Maritime Territory",
        ],
        "26": ["Ставрополье", "Ставрополья"],
        "27": [],
        "33": ["Владимирщина"],
        "36": ["Воронежье"],
        "38": ["Приангарье", "Усть-Ордынский Бурятский"],
        "41": ["Камчатка", "Камчатки", "Камчатке", "Kamchatka", "Корякия", "Корякский"],
        "42": ["Кузбасс", "Кузбасса", "Kuzbass"],
        "45": ["Зауралье"],
        "47": ["Ленобласть", "Лен"],
        "49": ["Колыма"],
        "50": ["Подмосковье", "Подмосковья", "Мособласть", "Моск"],
        "52": ["Горьковская", "Нижегородчина"],
        "59": ["Прикамье", "Коми-Пермяцкий", "Пермская"],
        "63": ["Куйбышевская"],
        "65": ["Сахалин", "Сахалина", "Sakhalin", "Сахалин и Курилы"],
        "69": ["Калининская"],
        "75": [
            "Забайкалье", "Забайкалья", "Читинская", "Агинский Бурятский", "Zabaykalye", "Zabaikalye",
            "Transbaikal", "Zabaikalsky", "Trans-Baikal",
        ],
        "76": ["Ярославщина"],
        "77": ["Москва", "Москвы", "Москве", "Мск", "Moskva", "Moscow"],
        "78": [
            "Петербург", "Санкт-Петербурге", "СПб", "С-Пб", "С.Петербург", "С-Петербург", "Ленинград",
            "Питер", "St Petersburg", "Petersburg", "Sankt-Peterburg", "SPb", "Sankt Petersburg",
        ],
        "79": ["ЕАО", "Биробиджан", "Jewish", "Еврейский"],
        "83": ["НАО", "Nenets", "Ненецкий"],
        "86": [
            "ХМАО", "ХМАО-Югра", "Югра", "Югры", "Ханты-Мансийский", "KhMAO", "Khanty-Mansi",
            "Khanty-Mansiysk", "Yugra", "Ugra", "Ханты-Мансийский Югра",
        ],
        "87": ["Чукотка", "Чукотки", "Чукотке", "ЧАО", "Chukotka", "Chukotsky"],
        "89": ["ЯНАО", "Ямал", "Ямала", "Yamal", "Yamalo-Nenets", "YNAO"],
        "90": ["Zaporizhzhia", "Zaporizhia", "Запорожье"],
        "91": ["Крымская", "Crimea", "Krym"],
        "93": ["ДНР", "DNR", "DPR", "Донецкая Народная"],
        "94": ["ЛНР", "LNR", "LPR", "Lugansk Peoples", "Луганская Народная"],
        "95": ["Херсонщина"],
    ]

    /// Names that stand for a subject only beside a word for its kind.
    static let namesOfKind: [String: [String]] = [
        "04": ["Алтай", "Altai", "Altay"], "22": ["Altai", "Altay", "Алтай"],
        "50": ["Moscow", "Москва", "Moskva"],
        "11": ["Коми"], "47": ["Leningrad", "Ленинград"], "57": ["Orel", "Oryol", "Orlov"],
        "52": ["Nizhny Novgorod", "Nizhniy Novgorod", "Nizhegorod"], "59": ["Пермь"],
        "75": ["Чита", "Chita"],
        "41": ["Камчатская"], "25": ["Приморье", "Maritime"],
    ]

    /// Kinds that subjects had, or are given by mistake, besides their own.
    static let otherKinds: [String: Set<RegionKind>] = [
        "24": [.autonomous], "38": [.autonomous], "41": [.oblast, .autonomous], "59": [.oblast, .autonomous],
        "75": [.oblast, .autonomous], "04": [.autonomous], "79": [.oblast], "86": [.oblast],
        "93": [.republic],
    ]

    /// States whose own regions have names that subjects of the Federation have too.
    static let otherStates: Set<String> = [
        "украина", "украины", "беларусь", "белоруссия", "казахстан", "республика казахстан", "узбекистан",
        "киргизия", "кыргызстан",
        "молдова", "молдавия", "армения", "грузия", "азербайджан", "таджикистан", "туркменистан",
        "приднестровье", "абхазия",
        "южная осетия", "ukraine", "belarus", "kazakhstan", "usa", "сша",
    ]
}
