extension TypingSlip {
    /// A domain that everybody knows, long enough to be compared by distance.
    struct KnownVariable {
        let name: String
        let top: String
        /// Another first letter makes another real domain (`ymail.com`, `cloud.com`).
        var firstLetterTells = false
        /// Real domains one slip away.
        var neighbours: Set<String> = []
    }

    static let longNames: [KnownVariable] = [
        KnownVariable(name: "gmail", top: "com", firstLetterTells: true),
        KnownVariable(name: "yandex", top: "ru"),
        KnownVariable(name: "rambler", top: "ru", neighbours: ["ramble", "ramblers"]),
        KnownVariable(name: "inbox", top: "ru", firstLetterTells: true, neighbours: ["inbo", "inboxs"]),
        KnownVariable(name: "outlook", top: "com", neighbours: ["outlooks"]),
        KnownVariable(name: "hotmail", top: "com", neighbours: ["hotmails"]),
        KnownVariable(name: "icloud", top: "com", firstLetterTells: true, neighbours: ["iclouds"]),
    ]

    /// Slips in names too short for a distance: next to `mail.ru` lie `mil.ru`, `mai.ru`, `mall.ru`, all real.
    static let wholeSlips: [String: String] = [
        "maill.ru": "mail.ru", "mial.ru": "mail.ru", "amil.ru": "mail.ru", "meil.ru": "mail.ru",
        "mai1.ru": "mail.ru", "mqil.ru": "mail.ru", "mmail.ru": "mail.ru", "majl.ru": "mail.ru",
        "maiil.ru": "mail.ru", "mailru.ru": "mail.ru", "mailr.ru": "mail.ru",
        "lsit.ru": "list.ru", "lits.ru": "list.ru", "llist.ru": "list.ru", "listt.ru": "list.ru",
        "bkk.ru": "bk.ru", "yya.ru": "ya.ru", "yandeks.ru": "yandex.ru", "yadnex.ru": "yandex.ru",
        "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "gmail.om": "gmail.com",
        "hotmail.co": "hotmail.com", "outlook.co": "outlook.com", "icloud.co": "icloud.com",
    ]

    /// Ends of domains that do not exist, and what was meant.
    ///
    /// All of these were looked for in the root zone's
    /// country codes: `re`, `ro`, `rs`, `rw`, `co`, `cm`, `om`, `eu` exist and are left alone.
    static let topSlips: [String: String] = [
        "ry": "ru", "ri": "ru", "tu": "ru", "rr": "ru", "ur": "ru", "ruu": "ru", "rru": "ru", "r": "ru",
        "rj": "ru", "ty": "ru", "rh": "ru", "ру": "ru",
        "con": "com", "cim": "com", "vom": "com", "xom": "com", "comm": "com", "coom": "com", "ocm": "com",
        "cpm": "com", "clm": "com", "cmo": "com", "c0m": "com", "ком": "com",
        "ogr": "org", "orgg": "org", "rog": "org", "orh": "org", "prg": "org",
        "ner": "net", "nett": "net", "nte": "net",
    ]
}
