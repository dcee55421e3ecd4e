import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("The page of letters to come")
struct PreviewPageTests {
    private let target = "/preview?event=meeting&notification=confirmation&language=en"

    @Test(
        "a letter is shown on a phone and on a desktop, as text and as source, in frames that may do nothing"
    )
    func forms() throws {
        let office = try Office()
        let page = try office.page(target)
        let frames = page.all("iframe")
        #expect(frames.count == 2 && frames.allSatisfy { $0.attributes["sandbox"] == "" })
        #expect(frames.allSatisfy { $0.attributes["title"]?.isEmpty == false })
        #expect(page.all("pre").count == 2)
        #expect(
            page.all("pre").allSatisfy { $0.text.contains("Good day.") || $0.text.contains("Subject: Hello") }
        )
        let frame = try office.ask(.get, try #require(frames.first?.attributes["src"]))
        #expect(frame.status == 200 && frame.text.contains("Good day."))
        let policy = try #require(frame.headers["Content-Security-Policy"])
        #expect(policy.hasPrefix("sandbox;") && policy.contains("default-src 'none'"))
    }

    @Test("a person's own letter is shown, and of somebody unknown that is said")
    func person() throws {
        let office = try Office()
        try office.fill()
        #expect(try office.page(target + "&person=p@a.org").all("iframe").count == 2)
        let page = try office.page(target + "&person=x@y.org")
        #expect(page.all("iframe").isEmpty && page.elements.contains { $0.attributes["role"] == "alert" })
    }

    @Test("a fault stands beside the line that it is about")
    func faults() throws {
        let office = try Office()
        try office.folder.write(
            "Subject: Hello\n\nGood day, {{nobody}}.\n",
            to: "events/meeting/templates/confirmation.en.md"
        )
        let page = try office.page(target)
        let fault = try #require(page.all("li").first { $0.text.contains("nobody") })
        #expect(fault.text.contains("3  Good day, {{nobody}}."))
        // The same of the event's own file.
        try office.folder.write("{ name: 1 }\n", to: "events/meeting/event.json5")
        let other = try office.page(target)
        #expect(other.all("pre").contains { $0.text.contains("1  { name: 1 }") })
    }
}
