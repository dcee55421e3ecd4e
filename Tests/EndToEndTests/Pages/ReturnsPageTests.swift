import Foundation
import TestSupport
import Testing

@Suite("What the pages say of mail that comes back, and of answers")
struct ReturnsPageTests {
    private let address = "director@library.example.org"

    private func run(_ label: String, in house: House) throws -> ChildProcess.Result {
        let commands = try DocumentationPage("Runbooks").commands(label)
        try #require(!commands.isEmpty, "the page has no commands about \(label)")
        let result = try PageShell(house).run(commands.replacing("annual-meeting", with: "meeting"))
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        return result
    }

    private func house() throws -> House {
        let house = try House()
        _ = try house.vestnik("init")
        return house
    }

    @Test("a mail that was saved is explained, and written beside its letter")
    func returned() throws {
        let house = try house()
        try house.register(address)
        #expect(try house.sendOnce().status == 0)
        let id = try house.value("SELECT message_id FROM messages") ?? ""
        try house.folder.write(
            "From: MAILER-DAEMON@mx.example.net\nX-Failed-Recipients: \(address)\n\nUser unknown\n\nReceived: by mx\nMessage-ID: \(id)\n",
            to: "returned.eml"
        )
        #expect(try run("returned", in: house).output.contains(address))
        #expect(try house.state(of: address) == "bounced")
    }

    @Test("the list goes out and comes in, and nobody on it is forgotten")
    func list() throws {
        let house = try house()
        #expect(try house.vestnik("suppress", "add", address).status == 0)
        _ = try run("list", in: house)
        #expect(try house.folder.text(of: "stop.csv").hasPrefix("email,scope,"))
        let listed = try house.objects(house.vestnik("suppress", "list", "--json"))
        #expect(listed.map { "\($0["email"] ?? "") \($0["scope"] ?? "")" } == ["\(address) all"])
    }

    @Test("a mailbox with a return path for each letter is accepted as the page has it")
    func mailbox() throws {
        let house = try house()
        let block = try #require(try DocumentationPage("Runbooks").blocks.first { $0.label == "mailbox" })
        try house.folder.write("secret", to: "mailbox.password")
        try house.configure(
            port: house.server.port,
            more: block.text.replacing(
                "{ credential: \"mailbox-password\" }",
                with: "{ file: \"mailbox.password\" }"
            )
        )
        let told = try house.vestnik("check")
        #expect(told.status == 0, "\(told.errors)")
    }

    @Test("an answer by telephone counts, and changes no registration")
    func answer() throws {
        let house = try house()
        try house.folder.write("email,region\n\(address),54\n", to: "list.csv")
        #expect(try house.vestnik("import", "meeting", "list.csv").status == 0)
        #expect(try run("answer", in: house).output.contains(address))
        let region = try house.objects(house.vestnik("coverage", "meeting", "--json")).first {
            $0["region"] as? String == "54"
        }
        #expect(region?["answered"] as? Int == 1 && region?["registered"] as? Int == 0)
    }

    @Test("a letter asks for an answer in the calendar only where one reaches us")
    func calendar() throws {
        let house = try house()
        let block = try #require(
            try DocumentationPage("TemplateAuthors").blocks.first { $0.label == "calendar-answer" }
        )
        try house.folder.write(
            "Subject: x\n\n\(block.text)",
            to: "events/meeting/templates/confirmation.en.md"
        )
        func letter() throws -> String {
            let shown = try house.vestnik(
                "preview",
                "meeting",
                "confirmation",
                "--language",
                "en",
                "--format",
                "text"
            )
            #expect(shown.status == 0, "\(shown.errors)")
            return shown.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(try letter().contains("entry for your calendar."))
        #expect(try !letter().contains("and we know"))
        for name in ["new", "cur", "tmp"] { try house.folder.write("", to: "returned/\(name)/.keep") }
        try house.configure(port: house.server.port, more: "mailbox: { url: \"maildir:returned\" },")
        #expect(try letter().contains("Accept or decline it there, and we know."))
    }
}
