import Foundation
import Terminal
import TestSupport
import Testing
import Wording

@testable import Manual

@Suite("Manual pages")
struct ManualPageTests {
    static let program = Program(
        "sample",
        version: "1.2",
        Wording(ru: "Проба пера", en: "A trial"),
        discussion: Wording(ru: "Первое.\n\nВторое.", en: "First.\n\nSecond."),
        options: [.value("config", "FILE", short: "c", Wording(ru: "Файл", en: "The file"))],
        commands: [
            Command(
                "act",
                Wording(ru: "Действовать", en: "Act"),
                discussion: Wording(ru: ".не запрос", en: ".so /etc/passwd"),
                positionals: [Positional("EVENT", Wording(ru: "Мероприятие", en: "The event"))],
                options: [.flag("dry-run", Wording(ru: "Только показать", en: "Only show"))],
                examples: [
                    Command.Example(
                        #"sample act 'a\b' "c" ~/x ^y `z`"#,
                        Wording(ru: "Пример", en: "An example")
                    )
                ]
            ),
            Command("secret", Wording(ru: "Тайна", en: "A secret"), hidden: true),
        ]
    )
    static let pages = ManualPage.all(
        program: program,
        daemon: DaemonProgram.declaration(version: "1.2"),
        web: WebProgram.declaration(version: "1.2")
    )

    private func page(_ path: String) throws -> String {
        try #require(Self.pages.first { $0.path == path }).text
    }

    @Test("there is a page for each program and each topic, in both languages")
    func all() {
        let names = [
            "man1/sample.1", "man8/vestnikd.8", "man8/vestnik-web.8",
            "man5/vestnik.json5.5", "man5/vestnik-event.5",
            "man5/vestnik-templates.5", "man5/vestnik-database.5",
        ]
        #expect(Self.pages.map(\.path) == names + names.map { "ru/" + $0 })
    }

    @Test(
        "a command's page part tells how it is called, its arguments, options and examples; hidden ones are left out"
    )
    func command() throws {
        let text = try page("man1/sample.1")
        #expect(text.contains(".SS \"sample act\"\n.PP\n\\fBsample act [OPTION]… EVENT\\fP\n.PP\nAct.\n"))
        #expect(text.contains(".TP\n\\fBEVENT\\fP\nThe event\n"))
        #expect(text.contains(".TP\n\\fB\\-\\-dry\\-run\\fP\nOnly show\n"))
        #expect(text.contains(".TP\n\\fB\\-c, \\-\\-config FILE\\fP\nThe file\n"))
        #expect(text.contains(".PP\nFirst.\n.PP\nSecond.\n"))
        #expect(!text.contains("secret"))
    }

    @Test(
        "no text becomes a request or an escape of groff",
        arguments: [
            ("a\\b", "a\\eb"), ("-x", "\\-x"), ("it's", "it\\(aqs"), ("\"q\"", "\\(dqq\\(dq"),
            ("~^`", "\\(ti\\(ha\\(ga"), ("a\n.so x", "a .so x"), ("a\u{1B}[1m", "a [1m"), ("«ё»", "«ё»"),
        ]
    )
    func escapes(text: String, expected: String) { #expect(Roff.escaped(text) == expected) }

    @Test("a paragraph that begins with a full stop or a quote is text")
    func requests() throws {
        #expect(try page("man1/sample.1").contains("\n\\&.so /etc/passwd\n"))
        #expect(try page("ru/man1/sample.1").contains("\n\\&.не запрос\n"))
        var roff = Roff(title: "x", section: 1, version: "1", language: "en")
        roff.paragraph(Wording(verbatim: "'tis a `bold` word and a lone ` quote"))
        #expect(roff.text.hasSuffix(".PP\n\\&\\(aqtis a \\(gabold\\(ga word and a lone \\(ga quote\n"))
        roff.paragraph(Wording(verbatim: "`bold` words"))
        #expect(roff.text.hasSuffix(".PP\n\\fBbold\\fP words\n"))
    }

    @Test("a page has its name as whatis reads it, and leads to the others")
    func names() throws {
        let text = try page("ru/man5/vestnik.json5.5")
        #expect(text.contains(".SH \"ИМЯ\"\nvestnik.json5 \\- Настройки: vestnik.json5\n"))
        #expect(
            text.hasSuffix(
                "vestnik(1), vestnik\\-event(5), vestnik\\-templates(5), vestnik\\-database(5), vestnik\\-web(8), "
                    + "vestnikd(8)\n"
            )
        )
    }

    @Test(
        "groff sets every page without a warning",
        .enabled(if: Programs.find("groff") != nil),
        arguments: pages.map(\.path)
    )
    func groff(path: String) throws {
        let program = try #require(Programs.find("groff"))
        let result = try ChildProcess.run(
            program,
            ["-man", "-Tutf8", "-Kutf8", "-ww", "-P-c"],
            input: page(path)
        )
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.output.contains("Vestnik 1.2"))
    }
}
