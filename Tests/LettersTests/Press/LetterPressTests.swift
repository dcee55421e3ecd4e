import Foundation
import Mustache
import Testing

@testable import Letters

@Suite("The press")
struct LetterPressTests {
    private func message(_ press: LetterPress, _ order: Order) throws -> String {
        var out: [UInt8] = []
        _ = try press.compose(order, into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("a confirmation is a whole message for its envelope")
    func confirmation() throws {
        var out: [UInt8] = []
        let composed = try Sample.press().compose(Sample.order("confirmation"), into: &out)
        #expect(composed.language == "ru")
        #expect(composed.forwardPath == "director@library.example.org")
        #expect(composed.subject == "Регистрация принята: Ежегодное совещание, 28–29 ноября 2023\u{A0}г.")
        #expect(!composed.needsSMTPUTF8 && !composed.needs8bit)
        #expect(!out.contains { $0 >= 0x80 })
        #expect(out.suffix(2) == [0x0D, 0x0A])
    }

    @Test("the same order gives the same bytes, from another press too")
    func reproducible() throws {
        let order = Sample.order("confirmation")
        let press = try Sample.press()
        let first = try message(press, order)
        #expect(try message(press, order) == first)
        #expect(try message(Sample.press(), order) == first)
    }

    @Test("the reader's language is taken where there is a template, else the event's, else any")
    func language() throws {
        let press = try Sample.press()
        func language(_ code: String?) throws -> String {
            var person = Sample.maria
            person.language = code
            var out: [UInt8] = []
            return try press.compose(Sample.order("confirmation", person), into: &out).language
        }
        #expect(try language("en") == "en")
        #expect(try language("EN-gb") == "en")
        #expect(try language("de") == "ru")
        #expect(try language(nil) == "ru")
        let english = try Sample.press(draft: "Subject: Hi\n\nHello", language: "en")
        var out: [UInt8] = []
        #expect(try english.compose(Sample.order(), into: &out).language == "en")
    }

    @Test("a name that this person's data lack is an error with its place and name")
    func missingName() throws {
        let press = try Sample.press(draft: "Subject: {{person.name}}\n\nДолжность:\n{{person.position}}")
        var person = Sample.maria
        person.position = nil
        do {
            _ = try message(press, Sample.order("letter", person))
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
        let press = try Sample.press()
        #expect(throws: LetterError.self) { try message(press, Sample.order("confirmation", person)) }
    }

    @Test("a notification without a template is an error")
    func noTemplate() throws {
        let press = try Sample.press()
        do {
            _ = try message(press, Sample.order("nothing"))
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
        let press = try Sample.press()
        let idn = try press.compose(Sample.order("confirmation", person), into: &out)
        #expect(idn.forwardPath == "director@xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(!idn.needsSMTPUTF8)
        person.email = "директор@пример.испытание"
        #expect(try press.compose(Sample.order("confirmation", person), into: &out).needsSMTPUTF8)
    }

    @Test("a letter in a sandbox is marked and goes to the other mailbox")
    func sandbox() throws {
        var order = Sample.order("confirmation")
        order.recipient = "tester@example.org"
        order.sandboxNote = "[Проба]"
        var out: [UInt8] = []
        let composed = try Sample.press().compose(order, into: &out)
        #expect(composed.forwardPath == "tester@example.org")
        #expect(composed.subject.hasPrefix("[Проба] Регистрация принята"))
    }

    @Test("faults of all templates are told together, each with its file and line")
    func faults() {
        do {
            _ = try Sample.press(
                draft: "Subject: a\n\n{{#open}}\n",
                ["templates/other.ru.md": "\nno subject"]
            )
            Issue.record("no faults")
        } catch let faults as LetterFaults {
            #expect(faults.all.count == 2)
            #expect(faults.all[0].hasPrefix("meeting/templates/letter.ru.md:3:"))
            #expect(faults.all[1].hasPrefix("meeting/templates/other.ru.md:1:1:"))
        } catch { Issue.record("\(error)") }
    }
}
