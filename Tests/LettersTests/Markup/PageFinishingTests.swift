import Foundation
import Testing

@testable import Letters

@Suite("Pictures of a page")
struct PageFinishingTests {
    private let files = [
        "layout/герб.gif": "G", "layout/logo (1).png": "L", "layout/a..b.png": "A", "layout/a&b.jpg": "B",
    ]

    private func writer(_ layout: String, draft: String = "x") throws -> LetterWriter {
        var more = files
        more["layout.html"] = layout + "{{{body}}}"
        return try Sample.writer(draft: "Subject: x\n\n" + draft, more)
    }

    /// The Content-IDs of a message, and the page's references.
    private func ids(_ writer: LetterWriter) throws -> (message: [String], page: [String]) {
        var out: [UInt8] = []
        _ = try writer.compose(Sample.request(), into: &out)
        let message = String(decoding: out, as: UTF8.self)
        let ids = message.matches(of: #/Content-ID: <([^>]+)>/#).map { String($0.1) }
        let page = try writer.preview(Sample.request()).html.matches(of: #/cid:([^"'&)\s>;,]+)/#).map {
            String($0.1)
        }
        return (ids, page)
    }

    @Test(
        "whatever a picture is called and however it is named, page and part have one string",
        arguments: [
            ("<img src=\"cid:герб.gif\">", "in quotes"), ("<IMG SRC='CID:герб.gif'>", "in capitals"),
            ("<img src=cid:герб.gif>", "without quotes"),
            ("<img src = \"cid:logo (1).png\">", "blanks and brackets"),
            ("<img src=\"cid:logo%20(1).png\">", "percent-encoded"),
            ("<img src=\"cid:a..b.png\">", "two dots"),
            ("<img src=\"cid:a&amp;b.jpg\">", "escaped"),
            ("<td background=\"cid:герб.gif\">", "a background"),
            ("<td style=\"background:url('cid:logo (1).png')\">", "a style"),
            ("<td style=\"background:URL(cid:герб.gif)\">", "bare in a style"),
            ("<td style=\"background:url(&quot;cid:герб.gif&quot;)\">", "escaped quotes"),
            ("<style>.a{background:url( \"cid:герб.gif\" )}</style>", "a sheet of styles"),
            ("<img srcset=\"cid:герб.gif 1x, cid:a..b.png 2x\">", "two of them"),
            ("<!--[if mso]><v:fill src=\"cid:герб.gif\"/><![endif]-->", "for Outlook alone"),
        ]
    )
    func references(_ layout: String, _ why: String) throws {
        let (message, page) = try ids(writer(layout))
        #expect(!page.isEmpty && Set(page) == Set(message), "\(why)")
        #expect(
            message.allSatisfy {
                $0.utf8.allSatisfy { 0x21...0x7E ~= $0 } && $0.removingPercentEncoding == $0
            }
        )
        #expect(Set(message).count == message.count)
    }

    @Test("a draft's pictures are found by their names too")
    func draft() throws {
        let (message, page) = try ids(
            writer("", draft: "![Герб](герб.gif) ![Знак](<logo (1).png>) ![Знак](logo%20(1).png)")
        )
        #expect(message.count == 2 && page.count == 3 && Set(page) == Set(message))
    }

    @Test("what is shown outside a message has the pictures inside")
    func embedded() throws {
        let page = try writer("<img src=cid:герб.gif><td style=\"background:url('CID:logo (1).png')\">").page(
            Sample.request()
        )
        let text = String(decoding: page, as: UTF8.self)
        #expect(
            text.contains("<img src=data:image/gif;base64,Rw==>")
                && text.contains("url('data:image/png;base64,TA==')")
        )
        #expect(!text.lowercased().contains("cid:"))
    }

    @Test("text that only looks like a reference stays text")
    func text() throws {
        #expect(
            try writer("<p>\"cid:nothing.png\"</p>").preview(Sample.request()).html.contains(
                "\"cid:nothing.png\""
            )
        )
    }

    @Test("a value without quotes around it stays one value")
    func bareAttributes() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\nx",
            ["layout.html": "<td title={{person.name}}>{{{body}}}"]
        )
        var person = Sample.maria
        person.name = "a onclick=alert(1)"
        #expect(
            try writer.preview(Sample.request("letter", person)).html.hasPrefix(
                "<td title=\"a onclick=alert(1)\">"
            )
        )
    }
}
