import Foundation
import Mustache
import Testing

@testable import Letters

@Suite("The press")
struct LetterWriterTests {
    private func message(_ writer: LetterWriter, _ request: LetterRequest) throws -> String {
        var out: [UInt8] = []
        _ = try writer.compose(request, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("a confirmation is a whole message for its envelope")
    func confirmation() throws {
        var out: [UInt8] = []
        let composed = try Sample.writer().compose(Sample.request("confirmation"), into: &out)
        #expect(composed.language == "ru")
        #expect(composed.forwardPath == "director@library.example.org")
        #expect(
            composed.subject == "Регистрация принята: Ежегодное совещание, 28–29\u{A0}ноября 2023\u{A0}г."
        )
        #expect(!composed.needsSMTPUTF8 && !composed.needs8bit)
        #expect(!out.contains { $0 >= 0x80 })
        #expect(out.suffix(2) == [0x0D, 0x0A])
    }

    @Test("the same order gives the same bytes, from another press too")
    func reproducible() throws {
        let request = Sample.request("confirmation")
        let writer = try Sample.writer()
        let first = try message(writer, request)
        #expect(try message(writer, request) == first)
        #expect(try message(Sample.writer(), request) == first)
    }

    @Test("the reader's language is taken where there is a template, else the event's, else any")
    func language() throws {
        let writer = try Sample.writer()
        func language(_ code: String?) throws -> String {
            var person = Sample.maria
            person.language = code
            var out: [UInt8] = []
            return try writer.compose(Sample.request("confirmation", person), into: &out).language
        }
        #expect(try language("en") == "en")
        #expect(try language("EN-gb") == "en")
        #expect(try language("de") == "ru")
        #expect(try language(nil) == "ru")
        let english = try Sample.writer(draft: "Subject: Hi\n\nHello", language: "en")
        var out: [UInt8] = []
        #expect(try english.compose(Sample.request(), into: &out).language == "en")
    }

    @Test("a name that this person's data lack is an error with its place and name")
    func missingName() throws {
        let writer = try Sample.writer(draft: "Subject: {{person.name}}\n\nДолжность:\n{{person.position}}")
        var person = Sample.maria
        person.position = nil
        do {
            _ = try message(writer, Sample.request("letter", person))
            Issue.record("no error")
        } catch let error as LetterError {
            #expect(error.kind == .missingName)
            #expect(error.description.contains("person.position"))
            #expect(error.description.hasPrefix("meeting/templates/letter.ru.md:4:"))
        }
    }

    @Test("an address that cannot be written to is an error that says why")
    func badAddress() throws {
        var person = Sample.maria
        person.email = "director@"
        let writer = try Sample.writer()
        #expect(throws: LetterError.self) { try message(writer, Sample.request("confirmation", person)) }
    }

    @Test("a notification without a template is an error")
    func noTemplate() throws {
        let writer = try Sample.writer()
        do {
            _ = try message(writer, Sample.request("nothing"))
            Issue.record("no error")
        } catch let error as LetterError {
            #expect(error.kind == .noTemplate)
        }
    }

    @Test("an international address gets its domain in A-labels, and a local part in Cyrillic needs SMTPUTF8")
    func international() throws {
        var person = Sample.maria
        person.email = "director@пример.испытание"
        var out: [UInt8] = []
        let writer = try Sample.writer()
        let idn = try writer.compose(Sample.request("confirmation", person), into: &out)
        #expect(idn.forwardPath == "director@xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(!idn.needsSMTPUTF8)
        person.email = "директор@пример.испытание"
        #expect(try writer.compose(Sample.request("confirmation", person), into: &out).needsSMTPUTF8)
    }

    @Test("a letter in a sandbox is marked and goes to the other mailbox")
    func sandbox() throws {
        var request = Sample.request("confirmation")
        request.recipient = "tester@example.org"
        request.sandboxNote = "[Проба]"
        var out: [UInt8] = []
        let composed = try Sample.writer().compose(request, into: &out)
        #expect(composed.forwardPath == "tester@example.org")
        #expect(composed.subject.hasPrefix("[Проба] Регистрация принята"))
    }

    @Test("faults of all templates are told together, each with its file and line")
    func faults() {
        do {
            _ = try Sample.writer(
                draft: "Subject: a\n\n{{#open}}\n",
                ["templates/other.ru.md": "\nno subject"]
            )
            Issue.record("no faults")
        } catch let faults as LetterFaults {
            #expect(faults.all.count == 2)
            #expect(faults.all[0].en.hasPrefix("meeting/templates/letter.ru.md:3:"))
            #expect(faults.all[1].en.hasPrefix("meeting/templates/other.ru.md:1:1:"))
        } catch { Issue.record("\(error)") }
    }

    @Test(
        "a letter in a third language has all its ready words in it",
        arguments: ["pt-BR", "PT", " pt_PT "]
    )
    func thirdLanguage(_ reader: String) throws {
        let draft = """
            Subject: {{event.name}}

            {{salutation}} {{event.dates}}; {{event.starts}}; {{event.venue}}; {{days.left}} {{days.word}}; \
            {{registration.number}}; {{facts.tale}}{{language}}
            """
        let writer = try Sample.writer(
            draft: "Subject: x\n\ny\n",
            ["templates/letter.pt.md": draft, "templates/letter.en.md": draft]
        )
        var person = Sample.maria
        person.language = reader
        let request = LetterRequest(
            person: person,
            notification: "letter",
            messageID: "<1@example.org>",
            date: Sample.date("2026-11-27T05:00:00Z")
        )
        let text = try writer.preview(request).text.replacing("\u{A0}", with: " ").replacing("\n", with: " ")
        for part in [
            "Prezados colegas, 28 a 29 de novembro de 2026;",
            "28 de novembro de 2026, 10:00 (horário de Moscou, UTC+3)",
            "Pashkov House; 1 dia; n.º 17; pt",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(!text.contains { ("а"..."я").contains($0) })
    }
}
