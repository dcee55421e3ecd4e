import Administration
import Delivery
import Site
import Store
import TestSupport
import Testing

@Suite("Letters that a person sends again")
struct ResendTests {
    private let told: ToldBed
    private let reader = "reader@example.org"

    init() throws {
        told = try ToldBed(
            more: #"{ name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" },"#
        )
    }

    @discardableResult
    private func resend(_ id: Int64) throws -> ResendService.Result {
        let site = try Site.load(configuration: told.bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let service = ResendService(site: site, store: store, now: told.bed.clock.now)
        return try #require(try service.resend([id], actor: "anna", reason: nil).first)
    }

    private func last() throws -> Int64 {
        Int64(try told.bed.rows("SELECT max(id) FROM messages").first ?? "") ?? 0
    }

    @Test("a confirmation goes again as the row is now, with the same calendar entry; then all is told")
    func confirmation() throws {
        let id = try told.register(reader)
        try told.settle()
        try told.set(id, "organization = 'Museum'")
        try told.settle()
        let changed = told.kinds(reader)
        #expect(changed == ["confirmation", "change"])
        let result = try resend(1)
        #expect(result.refusal == nil, "\(told.story)")
        try told.settle()
        #expect(told.kinds(reader) == changed + ["confirmation"])
        // What the calendar holds already is told again under the same number.
        let entries = try told.bed.rows(
            "SELECT entry || ' ' || sequence || ' ' || (uid = (SELECT uid FROM messages WHERE id = 1)) FROM messages"
        )
        #expect(entries == ["request 0 1", "request 1 1", "request 1 1"])
        try told.set(id, "position = 'head'")
        try told.settle()
        #expect(told.kinds(reader).count == 3)
    }

    @Test("what waits to go again tells a change itself: nobody gets two letters for it")
    func changedMeanwhile() throws {
        let id = try told.register(reader)
        try told.settle()
        try resend(1)
        try told.set(id, "organization = 'Museum'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "confirmation"], "\(told.story)")
        #expect(told.postbox(reader).letters.last?.words.dropFirst(2).first == "Museum")
        #expect(try told.bed.rows("SELECT version FROM messages ORDER BY id") == ["1", "2"])
    }

    @Test("what waits to go again is withdrawn when the registration is cancelled, and the cancellation goes")
    func cancelledMeanwhile() throws {
        let id = try told.register(reader)
        try told.settle()
        try resend(1)
        try told.set(id, "status = 'cancelled'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation"], "\(told.story)")
        let result = try resend(1)
        #expect(result.refusal?.en == "it is not true any more: the registration is cancelled")
        try resend(try last())
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "cancellation", "cancellation"], "\(told.story)")
    }

    @Test("a look at the person in between withdraws nothing that is still so")
    func lookedAt() throws {
        let id = try told.register(reader)
        try told.settle()
        try resend(1)
        try told.set(id, "position = 'head'")
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "confirmation"], "\(told.story)")
    }

    @Test(
        "a change is told again while it is the last word, with what it changed; an older letter names the newer"
    )
    func change() throws {
        let id = try told.register(reader)
        try told.settle()
        try told.set(id, "organization = 'Museum'")
        try told.settle()
        let change = try last()
        try resend(change)
        try told.settle()
        #expect(told.kinds(reader) == ["confirmation", "change", "change"], "\(told.story)")
        let data = try told.bed.rows(
            "SELECT json_extract(data, '$.change.new') FROM messages WHERE notification = 'change'"
        )
        #expect(data == ["Museum", "Museum"])
        let result = try resend(change)
        #expect(result.refusal?.en == "message 3 has told something newer since: vestnik resend 3")
    }

    @Test("to a corrected address the planner writes by itself: nothing is sent again beside that")
    func corrected() throws {
        let id = try told.register(reader)
        try told.settle()
        try told.set(id, "email = 'other@example.org'")
        try told.settle()
        #expect(told.kinds("other@example.org") == ["confirmation"])
        // The letter to the old address goes again to the new one.
        #expect(try resend(1).message?.email == "other@example.org")
        try told.settle()
        #expect(told.kinds("other@example.org") == ["confirmation", "confirmation"])
        #expect(told.kinds(reader) == ["confirmation"])
    }

    @Test("whose mailbox has had its letters for today waits for a person; one that is suppressed gets none")
    func limits() throws {
        let told = try ToldBed { $0.configuration = "limits: { perAddressPerDay: 1 }," }
        try told.register(reader)
        try told.settle()
        let site = try Site.load(configuration: told.bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: told.bed.folder.path("vestnik.db"))
        let service = ResendService(site: site, store: store, now: told.bed.clock.now)
        let held = try #require(try service.resend([1], actor: "anna", reason: nil).first)
        #expect(held.message?.state == .held && held.message?.cause == .tooMany)
        _ = try store.act(.cancel, on: LogFilter(ids: [2]), actor: "anna", now: told.bed.clock.now)
        _ = try store.suppress(reader, reason: nil, actor: "anna", now: told.bed.clock.now)
        let refused = try #require(try service.resend([1], actor: "anna", reason: nil).first)
        #expect(refused.made == nil && refused.refusal?.en == "the address is on the suppression list")
    }
}
