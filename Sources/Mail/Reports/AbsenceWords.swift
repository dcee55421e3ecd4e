/// Words around the end of an absence, in the languages of our readers.
enum AbsenceWords {
    /// Behind these stands the last day away.
    static let until: Set = [
        "until", "till", "til", "through", "thru", "to", "по", "до", "bis", "jusqu'au", "jusqu'à", "au",
        "hasta", "fino", "al", "até", "a",
        "do", "tot", "till", "untill", "включительно",
    ]
    /// A little before the first day back.
    static let back: Set = [
        "back", "return", "returning", "returns", "resume", "available", "again", "вернусь", "вернётся",
        "вернется", "выйду", "выйдет", "возвращаюсь", "приступлю",
        "возвращение", "выхожу", "доступен", "доступна", "zurück", "wieder", "ab", "retour", "reviendrai",
        "regreso", "regresaré", "vuelvo", "rientro", "torno", "retorno",
        "wracam", "снова",
    ]
    /// What may stand between them and the day.
    static let fillers: Set = [
        "the", "on", "of", "in", "at", "from", "office", "to", "and", "including", "dem", "den",
        "einschließlich", "zum", "am", "le", "el", "il", "de", "du", "dia", "día",
        "на", "в", "во", "с", "со", "работу", "работе", "офис", "офисе", "рабочем", "месте", "и", "be",
        "will", "включая", "im", "büro", "der", "inclusive", "date", "our", "work", "my", "i'll", "i",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
        "thu", "fri", "sat", "sun",
        "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье", "понедельника",
        "вторника", "среды", "четверга", "пятницы",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi",
        "mercredi", "jeudi", "vendredi",
        "lunes", "martes", "miércoles", "jueves", "viernes", "bureau", "au",
    ]
    /// Months by their names, or as much of them as tells them.
    static let months: [(number: Int, names: [String])] = [
        (
            1,
            [
                "january", "jan", "янв", "января", "januar", "jänner", "janvier", "enero", "gennaio",
                "janeiro", "styczni",
            ]
        ),
        (
            2,
            [
                "february", "feb", "фев", "февраля", "februar", "février", "febrero", "febbraio", "fevereiro",
                "luteg",
            ]
        ),
        (3, ["march", "mar", "мар", "марта", "märz", "maerz", "mars", "marzo", "março", "marca"]),
        (4, ["april", "apr", "апр", "апреля", "avril", "abril", "aprile", "kwietni"]),
        (5, ["may", "мая", "май", "mai", "mayo", "maggio", "maio", "maja"]),
        (6, ["june", "jun", "июн", "июня", "juni", "juin", "junio", "giugno", "junho", "czerwc"]),
        (7, ["july", "jul", "июл", "июля", "juli", "juillet", "julio", "luglio", "julho", "lipca"]),
        (8, ["august", "aug", "авг", "августа", "août", "agosto", "sierpni"]),
        (
            9,
            [
                "september", "sep", "sept", "сен", "сентября", "septembre", "septiembre", "settembre",
                "setembro", "wrześni",
            ]
        ),
        (
            10,
            [
                "october", "oct", "окт", "октября", "oktober", "octobre", "octubre", "ottobre", "outubro",
                "październik",
            ]
        ),
        (11, ["november", "nov", "ноя", "ноября", "novembre", "noviembre", "novembro", "listopad"]),
        (
            12,
            [
                "december", "dec", "дек", "декабря", "dezember", "décembre", "diciembre", "dicembre",
                "dezembro", "grudni",
            ]
        ),
    ]
}
