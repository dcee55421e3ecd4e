import TestSupport
import Testing

@testable import Mail

@Suite("Text that no mail program makes a link of")
struct InertTextTests {
    static let links: [(text: String, why: String)] = [
        ("https://evil.com/x", "a whole address"), ("HTTP://EVIL.COM", "in capitals"),
        ("evil.com", "a bare host"), ("evil.com!", "a mark behind it"), ("#evil.com", "a mark before it"),
        ("(evil.com)", "in brackets"), ("«evil.com»", "in quotes"),
        ("зайди\u{A0}evil.com", "behind a no-break space"),
        ("evil.москва/x", "an ending in Cyrillic"), ("казино.рф", "the Russian ending"),
        ("evil.zip", "an ending that is one since 2023"),
        ("evil.anything", "an ending that may be one tomorrow"),
        ("evil.xn--p1ai", "an ending as an A-label"), ("a.b.c.evil.co.uk", "many labels"),
        ("t.me/casino", "one letter before the dot"), ("ВНИМАНИЕ.com", "two scripts"),
        ("support@evil.ru", "a mailbox"), ("a+b@evil.ru", "a mailbox with a tag"),
        ("mailto:a@evil.ru", "a mailbox with its scheme"), ("mailto:a@evil", "one without a dot"),
        ("//evil.com", "an address without a scheme"), ("//evil", "the same without a dot"),
        ("https:evil.com", "no slashes"), ("https:/evil.com", "one slash"),
        ("http:\\\\evil.com", "turned slashes"),
        ("\\\\evil.com\\share", "a share of the network"), ("tel:+79005550000", "a number that dials"),
        ("javascript:alert(1)", "a script"), ("https://u:p@evil.com:8080/?q#f", "all parts"),
        ("192.0.2.1", "an address of numbers"), ("http://192.0.2.1/x", "the same with its scheme"),
        ("😀.com", "a sign for a label"), ("evil\u{AD}.com", "a soft hyphen"),
        ("evil.\u{200B}com", "a zero-width space"),
        ("г.Москва", "no link, but one to a program"), ("Иван.evil.com Петров", "within a name"),
        ("www.evil", "www without an ending"), ("evil。com", "a full stop of East Asia"),
    ]

    @Test("whatever looks like a link is none to a reader's program, and reads as before", arguments: links)
    func inert(_ text: String, _ why: String) throws {
        let inert = InertText.of(text)
        #expect(try Linkifier().links(in: inert) == [], "\(why)")
        #expect(try Linkifier().links(in: "см. \(inert), и") == [], "\(why)")
        #expect(
            String(inert.unicodeScalars.filter { $0 != InertText.joiner }.map(Character.init))
                == String(text.unicodeScalars.map(Character.init))
        )
        #expect(InertText.of(inert) == inert, "once is enough")
    }

    @Test("the judge knows a link")
    func judge() throws {
        for (text, why) in Self.links
        where !text.contains("。") && !text.contains("\u{200B}") && text != "https:evil" {
            #expect(try Linkifier().links(in: text) != [], "\(why)")
        }
    }

    @Test(
        "what is no link stays as it is, so that it can be found and copied",
        arguments: [
            ("Иванова Мария Петровна", "a name"), ("Библиотека им. А.С. Пушкина", "initials"),
            ("Иванов И.О.", "at the end"),
            ("к.п.н.", "a degree"), ("и т.д., т.е./т.о.", "abbreviations"),
            ("д.5, корп.2", "numbers of houses"),
            ("10:00–18:00", "hours"), ("28.11.2026", "a date"), ("Отдел 1.2", "a number"),
            ("12345678901234567890", "digits"),
            ("2026-10-05T10:15:30.123Z", "a moment"), ("с/х библиотека", "a slash"),
            ("Тема: жизнь", "a colon"),
            ("+7 (495) 629-10-10", "a telephone"), ("", "nothing"), ("@", "a sign alone"),
        ]
    )
    func untouched(_ text: String, _ why: String) throws {
        #expect(InertText.of(text) == text, "\(why)")
        #expect(try Linkifier().links(in: text) == [], "\(why)")
    }

    @Test(
        "a person reads links and nothing else as links",
        arguments: [
            ("evil.com!", true), ("#evil.com", true), ("evil.москва/x", true), ("support@evil.ru", true),
            ("//evil.com", true),
            ("https://evil", true), ("заходи evil.zip", true), ("Дорогая Мария Петровна!", false),
            ("Уважаемая г.Иванова", false),
            ("И.О.Фамилия", false), ("А.С. Пушкин", false), ("10:00", false),
        ]
    )
    func reading(_ text: String, _ isLink: Bool) {
        #expect(InertText.readsAsLink(text) == isLink)
    }
}

@Suite("Telephone numbers")
struct TelephoneNumberTests {
    @Test(
        "a number is dialled as RFC 3966 writes it",
        arguments: [
            ("+7 (495) 629-10-10, доб. 1782", "+74956291010;ext=1782"),
            ("+7\u{A0}(495)\u{A0}555-01-23, ext.\u{A0}2252 x", "+74955550123;ext=2252"),
            ("8 (800) 555-35-35", "+78005553535"), ("+44 20 7946 0958", "+442079460958"),
            ("+7 495 629-10-10 (доб. 5)", "+74956291010;ext=5"),
        ]
    )
    func dialled(_ text: String, _ wanted: String) {
        #expect(TelephoneNumber.find(in: text[...].unicodeScalars)?.number.dialled == wanted)
    }

    @Test(
        "other numbers are none",
        arguments: [
            "+7", "+123 45", "8 марта 2026 г.", "8 123 456 78 90", "85.0", "2023-10-10",
            "+1234567890123456789",
        ]
    )
    func others(_ text: String) {
        #expect(TelephoneNumber.find(in: text[...].unicodeScalars) == nil)
    }
}

@Suite("Names as atoms")
struct AtomNameTests {
    @Test(
        "any name is an atom of an address that decodes to itself",
        arguments: [
            ("герб.gif", "_D0_B3_D0_B5_D1_80_D0_B1.gif"), ("logo (1).png", "logo_20_281_29.png"),
            ("a..b.png", "a_2E_2Eb.png"),
            (".png", "_2Epng"), ("a_b", "a_5Fb"), ("100%.png", "100_25.png"), ("", "_"),
        ]
    )
    func atoms(_ name: String, _ wanted: String) {
        let atom = AtomName.of(name)
        #expect(atom == wanted)
        #expect(dotAtom(atom) == atom && !atom.contains("%"))
    }

    @Test("different names have different atoms, however long, and without case where that does not count")
    func distinct() {
        let long = String(repeating: "встреча", count: 40)
        let names = [
            "встреча", "собрание", "a b", "a-b", "a_20b", "a.b", "a..b", "A", "a", long + "1", long + "2",
        ]
        #expect(Set(names.map { AtomName.of($0, foldsCase: true).lowercased() }).count == names.count)
        #expect(names.allSatisfy { AtomName.of($0).utf8.count <= 150 })
    }
}

@Suite("Charsets of text files")
struct TextCharsetTests {
    @Test("a text file says its charset, and a picture has none")
    func charsets() {
        func type(_ bytes: [UInt8], _ name: String = "a.txt") -> String {
            let head = String(decoding: Attachment(fileName: name, bytes: bytes).headers, as: UTF8.self)
            return head.split(separator: "\r\n").first.map(String.init) ?? ""
        }
        // «Письмо министерства» in each.
        let windows: [UInt8] = [
            0xCF, 0xE8, 0xF1, 0xFC, 0xEC, 0xEE, 0x20, 0xEC, 0xE8, 0xED, 0xE8, 0xF1, 0xF2, 0xE5, 0xF0,
        ]
        let koi: [UInt8] = [
            0xF0, 0xC9, 0xD3, 0xD8, 0xCD, 0xCF, 0x20, 0xCD, 0xC9, 0xCE, 0xC9, 0xD3, 0xD4, 0xC5, 0xD2,
        ]
        let dos: [UInt8] = [
            0x8F, 0xA8, 0xE1, 0xEC, 0xAC, 0xAE, 0x20, 0xAC, 0xA8, 0xAD, 0xA8, 0xE1, 0xE2, 0xA5, 0xE0,
        ]
        #expect(type(Array("Письмо".utf8)) == "Content-Type: text/plain; charset=utf-8;")
        #expect(type([0xFF, 0xFE, 0x41, 0]) == "Content-Type: text/plain; charset=utf-16;")
        #expect(type(windows) == "Content-Type: text/plain; charset=windows-1251;")
        #expect(type(koi) == "Content-Type: text/plain; charset=koi8-r;")
        #expect(type(dos) == "Content-Type: text/plain; charset=ibm866;")
        #expect(
            type(Array("Le caf".utf8) + [0xE9] + Array(" est bon".utf8))
                == "Content-Type: text/plain; charset=windows-1252;"
        )
        #expect(type(windows, "a.csv").contains("text/csv; charset=windows-1251"))
        #expect(!type(windows, "a.png").contains("charset"))
    }
}
