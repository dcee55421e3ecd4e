import Foundation
import Mustache
import TestSupport
import Testing

@testable import Letters

@Suite("Setting a letter")
struct LetterRendererTests {
    @Test("with its caches the renderer gives each letter as it does without, half of them by the short cut")
    func cacheEqualsNoCache() throws {
        let cached = try Sample.writer()
        let prepared = PreparedLetters(preparesAll: true)
        cached.renderer.shortcut = prepared
        let plain = try Sample.writer()
        plain.renderer.caches = false
        var random = Words(seed: 20_231_128)
        for number in 0..<40 {
            var person = Sample.maria
            person.id = Int64(number)
            person.name = random.maybe()
            person.organization = random.maybe()
            person.position = random.maybe()
            person.region = random.maybe() ?? "54"
            person.language = number % 3 == 0 ? "en" : "ru"
            for notification in ["confirmation", "reminder-week", "cancellation"] {
                var request = Sample.request(notification, person)
                request.messageID = "<\(number)@example.org>"
                var first: [UInt8] = []
                var second: [UInt8] = []
                #expect(try cached.compose(request, into: &first) == plain.compose(request, into: &second))
                #expect(first == second)
            }
        }
        // Else two plain ways were compared.
        #expect(prepared.uses.hits > prepared.uses.misses && prepared.uses.misses > 10, "\(prepared.uses)")
    }

    @Test("values that equal one another, or a fact of the event, change nothing")
    func equalValues() throws {
        let draft = """
            Subject: {{person.name}} {{event.name}}
            Preheader: {{registration.id}}. {{person.position}}

            {{person.name}} {{person.organization}} [{{person.name}}](https://example.org/{{person.position}})

            {{#person.region}}{{person.region}}{{/person.region}}{{^person.region}}-{{/person.region}} {{event.name}}

            [{{person.organization}}]({{person.organization}}) {{facts.letter.number}} {{details.hotel}}

            ---

            {{#facts.list}}{{.}} {{person.name}} {{/facts.list}}
            """
        let cached = try Sample.writer(draft: draft)
        let prepared = PreparedLetters(preparesAll: true)
        cached.renderer.shortcut = prepared
        let plain = try Sample.writer(draft: draft)
        plain.renderer.caches = false
        var random = Words(seed: 11)
        // Equal as characters, but not as bytes, too.
        let texts = [
            "Совещание", "e\u{301}\u{323}", "e\u{323}\u{301}", "https://example.org/", "606-01.1-39@-НП", "",
            "раз", "a<b",
        ]
        for number in 0..<300 {
            var person = Sample.maria
            person.id = Int64(number % 3)
            person.name = texts.randomElement(using: &random.generator)
            person.organization = texts.randomElement(using: &random.generator)
            person.position = texts.randomElement(using: &random.generator)
            person.region = number % 4 == 0 ? nil : texts.randomElement(using: &random.generator)
            person.details = number % 5 == 0 ? #"{"hotel":"Совещание"}"# : #"{"hotel":true}"#
            let request = Sample.request("letter", person)
            var first: [UInt8] = []
            var second: [UInt8] = []
            let result = Result { try cached.compose(request, into: &first).subject }
            let expected = Result { try plain.compose(request, into: &second).subject }
            #expect((try? result.get()) == (try? expected.get()))
            #expect(first == second)
        }
        // Nearly each is unlike all others in what equals what: that the short cut sees.
        #expect(prepared.uses.hits > 5, "\(prepared.uses)")
    }

    @Test("changes that each reader made are rendered as without caches, and preparing them is soon given up")
    func ownChanges() throws {
        let cached = try Sample.writer()
        let plain = try Sample.writer()
        plain.renderer.caches = false
        for number in 0..<200 {
            var request = Sample.request("change", Sample.maria)
            let items: [Mustache.Value] = (0...(number % 3)).map {
                ["what": "\($0)", "new": .string("\(number)")]
            }
            request.extra = [
                "change": number % 2 == 0
                    ? ["what": "а", "old": .string("\(number)")] : ["items": .list(items)],
                "own_value": .string("\(number)"),
            ]
            var first: [UInt8] = []
            var second: [UInt8] = []
            #expect(try cached.compose(request, into: &first) == plain.compose(request, into: &second))
            #expect(first == second)
        }
        // 32 on trust, of the 200; whoever was like an earlier one was had from it.
        let uses = try #require(cached.renderer.shortcut).uses
        #expect(uses.misses <= 33 && uses.passed >= 120, "\(uses)")
    }

    @Test("nothing that a registrant types becomes markup, a link, a picture or a header")
    func inert() throws {
        let writer = try Sample.writer(
            draft:
                "Subject: {{person.name}}\n\n{{person.name}} **{{person.name}}** [a](https://example.org/{{person.name}})\n"
        )
        var random = Words(seed: 7)
        for _ in 0..<100 {
            var person = Sample.maria
            person.name = "Имя" + random.nasty()
            let preview = try writer.preview(Sample.request("letter", person))
            let page = preview.html
            #expect(
                !page.contains("<script") && !page.contains("<img") && !page.contains("href=\"javascript")
            )
            #expect(page.components(separatedBy: "<a ").count == 2, "\(person.name ?? "")")
            #expect(page.components(separatedBy: "<strong>").count == 2)
            #expect(!preview.subject.contains { $0.isNewline })
            var out: [UInt8] = []
            _ = try writer.compose(Sample.request("letter", person), into: &out)
            let head = String(decoding: out, as: UTF8.self).split(separator: "\r\n\r\n").first ?? ""
            #expect(!head.contains("\r\nBcc"))
        }
    }

    @Test("a value stands in the text as it is, whatever Markdown would make of it")
    func literal() throws {
        let writer = try Sample.writer(draft: "Subject: x\n\n{{person.name}}\n\n- {{person.position}}\n")
        var person = Sample.maria
        person.name = "# 1. *a* _b_ `c` [d](e) <f> & \\g ~~h~~ | i"
        person.position = "- 2) x"
        let preview = try writer.preview(Sample.request("letter", person))
        #expect(preview.text == "# 1. *a* _b_ `c` [d](e) <f> & \\g ~~h~~ | i\n\n- - 2) x\n")
        #expect(preview.html.contains("# 1. *a* _b_ `c` [d](e) &lt;f&gt; &amp; \\g ~~h~~ | i"))
    }

    @Test("a value of several lines becomes one line, and overrides of direction go")
    func oneLine() throws {
        let writer = try Sample.writer(draft: "Subject: {{person.name}}\n\n{{person.name}}\n")
        var person = Sample.maria
        person.name = "Иванова\r\nBcc: a@b\u{2028}x\u{202E}y\u{0}z"
        let preview = try writer.preview(Sample.request("letter", person))
        #expect(!preview.text.dropLast().contains { $0.isNewline })
        #expect(!preview.subject.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    @Test(".html and .txt replace what the Markdown would give")
    func replacements() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\nMarkdown {{person.name}}",
            [
                "templates/letter.ru.html": "<p id=\"own\">{{person.organization}}</p>",
                "templates/letter.ru.txt": "Свой   текст\r\n  {{person.organization}}\n",
            ]
        )
        let preview = try writer.preview(Sample.request())
        #expect(preview.html.contains("<p id=\"own\">ГБУК «Областная научная библиотека»</p>"))
        #expect(preview.html.contains("max-width:600px"))
        #expect(preview.text == "Свой   текст\n  ГБУК «Областная научная библиотека»\n")
        #expect(!preview.html.contains("Markdown"))
    }

    @Test("an .html that is a page of its own gets no layout around it")
    func wholePage() throws {
        let page = "<!DOCTYPE html><html><body>{{salutation}}</body></html>"
        let writer = try Sample.writer(draft: "Subject: x\n\ny", ["templates/letter.ru.html": page])
        #expect(
            try writer.preview(Sample.request()).html
                == "<!DOCTYPE html><html><body>Уважаемая Мария Петровна!</body></html>"
        )
    }

    @Test("a layout of the event's own is filled with the letter, its subject and what letters know")
    func ownLayout() throws {
        let writer = try Sample.writer(
            draft: "Subject: Тема & дело\nPreheader: Сначала\n\nТекст\n\n---\n\nПочему",
            [
                "layout.html":
                    "<html lang=\"{{language}}\"><title>{{subject}}</title>{{preheader}}|{{{body}}}|{{{footer}}}|{{event.name}}"
            ]
        )
        let html = try writer.preview(Sample.request()).html
        #expect(html.hasPrefix("<html lang=\"ru\"><title>Тема &amp; дело</title>Сначала|<p "))
        #expect(html.contains(">Почему</p>"))
        #expect(html.hasSuffix("|Совещание"))
    }

    @Test("partials come from files that begin with a low line")
    func partials() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\n{{>signature}}",
            ["templates/_signature.ru.md": "С уважением,\\\n{{sender.name}}"]
        )
        #expect(try writer.preview(Sample.request()).text == "С уважением,\nБиблиотека\n")
    }
}

/// Random texts by a seeded generator.
struct Words {
    var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func maybe() -> String? {
        Bool.random(using: &generator)
            ? some(of: ["Иванова", "Мария", "«ЦБС»", "a<b", "&", "x.y", "№ 5", "—", "😀", "e\u{301}"]) : nil
    }

    mutating func nasty() -> String {
        some(of: [
            "<script>", "</a>", "[x](javascript:1)", "![i](http://h/i.png)", "**", "`", "\r\nBcc: a@b", "\"",
            "'", "\\",
            "<http://evil.example>", "&lt;", "{{x}}", "# ", "\n\n", "](", "\u{202E}", "_", "~", "|", "Иван",
            "\u{0}",
        ])
    }

    private mutating func some(of words: [String]) -> String {
        (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in
            words.randomElement(using: &generator)
        }
        .joined(separator: Bool.random(using: &generator) ? " " : "")
    }
}
