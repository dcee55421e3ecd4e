import Events
import Foundation
import Testing

@testable import Letters

@Suite("Header fields, calendar and files of a letter")
struct MessageBuilderTests {
    /// The header of a composed message, unfolded.
    private func head(
        _ notification: String,
        _ change: (inout LetterRequest) -> Void = { _ in }
    ) throws -> String {
        var request = Sample.request(notification)
        if notification == "invitation" { request.person.kind = .invitee }
        change(&request)
        var out: [UInt8] = []
        _ = try Sample.writer().compose(request, into: &out)
        let text = String(decoding: out, as: UTF8.self)
        let end = try #require(text.firstRange(of: "\r\n\r\n"))
        return String(text[..<end.lowerBound]).replacing("\r\n ", with: " ")
    }

    @Test("a prompted letter is auto-generated and no list mail")
    func transactional() throws {
        let head = try head("confirmation")
        for line in [
            "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: OOF, AutoReply, DR, RN, NRN",
            "Content-Language: ru",
            "Reply-To: secretary@example.org", "Message-ID: <17.1@example.org>", "MIME-Version: 1.0",
            "Date: Mon, 16 Oct 2023 08:00:01 +0300",
        ] { #expect(head.contains(line), "\(line)") }
        for name in ["List-", "Precedence", "References", "In-Reply-To", "Bcc"] {
            #expect(!head.contains(name))
        }
    }

    @Test("bulk mail says how to get off the list: by mailto, and by one click only where an endpoint is")
    func bulk() throws {
        let plain = try head("invitation")
        #expect(plain.contains("Precedence: bulk"))
        #expect(plain.contains("<annual-meeting.example.org>"))
        #expect(
            plain.contains(
                "List-Unsubscribe: <mailto:secretary@example.org?subject=unsubscribe%20annual-meeting>"
            )
        )
        #expect(!plain.contains("List-Unsubscribe-Post"))
        let oneClick = try head("invitation") {
            $0.unsubscribe = .init(url: "https://mail.example.org/u/abc")
        }
        #expect(oneClick.contains("List-Unsubscribe: <https://mail.example.org/u/abc>, <mailto:"))
        #expect(oneClick.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
        let mailed = try head("invitation") { $0.unsubscribe = .init(token: "a6vecetj", isMailboxRead: true) }
        #expect(
            mailed.contains("List-Unsubscribe: <mailto:bounces@example.org?subject=unsubscribe%20a6vecetj>")
        )
        #expect(!mailed.contains("List-Unsubscribe-Post"))
        let insecure = try head("invitation") { $0.unsubscribe = .init(url: "http://mail.example.org/u/abc") }
        #expect(!insecure.contains("List-Unsubscribe-Post"))
    }

    @Test("an answer from the calendar is said to count only where it is read")
    func calendarAnswers() throws {
        let sentence = "decline the invitation there"
        let said =
            "{{#calendar.answers}}\(sentence){{/calendar.answers}}{{^calendar.answers}}no{{/calendar.answers}}"
        let draft = "Subject: x\n\n{{#calendar.attached}}\(said){{/calendar.attached}}\n"
        let writer = try Sample.writer(draft: draft)
        var request = Sample.request("letter", Sample.maria)
        request.entry = .method(.request)
        #expect(try writer.preview(request).text.contains("no"))
        request.readsAnswers = true
        #expect(try writer.preview(request).text.contains(sentence))
        request.entry = .none
        #expect(try !writer.preview(request).text.contains(sentence))
    }

    @Test("any name of a folder gives a list and an address to leave it by, distinct and in ASCII")
    func folders() throws {
        var seen: Set<String> = []
        let names = ["встреча", "собрание", "annual meeting", "annual-meeting", "a&b?c", "Annual-meeting"]
        for name in names {
            let text = """
                { name: "x", starts: "2026-11-28", timeZone: "Europe/Moscow", language: "ru",
                  sender: { address: "meeting@example.org" },
                  notifications: [{ name: "letter", audience: "invitees", at: "2026-10-01T10:00", bulk: true }] }
                """
            let files = TemplateFiles(["templates/letter.ru.md": Array("Subject: x\n\ny\n".utf8)])
            let writer = try LetterWriter(event: Event.parse(text, id: name, directory: name), files: files)
            var request = Sample.request("letter")
            request.person.kind = .invitee
            var out: [UInt8] = []
            _ = try writer.compose(request, into: &out)
            let head = String(decoding: out, as: UTF8.self).replacing("\r\n ", with: " ")
                .split(separator: "\r\n")
            let list = try #require(head.first { $0.hasPrefix("List-Id: ") })
            let leave = try #require(head.first { $0.hasPrefix("List-Unsubscribe: ") })
            #expect((list + leave).utf8.allSatisfy { 0x20...0x7E ~= $0 })
            let subject = try #require(leave.firstMatch(of: #/subject=unsubscribe%20([^>&]*)>/#)).1
            #expect(subject.removingPercentEncoding == name)
            seen.insert(list.lowercased())
        }
        #expect(seen.count == names.count)
    }

    @Test("a reminder threads under what went before")
    func thread() throws {
        let head = try head("reminder-week") { $0.references = ["<1@example.org>", "<2@example.org>"] }
        #expect(head.contains("In-Reply-To: <2@example.org>"))
        #expect(head.contains("References: <1@example.org> <2@example.org>"))
    }

    @Test("a name too long for a header field is left out of To")
    func longName() throws {
        let head = try head("confirmation") { $0.person.name = String(repeating: "я", count: 500) }
        #expect(head.contains("\r\nTo: director@library.example.org\r\n"))
    }

    @Test("an attached file that is not there is a fault that names file and notification")
    func missingFile() throws {
        var files = TemplateFiles.embedded().bytes
        files["attachments/letter.pdf"] = nil
        let event = try Sample.event()
        do {
            _ = try LetterWriter(event: event, files: TemplateFiles(files, folder: "meeting"))
            Issue.record("no fault")
        } catch {
            #expect(error.all.count == 1)
            #expect(error.description.contains("attachments/letter.pdf"))
            #expect(error.description.contains("invitation"))
        }
    }
}
