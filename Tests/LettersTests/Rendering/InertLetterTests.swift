import Foundation
import TestSupport
import Testing

@testable import Letters

@Suite("A letter with what a registrant typed")
struct InertLetterTests {
    private static let everywhere = """
        Subject: {{person.name}} {{details.note}}
        Preheader: {{person.organization}}

        {{salutation}}

        {{person.name}}, {{person.organization}}, {{person.position}}, {{person.region}}, {{person.email}}

        {{registration.name}} {{registration.email}} {{registration.status}} {{registration.time_zone}}

        **Заметка:** {{details.note}}
        **Ещё:** {{details.deep.note}} {{#details.list}}{{.}} {{/details.list}}

        `{{details.note}}`
        """

    static let nasty = [
        "evil.com!", "#evil.com", "evil.москва/x", "support@evil.ru", "//evil.com", "зайди\u{A0}evil.zip",
        "https://evil.com/x", "www.evil", "mailto:a@evil.ru", "evil.anything",
    ]

    /// The page's text as a reader's program sees it.
    private func visible(_ html: String) -> String {
        let page = Array(html.utf8)
        let texts = HTMLScanner.pieces(of: page).compactMap { piece -> String? in
            if case .text(let range) = piece { String(decoding: page[range], as: UTF8.self) } else { nil }
        }
        return texts.joined(separator: "\n")
    }

    private func person(_ text: String) -> Person {
        var person = Sample.maria
        person.email = "evil.com+x@evil.ru"
        person.name = text
        person.organization = text
        person.position = text
        person.region = text
        person.status = text
        person.timeZone = text
        person.details =
            #"{"note":"\#(text)","salutation":"Дорогая \#(text)","deep":{"note":"\#(text)"},"list":["\#(text)"]}"#
        return person
    }

    @Test("no part of it has anything that a mail program makes a link of", arguments: nasty)
    func inert(_ text: String) throws {
        let more = [
            "templates/letter.ru.txt": "{{details.note}}\n{{person.name}}\n",
            "templates/letter.ru.html": "<p title=\"{{details.note}}\">{{details.note}}</p>{{person.name}}",
        ]
        for files in [[:], more] {
            let writer = try Sample.writer(draft: Self.everywhere, files)
            let preview = try writer.preview(Sample.request("letter", person(text)))
            for part in [preview.text, visible(preview.html), preview.subject, preview.preheader] {
                #expect(try Linkifier().links(in: part) == [], "\(part)")
            }
            // What reads as a link is no way to address somebody.
            if files.isEmpty { #expect(preview.text.hasPrefix("Уважаемые коллеги!")) }
        }
    }

    @Test("prepared or set from the templates, the bytes are the same")
    func prepared() throws {
        let cached = try Sample.writer(draft: Self.everywhere)
        cached.renderer.shortcut = PreparedLetters(preparesAll: true)
        let plain = try Sample.writer(draft: Self.everywhere)
        plain.renderer.caches = false
        for text in Self.nasty + ["Иванова", "שלום", "محمد 12", "a\u{202E}b"] {
            for _ in 0..<2 {
                var first: [UInt8] = []
                var second: [UInt8] = []
                _ = try cached.compose(Sample.request("letter", person(text)), into: &first)
                _ = try plain.compose(Sample.request("letter", person(text)), into: &second)
                #expect(first == second, "\(text)")
            }
        }
    }

    @Test("what the event itself says stays as it stands, links and all")
    func facts() throws {
        let writer = try Sample.writer(draft: "Subject: x\n\n{{sender.address}} {{facts.letter.number}}")
        #expect(try writer.preview(Sample.request()).text == "meeting@example.org 606-01.1-39@-НП\n")
    }

    @Test("text from right to left is isolated, in both parts and in the name, and turns nothing around it")
    func directions() throws {
        let writer = try Sample.writer(
            draft: "Subject: {{person.name}}!\n\n{{person.name}} (1)\n\n{{details.a}}"
        )
        var person = Sample.maria
        person.name = "\u{202E}שלום\u{2066}"
        person.details = #"{"a":"abc"}"#
        let preview = try writer.preview(Sample.request("letter", person))
        #expect(preview.text == "\u{2068}שלום\u{2069} (1)\n\nabc\n")
        #expect(preview.html.contains("\u{2068}שלום\u{2069} (1)"))
        #expect(preview.subject == "\u{2068}שלום\u{2069}!")
        #expect(preview.to == "\u{2068}שלום\u{2069} <director@library.example.org>")
    }

    @Test(
        "a name beside the address holds nothing that turns or hides it",
        arguments: [
            "Иван\u{202E}ова", "\u{200B}Иван\u{2066}ова", "Ива\u{AD}нова", "Иванова\u{E0041}",
            "Иван\u{FEFF}ова",
        ]
    )
    func displayName(_ name: String) {
        #expect(MessageBuilder.displayName(name) == "Иванова")
    }

    @Test(
        "numbers of details stand as they were given",
        arguments: ["12345678901234567890", "1.50", "85", "1e400", "-7", "123456789.123456789123"]
    )
    func numbers(_ number: String) throws {
        let writer = try Sample.writer(draft: "Subject: x\n\n{{details.n}}")
        var person = Sample.maria
        person.details = #"{"n":\#(number)}"#
        #expect(try writer.preview(Sample.request("letter", person)).text == number + "\n")
    }
}

@Suite("Values within addresses")
struct AddressValueTests {
    private func preview(
        _ draft: String,
        _ details: String,
        _ more: [String: String] = [:]
    ) throws -> LetterPreview {
        var person = Sample.maria
        person.details = details
        return try Sample.writer(draft: "Subject: x\n\n" + draft, more).preview(
            Sample.request("letter", person)
        )
    }

    private let odd = #"{"q":"a b&c=d/e?f#g@h.ru"}"#
    private let encoded = "https://example.org/?q=a%20b%26c%3Dd%2Fe%3Ff%23g%40h.ru"

    @Test("a value within an address is percent-encoded wherever the address stands")
    func parts() throws {
        let link = try preview("[x](https://example.org/?q={{details.q}}) y", odd)
        #expect(link.html.contains("href=\"\(encoded)\"") && link.text == "x (\(encoded)) y\n")
        let bare = try preview("См. https://example.org/?q={{details.q}}", odd)
        #expect(bare.text == "См. \(encoded)\n" && bare.html.contains("См. \(encoded)<"))
        let auto = try preview("<https://example.org/?q={{details.q}}>", odd)
        #expect(auto.text == "\(encoded)\n" && auto.html.contains("href=\"\(encoded)\""))
        let own = try preview(
            "z",
            odd,
            [
                "templates/letter.ru.html": "<a href='https://example.org/?q={{details.q}}'>x</a>",
                "templates/letter.ru.txt": "см. https://example.org/?q={{details.q}}\n",
            ]
        )
        #expect(own.html.contains("href='\(encoded)'") && own.text == "см. \(encoded)\n")
    }

    @Test(
        "an address that is a value is one of the web, a mailbox or a telephone, or none",
        arguments: [
            ("javascript:alert(1)", nil), ("data:text/html,x", nil), ("ftp://example.org/", nil),
            ("//evil.com", nil),
            ("https://example.org/a b", "https://example.org/a%20b"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("tel:+74956291010", "tel:+74956291010"),
            ("https://ргб.рф/путь", "https://xn--90ad2b.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
        ] as [(String, String?)]
    )
    func whole(_ url: String, _ wanted: String?) throws {
        let details = #"{"u":"\#(url)"}"#
        let letter = try preview("[сайт]({{details.u}}) y", details)
        let own = try preview(
            "z",
            details,
            ["templates/letter.ru.html": "<a href=\"{{details.u}}\">x</a><a href={{details.u}}>y</a>"]
        )
        if let wanted {
            #expect(
                letter.html.contains("href=\"\(wanted)\"")
                    && own.html.components(separatedBy: "href=\"\(wanted)\"").count == 3
            )
            #expect(letter.text.hasPrefix("сайт ("))
        } else {
            #expect(!letter.html.contains(url) && !own.html.contains(url) && letter.text == "сайт y\n")
            #expect(
                try preview("[сайт]({{details.u}})", details).text == "сайт:\n\n"
                    || !letter.text.contains(url)
            )
        }
    }

    @Test("an address of the draft itself that may not be linked to is in neither part")
    func refused() throws {
        let letter = try preview("[сайт](javascript:alert(1)) y", "{}")
        #expect(letter.text == "сайт y\n" && !letter.html.contains("javascript"))
    }

    @Test("a host in Cyrillic is linked to by its A-labels and read in its own letters")
    func hosts() throws {
        let letter = try preview("[сайт](https://ргб.рф/?q={{details.q}}) [почта](mailto:info@ргб.рф)", odd)
        #expect(letter.html.contains("href=\"https://xn--90ad2b.xn--p1ai/?q=a%20b"))
        #expect(letter.html.contains("href=\"mailto:info@xn--90ad2b.xn--p1ai\""))
        #expect(letter.text.contains("https://ргб.рф/"))
        let own = try preview(
            "z",
            "{}",
            ["templates/letter.ru.html": "<a href='https://ргб.рф/?a=1&amp;b=ж'>x</a>"]
        )
        #expect(own.html.contains("href='https://xn--90ad2b.xn--p1ai/?a=1&amp;b=%D0%B6'"))
    }

    @Test("telephone numbers dial: those of the draft, and values where the draft says so")
    func telephones() throws {
        let own = try preview("Звоните: +7 (495) 629-10-10, доб. 1782, или 8 (800) 555-35-35.", "{}")
        #expect(own.html.contains("<a href=\"tel:+74956291010;ext=1782\""))
        #expect(own.html.contains("<a href=\"tel:+78005553535\""))
        // No part of a number begins a line.
        let (first, second) = ("+7 (495) 629-10-10, доб. 1782", "8 (800) 555-35-35")
        #expect(own.text == "Звоните: \(kept(first)), или \(kept(second)).\n")
        let value = try preview("[{{details.p}}](tel:{{details.p}}) x", #"{"p":"+7 (495) 629-10-10"}"#)
        #expect(value.html.contains("href=\"tel:+74956291010\"") && value.text == "+7 (495) 629-10-10 x\n")
        #expect(try !preview("{{details.p}}", #"{"p":"+7 (495) 629-10-10"}"#).html.contains("tel:"))
    }

    private func kept(_ number: String) -> String {
        number.replacing(" ", with: "\u{A0}").replacing("-", with: "\u{2011}")
    }

    @Test("the mark before a signature keeps its blank")
    func signature() throws {
        let letter = try preview("z", "{}", ["templates/letter.ru.txt": "Текст  \n-- \nБиблиотека\n"])
        #expect(letter.text == "Текст\n-- \nБиблиотека\n")
    }
}
