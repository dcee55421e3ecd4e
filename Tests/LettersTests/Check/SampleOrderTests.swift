import Events
import Foundation
import Mustache
import Testing

@testable import Letters

@Suite("Trial letters")
struct SampleOrderTests {
    private let now = Sample.date("2023-10-16T05:00:00Z")

    @Test("the full sample person is of the letter's language")
    func languages() throws {
        #expect(SamplePerson.full.person(.registration, language: "ru").name == "Иванова Мария Петровна")
        #expect(SamplePerson.full.person(.invitee, language: "en").name == "Maria Ivanova")
        #expect(SamplePerson.full.person(.invitee, language: "en").status == nil)
    }

    @Test("details show the names of the fields that the template uses")
    func details() throws {
        let press = try Sample.press()
        let cancellation = try #require(press.event.notification(named: "cancellation"))
        let order = press.order(for: cancellation, to: .full, language: "ru", date: now)
        #expect(try press.preview(order).text.contains("Причина: ‹cancel_reason›"))
        #expect(order.person.status == "cancelled")
        #expect(
            press.order(for: cancellation, to: .minimal, language: "ru", date: now).person.details.isEmpty
        )
    }

    @Test("what changes or withdraws a calendar entry outdoes the first one")
    func sequence() throws {
        let press = try Sample.press()
        let sequences = try ["confirmation", "change", "cancellation"].map { name in
            let notification = try #require(press.event.notification(named: name))
            return press.order(for: notification, to: .full, language: "ru", date: now).sequence
        }
        #expect(sequences == [0, 1, 1])
    }

    @Test("a prompted letter is shown as of today, but a week before registration is over")
    func promptedMoment() throws {
        let press = try Sample.press()
        let confirmation = try #require(press.event.notification(named: "confirmation"))
        func moment(_ day: Date) -> Date {
            press.moment(of: confirmation, for: Sample.maria, calendar: .builtIn, now: day)
        }
        #expect(moment(now) == now)
        #expect(moment(Sample.date("2026-01-01T00:00:00Z")) == Sample.date("2023-11-13T15:00:00Z"))
    }

    @Test("a timed letter is shown as of its hour by the reader's clock")
    func timedMoment() throws {
        let press = try Sample.press()
        let reminder = try #require(press.event.notification(named: "reminder-week"))
        // 10:00 in Novosibirsk.
        let moment = press.moment(of: reminder, for: Sample.maria, calendar: .builtIn, now: now)
        #expect(moment == Sample.date("2023-11-21T03:00:00Z"))
    }

    @Test("days count from the moment shown, whatever the Date says")
    func asOf() throws {
        let press = try Sample.press(draft: "Subject: {{days.left}}\n\nx")
        var order = Sample.order()
        order.date = Sample.date("2026-01-01T00:00:00Z")
        order.asOf = Sample.date("2026-11-26T05:00:00Z")
        #expect(try press.preview(order).subject == "2")
    }

    @Test("a preview tells sender, recipient, preheader and files")
    func head() throws {
        let press = try Sample.press()
        let preview = try press.preview(Sample.order("confirmation"))
        #expect(preview.from == "Российская государственная библиотека <meeting@example.org>")
        #expect(preview.to == "Иванова Мария Петровна <director@library.example.org>")
        #expect(preview.replyTo == "secretary@example.org")
        #expect(preview.preheader.contains("17"))
        #expect(preview.attachments.map(\.name) == ["invite.ics"])
        let invitation = try #require(press.event.notification(named: "invitation"))
        let order = press.order(for: invitation, to: .full, language: "ru", date: now)
        let files = try press.preview(order).attachments
        #expect(files.map(\.name) == ["letter.pdf"])
        #expect((files.first?.size ?? 0) > 10_000)
    }

    @Test("a page for a browser has its pictures inside")
    func page() throws {
        let press = try Sample.press(
            draft: "Subject: x\n\n![Герб](cid:crest.gif)",
            ["attachments/crest.gif": "GIF89a"]
        )
        let page = String(decoding: try press.page(Sample.order()), as: UTF8.self)
        #expect(page.contains("src=\"data:image/gif;base64,R0lGODlh\""))
        #expect(!page.contains("cid:"))
    }
}
