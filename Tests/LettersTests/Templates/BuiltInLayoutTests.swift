import Foundation
import Testing

@testable import Letters

@Suite("The letterhead")
struct BuiltInLayoutTests {
    @Test("every sample letter's page is small, in its language, and loads nothing from elsewhere")
    func page() throws {
        let writer = try Sample.writer()
        for notification in writer.event.notifications {
            for language in ["ru", "en"] {
                let request = writer.request(
                    for: notification,
                    to: .full,
                    language: language,
                    date: Sample.date("2023-10-16T05:00:00Z")
                )
                let html = try writer.preview(request).html
                #expect(html.utf8.count < 80_000)
                #expect(html.contains("<html lang=\"\(language)\""))
                for mark in ["<link", "<script", "src=\"http", "url(http", "@import", "<img"] {
                    #expect(!html.contains(mark), "\(notification.name) \(mark)")
                }
                #expect(
                    html.components(separatedBy: "<table").count
                        == html.components(separatedBy: "</table>").count
                )
            }
        }
    }

    @Test("tables of layout say that they are no tables of data")
    func roles() throws {
        let html = try Sample.writer(draft: "Subject: x\n\nТекст").preview(Sample.request()).html
        let tables = html.components(separatedBy: "<table").dropFirst()
        #expect(tables.allSatisfy { $0.prefix { $0 != ">" }.contains("role=\"presentation\"") })
        #expect(html.contains("prefers-color-scheme:dark"))
        #expect(html.contains("name=\"viewport\""))
    }

    @Test("preheader and footer take no room where there are none")
    func parts() throws {
        let bare = try Sample.writer(draft: "Subject: x\n\nТекст").preview(Sample.request()).html
        #expect(!bare.contains("mso-hide:all") && !bare.contains("border-top:1px solid #e3e8ee"))
        let full = try Sample.writer(draft: "Subject: x\nPreheader: Начало\n\nТекст\n\n---\n\nПочему")
            .preview(Sample.request()).html
        #expect(full.contains("Начало\n&#847;") && full.contains("Почему"))
        // A list of mail has room for a hundred characters and more.
        #expect(full.components(separatedBy: "&#847;&zwnj;&nbsp;").count > 80)
    }

    @Test("pictures of the layout travel with the letter, each once")
    func pictures() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\n![герб](crest.png)",
            ["layout/crest.png": "PNG", "layout.html": "<img src=\"cid:crest.png\" alt=\"\">{{{body}}}"]
        )
        var out: [UInt8] = []
        _ = try writer.compose(Sample.request(), into: &out)
        let message = String(decoding: out, as: UTF8.self)
        #expect(message.components(separatedBy: "Content-ID: <crest.png@meeting.example.org>").count == 2)
        #expect(message.contains("multipart/related"))
        #expect(
            try writer.preview(Sample.request()).html.contains("src=\"cid:crest.png@meeting.example.org\"")
        )
    }
}
