import Events
import Foundation
import Mustache
import Testing

@testable import Letters

@Suite("Trial letters")
struct SampleRequestTests {
    private let now = Sample.date("2023-10-16T05:00:00Z")

    @Test("the full sample person is of the letter's language")
    func languages() throws {
        #expect(SamplePerson.full.person(.registration, language: "ru").name == "Иванова Мария Петровна")
        #expect(SamplePerson.full.person(.invitee, language: "en").name == "Maria Ivanova")
        #expect(SamplePerson.full.person(.invitee, language: "en").status == nil)
    }

    @Test("details show the names of the fields that the template uses")
    func details() throws {
        let writer = try Sample.writer()
        let cancellation = try #require(writer.event.notification(named: "cancellation"))
        let request = writer.request(for: cancellation, to: .full, language: "ru", date: now)
        #expect(try writer.preview(request).text.contains("Причина: ‹cancel_reason›"))
        #expect(request.person.status == "cancelled")
        #expect(
            writer.request(for: cancellation, to: .minimal, language: "ru", date: now).person.details.isEmpty
        )
    }

    @Test("what changes or withdraws a calendar entry outdoes the first one")
    func sequence() throws {
        let writer = try Sample.writer()
        let sequences = try ["confirmation", "change", "cancellation"].map { name in
            let notification = try #require(writer.event.notification(named: name))
            return writer.request(for: notification, to: .full, language: "ru", date: now).sequence
        }
        #expect(sequences == [0, 1, 1])
    }

    @Test("a prompted letter is shown as of today, but a week before registration is over")
    func promptedMoment() throws {
        let writer = try Sample.writer()
        let confirmation = try #require(writer.event.notification(named: "confirmation"))
        func moment(_ day: Date) -> Date {
            writer.moment(of: confirmation, for: Sample.maria, calendar: .builtIn, now: day)
        }
        #expect(moment(now) == now)
        #expect(moment(Sample.date("2026-01-01T00:00:00Z")) == Sample.date("2023-11-13T15:00:00Z"))
    }

    @Test("a timed letter is shown as of its hour by the reader's clock")
    func timedMoment() throws {
        let writer = try Sample.writer()
        let reminder = try #require(writer.event.notification(named: "reminder-week"))
        // 10:00 in Novosibirsk.
        let moment = writer.moment(of: reminder, for: Sample.maria, calendar: .builtIn, now: now)
        #expect(moment == Sample.date("2023-11-21T03:00:00Z"))
    }

    @Test("days count from the moment shown, whatever the Date says")
    func asOf() throws {
        let writer = try Sample.writer(draft: "Subject: {{days.left}}\n\nx")
        var request = Sample.request()
        request.date = Sample.date("2026-01-01T00:00:00Z")
        request.asOf = Sample.date("2026-11-26T05:00:00Z")
        #expect(try writer.preview(request).subject == "2")
    }

    @Test("a preview tells sender, recipient, preheader and files")
    func head() throws {
        let writer = try Sample.writer()
        let preview = try writer.preview(Sample.request("confirmation"))
        #expect(preview.from == "Российская государственная библиотека <meeting@example.org>")
        #expect(preview.to == "Иванова Мария Петровна <director@library.example.org>")
        #expect(preview.replyTo == "secretary@example.org")
        #expect(preview.preheader.contains("17"))
        #expect(preview.attachments.map(\.name) == ["invitation.ics"])
        let invitation = try #require(writer.event.notification(named: "invitation"))
        let request = writer.request(for: invitation, to: .full, language: "ru", date: now)
        let files = try writer.preview(request).attachments
        #expect(files.map(\.name) == ["letter.pdf"])
        #expect((files.first?.size ?? 0) > 10_000)
    }

    @Test("a page for a browser has its pictures inside")
    func page() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\n![Герб](cid:crest.gif)",
            ["attachments/crest.gif": "GIF89a"]
        )
        let page = String(decoding: try writer.page(Sample.request()), as: UTF8.self)
        #expect(page.contains("src=\"data:image/gif;base64,R0lGODlh\""))
        #expect(!page.contains("cid:"))
    }
}
