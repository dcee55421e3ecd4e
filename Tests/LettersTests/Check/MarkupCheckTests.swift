import Testing

@testable import Letters

@Suite("Markup that no mail program shows as it was meant")
struct MarkupCheckTests {
    private func faults(_ more: [String: String]) throws -> [String] {
        var files = ["templates/letter.ru.md": "Subject: x\n\ny\n", "layout/crest.png": "PNG"]
        files.merge(more) { $1 }
        let event = try Sample.smallEvent()
        return LetterCheck.findings(
            event: event,
            files: TemplateFiles(files.mapValues { Array($0.utf8) }, folder: "meeting"),
            date: Sample.date("2023-10-16T05:00:00Z")
        ).filter(\.isFault).map(\.description)
    }

    @Test(
        "what is loaded from elsewhere is told once, in its file at its place, in every form",
        arguments: [
            ("<img src=\"https://e.org/x.png\">", 11), ("<img src=https://e.org/x.png>", 10),
            ("<img src='//e.org/x.png'>", 11),
            ("<img srcset=\"a.png 1x, https://e.org/x.png 2x\" src=\"cid:crest.png\">", 24),
            ("<td background=\"http://e.org/x.png\">", 17),
            ("<td style=\"background:url(https://e.org/x.png)\">", 27),
            ("<style>@import \"https://e.org/x.css\";</style>", 17),
            ("<style>@import url(https://e.org/x.css);</style>", 20),
            ("<style>p{background:url('https://e.org/x.png')}</style>", 26),
            ("<link rel=stylesheet href=\"https://e.org/x.css\">", 28),
            ("<iframe src=\"https://e.org/\"></iframe>", 14),
            ("<IMG SRC = \"HTTPS://e.org/x.png\">", 13),
            ("<!--[if mso]><v:fill src=\"https://e.org/x.png\"/><![endif]-->", 27),
            ("<script src=\"https://e.org/x.js\"></script>", 14),
            ("<video poster=\"https://e.org/x.png\"></video>", 16),
        ]
    )
    func remote(_ markup: String, _ column: Int) throws {
        let inLayout = try faults(["layout.html": "<p>\n\(markup)\n{{{body}}}"]).filter {
            $0.contains("e.org")
        }
        #expect(
            inLayout.count == 1 && inLayout[0].hasPrefix("meeting/layout.html:2:\(column): "),
            "\(inLayout)"
        )
        let inPage = try faults(["templates/letter.ru.html": "<p>\n\(markup)\n"]).filter {
            $0.contains("e.org")
        }
        #expect(
            inPage.count == 1 && inPage[0].hasPrefix("meeting/templates/letter.ru.html:2:\(column): "),
            "\(inPage)"
        )
    }

    @Test("links, addresses of namespaces and remarks load nothing")
    func local() throws {
        let page = """
            <!-- https://e.org/x.png <img src="https://e.org/y.png"> --><html xmlns="http://www.w3.org/1999/xhtml">
            <a href="https://e.org/">x</a><img src="cid:crest.png"><td style="background:url(CID:crest.png)">{{{body}}}
            """
        #expect(try faults(["layout.html": page]) == [])
    }

    @Test("what a value brings from elsewhere is told as well")
    func byValue() throws {
        let found = try faults(["templates/letter.ru.html": "<img src=\"{{details.url}}\">"])
        #expect(found.contains { $0.contains("from elsewhere") })
    }

    @Test("a picture from elsewhere in a draft, and one that is not there, have their line")
    func pictures() throws {
        let draft =
            "Subject: x\n\nтекст\n\n![a](https://e.org/x.png)\n\n![b](nothing.png) ![c](crest.png) ![d](CID:crest.png)\n"
        let found = try faults(["templates/letter.ru.md": draft])
        #expect(found.count == 2)
        #expect(
            found[0].hasPrefix("meeting/templates/letter.ru.md:5:")
                && found[0].contains("https://e.org/x.png")
        )
        #expect(found[1].hasPrefix("meeting/templates/letter.ru.md:7:") && found[1].contains("nothing.png"))
        let layout = try faults(["layout.html": "<p>\n  <img src=cid:no.png>{{{body}}}"])
        #expect(
            layout.count == 1 && layout[0].hasPrefix("meeting/layout.html:2:12: ")
                && layout[0].contains("no.png")
        )
        #expect(try faults(["layout.html": "<img src=\"images/x.png\">{{{body}}}"]).count == 1)
    }

    @Test(
        "text that would vanish is told with its line",
        arguments: [
            ("<div>Важно</div>", 5, "<div>"), ("строка<br>вторая", 5, "<br>"),
            ("<table>\n<tr><td>1</td></tr>\n</table>", 5, "<table>"),
            ("a <b>c</b>", 5, "<b>"), ("{{#person.name}}\n<div>x</div>\n{{/person.name}}", 6, "<div>"),
        ]
    )
    func vanishing(_ body: String, _ line: Int, _ element: String) throws {
        let found = try faults(["templates/letter.ru.md": "Subject: x\nPreheader: y\n\n\n\(body)\n"])
        #expect(
            found.count == 1 && found[0].hasPrefix("meeting/templates/letter.ru.md:\(line):")
                && found[0].contains(element),
            "\(found)"
        )
    }

    @Test("a remark vanishes as it should, and code is text")
    func remarks() throws {
        #expect(
            try faults(["templates/letter.ru.md": "Subject: x\n\n<!-- заметка -->\n\n`<b>` a < b\n"]) == []
        )
    }

    @Test(
        "--- right under a line is told where it stands",
        arguments: [
            ("текст\n---\nниз", 4), ("{{>p}}\n---\nниз", 4),
            ("{{#person.name}}\nтекст\n{{/person.name}}\n---\nниз", 6),
        ]
    )
    func underline(_ body: String, _ line: Int) throws {
        let found = try faults([
            "templates/letter.ru.md": "Subject: x\n\n\(body)\n", "templates/_p.ru.md": "С уважением\n",
        ])
        #expect(
            found.count == 1 && found[0].hasPrefix("meeting/templates/letter.ru.md:\(line):1: ---"),
            "\(found)"
        )
    }

    @Test("a rule with an empty line above it, and headings by #, are what they are meant to be")
    func rules() throws {
        for body in [
            "текст\n\n---\n\nниз", "# Тема\n\n---\n", "{{#person.name}}\nтекст\n\n{{/person.name}}\n---\nниз",
            "- a\n- b\n\n---\n\nx",
        ] {
            #expect(try faults(["templates/letter.ru.md": "Subject: x\n\n\(body)\n"]) == [], "\(body)")
        }
    }

    @Test("the sample event has none of this")
    func sample() throws {
        let found = LetterCheck.findings(
            event: try Sample.event(),
            files: .embedded(),
            date: Sample.date("2023-10-16T05:00:00Z")
        )
        #expect(found.filter(\.isFault) == [])
    }
}
