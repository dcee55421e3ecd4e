import Planning
import Store
import Testing

@Suite("What becomes of letters that wait")
struct ReconciliationTests {
    private let row: PersonRow = {
        var row = PersonRow(kind: .registration, id: 1, event: "meeting", email: "a@example.org")
        row.version = 2
        row.status = "registered"
        return row
    }()

    private func letter(
        _ id: Int64,
        _ state: MessageState,
        _ notification: String = "confirmation",
        tells: String? = "registered",
        version: Int = 1,
        cause: MessageCause? = nil,
        round: Int = 0
    ) -> PastLetter {
        var letter = PastLetter(
            id: id,
            event: "meeting",
            notification: notification,
            state: state,
            email: "a@example.org"
        )
        (letter.tells, letter.version, letter.cause, letter.round) = (tells, version, cause, round)
        letter.registration = 1
        if state == .sent { letter.sentAt = id }
        return letter
    }

    private func reconcile(
        _ wanted: String?,
        tells: RegistrationStatus? = .registered,
        _ letters: [PastLetter],
        changeOf facts: Int64? = nil,
        now status: String? = "registered"
    ) -> Reconciliation {
        var row = row
        row.status = status
        return Reconciliation(
            notification: wanted,
            tells: wanted == nil ? nil : tells,
            row: row,
            letters: letters,
            told: Told(letters),
            changeOf: facts
        )
    }

    @Test("what a person sends again waits on while nothing newer is to be said and its status is what is")
    func sentAgain() {
        var again = letter(2, .queued, round: 1)
        again.resendOf = 1
        let first = letter(1, .sent)
        #expect(reconcile(nil, [first, again]).outdated.isEmpty)
        // The letter that is wanted is this one: it is made to say it.
        #expect(reconcile("confirmation", [first, again]).revised?.id == 2)
        #expect(reconcile("change", [first, again]).outdated == [2])
        #expect(reconcile(nil, [first, again], now: "cancelled").outdated == [2])
        #expect(reconcile(nil, [first, again], now: nil).outdated == [2])
        // Nobody asked for this one.
        again.resendOf = nil
        #expect(reconcile(nil, [first, again]).outdated == [2])
    }

    @Test("the first letter is made")
    func first() {
        let plan = reconcile("confirmation", [])
        #expect(plan.isNew && plan.round == 0 && plan.revised == nil && plan.outdated.isEmpty)
    }

    @Test(
        "a letter that waits and says the same kind of thing tells the newest",
        arguments: [
            MessageState.queued, .held, .deferred,
        ]
    )
    func revised(_ state: MessageState) {
        let plan = reconcile("confirmation", [letter(4, state)])
        #expect(plan.revised?.id == 4 && !plan.isNew && plan.outdated.isEmpty)
    }

    @Test("what waits and is not wanted any more is outdated; letters about something else stay")
    func outdated() {
        let others = [letter(5, .queued, "reminder", tells: nil)]
        #expect(reconcile(nil, [letter(4, .queued)] + others).outdated == [4])
        let plan = reconcile("cancellation", tells: .cancelled, [letter(4, .held)])
        #expect(plan.outdated == [4] && plan.isNew)
    }

    @Test("of two that wait one is enough")
    func twice() {
        let plan = reconcile("confirmation", [letter(4, .queued), letter(5, .held, round: 1)])
        #expect(plan.revised?.id == 4 && plan.outdated == [5])
    }

    @Test("what is in doubt goes again only while nothing newer is to be said")
    func doubt() {
        var doubtful = letter(4, .inDoubt)
        doubtful.nextAttempt = 99
        #expect(reconcile(nil, [doubtful]).outdated.isEmpty)
        let plan = reconcile("cancellation", tells: .cancelled, [doubtful])
        #expect(plan.outdated == [4] && plan.isNew)
    }

    @Test("what is in doubt does not go again where it is not so any more, though nothing can be said")
    func falseDoubt() {
        var doubtful = letter(4, .inDoubt)
        doubtful.nextAttempt = 99
        #expect(reconcile(nil, [doubtful], now: "cancelled").outdated == [4])
        #expect(reconcile(nil, [doubtful], now: nil).outdated == [4])
        #expect(reconcile(nil, [doubtful], now: "confirmed").outdated.isEmpty)
    }

    @Test(
        "what was in doubt and waits again is told: it goes on while it is so, and is never made to say something else"
    )
    func pastDoubt() {
        var waiting = letter(4, .deferred)
        waiting.wasInDoubt = true
        #expect(Told([waiting]).status == .registered)
        #expect(reconcile(nil, [waiting]).outdated.isEmpty)
        let plan = reconcile("confirmation", [waiting])
        #expect(plan.outdated == [4] && plan.revised == nil && plan.isNew)
    }

    @Test(
        "a change that came to nothing does not keep another one back",
        arguments: [MessageState.bounced, .cancelled]
    )
    func changes(_ state: MessageState) {
        let told = letter(1, .sent)
        func change(_ version: Int, facts: Int64) -> PastLetter {
            var letter = letter(2, state, "change", version: version, cause: .administrator)
            letter.facts = facts
            return letter
        }
        #expect(!reconcile("change", [told, change(2, facts: 7)], changeOf: 7).isNew)
        #expect(reconcile("change", [told, change(1, facts: 7)], changeOf: 7).isNew)
        #expect(reconcile("change", [told, change(2, facts: 6)], changeOf: 7).isNew)
    }

    @Test("each time is a round of its own")
    func rounds() {
        let letters = [letter(1, .sent), letter(2, .sent, "cancellation", tells: "cancelled")]
        let plan = reconcile("confirmation", letters)
        #expect(plan.isNew && plan.round == 1)
    }

    @Test(
        "what came to nothing is not tried again by itself, unless the registration says something else",
        arguments: [
            (MessageState.bounced, nil, false, false), (.cancelled, .administrator, false, false),
            (.cancelled, .outdated, true, true), (.cancelled, .registrationCancelled, true, true),
            (.rejected, nil, false, true), (.expired, nil, false, true), (.suppressed, nil, false, true),
        ] as [(MessageState, MessageCause?, Bool, Bool)]
    )
    func spent(_ state: MessageState, _ cause: MessageCause?, _ same: Bool, _ other: Bool) {
        #expect(reconcile("confirmation", [letter(4, state, version: 2, cause: cause)]).isNew == same)
        #expect(reconcile("confirmation", [letter(4, state, version: 1, cause: cause)]).isNew == other)
    }

    @Test("a refusal from before the last letter that was told does not count")
    func older() {
        let letters = [letter(1, .bounced), letter(2, .sent, "cancellation", tells: "cancelled")]
        #expect(reconcile("confirmation", letters).isNew)
    }
}
