import Testing

@testable import Sheets

@Suite("An encoding by what the text is in")
struct EncodingGuessTests {
    private func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
        let places = Dictionary(
            encoding.characters.enumerated().map { ($0.element, UInt8($0.offset)) },
            uniquingKeysWith: { first, _ in first }
        )
        let bytes = text.unicodeScalars.map { places[$0] }
        return bytes.contains(nil) ? nil : bytes.compactMap(\.self)
    }

    /// The text as it is read, or the candidates where that is for a person to say.
    private func read(_ bytes: [UInt8]) -> (text: String, isDecided: Bool) {
        do throws(SheetError) {
            return (String(decoding: try TextDecoding.decode(bytes).utf8, as: UTF8.self), true)
        } catch { return (error.wording.en, false) }
    }

    private static let russian = [
        "ФИО;Эл. почта", "Иванов", "Жуков", "ИВАНОВ ПЁТР", "Щукина Юлия", "ГБУК «Библиотека № 1» — филиал",
        "Ольга",
        "область", "Якутия", "Эл. почта;ФИО;Регион", "Республика Саха (Якутия)", "name\nЦветаева",
        "email;ФИО\na@example.org;Ёж Ёлкин", "ООО \"Ромашка\"", "Чжан Ян, аспирант", "ДИРЕКТОР",
        "Заведующий отделом",
    ]

    @Test("Russian is read in its three encodings, in as few words as these", arguments: russian)
    func cyrillic(text: String) throws {
        for encoding in [TextEncoding.windows1251, .cp866, .koi8r] {
            guard let bytes = bytes(text, encoding) else { continue }
            #expect(read(bytes) == (text, true), "\(encoding)")
        }
    }

    @Test(
        "Western names are read as Windows-1252",
        arguments: [
            "João Conceição", "café", "Müller", "Größe; Straße", "São Paulo", "Nuñez", "Muñoz", "Peña",
            "Søren Ångström", "François Lefèvre", "Éric", "Zoë", "Päivi Mäkelä", "naïve", "Élodie Hébert",
            "José",
            "Håkan", "Crème brûlée", "organização", "posição;inscrição", "Noël", "Über", "Gonçalves",
            "Araújo",
            "Simões", "Bjørn", "Renée Géroux", "O’Neil", "1ª sessão – nº 5",
        ]
    )
    func western(name: String) throws {
        #expect(read(try #require(bytes(name, .windows1252))) == (name, true))
        let list = "email,name\njoao@example.org,\(name)\n"
        #expect(read(try #require(bytes(list, .windows1252))) == (list, true))
    }

    @Test(
        "Polish, Czech, Slovak, Hungarian, Romanian and Croatian names are read as Windows-1250",
        arguments: [
            "Wałęsa", "Łódź", "Dvořák", "Němec", "Źródło", "Zażółć gęślą jaźń", "Škoda", "Đoković",
            "Kovačević",
            "Erdős", "Győr", "Ştefan", "Žižek", "Wójcik", "Śląsk", "Jiří Novák", "Příbram", "Imię i nazwisko",
            "Władysław", "Grażyna", "Małgorzata", "České Budějovice", "Lukáš", "Košice", "Târgu Mureş",
        ]
    )
    func central(name: String) throws {
        #expect(read(try #require(bytes(name, .windows1250))) == (name, true))
    }

    @Test("what only signs tell is read the same by all, or as Windows-1251")
    func signs() throws {
        for text in ["“quoted” – text", "25 °C", "©2026 “Müller”"] {
            #expect(read(try #require(bytes(text, .windows1252))) == (text, true))
        }
        for text in ["№ 5; № 6", "№;email\n1;a@example.org\n"] {
            #expect(read(try #require(bytes(text, .windows1251))) == (text, true))
        }
    }

    @Test("what several encodings make sense of is for a person to say, with words as each reads them")
    func undecidable() throws {
        for text in ["нет", "ЩЮЯ"] {
            let told = read(try #require(bytes(text, .windows1251)))
            #expect(!told.isDecided && told.text.contains("Windows-1251 reads “\(text)”"), "\(told)")
            #expect(told.text.contains("--encoding"))
        }
        let told = read(try #require(bytes("нет", .windows1251))).text
        #expect(told.contains("Windows-1251 reads “нет”; KOI8-R reads “МЕР”"), "\(told)")
    }

    @Test("a long text is judged by its first words, in bounded time")
    func long() throws {
        let text = String(repeating: "Иванова Мария Петровна;", count: 10_000)
        #expect(
            try EncodingGuess(#require(bytes(text, .windows1251))).candidates.first?.encoding == .windows1251
        )
    }
}
