@testable import Mail
import Testing

@Suite("The identity of a person")
struct AddressIdentityTests {
    @Test(
        "surrounding white space, invisible characters and case make no difference",
        arguments: [
            "ivan@example.org", " ivan@example.org", "ivan@example.org ", "\tivan@example.org\r\n",
            "ivan@example.org\u{A0}", "\u{202F}ivan@example.org", "\u{3000}ivan@example.org\u{2028}",
            "ivan@example.org\u{200B}", "\u{FEFF}ivan@example.org", "\u{FEFF} \u{200B} ivan@example.org",
            "iv\u{200B}an@example.org", "ivan\u{200D}@example.org", "ivan@exam\u{AD}ple.org",
            "i\u{FE0F}van@example.org", "ivan\u{34F}@example.org", "ivan@example.org\u{200E}",
            "\u{202A}ivan@example.org\u{202C}", "ivan\u{3164}@example.org", "ivan@example.org\0",
            "ivan@example.org\u{7F}", "IVAN@EXAMPLE.ORG", "Ivan@Example.Org ",
            "\"ivan\"@example.org",
        ]
    )
    func same(_ typed: String) {
        #expect(Address.identity(of: typed) == "ivan@example.org")
    }

    @Test(
        "a domain is the same in letters, as A-labels and in capitals",
        arguments: [
            "Иван@Пример.ИСПЫТАНИЕ", "иван@xn--e1afmkfd.xn--80akhbyknj4f",
            "ИВАН@XN--E1AFMKFD.xn--80akhbyknj4f",
            "иван@пример。испытание", "иван@пример.испытание\u{A0}",
        ]
    )
    func domains(_ typed: String) {
        #expect(Address.identity(of: typed) == "иван@xn--e1afmkfd.xn--80akhbyknj4f")
    }

    @Test("letters are the same composed and decomposed, with joiners between as well")
    func composed() {
        let identity = Array(Address.identity(of: "jos\u{E9}@example.org").utf8)
        for typed in [
            "jose\u{301}@example.org", "JOSE\u{301}@example.org", "jose\u{200D}\u{301}@example.org",
        ] {
            #expect(Array(Address.identity(of: typed).utf8) == identity)
        }
    }

    @Test("what leads elsewhere is another person: dots, tags, other domains, other scripts")
    func different() {
        let texts = [
            "ivan@example.org", "i.van@example.org", "ivan+1@example.org", "ivan@example.com",
            "ivan@sub.example.org", "іvan@example.org", "\"i van\"@example.org",
        ]
        #expect(Set(texts.map(Address.identity)).count == texts.count)
    }

    @Test(
        "an address that can be read has its key for identity, and an identity is its own",
        arguments: ["Ivan@Example.org", "иван@пример.испытание", "\"a b\"@example.org", "a@[192.0.2.1]"]
    )
    func key(_ typed: String) throws {
        #expect(Address.identity(of: typed) == (try Address(typed)).key)
        #expect(Address.identity(of: Address.identity(of: typed)) == Address.identity(of: typed))
    }

    @Test(
        "a text that is no address is its own identity, cleaned and in lower case",
        arguments: [
            ("", ""), (" \u{A0}\u{200B}", ""), (" Nobody ", "nobody"), ("a@b@c", "a@b@c"),
            ("IVAN@", "ivan@"), ("Ivan <IVAN@example.org>", "ivan <ivan@example.org>"), ("@", "@"),
            ("IVAN @example.org", "ivan @example.org"),
        ]
    )
    func garbage(_ typed: String, _ expected: String) {
        #expect(Address.identity(of: typed) == expected)
    }

    @Test("an address in much white space is still that address")
    func wide() {
        let blanks = String(repeating: " ", count: 5000)
        #expect(Address.identity(of: "ivan@example.org" + blanks) == "ivan@example.org")
        let invisible = String(repeating: "\u{200B}", count: 5000)
        #expect(Address.identity(of: invisible + "ivan@example.org") == "ivan@example.org")
    }

    @Test("the longest of texts has a short identity, one character of twenty million marks included")
    func bounded() {
        let text = "а" + String(repeating: "\u{301}", count: 20_000_000)
        #expect(Address.identity(of: text).utf8.count <= 4096)
        #expect(Address.identity(of: text + "@example.org").utf8.count <= 4096)
        let error = #expect(throws: AddressError.self) { _ = try Address(text) }
        #expect((error?.description.utf8.count ?? .max) < 1000)
    }
}
