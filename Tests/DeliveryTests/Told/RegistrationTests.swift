import Testing
import TestSupport

/// What failed while letters were decided by replaying events.
@Suite("The last letter is true")
struct ToldRegistrationTests {
    let told: ToldBed
    let reader = "reader@example.org"

    init() throws { told = try ToldBed() }

    private func status(_ id: Int64, _ status: String) throws { try told.set(id, "status = '\(status)'") }

    @Test("registered, cancelled and registered while the daemon is down comes to a registration")
    func whileDown() throws {
        let id = try told.register(reader)
        try told.settle()
        told.bed.stop()
        try status(id, "cancelled")
        try status(id, "registered")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        #expect(told.postbox(reader).calendar.count == 1)
    }

    @Test("the same while the relay refuses")
    func whileRefused() throws {
        told.bed.relay.setScript(Script().on(.rcpt, .reply("450 4.2.1 later")))
        let id = try told.register(reader)
        try told.bed.drain()
        for next in ["cancelled", "registered"] {
            try status(id, next)
            try told.bed.drain()
        }
        told.bed.relay.setScript(.friendly)
        told.bed.clock.advance(by: .seconds(7200))
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        #expect(told.postbox(reader).calendar.count == 1)
    }

    @Test("registered and put on the waiting list before the first look brings the waiting list alone")
    func waitlistedAtOnce() throws {
        let id = try told.register(reader)
        try status(id, "waitlisted")
        try told.settle()
        #expect(told.kinds(reader) == ["waitlist"], "\(told.story)")
        #expect(told.postbox(reader).calendar.isEmpty)
    }

    @Test("whoever is put on the waiting list loses the entry")
    func waitlistedLater() throws {
        let id = try told.register(reader)
        try told.settle()
        try status(id, "waitlisted")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "waitlist"])
        #expect(told.postbox(reader).calendar.isEmpty)
        try status(id, "registered")
        try told.settle()
        #expect(told.kinds(reader).last == "confirmation")
        #expect(told.postbox(reader).calendar.count == 1)
    }

    @Test("after a cancellation registering again is confirmed again", arguments: [true, false])
    func again(sameRow: Bool) throws {
        let id = try told.register(reader)
        try told.settle()
        try status(id, "cancelled")
        try told.settle()
        #expect(told.postbox(reader).calendar.isEmpty)
        if sameRow { try status(id, "registered") } else { try told.register(reader) }
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation", "confirmation"])
        #expect(told.postbox(reader).calendar.count == 1)
        let uids = Set(told.postbox(reader).letters.compactMap(\.entry?.uid))
        #expect(uids.count == 1, "the entry is the same one")
    }

    @Test("whoever has cancelled hears nothing of a moved event, and registered anew is told the new hour")
    func movedAfterCancellation() throws {
        let id = try told.register(reader)
        try told.settle()
        try status(id, "cancelled")
        try told.settle()
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation"])
        #expect(told.postbox(reader).calendar.isEmpty)
        try status(id, "registered")
        try told.settle()
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350327T100000"])
    }

    @Test("an address corrected after the letter was taken gets the letter, with the same entry")
    func corrected() throws {
        let id = try told.register("old@example.org")
        try told.settle()
        try told.set(id, "email = 'new@example.org'")
        try told.settle()
        #expect(told.kinds("new@example.org") == ["confirmation"])
        #expect(told.kinds("old@example.org") == ["confirmation"])
        let old = told.postbox("old@example.org").calendar, new = told.postbox("new@example.org").calendar
        #expect(Set(old.keys) == Set(new.keys))
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds("new@example.org") == ["confirmation", "change"])
        #expect(told.kinds("old@example.org") == ["confirmation"])
        #expect(told.postbox("new@example.org").calendar.values.map(\.start) == ["20350327T100000"])
    }

    @Test(
        "a row cancelled beside its twin takes nothing back, and later entries are the one that the calendar holds"
    )
    func twin() throws {
        let first = try told.register(reader)
        try told.settle()
        try told.register(reader)
        try told.settle()
        try status(first, "cancelled")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation"])
        try told.move(starts: "2035-03-27")
        try told.bed.reload()
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change"])
        #expect(told.postbox(reader).calendar.values.map(\.start) == ["20350327T100000"])
    }

    @Test("another sender keeps the entry")
    func sender() throws {
        let id = try told.register(reader)
        try told.settle()
        let path = "events/meeting/event.json5"
        let text = try told.bed.folder.text(of: path).replacing(
            "meeting@example.org",
            with: "meeting@example.com"
        )
        try told.bed.folder.write(text, to: path)
        try told.bed.reload()
        try status(id, "cancelled")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation"])
        #expect(told.postbox(reader).calendar.isEmpty)
    }

    @Test("an invitation's entry asks, a confirmation's is accepted, and both are one")
    func invitation() throws {
        let told = try ToldBed(
            more:
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T12:30", calendar: "request" },"#
        )
        try told.bed.database.run(
            "INSERT INTO invitees (event, email, organization) VALUES ('meeting', ?, 'Lib')",
            reader
        )
        told.bed.clock.advance(by: .seconds(1860))
        try told.settle()
        #expect(told.kinds(reader) == ["invitation"])
        #expect(told.postbox(reader).calendar.values.map(\.answer) == ["NEEDS-ACTION"])
        try told.register(reader)
        try told.settle()
        #expect(told.postbox(reader).calendar.values.map(\.answer) == ["ACCEPTED"])
    }
}
