import Events
import Settings
import TestSupport
import Testing

@Suite("Events")
struct EventLoadingTests {
    @Test("an event says its facts, with defaults for the rest")
    func facts() throws {
        let event = try makeEvent(
            """
            ends: "2026-11-29T18:00", registrationCloses: "2026-11-20T18:00", venue: "Дом Пашкова", url: "https://www.rsl.ru/",
            window: { from: "08:00", to: "24:00", days: "working" }, match: ["organization", "region"],
            facts: { letter: { number: "606-01.1-39@-НП", pages: 2 }, list: [1, true, null] },
            """
        )
        #expect(event.id == "meeting" && event.directory == "/ev/meeting" && event.language == "ru")
        #expect(
            event.name["en"] == "Meeting" && event.name["ru"] == "Совещание"
                && event.name["de"] == "Meeting"
        )
        #expect(event.starts == .dateTime(LocalDateTime(date(2026, 11, 28), time(10))))
        #expect(event.ends.time == time(18) && event.registrationCloses?.date == date(2026, 11, 20))
        #expect(event.venue?["ru"] == "Дом Пашкова" && event.url == "https://www.rsl.ru/")
        #expect(event.window == Window(from: time(8), to: .endOfDay, days: .working))
        #expect(event.match == [.address, .organization, .region])
        #expect(event.facts["letter"]?["number"] == .string("606-01.1-39@-НП"))
        #expect(event.facts["list"] == .array([.integer(1), .bool(true), .null]))
        #expect(event.sender.address.wire == "meeting@example.org" && event.sender.name == nil)
        #expect(event.notifications.isEmpty && event.warnings.isEmpty)
    }

    @Test("hours that are not known yet stay unknown, and an end that is not given is the same day")
    func days() throws {
        let event = try makeEvent(starts: "\"2026-11-28\"")
        #expect(event.starts == .date(date(2026, 11, 28)) && event.ends == .date(date(2026, 11, 28)))
        #expect(event.window == nil && event.match == [.address])
        #expect(event.moment(of: .registrationCloses) == nil)
    }

    @Test("sender's addresses and name are read")
    func sender() throws {
        let text = """
            { name: "X", starts: "2026-11-28", timeZone: "UTC", language: "en",
              sender: { name: { ru: "Библиотека" }, address: "a@example.org", replyTo: "b@example.org", returnPath: "c@example.org" } }
            """
        let event = try Event.parse(text, id: "x", directory: "/x")
        #expect(
            event.sender.replyTo?.wire == "b@example.org" && event.sender.returnPath?.wire == "c@example.org"
        )
        #expect(event.sender.name?["en"] == "Библиотека" && event.name["en"] == "X")
    }

    @Test(
        "what contradicts itself or cannot be is named",
        arguments: [
            ("ends: \"2026-11-27\"", "ends: 2026-11-27 is before `starts`, 2026-11-28T10:00"),
            ("ends: \"2026-11-28T09:59\"", "ends: 2026-11-28T09:59 is before `starts`, 2026-11-28T10:00"),
            ("ends: \"2026-02-30\"", "ends: there is no day 2026-02-30 in the calendar"),
            ("ends: \"2026-11-28T25:00\"", "ends: there is no time 25:00: write it as \"2026-11-28T10:00\""),
            ("ends: \"2026-11-28T24:00\"", "ends: there is no time 24:00: write it as \"2026-11-28T10:00\""),
            (
                "ends: \"2026-11-28T10:00Z\"",
                "ends: is local to the event's `timeZone`: write it without a zone, as \"2026-11-28T10:00\""
            ),
            (
                "ends: \"28.11.2026\"",
                "ends: expected a date as \"2026-11-28\", or date and time as \"2026-11-28T10:00\", found \"28.11.2026\""
            ),
            (
                "window: { from: \"20:00\", to: \"08:00\" }",
                "window.to: 08:00 is not after `from`, 20:00: no letter could ever go"
            ),
            ("window: { from: \"24:00\" }", "window.from: expected a time as \"10:00\", found \"24:00\""),
            (
                "window: { days: \"workdays\" }",
                "window.days: expected one of \"all\", \"working\", found \"workdays\""
            ),
            ("language: \"Russian\"", "language: expected a language as \"ru\" or \"en\", found \"Russian\""),
            ("venue: {}", "venue: expected a text in at least one language"),
            (
                "venue: { Ru: \"x\" }",
                "venue.Ru: expected a language as the key, \"ru\" or \"en\", found \"Ru\""
            ),
            ("url: \"rsl.ru\"", "url: expected a web address, https://…, found \"rsl.ru\""),
            ("facts: []", "facts: expected an object, { … }"),
            ("fact: {}", "fact: unknown key; did you mean `facts`?"),
            (
                "match: [\"name\"]",
                "match[0]: expected one of \"address\", \"organization\", \"region\", found \"name\""
            ),
        ]
    )
    func impossible(keys: String, expected: String) {
        #expect(eventFaults(keys) == [expected])
    }

    @Test(
        "a zone that is not known is answered with one that is",
        arguments: [
            (
                "Europe/Moskow",
                "timeZone: there is no time zone \"Europe/Moskow\"; did you mean \"Europe/Moscow\"?"
            ),
            ("Moscow", "timeZone: there is no time zone \"Moscow\"; did you mean \"Europe/Moscow\"?"),
            (
                "europe/moscow",
                "timeZone: there is no time zone \"europe/moscow\"; did you mean \"Europe/Moscow\"?"
            ),
            (
                "MSK+4",
                "timeZone: there is no time zone \"MSK+4\"; expected an IANA name, as \"Europe/Moscow\" or \"Asia/Novosibirsk\""
            ),
        ]
    )
    func zones(name: String, expected: String) {
        #expect(eventFaults("", zone: name) == [expected])
    }

    @Test("all faults of an event come in one run, with their places")
    func together() throws {
        let text =
            "{\n  name: 7,\n  starts: \"2026-02-30\",\n  sender: { address: \"nobody\" },\n  notifications: [{ name: \"a b\" }],\n}"
        let error = try #require(throws: Faults.self) { try Event.parse(text, id: "x", directory: "/ev/x") }
        #expect(
            error.all.map { "\($0.line):\($0.column) \($0.keyPath)" } == [
                "1:1 timeZone", "2:9 name", "3:11 starts", "4:22 sender.address", "5:19 notifications[0]",
                "5:19 notifications[0].audience", "5:27 notifications[0].name",
            ]
        )
        #expect(error.all.allSatisfy { $0.file == "/ev/x/event.json5" })
    }

    @Test("what is only unwise is a warning")
    func warnings() throws {
        let event = try makeEvent(
            """
            registrationCloses: "2027-01-01", language: "de", window: { from: "08:00", to: "20:00" },
            notifications: [
              { name: "a", audience: "invitees", at: "2026-10-12T21:00" },
              { name: "b", audience: "registered", before: "starts", by: "1d", time: "20:00" },
              { name: "c", audience: "registered", before: "starts", by: "1d", time: "08:00" },
            ],
            """
        )
        #expect(
            event.warnings.map { $0.keyPath + ": " + $0.message.en }.sorted() == [
                "name: has no text in the event's own language, \"de\"",
                "notifications[0].at: 21:00 is outside the window, 08:00 to 20:00: letters wait for it to open",
                "notifications[1].time: 20:00 is outside the window, 08:00 to 20:00: letters go in the last open hour before it",
                "registrationCloses: 2027-01-01 is after the event has ended",
            ]
        )
    }

    @Test("an event is loaded from its folder, which gives it its name, and attachments must be there")
    func loading() throws {
        let folder = try TemporaryFolder()
        let text = eventText(
            "notifications: [{ name: \"a\", on: \"registered\", attachments: [\"letter.pdf\", \"plan.pdf\"] }]"
        )
        try folder.write(text, to: "meeting/event.json5")
        try folder.write("%PDF", to: "meeting/attachments/letter.pdf")
        let error = try #require(throws: Faults.self) { try Event.load(folder: folder.path("meeting")) }
        #expect(error.all.count == 1 && error.all.first?.keyPath == "notifications[0].attachments[1]")
        #expect(error.all.first?.message.en.hasPrefix("there is no file \"plan.pdf\" in ") == true)
        try folder.write("%PDF", to: "meeting/attachments/plan.pdf")
        let event = try Event.load(folder: folder.path("meeting") + "/")
        #expect(event.id == "meeting" && event.notification(named: "a")?.attachments.count == 2)
        #expect(event.notification(named: "b") == nil)
    }

    @Test("an event is called off by one word, and somebody should hear of it")
    func state() throws {
        #expect(try makeEvent().state == .open && !makeEvent().isCancelled)
        let silent = try makeEvent("state: \"cancelled\",")
        #expect(silent.isCancelled && silent.warnings.map(\.keyPath) == ["state"])
        let told = try makeEvent(
            "state: \"cancelled\", notifications: [{ name: \"off\", on: \"event-cancelled\" }],"
        )
        #expect(told.warnings.isEmpty)
        #expect(
            eventFaults("state: \"canceled\",") == [
                "state: expected one of \"open\", \"cancelled\", found \"canceled\"; did you mean \"cancelled\"?"
            ]
        )
    }

    @Test("of which values a change is told, and what they are called")
    func told() throws {
        #expect(try makeEvent().tell == Event.usuallyTold)
        let event = try makeEvent(
            """
            tell: ["name", "details.hotel", "time_zone"],
            labels: { "details.hotel": { ru: "Гостиница", en: "Hotel" }, name: "Имя" },
            """
        )
        #expect(event.tell == [.column(.name), .detail("hotel"), .column(.timeZone)])
        #expect(
            event.labels[.detail("hotel")]?["en"] == "Hotel" && event.labels[.column(.name)]?["en"] == "Имя"
        )
        #expect(try makeEvent("labels: { \"details.bus\": \"Bus\" },").warnings.map(\.keyPath) == ["labels"])
        let faults = eventFaults("tell: [\"nam\", \"status\", \"details.\"], labels: { hotel: \"Hotel\" },")
        #expect(faults.count == 4)
        #expect(
            faults.contains {
                $0.hasPrefix("tell[0]: expected a column,") && $0.hasSuffix("did you mean \"name\"?")
            }
        )
        #expect(faults.contains { $0.contains("has letters of its own") })
        #expect(faults.contains { $0.hasPrefix("labels: expected a column,") })
    }

    @Test("an event may have a production calendar of its own, whose faults are told with its own")
    func ownCalendar() throws {
        let folder = try TemporaryFolder()
        try folder.write(eventText("calendar: \"calendars/own.json5\","), to: "meeting/event.json5")
        let missing = try #require(throws: Faults.self) { try Event.load(folder: folder.path("meeting")) }
        #expect(missing.all.map(\.keyPath) == ["calendar"] && missing.all.first?.line == 5)
        try folder.write("{ years: { \"2026\": { of: [] } } }", to: "meeting/calendars/own.json5")
        let faulty = try #require(throws: Faults.self) { try Event.load(folder: folder.path("meeting")) }
        #expect(
            faulty.all.count == 1 && faulty.all.first?.file.hasSuffix("meeting/calendars/own.json5") == true
        )
        try folder.write(
            "{ years: { \"2026\": { off: [\"2026-11-27\"] } } }",
            to: "meeting/calendars/own.json5"
        )
        let event = try Event.load(folder: folder.path("meeting"))
        #expect(event.calendar?.isWorking(date(2026, 11, 27)) == false)
        let none = try makeEvent("calendar: \"none\",")
        #expect(
            none.calendar?.isWorking(date(2026, 11, 29)) == true && none.calendar?.knows(year: 1999) == true
        )
        #expect(try makeEvent().calendar == nil)
    }

    @Test("a start with an hour and an end without is refused")
    func hourOfTheEnd() throws {
        #expect(
            eventFaults("ends: \"2026-11-29\",") == [
                "ends: has no hour, though `starts` has one: write it as \"2026-11-29T18:00\""
            ]
        )
        #expect(eventFaults("ends: \"2026-11-29\",", starts: "\"2026-11-28\"") == [])
        #expect(eventFaults("ends: \"2026-11-29T18:00\",") == [])
    }
}
