/// People who do not exist, to try templates on.
public enum SamplePerson: String, Sendable, CaseIterable {
    /// Every column filled, in the language of the letter.
    case full
    /// Nothing but the address, which is all that a row must have.
    case minimal
    /// Every column filled with what breaks careless programs: markup, links, quotes, ends of line.
    case hostile

    /// The row: of `registrations`, or of `invitees`.
    ///
    /// - Parameters:
    ///   - kind: which table it is of.
    ///   - language: the reader's; the full person's data are in Russian or in English.
    /// - Returns: a person under a reserved domain (RFC 2606).
    public func person(_ kind: Person.Kind, language: String) -> Person {
        var person = Person(kind: kind, id: 17, email: "director@library.example.org", language: language)
        if kind == .registration { person.status = "registered" }
        switch self {
        case .minimal: break
        case .full:
            let isRussian = language == "ru"
            person.name = isRussian ? "Иванова Мария Петровна" : "Maria Ivanova"
            person.organization =
                isRussian ? "ГБУК «Областная научная библиотека»" : "Regional Research Library"
            person.position = isRussian ? "Директор центральной библиотеки" : "Director"
            person.region = "54"
            person.timeZone = "Asia/Novosibirsk"
        case .hostile:
            person.name = text("Иванова")
            person.organization = text("ГБУК")
            person.position = text("Директор")
            person.region = text("Край")
        }
        return person
    }

    /// What the details column holds under a key that a template uses.
    func detail(_ key: String) -> String {
        guard self == .full else { return text(key) }
        // A link must lead somewhere to be looked at; a text shows which key it stands for.
        return key.hasSuffix("url") ? "https://www.example.org/\(key)" : "‹\(key)›"
    }

    /// What a hostile registrant types; harmless text for the others.
    func text(_ word: String) -> String {
        guard self == .hostile else { return word }
        return
            "\(word) <script>\(Self.mark)</script> [x](javascript:\(Self.mark)) **b** `c` \"q\" 'a' &amp; {{y}}"
            + " ![i](http://example.com/i.png)\r\nBcc: \(Self.mark)@example.com\u{202E} \u{0}\u{FFFE}"
    }

    /// A word that no letter holds by itself.
    static let mark = "vzlom7391"
}
