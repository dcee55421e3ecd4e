import Foundation
import TestSupport
import Testing

@Suite("The demo's pages in a browser", .enabled(if: Programs.find("curl") != nil, "curl is not installed"))
struct DemoServeTests {
    private static let targets = [
        "/", "/log", "/log?q=bounced", "/messages/352", "/events", "/events/annual-meeting",
        "/events/annual-meeting/coverage", "/people?address=lost@example.org", "/relays",
        "/preview?event=annual-meeting&notification=invitation",
    ]

    @Test("one command after the clone, everything can be looked at, by the demo's clock, until Ctrl+C")
    func serves() throws {
        let demo = try DemoPages()
        for target in Self.targets { _ = try PageReading(try demo.get(target)) }
        let overview = try demo.get("/")
        #expect(overview.contains("351 за сутки") && overview.contains("2023-11-01"))
        // The regions have something to tell.
        let coverage = try demo.get("/events/annual-meeting/coverage")
        #expect(coverage.contains("Регионов: 89; дошло до 89"))
        #expect(coverage.contains("ответили не все: 33"))
        let log = try PageReading(try demo.get("/log?q=state:bounced"))
        let ids = log.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/messages/") }
        // Four registrations and three invitations.
        #expect(ids.count == 7)
        for id in ids { #expect(try demo.get(id).contains("class=\"meaning\"")) }
        #expect(
            try demo.get("/preview/letter.html?event=annual-meeting&notification=invitation").contains(
                "Уважаемая"
            )
        )
        let result = try demo.end()
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("--port is for --serve, which shows the short demo alone")
    func usage() throws {
        for arguments in [["demo", "--port", "8025"], ["demo", "--serve", "--whole-event"]] {
            #expect(try ChildProcess.run(Programs.product("vestnik"), arguments).status == 64, "\(arguments)")
        }
    }

    @Test(
        "every page fits a phone and a desk, and is easy to read, by day and by night",
        .enabled(if: Gallery.browser != nil, "Chromium is not installed"),
        arguments: [false, true]
    )
    func fits(dark: Bool) throws {
        let demo = try DemoPages()
        let pages = try Self.targets.enumerated().map { ("page \($0.offset)", try demo.page($0.element)) }
        let gallery = Gallery(folder: try TemporaryFolder(), pages: pages)
        let measures = try gallery.measure(widths: [320, 375, 1200], dark: dark)
        #expect(measures.count == 3 * pages.count)
        for measure in measures {
            let place = "\(measure.title) at \(measure.width)"
            #expect(measure.overflow <= 0, "\(place) is \(measure.overflow) px too wide")
            #expect(measure.smallest >= 13, "\(place) has letters of \(measure.smallest) px")
            #expect(measure.faint == [], "\(place)")
        }
        _ = try demo.end()
    }

    @Test(
        "a browser lets the script run that the policy names, and nothing else is asked for",
        .enabled(if: Gallery.browser != nil, "Chromium is not installed")
    )
    func script() throws {
        let demo = try DemoPages()
        let browser = try #require(Gallery.browser)
        let result = try ChildProcess.run(
            browser,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--user-data-dir=\(demo.folder.path("browser"))", "--enable-logging=stderr", "--v=0",
                "--timeout=3000",
                "--dump-dom", demo.address + "/log",
            ],
            within: .seconds(120)
        )
        // The script shows the switch that only it can make work.
        #expect(result.output.contains("<p class=\"live\"><label>"), "\(result.output.suffix(300))")
        #expect(!result.errors.contains("Content Security Policy"), "\(result.errors)")
        _ = try demo.end()
    }
}
