import Events
import Foundation
import Testing

@testable import Letters

@Suite("Checking templates")
struct LetterCheckTests {
    private let date = Sample.date("2023-10-16T05:00:00Z")

    private func findings(_ more: [String: String], event: Event? = nil) throws -> [Finding] {
        var files = TemplateFiles.embedded().bytes
        for (path, text) in more { files[path] = Array(text.utf8) }
        return LetterCheck.findings(
            event: try event ?? Sample.event(),
            files: TemplateFiles(files, folder: "meeting"),
            date: date
        )
    }

    @Test("the sample event has no faults, with hours and without")
    func sample() throws {
        #expect(try findings([:]).filter(\.isFault) == [])
        #expect(try findings([:], event: Sample.eventWithHours()).filter(\.isFault) == [])
    }

    @Test("a template in a language whose words nobody has told is a fault that says what to write")
    func languageWithoutWords() throws {
        let found = try findings(["templates/waitlist.fr.md": "Subject: x\n\n{{salutation}}\n"])
        let fault = try #require(found.first { $0.isFault })
        #expect(fault.description.hasPrefix("meeting/templates/waitlist.fr.md:1:1:"))
        #expect(fault.description.contains("languages/fr.json5"))
        #expect(
            try findings(["templates/waitlist.pt.md": "Subject: x\n\n{{salutation}}\n"]).filter(\.isFault)
                == []
        )
    }

    @Test("a name that no letter has is a fault with its place and the name that was meant")
    func unknownName() throws {
        let found = try findings(["templates/waitlist.ru.md": "Subject: x\n\n{{event.nmae}}\n"])
        let fault = try #require(found.first { $0.isFault })
        #expect(fault.description.hasPrefix("meeting/templates/waitlist.ru.md:3:1:"))
        #expect(fault.isUnknownName && fault.description.contains("“event.nmae”"))
        #expect(fault.description.contains("did you mean “event.name”"))
    }

    @Test("an unknown name within a section is found, one within an author's own list is not")
    func sections() throws {
        func faults(_ body: String) throws -> Int {
            try findings(["templates/waitlist.ru.md": "Subject: x\n\n\(body)\n"]).filter(\.isFault).count
        }
        #expect(try faults("{{#event.url}}{{nonsense}}{{/event.url}}") == 1)
        #expect(try faults("{{#event}}{{dates}}{{/event}}") == 0)
        #expect(try faults("{{#facts.directions}}{{.}}{{/facts.directions}}") == 0)
        #expect(try faults("{{#nonsense}}x{{/nonsense}}") == 1)
        #expect(try faults("{{registration.nonsense}}") == 1)
    }

    @Test("a fact that event.json5 lacks is a fault, a column that a row may lack a remark")
    func lacking() throws {
        let fact = try findings(["templates/waitlist.ru.md": "Subject: x\n\n{{facts.nothing}}\n"])
        #expect(fact.contains { $0.isFault && $0.description.contains("facts.nothing") })
        let column = try findings(["templates/waitlist.ru.md": "Subject: x\n\n{{person.position}}\n"])
        #expect(column.filter(\.isFault) == [])
        #expect(column.contains { !$0.isFault && $0.description.contains("person.position") })
    }

    @Test("a list in details is tried with the names that its section uses")
    func lists() throws {
        func faults(_ body: String) throws -> [Finding] {
            try findings(["templates/waitlist.ru.md": "Subject: x\n\n\(body)\n"]).filter(\.isFault)
        }
        #expect(try faults("{{#details.children}}{{name}}, {{school.number}}{{/details.children}}") == [])
        #expect(try faults("{{#details.a}}{{#b}}{{c}}{{/b}}{{/details.a}}") == [])
        #expect(try faults("{{#details.tags}}{{.}}{{/details.tags}}") == [])
        #expect(try faults("{{#details.hotel}}{{person.email}} {{details.hotel}}{{/details.hotel}}") == [])
    }

    @Test(
        "bulk letters may name the address of one-click unsubscription where there is one, else the mailbox alone"
    )
    func unsubscription() throws {
        let event = try Sample.event()
        let bulk = try #require(event.notifications.first { $0.bulk })
        var bytes = TemplateFiles.embedded().bytes
        bytes["templates/\(bulk.name).ru.md"] = Array("Subject: x\n\n[x]({{unsubscribe.url}})\n".utf8)
        func faults(_ address: String?) -> [Finding] {
            LetterCheck.findings(
                event: event,
                files: TemplateFiles(bytes, folder: "meeting"),
                date: date,
                publicAddress: address
            ).filter(\.isFault)
        }
        #expect(faults("https://mail.example.org") == [])
        #expect(faults(nil).contains { $0.description.contains("unsubscribe.url") })
    }

    @Test("a partial that is not there is a fault")
    func partial() throws {
        let found = try findings(["templates/waitlist.ru.md": "Subject: x\n\n{{>nothing}}\n"])
        #expect(found.contains { $0.isFault && $0.description.contains("_nothing.ru.md") })
    }

    @Test("what a registrant typed and a template inserts raw is a fault")
    func leak() throws {
        let found = try findings([
            "templates/waitlist.ru.md": "Subject: x\n\ny", "templates/waitlist.ru.html": "{{{person.name}}}",
        ])
        #expect(found.contains { $0.isFault && $0.description.contains("markup") })
    }

    @Test("pictures from elsewhere, pages too large and layouts without a body are faults")
    func layout() throws {
        func faults(_ layout: String) throws -> String {
            let more = ["layout.html": layout, "templates/letter.ru.md": "Subject: x\n\ny"]
            return try findings(more, event: Sample.smallEvent()).filter(\.isFault).map(\.description)
                .joined()
        }
        #expect(try faults("<img src=\"https://example.org/x.png\">{{{body}}}").contains("from elsewhere"))
        #expect(try faults("<p>{{subject}}</p>").contains("{{{body}}}"))
        #expect(
            try faults(String(repeating: "<p>слово</p>", count: 7_000) + "{{{body}}}").contains("clipped")
        )
        #expect(try faults("<img src=\"cid:no.png\">{{{body}}}").contains("no.png"))
        #expect(try faults("{{{body}}}").isEmpty)
    }

    @Test("templates without a notification and notifications without a template are told")
    func pairing() throws {
        let orphan = try findings(["templates/orphan.ru.md": "Subject: x\n\ny"])
        #expect(orphan.contains { !$0.isFault && $0.description.contains("orphan") })
        let event = try Sample.event { $0.replacing("name: \"waitlist\"", with: "name: \"queue\"") }
        #expect(
            try findings([:], event: event).contains { $0.isFault && $0.description.contains("queue.ru.md") }
        )
    }

    @Test("the names in the table are known, and each is really given or said to be optional")
    func table() throws {
        let writer = try Sample.writer(Sample.eventWithHours())
        let always = KnownVariables.all.filter { !$0.isOptional }.map(\.path)
        for name in always { #expect(KnownVariables.contains(name)) }
        let draft = "Subject: x\n\n" + always.map { "{{\($0)}}\n" }.joined()
        let probe = try Sample.writer(Sample.eventWithHours(), ["templates/confirmation.ru.md": draft])
        #expect(throws: Never.self) { try probe.preview(Sample.request("confirmation")) }
        #expect(writer.languages(of: "confirmation") == ["en", "ru"])
        #expect(!KnownVariables.contains("subject") && KnownVariables.contains("subject", inLayout: true))
    }
}
