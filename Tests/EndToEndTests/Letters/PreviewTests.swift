import Foundation
import TestSupport
import Testing

@Suite("vestnik preview")
struct PreviewTests {
    @Test("sample data need no database: head and text of a letter, in the event's language unless said")
    func sample() throws {
        let house = try House()
        let russian = try house.vestnik("preview", "meeting", "confirmation")
        #expect(russian.status == 0, "\(russian.errors)")
        #expect(russian.lines.first == "Subject: Регистрация № 17 подтверждена")
        #expect(russian.output.contains("From: Библиотека <meeting@example.org>\n"))
        #expect(russian.output.contains("To: Иванова Мария Петровна <director@library.example.org>\n"))
        #expect(russian.output.contains("Attachments: invitation.ics\n"))
        #expect(russian.output.contains("\n\nУважаемая Мария Петровна!\n\nВы зарегистрированы: Совещание"))
        let english = try house.vestnik("preview", "meeting", "confirmation", "--language", "en")
        #expect(english.output.contains("To: Maria Ivanova <") && english.output.contains("Dear Colleague,"))
        #expect(!FileManager.default.fileExists(atPath: house.database))
    }

    @Test("a row's own person is written to, in that person's language")
    func row() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.site(
            """
            INSERT INTO registrations (event, email, name, language) VALUES ('meeting', 'j@example.org', 'Jo Poe', 'en');
            INSERT INTO registrations (event, email) VALUES ('other', 'x@example.org');
            """
        )
        _ = try house.sendOnce()
        try house.sql(
            """
            INSERT INTO invitees (event, email, name) VALUES ('meeting', 'i@example.org', 'Петров Илья Ильич');
            """
        )
        let english = try house.vestnik("preview", "meeting", "confirmation", "--registration", "1")
        #expect(english.output.contains("To: Jo Poe <j@example.org>"))
        #expect(english.output.contains("Subject: Registration 1 confirmed"))
        // A column of registrations is what the template wants, and an invitee has none.
        let invitee = try house.vestnik("preview", "meeting", "confirmation", "--invitee", "1")
        #expect(invitee.status == 65)
        #expect(
            invitee.errors.contains("confirmation.ru.md:1:") && invitee.errors.contains("registration.id")
        )
        let cancellation = try house.vestnik("preview", "meeting", "cancellation", "--invitee", "1")
        #expect(cancellation.output.contains("Уважаемый Илья Ильич!"))
        #expect(try house.vestnik("preview", "meeting", "confirmation", "--registration", "3").status == 66)
        let other = try house.vestnik("preview", "meeting", "confirmation", "--registration", "2")
        #expect(other.status == 66)
        #expect(other.errors.contains("is of the event “other”"))
        let both = ["preview", "meeting", "confirmation", "--registration", "1", "--invitee", "1"]
        #expect(try house.run(both).status == 64)
    }

    @Test("html is the page alone with its pictures inside, eml the message, json everything")
    func formats() throws {
        let house = try House()
        try house.folder.write([0x89, 0x50, 0x4E, 0x47], to: "events/meeting/layout/crest.png")
        let layout = "<html lang=\"{{language}}\"><img src=\"cid:crest.png\" alt=\"\">{{{body}}}</html>"
        try house.folder.write(layout, to: "events/meeting/layout.html")
        let page = try house.vestnik("preview", "meeting", "confirmation", "--format", "html")
        #expect(page.output.hasPrefix("<html lang=\"ru\"><img src=\"data:image/png;base64,iVBORw==\""))
        let message = try house.vestnik("preview", "meeting", "confirmation", "-f", "eml").output
        #expect(message.contains("\r\nContent-ID: <crest.png@meeting.example.org>\r\n"))
        #expect(message.contains("multipart/related"))
        let result = try house.vestnik("preview", "meeting", "confirmation", "--json")
        let object = try #require(try house.objects(result).first)
        #expect(object["subject"] as? String == "Регистрация № 17 подтверждена")
        #expect((object["html"] as? String)?.contains("cid:crest.png") == true)
        #expect(object["attachments"] as? [String] == ["invitation.ics"])
        #expect(try house.vestnik("preview", "meeting", "confirmation", "--format", "pdf").status == 64)
    }

    @Test("what is not there is told with what is; a faulty template with its place")
    func missing() throws {
        let house = try House()
        let event = try house.vestnik("preview", "meting", "confirmation")
        #expect(event.status == 66 && event.errors.contains("meeting"))
        let notification = try house.vestnik("preview", "meeting", "reminder")
        #expect(notification.status == 66 && notification.errors.contains("confirmation, cancellation"))
        let language = try house.vestnik("preview", "meeting", "cancellation", "-l", "en")
        #expect(language.status == 66 && language.errors.contains("it has: ru"))
        #expect(try house.vestnik("preview", "meeting", "confirmation", "--registration", "1").status == 66)
        let draft = "events/meeting/templates/confirmation.ru.md"
        try house.folder.write("Subject: x\n\nТекст {{#open}} дальше\n", to: draft)
        let open = try house.vestnik("preview", "meeting", "confirmation")
        #expect(open.status == 65)
        #expect(open.errors.contains("\(draft):3:7: "), "\(open.errors)")
        try house.folder.write("Subject: x\n\n{{person.nmae}}\n", to: draft)
        let unknown = try house.vestnik("preview", "meeting", "confirmation")
        #expect(unknown.status == 65)
        #expect(unknown.errors.contains("\(draft):3:1: “person.nmae”"))
        #expect(unknown.errors.contains("did you mean “person.name”"))
    }

    @Test("a timed letter is shown as of its hour by the reader's clock, whenever that is")
    func timed() throws {
        let house = try House()
        let facts = "events/meeting/event.json5"
        let text = try house.folder.text(of: facts)
        let reminder =
            "notifications: [ { name: \"reminder\", audience: \"registered\", before: \"starts\", by: \"5d\", time: \"10:00\" },"
        try house.folder.write(text.replacing("notifications: [", with: reminder), to: facts)
        let draft = "Subject: {{days.verb}} {{days.left}} {{days.word}}\n\n{{event.starts_local}}\n"
        try house.folder.write(draft, to: "events/meeting/templates/reminder.ru.md")
        let result = try house.vestnik("preview", "meeting", "reminder")
        #expect(result.lines.first == "Subject: осталось 5 дней")
        // The sample person is of Novosibirsk.
        #expect(result.lines.last == "14:00 (МСК+4, UTC+7)")
        let message = try house.vestnik("preview", "meeting", "reminder", "--format", "eml").output
        #expect(message.contains("\r\nDate: Mon, 23 Nov 2093 06:00:00 +0300\r\n"))
    }
}
