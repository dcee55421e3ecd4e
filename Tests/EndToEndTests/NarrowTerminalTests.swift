import Foundation
import Terminal
import TestSupport
import Testing

/// What a person sees on a real terminal, which script(1) makes.
@Suite(
    "Tables on narrow terminals",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"))
)
struct NarrowTerminalTests {
    private static let address = "secretary.of.the.director@central.library.example.org"
    private static let other = "head-of-department@library.of.another.region.example.org"
    private static let reply =
        "4.7.1 Greylisted: see https://support.example.org/greylisting/a/path/that/does/not/break?id=1234567890&to=x or wait 漢字"
    private static let notification = "reminder-a-week-before-the-meeting-for-those-who-said-nothing"

    /// A house with long names, and a row of each kind that tables show.
    private func house(_ language: String) throws -> House {
        let house = try House(language: language)
        try house.folder.write(
            house.folder.text(of: "events/meeting/event.json5").replacing(
                "notifications: [",
                with: """
                    notifications: [
                      { name: "\(Self.notification)", audience: "registered", before: "starts", by: "7d", time: "10:00" },
                    """
            ),
            to: "events/meeting/event.json5"
        )
        try house.folder.write("Subject: x\n\nx\n", to: "events/meeting/templates/\(Self.notification).ru.md")
        _ = try house.vestnik("init")
        try house.sql(
            """
            INSERT INTO messages (event, notification, lane, person_key, domain, email, name, region, state, attempts, cause,
                reason, due_at, ready_at, expires_at, created_at, updated_at, code, enhanced_code, reply)
            VALUES ('meeting', '\(Self.notification)', 1, '\(Self.address)', 'central.library.example.org', '\(Self.address)',
                'Иванова Мария Петровна', '86', 'deferred', 3, NULL, NULL, 1790000000000, 1790000000000, 1990000000000,
                1790000000000, 1790000000000, 451, '4.7.1', '\(Self.reply)');
            INSERT INTO attempts (at, message, kind, outcome, relay, code, enhanced_code, reply, duration_ms)
            VALUES (strftime('%s', 'now') * 1000, 1, 'attempt', 'deferred', 'smtp://127.0.0.1:2525', 451, '4.7.1', '\(Self.reply)', 120);
            INSERT INTO registrations (id, version, event, email, person_key, region, status, seen_at)
            VALUES (1, 1, 'meeting', '\(Self.address)', '\(Self.address)', 'Île-de-France, arrondissement de Fontainebleau',
                'registered', 0),
                (2, 1, 'meeting', '\(Self.other)', '\(Self.other)', '54', 'registered', 0);
            """
        )
        _ = try house.vestnik("suppress", "add", Self.address, "--reason", Self.reply)
        try house.sql("UPDATE messages SET state = 'deferred', cause = NULL, reason = NULL")
        return house
    }

    private func seen(_ house: House, _ columns: Int, _ arguments: [String]) throws -> [String] {
        let words = try ([Programs.product("vestnik")] + arguments).joined(separator: " ")
        let result = try ChildProcess.run(
            "/usr/bin/script",
            ["-qec", "stty cols \(columns) rows 24; exec \(words) 2>/dev/null", "/dev/null"],
            environment: house.environment.merging(["NO_COLOR": "1", "SHELL": "/bin/sh"]) { $1 },
            folder: house.folder.path
        )
        return result.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
    }

    /// Commands, and what must be seen whole.
    private static let cases: [(arguments: [String], whole: [String])] = [
        (["log"], [address, "deferred", notification, "451", reply]),
        (["queue"], [address, "deferred", notification, reply]),
        (["show", "1"], [address, "deferred", notification, reply]),
        (["show", address], [address, "registered", reply]), (["suppress", "list"], [address, reply]),
        (["status"], [address, "deferred", reply]),
        (["schedule"], [notification, "scheduled", "2093-11-21 06:00 +03:00"]),
        (["schedule", "--recipients"], [notification, other]),
        (
            ["coverage", "meeting"],
            ["Île-de-France,", "Fontainebleau"]
        ),
        (
            ["report", "meeting"],
            [notification, "deferred", "Île-de-France,", "Fontainebleau"]
        ),
    ]

    @Test(
        "no line is wider than the terminal, and nothing of what matters is cut",
        arguments: ["en", "ru"],
        [80, 60]
    )
    func whole(_ language: String, _ columns: Int) throws {
        let house = try house(language)
        for (arguments, whole) in Self.cases {
            let lines = try seen(house, columns, arguments)
            for line in lines { #expect(DisplayWidth.of(line) <= columns, "\(arguments): \(line)") }
            #expect(!lines.contains { $0.contains("…") }, "\(arguments): \(lines)")
            let text = lines.joined().filter { $0 != " " }
            for value in whole {
                #expect(
                    text.contains(value.filter { $0 != " " }),
                    "\(arguments): \(value) is not in \(lines)"
                )
            }
        }
    }

    @Test(
        "times stand in one zone, which is named once: the event's, as in its stories",
        arguments: [
            (["log"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["queue"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["queue", "--event", "meeting"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["suppress", "list"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["show", "1"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["status"], "by the event's clock: Europe/Moscow (UTC+03:00)"),
            (["schedule"], "Times are by the event's clock: Europe/Moscow (UTC+03:00)."),
            (["schedule", "--recipients"], "Times are by each recipient's own clock."),
        ]
    )
    func oneZone(_ arguments: [String], _ sentence: String) throws {
        let house = try house("en")
        let text = try seen(house, 120, arguments).joined(separator: "\n")
        #expect(text.ranges(of: sentence).count == 1, "\(text)")
        // 1790000000000 by the clock of Moscow; the machine's is UTC.
        if arguments[0] == "queue" { #expect(text.contains("2026-09-21 17:13:20"), "\(text)") }
    }

    @Test("where events have different clocks, times are by the machine's, which is named")
    func severalZones() throws {
        let house = try house("ru")
        let file = "events/other/event.json5"
        try FileManager.default.copyItem(
            atPath: house.folder.path("events/meeting"),
            toPath: house.folder.path("events/other")
        )
        try house.folder.write(
            house.folder.text(of: file).replacing("Europe/Moscow", with: "Asia/Tokyo"),
            to: file
        )
        let text = try seen(house, 120, ["queue"]).joined(separator: "\n")
        #expect(
            text.contains("Время — по часам этого компьютера: UTC.") && text.contains("2026-09-21 14:13:20"),
            "\(text)"
        )
        let named = try seen(house, 120, ["queue", "--event", "meeting"]).joined(separator: "\n")
        #expect(named.contains("Время — по часам мероприятия: Europe/Moscow (UTC+03:00)."), "\(named)")
        let plan = try seen(house, 120, ["schedule"]).joined(separator: "\n")
        #expect(plan.contains("Время каждой рассылки — по часам её мероприятия."), "\(plan)")
        #expect(try !house.vestnik("queue").output.contains("Время"), "in a pipe each time says UTC itself")
    }

    @Test("English reports name the regions in English", arguments: ["coverage", "report"])
    func regions(_ command: String) throws {
        let text = try seen(house("en"), 160, [command, "meeting"]).joined(separator: "\n")
        #expect(text.contains("Novosibirsk Oblast") && !text.contains("Новосибирская"), "\(text)")
    }

    @Test("at 80 columns address and state stand unbroken in one line", arguments: ["log", "queue"])
    func inOneLine(_ command: String) throws {
        let lines = try seen(house("ru"), 80, [command])
        #expect(lines.contains { $0.contains(Self.address) && $0.contains("deferred") }, "\(lines)")
    }

    @Test("in a pipe nothing is broken or cut", arguments: ["log", "queue"])
    func pipe(_ command: String) throws {
        let lines = try house("en").vestnik(command).lines
        #expect(lines.count == 2 || command == "log")
        #expect(lines.contains { $0.contains("\t\(Self.address)\t") && $0.contains(Self.reply) }, "\(lines)")
    }
}
