/// Patronymics: which words are one, what gender they tell, and which are surnames as well.
enum Patronymic {
    /// What a word that ends as patronymics do may be.
    enum Reading: Sendable, Hashable {
        /// Nothing else: «Петровна», «Сергеевич», «Гасан оглы».
        case certain(Gender)
        /// A man's patronymic or a surname: «Абрамович», «Якубович».
        case surnameToo
        /// A surname of Belarus, Poland or Serbia, or the patronymic of a Turkic father: «Юшкевич», «Абишевич».
        case surnameUsually
        /// A surname: «Рабинович», «Лукашевич», «Милич».
        case surname
    }

    /// The gender of a text that is known to be a patronymic, from a field of its own: «Петровна», «Ильич», «Гасан
    /// оглы», «Ерланкызы»; nil for anything else, initials included.
    static func gender(of text: some StringProtocol) -> Gender? {
        let folded = NameText.folded(text)
        let words = folded.split { $0 == " " || $0 == "-" }
        guard let last = words.last.map(String.init), last.allSatisfy(\.isLetter) else { return nil }
        if words.count > 1, let gender = particleGender(last) { return gender }
        return ending(of: last)
    }

    /// What a folded word is where any word of a name may stand; nil where it does not end as patronymics do.
    static func reading(of folded: String) -> Reading? {
        let words =
            folded.utf8.contains { $0 == 0x20 || $0 == 0x2D }
            ? folded.split { $0 == " " || $0 == "-" } : [folded[...]]
        guard let last = words.last.map(String.init) else { return nil }
        if words.count > 1 {
            // A father's name and its particle: «гасан оглы», «гасан-оглы».
            if let gender = particleGender(last) { return .certain(gender) }
            // «Ен-Суевна» is one, «Иванова-Абрамович» none.
            if words.count > 2 || folded.contains(" ") { return nil }
        }
        guard let gender = ending(of: last) else { return nil }
        switch gender {
        case .feminine: return seemings.contains(last) ? nil : .certain(.feminine)
        case .masculine: return masculineReading(of: last)
        }
    }

    /// Whether the word is a Turkic particle that belongs to the word before it.
    static func isParticle(_ word: some StringProtocol) -> Bool {
        guard word.utf8.count <= 8 else { return false }
        return particleGender(NameText.folded(word)) != nil
    }

    private static func particleGender(_ folded: String) -> Gender? {
        if masculineParticles.contains(folded) { return .masculine }
        return feminineParticles.contains(folded) ? .feminine : nil
    }

    /// What the ending tells; a stem of two letters at least.
    private static func ending(of word: String) -> Gender? {
        func ends(_ endings: [String]) -> Bool {
            endings.contains { word.ends(in: $0) && word.utf8.count >= $0.utf8.count + 4 }
        }
        if wholeFeminine.contains(word) || ends(feminineEndings) || ends(feminineParticles) {
            return .feminine
        }
        if wholeMasculine.contains(word) || ends(["ич"]) { return .masculine }
        // «Гурбангулы» is a given name.
        return ends(masculineParticles) && !word.ends(in: "гулы") && !word.ends(in: "кулы") ? .masculine : nil
    }

    private static func masculineReading(of word: String) -> Reading {
        if wholeMasculine.contains(word) { return .certain(.masculine) }
        guard word.ends(in: "ич") else {
            // «Ерланулы» is always one; «Кер-оглы», «Караоглу» are surnames too.
            return word.ends(in: "оглы") || word.ends(in: "оглу") ? .surnameToo : .certain(.masculine)
        }
        if surnamesToo.contains(word) { return .surnameToo }
        let isRegular = word.ends(in: "ович") || word.ends(in: "евич")
        guard isRegular, !surnames.contains(word) else { return .surname }
        if polishEndings.contains(where: word.ends) { return .surnameUsually }
        if hasFather(word) { return .certain(.masculine) }
        return serbianEndings.contains(where: word.ends) ? .surnameUsually : .surnameToo
    }

    /// Whether a patronymic in -ович or -евич is formed from a man's given name.
    private static func hasFather(_ word: String) -> Bool {
        let stem = String(word.utf8.dropLast(8)) ?? ""
        if irregular.contains(stem) { return true }
        var fathers: [String]
        if word.ends(in: "ович") {
            fathers = [stem, stem + "а", stem + "о", stem + "ь"]
        } else {
            fathers = [stem + "й", stem + "ь", stem + "я", stem + "е"]
            // «Алиевич», «Янушевич»; of Макар comes Макарович, and Макаревич is a surname.
            if softStems.contains(where: stem.ends) { fathers.append(stem) }
            if stem.ends(in: "ь") { fathers += [stem.dropLast() + "ий", stem.dropLast() + "ь"] }
        }
        let isKnown = fathers.contains {
            guard let kind = GivenNames.kind(of: $0) else { return false }
            return kind.contains(.masculine) && !kind.contains(.foreign)
        }
        return isKnown || easternStems.contains { stem.holds($0) }
    }

    /// Stems before -ович and -евич that their given names do not show.
    private static let irregular: WordSet = [
        "павл", "льв", "петр", "яковл", "михайл", "самойл", "измайл", "иосиф", "карл", "хамзат",
    ]

    /// Letters at the end of fathers' names that take -евич without a change.
    private static let softStems = ["а", "е", "и", "о", "у", "ы", "э", "ю", "я", "ж", "ш", "ч", "щ", "ц"]

    /// Parts of Turkic, Arabic and Mongolian names, which go together in any number of ways.
    private static let easternStems = [
        "мамбет", "магомед", "мухамед", "мухамет", "мухаммед", "магомет", "бек", "гали", "улл", "уддин",
        "утдин", "мурад",
        "мурат", "гирей", "мурза", "джан", "жап", "доржи", "цырен", "дамба", "болат", "темир", "абдул",
        "абдр", "хамет",
        "ахмед", "ахмет", "махмуд", "нур", "берди", "кельд", "султан", "зян", "ммад",
    ]

    private static let wholeMasculine: WordSet = ["ильич", "никитич", "кузьмич", "силыч", "силич"]
    private static let feminineEndings = ["овна", "евна", "івна", "ївна", "инична"]
    private static let wholeFeminine: WordSet = [
        "ильична", "никитична", "лукична", "кузьмична", "фомична", "саввична", "силична", "иудична",
    ]
    private static let masculineParticles = [
        "оглы", "оглу", "огли", "угли", "углы", "улы", "уулу", "ұлы", "ули", "ўғли",
    ]
    private static let feminineParticles = ["кызы", "гызы", "кизи", "кзы", "қызы", "қизи"]

    /// Words in -овна and -евна that are no patronymics.
    private static let seemings: WordSet = [
        "царевна", "королевна", "поповна", "верховна", "церковна", "духовна",
    ]

    /// Endings of surnames of Belarus and Poland, and of no patronymic.
    private static let polishEndings = ["кевич", "шевич", "цевич", "чевич", "жевич"]
    /// Endings of many surnames, and of few patronymics.
    private static let serbianEndings = ["левич", "кович", "инович"]

    /// Patronymics whose fathers' names are rare and that many people bear as surnames.
    private static let surnamesToo: WordSet = [
        "абрамович", "авраамович", "адамович", "азарович", "акимович", "антонович", "аронович", "берович",
        "богданович",
        "булатович", "вольфович", "гаврилович", "герасимович", "давидович", "давыдович", "данилович",
        "жданович", "игнатович", "израилевич", "исакович",
        "карпович", "климович", "кондратович", "лазаревич", "лазарович", "лукич", "лукьянович",
        "максимович", "маркович", "мартинович", "мартынович", "миронович", "наумович", "никонович",
        "осипович", "парамонович", "прокопович", "протасович", "радович", "романович", "савич", "саввич",
        "самойлович",
        "самсонович", "сидорович", "симонович", "терентович", "тимонович",
        "тихонович", "устинович", "филиппович", "филимонович", "фомич", "хаимович", "хаймович", "якимович",
        "якубович", "менделевич", "демидович", "леонович", "никитович", "юзефович", "кирилович", "филипович",
        "лаврович",
        "парфенович", "панкратович", "назарович", "ермакович", "сергиевич", "янович", "янкович", "стефанович",
        "лейбович", "ицкович", "шмулевич", "вульфович",
        "юделевич", "мордухович",
    ]

    /// Surnames that are no patronymics, though some seem to have a father.
    private static let surnames: WordSet = [
        "василевич", "михалевич", "данилевич", "гаврилевич", "королевич", "макаревич", "денисевич", "юркевич",
        "рабинович", "каганович", "гершкович", "беркович", "левкович", "мошкович",
        "юркович", "станкович", "войтович", "григорович", "бегович", "васкович", "вукович",
        "дворкович", "джокович", "донович", "иванкович", "йованович", "кович", "костевич", "масевич",
        "мицкевич",
        "николич", "обрадович", "пашкович", "раевич", "савицевич", "сенкевич", "стоянович", "тарасевич",
        "томашевич", "ходасевич", "шушкевич", "шостакович", "юревич", "юшкевич", "янчевич", "яшкович",
        "пастернакович",
        "милованович", "радованович", "живкович", "ненадович", "предрагович", "младенович",
        "стеванович", "павичевич", "благоевич", "костич", "зиневич", "захаревич", "лазович",
        "игнатевич", "семашкович", "хацкевич", "малевич", "гулевич", "короткевич", "русакевич",
        "гуревич", "гурвич", "зельдович", "канторович", "рубинович", "хайкевич", "мовшович",
        "берлович", "янкелевич", "хаскелевич", "зеликович", "иоселевич",
    ]
}
