import Foundation
import Terminal
import TestSupport
import Testing

@Suite("The report of an event as text, CSV and a page")
struct EventReportTests {
    private static let hostile = "</td><script>alert(1)</script><img src=x onerror=alert(1)> \u{202E}'\"&amp;"
    private static let longName =
        "Ежегодное совещание <руководителей> & «центральных» библиотек субъектов Федерации"

    /// A house whose event has letters of every state, a name that is markup and people who typed some.
    private func house(_ language: String = "en", regions: Bool = true) throws -> House {
        let house = try House(language: language)
        try house.folder.write(
            house.folder.text(of: "events/meeting/event.json5")
                .replacing(
                    "ru: \"Совещание\", en: \"Meeting\"",
                    with: "ru: \"\(Self.longName)\", en: \"\(Self.longName)\""
                )
                .replacing("Europe/Moscow", with: "Asia/Novosibirsk"),
            to: "events/meeting/event.json5"
        )
        _ = try house.vestnik("init")
        let hostile = Self.hostile.replacing("'", with: "''")
        let states = [
            "queued", "held", "sending", "deferred", "sent", "in_doubt", "bounced", "expired", "rejected",
            "suppressed", "cancelled",
        ]
        let rows = states.enumerated().flatMap { number, state in
            (0...number).map { copy in
                """
                INSERT INTO messages (event, notification, lane, person_key, domain, email, state, due_at, ready_at,
                    expires_at, created_at, updated_at, code, enhanced_code, reply, claim)
                VALUES ('meeting', 'confirmation', 0, '\(state)\(copy)@a', 'a', '\(state)\(copy)@a', '\(state)', 0, 0, 0, 0, 0,
                    550, '5.1.1', '\(hostile)', \(state == "sending" ? "1" : "NULL"));
                """
            }
        }
        try house.sql(
            rows.joined()
                + """
                INSERT INTO mailings (id, event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, audience,
                    created_at, updated_at)
                VALUES (1, 'meeting', '\(hostile)', 2, 1790000000000, 1790000000000, 0, 0, 'finished', 7, 0, 0);
                INSERT INTO registrations (id, version, event, email, person_key, region, status, seen_at) VALUES
                    (1, 1, 'meeting', 'a@a', 'a@a', \(regions ? "'54'" : "NULL"), 'registered', 0),
                    (2, 1, 'meeting', 'b@a', 'b@a', \(regions ? "'\(hostile)'" : "NULL"), 'registered', 0),
                    (3, 1, 'meeting', 'c@a', 'c@a', NULL, 'cancelled', 0);
                """
        )
        return house
    }

    private func page(_ house: House) throws -> PageReading {
        let result = try house.vestnik("report", "meeting", "--html")
        #expect(result.status == 0)
        return try PageReading(result.output)
    }

    @Test(
        "the page is well-formed, names its language, and has one main part and headings in their order",
        arguments: ["en", "ru"]
    )
    func structure(_ language: String) throws {
        let page = try page(house(language))
        #expect(page.text.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.all("html").map { $0.attributes["lang"] } == [language])
        #expect(page.all("main").count == 1 && page.all("h1").count == 1)
        #expect(page.all("head").first?.children.filter { $0 == "title" }.count == 1)
        #expect(page.all("h1").first?.text == Self.longName)
        let levels = page.elements.compactMap { $0.name.count == 2 ? $0.name.dropFirst() : nil }.compactMap {
            Int($0)
        }
        #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for names in page.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
            for id in names.split(separator: " ") { #expect(ids.contains(String(id))) }
        }
    }

    @Test("every table has a caption, every heading of it a scope; every picture says in words what it shows")
    func accessible() throws {
        let page = try page(house())
        #expect(page.all("table").count == 5)
        #expect(page.all("table").allSatisfy { $0.children.first == "caption" })
        #expect(page.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
        let pictures = page.all("svg").filter { $0.attributes["aria-hidden"] != "true" }
        #expect(pictures.count == 1 && pictures.allSatisfy { $0.attributes["role"] == "img" })
        #expect(pictures.allSatisfy { Array($0.children.prefix(2)) == ["title", "desc"] })
        #expect(page.all("desc").first?.text.contains("bounced 7 (10.6%)") == true)
    }

    @Test(
        "a bar's segments follow each other and fill it, none too narrow to be seen, each with a look of its own"
    )
    func bars() throws {
        let house = try house()
        try house.sql(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO messages (event, notification, lane, person_key, domain, email, state, due_at, ready_at, expires_at,
                created_at, updated_at)
            SELECT 'meeting', 'confirmation', 0, 'p' || i, 'a', 'p' || i, 'sent', 0, 0, 0, 0, 0 FROM n
            """
        )
        let page = try page(house)
        let bar = try #require(page.elements.firstIndex { $0.attributes["class"] == "bar" })
        let segments = page.elements[bar...].filter { $0.attributes["x"] != nil }
        #expect(segments.count == 11)
        #expect(Set(segments.map { $0.attributes["fill"] ?? $0.attributes["class"] }).count == 11)
        func number(_ element: PageReading.Element, _ key: String) throws -> Double {
            try #require(Double((element.attributes[key] ?? "").dropLast()))
        }
        var end = 0.0
        for segment in segments {
            #expect(try abs(number(segment, "x") - end) < 0.001)
            end += try number(segment, "width")
            #expect(try number(segment, "width") >= 1)
        }
        #expect(99...100 ~= end)
        #expect(page.all("pattern").count == 6)
    }

    @Test("nothing comes from outside, nothing runs, and no value becomes markup")
    func selfContained() throws {
        let page = try page(house())
        let names = Set(page.elements.map(\.name))
        #expect(names.isDisjoint(with: ["script", "img", "link", "iframe", "a", "object", "form", "base"]))
        let attributes = Set(page.elements.flatMap(\.attributes.keys))
        #expect(attributes.isDisjoint(with: ["src", "href", "xlink:href", "srcset", "action"]))
        #expect(!attributes.contains { $0.hasPrefix("on") })
        #expect(!page.text.contains("@import"))
        #expect(page.text.matches(of: /url\((.)/).allSatisfy { $0.1 == "#" })
        let shown = Self.hostile.replacing("\u{202E}", with: "\u{FFFD}")
        // A reply, a region and a notification's name.
        #expect(page.all("bdi").filter { $0.text == shown }.count == 3)
    }

    @Test("text, CSV, JSON and page have the same figures, and they add up")
    func sameFigures() throws {
        let house = try house()
        let object = try #require(try house.objects(house.vestnik("report", "meeting", "--json")).first)
        let csv = try house.vestnik("report", "meeting", "--csv").output.components(separatedBy: "\r\n")
        let record = Dictionary(
            uniqueKeysWithValues: zip(
                csv[0].split(separator: ",", omittingEmptySubsequences: false),
                csv[1].split(separator: ",", omittingEmptySubsequences: false)
            )
        )
        let text = try house.vestnik("report", "meeting").output
        let rows = try page(house).rows(ofTable: "confirmation: letters by state")
        var sum = 0
        for (number, state) in [
            "queued", "held", "sending", "deferred", "sent", "in_doubt", "bounced", "expired", "rejected",
            "suppressed", "cancelled",
        ].enumerated() {
            let count = number + 1
            sum += count
            #expect(object[state] as? Int == count)
            #expect(record[state[...]] == "\(count)")
            let word = state.replacing("_", with: " ")
            let row = rows.first { $0.first == word }
            #expect(row?.dropFirst().first == "\(count)", "\(state): \(rows)")
            let line = text.split(separator: "\n").first { $0.hasPrefix("    \(state) ") }
            let words = line?.split(separator: " ").map(String.init)
            #expect(
                words?.dropFirst().first == "\(count)" && words?.dropFirst(2).first == row?.last,
                "\(text)"
            )
        }
        #expect(object["total"] as? Int == sum && record["total"] == "\(sum)")
        #expect(rows.last == ["Total", "\(sum)", ""])
        #expect(text.contains(/\n    Total +66\n/))
    }

    @Test("regions have a table where people have regions, in the page and in the text, and none elsewhere")
    func regions() throws {
        let with = try house()
        let rows = try page(with).rows(ofTable: "How many people in each region")
        #expect(
            rows.count == 2 && rows.contains { $0.first == "Novosibirsk Oblast" && $0[4] == "1" },
            "\(rows)"
        )
        let text = try with.vestnik("report", "meeting").output
        #expect(text.contains("REGION  NAME") && text.contains("Novosibirsk Oblast"))
        #expect(try house("ru").vestnik("report", "meeting").output.contains("Новосибирская область"))
        let without = try house(regions: false)
        #expect(try page(without).all("caption").allSatisfy { $0.text != "How many people in each region" })
        #expect(try page(without).all("h2").allSatisfy { $0.text != "Regions" })
        #expect(try !without.vestnik("report", "meeting").output.contains("Regions"))
    }

    @Test("an event to which nothing has happened yet has an empty report")
    func nothingYet() throws {
        let house = try House()
        _ = try house.vestnik("init")
        #expect(try house.vestnik("report", "meeting").output.contains("There are no letters yet."))
        #expect(try page(house).all("table").isEmpty)
        #expect(try house.vestnik("report", "nowhere").status == 66)
    }

    @Test("times are by the event's clock, which is named")
    func clock() throws {
        let page = try page(house("ru"))
        #expect(page.text.contains("Время — по часам мероприятия: Asia/Novosibirsk (UTC+07:00)."))
        #expect(page.text.contains("21.09.2026, 21:13"))
        #expect(page.all("time").first?.attributes["datetime"]?.hasSuffix("+07:00") == true)
        #expect(try house().vestnik("report", "meeting").output.contains("21 September 2026, 21:13"))
    }

    @Test("as text no line is wider than 80 columns and none is cut", arguments: ["en", "ru"])
    func eighty(_ language: String) throws {
        let result = try house(language).vestnik("report", "meeting")
        for line in result.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
        let text = result.output.filter { !" \n".contains($0) }
        #expect(text.contains(Self.longName.filter { $0 != " " }))
        // The notification's name and the reply; the region's name stands in lines beside figures.
        let hostile = Self.hostile.replacing("\u{202E}", with: "\u{FFFD}").filter { $0 != " " }
        #expect(text.components(separatedBy: hostile).count >= 3)
    }

    @Test("text and shapes have the contrast that WCAG asks for, by day and by night; it prints on A4")
    func contrast() throws {
        let page = try page(house()).text
        #expect(page.contains("@page { size: A4;") && page.contains("@media print"))
        let blocks = page.components(separatedBy: "prefers-color-scheme: dark").map { block in
            Dictionary(
                block.matches(of: /--([a-z]+): #([0-9a-f]{6})/).map {
                    (String($0.1), luminance(String($0.2)))
                },
                uniquingKeysWith: { first, _ in first }
            )
        }
        #expect(blocks.count == 2)
        for colours in blocks {
            for ground in ["ground", "head", "badrow", "silentrow"] {
                #expect(try ratio(colours, "ink", ground) >= 7)
            }
            #expect(try ratio(colours, "soft", "ground") >= 4.5)
            for hue in ["good", "wait", "slow", "bad", "none"] {
                #expect(try ratio(colours, hue, "ground") >= 3)
            }
        }
    }

    private func ratio(_ colours: [String: Double], _ one: String, _ other: String) throws -> Double {
        let (a, b) = (try #require(colours[one]), try #require(colours[other]))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// WCAG 2.2, relative luminance.
    private func luminance(_ hex: String) -> Double {
        let number = Int(hex, radix: 16) ?? 0
        let parts = [16, 8, 0].map { shift -> Double in
            let value = Double(number >> shift & 255) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
