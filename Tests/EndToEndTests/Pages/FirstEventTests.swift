import TestSupport
import Testing

@Suite(
    "The first event, by its page",
    .enabled(if: Programs.sqlite3 != nil, "SQLite's shell is not installed")
)
struct FirstEventTests {
    @Test("the README's registration, as it stands there, brings the first real letter")
    func readme() throws {
        let house = try House()
        for name in ["event.json5", "templates/confirmation.ru.md", "templates/cancellation.ru.md"] {
            let text = try house.folder.text(of: "events/meeting/" + name)
            try house.folder.write(text, to: "events/annual-meeting/" + name)
        }
        _ = try house.vestnik("init")
        let page = try DocumentationPage("README")
        let statements = try #require(page.blocks.first { $0.language == "sql" }).text
        try house.site(statements)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "director@library.example.org") == "sent")
        #expect(house.server.messageCount == 1)
    }

    @Test("every command of the page does what the page says, in the page's order")
    func page() throws {
        let page = try DocumentationPage("FirstEvent")
        let house = try House()
        _ = try house.vestnik("init")
        let shell = PageShell(house)
        try shell.writeFiles(of: page)
        var told = ""
        let steps = page.blocks.filter { $0.language == "sh" }
        try #require(steps.count == 8)
        for (number, step) in steps.enumerated() {
            // Something waits for approval after the import, and status says so by its code.
            let commands = step.text.replacing("vestnik status", with: "{ vestnik status || [ $? = 75 ]; }")
            let result = try shell.run(commands)
            #expect(result.status == 0, "step \(number + 1): \(result.errors)")
            told += result.output
            // The daemon that the page speaks of is at work all the time.
            #expect(try house.sendOnce().status == 0)
        }
        #expect(try house.state(of: "maria@library.example.org") == "sent")
        let invited = try house.value("SELECT count(*) FROM invitees WHERE event = 'seminar'")
        #expect(invited == "2")
        let approvals = try house.value("SELECT count(*) FROM approvals")
        #expect(approvals == "1")
        let cancelled = "SELECT state FROM messages_view WHERE notification = 'cancellation'"
        #expect(try house.value(cancelled) == "sent")
        #expect(told.contains("maria@library.example.org"))
        // The trial, the confirmation and the cancellation went; the invitation has years to wait.
        #expect(house.server.messageCount == 3)
        #expect(try house.folder.text(of: "report.html").contains("<table"))
        #expect(try house.folder.names().contains("vestnik.db"))
    }
}
