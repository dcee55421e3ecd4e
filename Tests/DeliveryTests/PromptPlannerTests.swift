@testable import Delivery
import Events
@testable import Store
import Testing
import TestSupport

@Suite("What a prompt comes to")
struct PromptPlannerTests {
    let bed: Bed
    let event: Event

    init() throws {
        (bed, event) = try MailingPlannerTests.kit(
            "",
            #"""
            { name: "n", on: "registered" }, { name: "cancellation", on: "cancelled" },
            { name: "change", on: "changed", settle: "2m" },
            """#
        )
    }

    private func prompt(_ kind: Prompt.Kind, _ change: (inout PersonRow) -> Void = { _ in }) -> Prompt {
        var row = PersonRow(kind: .registration, id: 5, event: "meeting", email: "Reader@example.org")
        change(&row)
        return Prompt(
            id: 1,
            kind: kind,
            at: 1000,
            isInsert: true,
            registrationID: 5,
            event: "meeting",
            old: #"{"name":"A"}"#,
            new: #"{"name":"B"}"#,
            registration: kind == .deleted ? nil : row
        )
    }

    private func decide(
        _ prompt: Prompt,
        _ change: (inout PromptPlanner.World) -> Void = { _ in }
    ) -> PromptPlanner.Decision {
        var world = MailingPlannerTests.world(now: 5000)
        change(&world)
        return PromptPlanner.decide(prompt, event: event, world: world)
    }

    @Test("a registration asks for its letter, at once, under the identity of its address")
    func registered() throws {
        let message = try #require(decide(prompt(.registered)).messages.first)
        #expect(message.notification == "n")
        #expect(message.personKey == "reader@example.org")
        #expect(message.domain == "example.org")
        #expect((message.state, message.due, message.lane) == (.queued, 5000, .prompted))
        #expect(message.expires == 5000 + 345_600_000)
    }

    @Test("confirmed without a letter of its own gets that of registered; waitlisted gets none")
    func kinds() {
        #expect(decide(prompt(.confirmed)).messages.map(\.notification) == ["n"])
        #expect(decide(prompt(.waitlisted)).messages.isEmpty)
    }

    @Test(
        "cancelled withdraws everything but the cancellation letter; a deleted row withdraws all and asks for nothing"
    )
    func withdrawals() {
        let cancelled = decide(prompt(.cancelled))
        #expect(cancelled.messages.map(\.notification) == ["cancellation"])
        #expect(cancelled.cancellations.map(\.except) == [["cancellation"]])
        let deleted = decide(prompt(.deleted))
        #expect(deleted.messages.isEmpty && deleted.cancellations.count == 1)
    }

    @Test("a change is told to whoever was told before, after it has settled, as a letter of its own round")
    func changed() throws {
        let message = try #require(
            decide(prompt(.changed)) { $0.nextRound = { _, _, _ in 3 } }.messages.first
        )
        #expect(message.round == 3)
        #expect(message.due == 1000 + 120_000)
        #expect(message.data?.contains("\"old\":\"A\"") == true)
        #expect(decide(prompt(.changed)) { $0.hasBeenTold = { _, _ in false } }.messages.isEmpty)
    }

    @Test("what must not go by itself says why")
    func objections() {
        func state(
            _ prompt: Prompt,
            _ change: (inout PromptPlanner.World) -> Void = { _ in }
        ) -> MessageState? {
            let message = decide(prompt, change).messages.first
            #expect((message?.reason == nil) == (message?.state == .queued))
            return message?.state
        }
        #expect(state(prompt(.registered) { $0.email = "nobody" }) == .rejected)
        #expect(state(prompt(.registered) { $0.email = "x@gmial.com" }) == .held)
        #expect(state(prompt(.registered) { $0.name = "Win at http://casino.example/ now" }) == .held)
        #expect(state(prompt(.registered)) { $0.restoredAt = 1001 } == .held)
        #expect(state(prompt(.registered)) { $0.restoredAt = 1000 } == .queued)
        #expect(state(prompt(.registered)) { $0.isOverLimit = { _ in true } } == .held)
    }

    @Test("a writer's clock that is ahead of ours delays nothing")
    func ahead() {
        let early = decide(prompt(.registered)) { $0.now = 10 }
        #expect(early.messages.first?.due == 10)
    }
}
