import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("Every page of the desk")
struct EveryPageTests {
    /// The pages, each with what it shows.
    static let pages = [
        "/", "/log", "/log?q=p@a.org", "/log?q=nonsense", "/log?state=bounced&to=x&event=meeting",
        "/messages", "/messages?state=bounced", "/messages/1",
        "/messages/3", "/messages/5", "/messages/7", "/events", "/events/meeting", "/events/meeting/coverage",
        "/people", "/people?address=p@a.org", "/people?address=q@a.org", "/people?address=nobody@a",
        "/relays",
        "/preview",
        "/preview?event=meeting", "/preview?event=meeting&notification=confirmation",
        "/preview?event=meeting&notification=confirmation&person=p@a.org",
        "/preview?event=nothing&notification=%3Cb%3E",
    ]
    /// Those on which nothing stands that strangers wrote.
    private static let withoutStrangers = ["nonsense", "to=x", "/people", "nobody", "/preview", "/events"]
    /// Those whose answer is no 200, for what was asked is not there.
    private static let unusual = ["nonsense", "nobody"]

    private func isAny(of parts: [String], _ target: String) -> Bool {
        parts.contains { $0.hasPrefix("/") ? target == $0 : target.contains($0) }
    }

    private func page(_ office: Office, _ target: String, _ headers: Fields = [:]) throws -> PageReading {
        let answer = try office.ask(.get, target, headers)
        #expect(
            answer.status == 200 || isAny(of: Self.unusual, target),
            "\(target): \(answer.text.prefix(600))"
        )
        return try PageReading(answer.text)
    }

    @Test(
        "whatever strangers wrote, the page is well-formed, nothing of it is markup, and nothing comes from elsewhere",
        arguments: pages,
        ["ru", "en"]
    )
    func hostile(_ target: String, _ language: String) throws {
        let office = try Office(Office.users)
        try office.fill()
        var headers = try office.logIn("anna")
        headers.add("Accept-Language", language)
        let page = try page(office, target, headers)
        #expect(page.text.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.all("html").map { $0.attributes["lang"] } == [language])
        #expect(page.all("script").count == 1 && page.all("script").allSatisfy { $0.text.isEmpty })
        let names = Set(page.elements.map(\.name))
        #expect(names.isDisjoint(with: ["img", "object", "embed", "base", "style"]))
        for element in page.elements {
            #expect(
                !element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "srcdoc" }
            )
            for key in ["href", "src", "action", "data-live"] {
                guard let address = element.attributes[key] else { continue }
                let isOwn = address.hasPrefix("#") || address.hasPrefix("/") && !address.hasPrefix("//")
                #expect(isOwn, "\(element)")
            }
        }
        let shown = Office.hostile.replacing("\u{202E}", with: "\u{FFFD}")
        if !isAny(of: Self.withoutStrangers, target),
            !target.hasPrefix("/preview")
        {
            // What stands in a form's field is an attribute.
            #expect(page.elements.contains { $0.text.contains(shown) }, "the page shows what strangers wrote")
        }
        for frame in page.all("iframe") { #expect(frame.attributes["sandbox"] == "") }
        #expect(!page.text.contains("\u{202E}"))
    }

    @Test(
        "the page has one main part, headings in their order, names for all that is named, and labels",
        arguments: pages
    )
    func structure(_ target: String) throws {
        let office = try Office(Office.users)
        try office.fill()
        let page = try page(office, target, office.logIn("anna"))
        #expect(page.all("main").count == 1 && page.all("h1").count == 1)
        #expect(page.all("head").first?.children.filter { $0 == "title" }.count == 1)
        #expect(page.all("a").first?.attributes["href"] == "#content")
        let levels = page.elements.compactMap { $0.name.count == 2 ? $0.name.dropFirst() : nil }
            .compactMap { Int($0) }
        #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count, "\(ids)")
        for key in ["aria-labelledby", "aria-describedby", "for"] {
            for names in page.elements.compactMap({ $0.attributes[key] }) {
                for id in names.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
            }
        }
        #expect(page.all("nav").allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
        #expect(page.elements.filter { $0.attributes["aria-current"] == "page" }.count <= 1)
        #expect(page.all("table").allSatisfy { $0.children.first == "caption" })
        #expect(page.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
        let pictures = page.all("svg").filter { $0.attributes["aria-hidden"] != "true" }
        #expect(
            pictures.allSatisfy {
                $0.attributes["role"] == "img" && $0.children.prefix(2) == ["title", "desc"]
            }
        )
        // Each field stands in a label, or is none for people.
        let fields =
            page.all("input").filter { $0.attributes["type"] != "hidden" }.count + page.all("select").count
            + page.all("textarea").count
        let labelled = page.all("label").flatMap(\.children).filter {
            ["input", "select", "textarea"].contains($0)
        }
        #expect(labelled.count == fields)
        for button in page.all("button") + page.all("a") + page.all("summary") {
            #expect(!button.text.isEmpty)
        }
    }

    @Test(
        "its policy lets nothing in but this server's own style and script, and nothing of it is kept",
        arguments: pages
    )
    func policy(_ target: String) throws {
        let office = try Office()
        try office.fill()
        let answer = try office.ask(.get, target)
        let policy = try #require(answer.headers["Content-Security-Policy"])
        for part in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            #expect(policy.contains(part))
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
        #expect(answer.headers["Cache-Control"] == nil, "the strict fields of all answers say no-store")
    }

    @Test("nothing is changed by looking, by whomever")
    func looking() throws {
        let office = try Office(Office.users)
        try office.fill()
        func bytes() throws -> [Data] {
            try ["vestnik.db", "registrations.db"].map {
                try Data(contentsOf: URL(fileURLWithPath: office.folder.path($0)))
            }
        }
        let before = try bytes()
        for name in ["anna", "boris"] {
            let headers = try office.logIn(name)
            for target in Self.pages { _ = try office.ask(.get, target, headers) }
        }
        #expect(try bytes() == before)
    }

    @Test("who has not logged in is led to the login", arguments: pages)
    func closed(_ target: String) throws {
        let office = try Office(Office.users)
        try office.fill()
        let answer = try office.ask(.get, target)
        #expect(answer.status == 401 && answer.text.contains("/login"))
        #expect(try office.ask(.get, target, office.logIn("boris")).text.contains("action=\"/logout\""))
    }

    @Test("style, script and sign are this server's, for ever under their address")
    func assets() throws {
        let office = try Office(Office.users)
        let page = try page(office, "/log", office.logIn("boris"))
        let addresses =
            page.all("link").compactMap { $0.attributes["href"] }
            + page.all("script").compactMap { $0.attributes["src"] }
        #expect(addresses.count == 3)
        for address in addresses {
            let answer = try office.ask(.get, address)
            #expect(answer.status == 200 && answer.headers["Cache-Control"]?.contains("immutable") == true)
            #expect(!answer.text.contains("http://") || address.hasSuffix(".svg"))
        }
    }
}
