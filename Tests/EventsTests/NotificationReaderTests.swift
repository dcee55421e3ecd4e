import Events
import Settings
import Testing

@Suite("Notifications")
struct NotificationReaderTests {
    @Test("each way of saying when is understood")
    func triggers() throws {
        let event = try makeEvent(
            """
            registrationCloses: "2026-11-20T18:00",
            notifications: [
              { name: "invitation", audience: "invitees", at: "2026-10-12T10:00", bulk: true, approval: true, approvers: 2,
                lateBy: "2h", waves: ["5", 10, "5%", "100%"], pause: "1h", proofs: ["boss@example.org"], cap: 500, undo: "10m" },
              { name: "confirmation", on: "registered", calendar: "request" },
              { name: "change", on: "changed", settle: "5m" },
              { name: "last-call", audience: "unanswered", before: "registrationCloses", by: "3d", time: "10:00" },
              { name: "soon", audience: "confirmed", before: "starts", by: "2h" },
              { name: "thanks", audience: "registered", after: "ends", by: "1d", time: "12:00" },
            ],
            """
        )
        let n = event.notifications
        #expect(n.map(\.name) == ["invitation", "confirmation", "change", "last-call", "soon", "thanks"])
        #expect(n[0].trigger == .at(LocalDateTime(date(2026, 10, 12), time(10))) && n[0].isTimed)
        #expect(n[0].bulk && n[0].approval && n[0].approvers == 2 && n[0].lateBy == Span(2, .hours))
        #expect(
            n[0].waves == [.count(5), .count(10), .percent(5), .percent(100)] && n[0].pause == Span(1, .hours)
        )
        #expect(
            n[0].proofs.map(\.wire) == ["boss@example.org"] && n[0].cap == 500
                && n[0].undo == Span(10, .minutes)
        )
        #expect(
            n[1].trigger == .on(.registered) && !n[1].isTimed && n[1].audience == nil
                && n[1].calendar == .request
        )
        #expect(n[1].settle.seconds == 0 && n[2].settle == Span(5, .minutes) && !n[1].bulk)
        #expect(
            n[3].trigger == .relative(.init(.before, .registrationCloses, by: Span(3, .days), time: time(10)))
        )
        #expect(n[3].audience == .unanswered && n[3].lateBy == Span(12, .hours) && n[3].approvers == 1)
        #expect(n[4].trigger == .relative(.init(.before, .starts, by: Span(2, .hours))))
        #expect(n[5].trigger == .relative(.init(.after, .ends, by: Span(1, .days), time: time(12))))
    }

    @Test("a change letter waits a minute for more changes if nothing else is said")
    func settling() throws {
        let event = try makeEvent("notifications: [{ name: \"c\", on: \"changed\" }]")
        #expect(event.notifications.first?.settle == Span(60, .seconds))
    }

    @Test(
        "what makes no sense is refused with what to write instead",
        arguments: [
            (
                "name: \"a\", audience: \"invitees\"",
                "does not say when: write one of `on`, `at`, `before`, `after`"
            ),
            (
                "name: \"a\", on: \"registered\", at: \"2026-10-12T10:00\"",
                "at: stands beside `on`: one of the two says when, leave the other out"
            ),
            (
                "name: \"a\", on: \"registered\", audience: \"registered\"",
                "audience: a prompted letter goes to the person who prompted it: leave it out"
            ),
            (
                "name: \"a\", on: \"registered\", approval: true",
                "approval: is for timed notifications: leave it out beside `on`"
            ),
            (
                "name: \"a\", on: \"registered\", by: \"1d\"",
                "by: goes with `before` or `after`, not with `on`"
            ),
            (
                "name: \"a\", on: \"registred\"",
                "on: expected one of \"registered\", \"confirmed\", \"waitlisted\", \"cancelled\", \"changed\", \"event-cancelled\", found \"registred\"; did you mean \"registered\"?"
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12\"",
                "at: needs an hour: write it as \"2026-10-12T10:00\""
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", time: \"10:00\"",
                "time: goes with `before` or `after`, not with `at`"
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", settle: \"1m\"",
                "settle: is for prompted notifications: leave it out here"
            ),
            (
                "name: \"a\", at: \"2026-10-12T10:00\"",
                "audience: is missing: write \"invitees\", \"unanswered\", \"registered\", \"confirmed\", \"waitlisted\", \"cancelled\""
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"starts\"",
                "before: needs `by`: how long before, as by: \"7d\""
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"start\", by: \"1d\", time: \"10:00\"",
                "before: expected one of \"starts\", \"ends\", \"registrationCloses\", or a moment under facts, as \"facts.workshop.starts\", found \"start\"; did you mean \"starts\"?"
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"registrationCloses\", by: \"1d\", time: \"10:00\"",
                "before: counts from `registrationCloses`, which the event does not say"
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"starts\", by: \"2h\", time: \"10:00\"",
                "time: goes with whole days: write by: \"1d\" and the like, or leave `time` out"
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"starts\", by: \"-1d\", time: \"10:00\"",
                "by: expected a duration such as \"90s\", \"15m\", \"2h\" or \"4d\", found \"-1d\""
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"starts\", by: \"1d\", time: \"10\"",
                "time: expected a time as \"10:00\", found \"10\""
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", approvers: 2",
                "approvers: needs `approval: true`"
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", pause: \"1h\"",
                "pause: needs `waves`, between which to pause"
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", waves: [\"0%\"]",
                "waves[0]: expected a number of recipients, as \"5\", or a share, as \"5%\""
            ),
            (
                "name: \"a\", audience: \"registered\", at: \"2026-10-12T10:00\", cap: 0",
                "cap: expected a whole number from 1 to 10000000, found 0"
            ),
            (
                "name: \"../a\", on: \"registered\"",
                "name: expected a name of Latin letters, digits, - and _, as \"reminder-week\", found \"../a\""
            ),
            (
                "name: \"a\", on: \"registered\", attachments: [\"../secret\"]",
                "attachments[0]: expected the name of a file in the event's `attachments` folder, found \"../secret\""
            ),
            (
                "name: \"a\", audience: \"registered\", before: \"facts.dinner\", by: \"2h\"",
                "before: there is no moment \"dinner\" under `facts`; write it there as \"2026-11-28T14:00\""
            ),
            (
                "name: \"a\", on: \"registered\", window: { from: \"08:00\" }",
                "window: is for timed notifications: leave it out beside `on`"
            ),
            (
                "name: \"a\", on: \"registered\", where: { hotel: true }",
                "where: expected a column, \"email\", \"name\", \"organization\", \"position\", \"region\", \"language\", \"time_zone\", \"status\", or a key of details, as \"details.hotel\", found \"hotel\""
            ),
            (
                "name: \"a\", on: \"registered\", where: { langauge: \"en\" }",
                "where: expected a column, \"email\", \"name\", \"organization\", \"position\", \"region\", \"language\", \"time_zone\", \"status\", or a key of details, as \"details.hotel\", found \"langauge\"; did you mean \"language\"?"
            ),
            (
                "name: \"a\", on: \"registered\", where: { language: [] }",
                "where[\"language\"]: names no value: nobody would get the letter"
            ),
            (
                "name: \"a\", audience: \"invitees\", at: \"2026-10-12T10:00\", where: { status: \"registered\" }",
                "where: asks for a status, which invitees have none of"
            ),
            (
                "name: \"a\", on: \"registered\", where: { status: \"paid\" }",
                "where[\"status\"]: expected one of registered, confirmed, waitlisted, cancelled, found \"paid\""
            ),
            (
                "name: \"a\", on: \"event-cancelled\", audience: \"registered\"",
                "audience: goes to everyone who was told of the event: leave it out"
            ),
            (
                "name: \"a\", on: \"event-cancelled\", calendar: \"request\"",
                "calendar: the event is called off: write \"cancel\", or leave it out"
            ),
            (
                "name: \"a\", on: \"registered\", calender: \"request\"",
                "calender: unknown key; did you mean `calendar`?"
            ),
        ]
    )
    func impossible(keys: String, expected: String) {
        #expect(notificationFaults(keys) == [expected])
    }

    @Test("a rule that needs the hour of a fact is refused while only the day is known")
    func unknownHour() {
        let expected = "by: needs a `time` and whole days: the hour of `starts` is not known"
        for by in ["2h", "1d"] {
            #expect(
                notificationFaults(
                    "name: \"a\", audience: \"registered\", before: \"starts\", by: \"\(by)\"",
                    starts: "\"2026-11-28\""
                )
                    == [expected]
            )
        }
        #expect(
            notificationFaults(
                "name: \"a\", audience: \"registered\", before: \"starts\", by: \"1d\", time: \"10:00\"",
                starts: "\"2026-11-28\""
            )
                == []
        )
    }

    @Test("rows are chosen by their columns and details, by one value or several")
    func conditions() throws {
        let event = try makeEvent(
            """
            notifications: [
              { name: "workshop", audience: "registered", before: "starts", by: "2h",
                where: { "details.workshop": "swift", language: ["en", "pt"], "details.hotel": true, "details.floor": 2 } },
              { name: "siberia", on: "registered", where: { region: ["54", "Камчатский край"] } },
              { name: "all", on: "registered" },
            ],
            """
        )
        func texts(_ row: [String: [String]]) -> (RowField) -> [String] { { row[$0.description] ?? [] } }
        let workshop = event.notifications[0], siberia = event.notifications[1]
        #expect(
            workshop.conditions.map(\.field.description) == [
                "details.workshop", "language", "details.hotel", "details.floor",
            ]
        )
        var row = [
            "details.workshop": ["rust", " Swift"], "language": ["pt_BR"], "details.hotel": ["true"],
            "details.floor": ["2"],
        ]
        #expect(workshop.admits(texts(row)))
        row["language"] = ["ru"]
        #expect(!workshop.admits(texts(row)))
        #expect(siberia.admits(texts(["region": ["Новосибирская область"]])))
        #expect(siberia.admits(texts(["region": ["RU-KAM"]])) && !siberia.admits(texts(["region": ["77"]])))
        #expect(!siberia.admits(texts([:])) && event.notifications[2].admits(texts([:])))
    }

    @Test("a called-off event is told by a mailing with approval, moved facts after ten minutes' grace")
    func calledOff() throws {
        let event = try makeEvent(
            """
            notifications: [
              { name: "off", on: "event-cancelled", calendar: "cancel", cap: 500, undo: "5m" },
              { name: "off-en", on: "event-cancelled", approval: false, where: { language: "en" } },
              { name: "change", on: "changed" },
              { name: "careful", on: "changed", approval: true, approvers: 2, undo: "1h" },
            ],
            """
        )
        let n = event.notifications
        #expect(
            n[0].approval && n[0].isMailing && !n[0].isTimed && n[0].cap == 500
                && n[0].undo == Span(5, .minutes)
        )
        #expect(!n[1].approval && n[1].undo == Span(0, .seconds))
        #expect(n[2].undo == Span(10, .minutes) && !n[2].approval && !n[2].isMailing)
        #expect(n[3].approval && n[3].approvers == 2 && n[3].undo == Span(1, .hours))
    }

    @Test("any moment under facts can be counted from")
    func ownMoments() throws {
        let event = try makeEvent(
            """
            facts: { workshop: { starts: "2026-11-28T14:00", room: "7" }, party: "2026-11-29" },
            notifications: [
              { name: "soon", audience: "registered", before: "facts.workshop.starts", by: "2h", window: { from: "06:00", to: "23:00" } },
              { name: "after", audience: "registered", after: "facts.party", by: "1d", time: "12:00" },
            ],
            """
        )
        let soon = event.notifications[0]
        #expect(soon.trigger == .relative(.init(.before, .own("workshop.starts"), by: Span(2, .hours))))
        #expect(soon.window == Window(from: time(6), to: time(23)))
        #expect(event.moment(of: .own("workshop.starts"))?.description == "2026-11-28T14:00")
        #expect(event.moment(of: .own("workshop.room")) == nil && event.moment(of: .own("none")) == nil)
        #expect(
            notificationFaults(
                "name: \"a\", audience: \"registered\", before: \"facts.workshop.start\", by: \"2h\"",
                "facts: { workshop: { starts: \"2026-11-28T14:00\" } },"
            ) == [
                "before: there is no moment \"workshop.start\" under `facts`; did you mean \"facts.workshop.starts\"?"
            ]
        )
        #expect(
            notificationFaults(
                "name: \"a\", audience: \"registered\", before: \"facts.party\", by: \"2h\"",
                "facts: { party: \"2026-11-29\" },"
            ) == ["by: needs a `time` and whole days: the hour of `facts.party` is not known"]
        )
    }

    @Test("two notifications of one name are refused")
    func repeated() {
        #expect(
            eventFaults(
                "notifications: [{ name: \"a\", on: \"registered\" }, { name: \"a\", on: \"cancelled\" }]"
            ) == [
                "notifications[1].name: \"a\" is the name of notifications[0], too: each needs its own"
            ]
        )
    }

    @Test("an audience knows the statuses it takes in")
    func audiences() {
        #expect(Audience.registered.statuses == ["registered", "confirmed"])
        #expect(Audience.confirmed.statuses == ["confirmed"] && Audience.unanswered.statuses.isEmpty)
        #expect(
            Audience.invitees.isOfInvitees && Audience.unanswered.isOfInvitees
                && !Audience.waitlisted.isOfInvitees
        )
    }
}
