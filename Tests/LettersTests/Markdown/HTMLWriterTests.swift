import Testing

@testable import Letters

@Suite("HTML of a draft")
struct HTMLWriterTests {
    private func html(_ source: String, pictures: Set<String> = []) -> String {
        let structure = LetterStructure(Markdown.parse(Array(source.utf8)))
        let files = Dictionary(uniqueKeysWithValues: pictures.map { ("layout/" + $0, [UInt8]("PNG".utf8)) })
        var writer = HTMLWriter(
            pictures: Pictures(TemplateFiles(files), domain: "example.org"),
            button: structure.button
        )
        writer.write(structure.body)
        return String(decoding: writer.out, as: UTF8.self)
    }

    /// The HTML without its styles and attributes of layout.
    private func bare(_ source: String) -> String {
        html(source).replacing(
            #/ (style|class|cellpadding|cellspacing|border|width|valign|align)="[^"]*"/#,
            with: ""
        )
    }

    @Test("paragraphs, emphasis, ends of line")
    func inline() {
        #expect(
            bare("a **b** *c* `d`\\\ne\nf")
                == "<p>a <strong>b</strong> <em>c</em> <code>d</code><br>\ne\nf</p>\n"
        )
    }

    @Test("lists, headings, quotes, code and rules")
    func blocks() {
        #expect(bare("- a\n- b\n") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
        #expect(bare("3. a\n4. b\n") == "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n")
        #expect(bare("# a\n\n## b") == "<h1>a</h1>\n<h2>b</h2>\n")
        #expect(bare("> a") == "<blockquote>\n<p>a</p>\n</blockquote>\n")
        #expect(bare("    a <b>\n") == "<pre>a &lt;b&gt;\n</pre>\n")
        #expect(bare("- a\n  - b\n") == "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n")
    }

    @Test("raw HTML is dropped")
    func rawHTML() {
        #expect(!html("a <b onclick=x>c</b>\n\n<script>alert(1)</script>\n\n<!-- d -->").contains("<script"))
        #expect(bare("a <i>b</i>") == "<p>a b</p>\n")
    }

    @Test("bold labels make a table of two columns")
    func rows() {
        #expect(
            bare("**Когда:** завтра\n**Где:** в *зале*")
                == "<table>\n<tr><th scope=\"row\">Когда</th><td>завтра</td></tr>\n"
                + "<tr><th scope=\"row\">Где</th><td>в <em>зале</em></td></tr>\n</table>\n"
        )
        #expect(bare("**Важно:** приходите").hasPrefix("<p>"))
        #expect(bare("**a:** b\nдальше\n**c:** d").contains("<td>b\nдальше</td>"))
        #expect(bare("начало\n**a:** b\n**c:** d").hasPrefix("<p>"))
    }

    @Test("the one link that is a paragraph of its own is a button, two are links")
    func button() {
        #expect(html("a\n\n[b](https://example.org/)").contains("class=\"button\""))
        #expect(
            !html("[a](https://example.org/1)\n\n[b](https://example.org/2)").contains("class=\"button\"")
        )
        #expect(!html("see [b](https://example.org/)").contains("class=\"button\""))
    }

    @Test("the button's room is the link's own, and its cell and all others say how their text looks")
    func ownLooks() throws {
        let page = html("**a:** b\n**c:** d\n\n[b](https://example.org/)")
        let link = try #require(page.firstMatch(of: #/<a href="https://example.org/" style="([^"]*)"/#)).1
        #expect(link.contains("display:inline-block") && link.contains("padding:12px 28px"))
        let cells = page.matches(of: #/<t[dh] [^>]*style="([^"]*)"/#).map(\.1)
        #expect(cells.count == 5)
        for cell in cells {
            for name in ["font-family:", "font-size:", "line-height:", "color:#"] {
                #expect(cell.contains(name), "\(cell)")
            }
        }
        #expect(!cells.contains { $0.contains("padding:12px") && !$0.contains("mso-padding-alt") })
    }

    @Test("only the web, mailboxes and telephones are linked to")
    func links() {
        #expect(bare("[a](mailto:a@example.org) b") == "<p><a href=\"mailto:a@example.org\">a</a> b</p>\n")
        for url in [
            "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "//example.org",
        ] {
            #expect(bare("[a](\(url)) b") == "<p>a b</p>\n", "\(url)")
        }
    }

    @Test("pictures come with the letter or not at all")
    func pictures() {
        #expect(
            html("![герб](crest.png)", pictures: ["crest.png"]).contains("src=\"cid:crest.png\" alt=\"герб\"")
        )
        #expect(bare("![герб](https://example.org/x.png)") == "<p>герб</p>\n")
        #expect(bare("![герб](nothing.png)") == "<p>герб</p>\n")
    }

    @Test("nesting without end does not end the program")
    func deep() {
        #expect(html(String(repeating: "> ", count: 5_000) + "a").utf8.count < 100_000)
        _ = html(String(repeating: "*a **b ", count: 5_000))
    }
}
