import Planning
import Store
import Testing

@Suite("What letters have told")
struct ToldTests {
    private func letter(
        _ id: Int64,
        _ state: MessageState,
        tells: String?,
        at: Int64 = 0,
        entry: String? = nil
    ) -> PastLetter {
        var letter = PastLetter(
            id: id,
            event: "meeting",
            notification: "letter",
            state: state,
            email: "a@example.org"
        )
        letter.tells = tells
        letter.entry = entry
        letter.sentAt = at == 0 ? nil : at
        letter.registration = 1
        letter.version = Int(id)
        return letter
    }

    @Test("no letters have told nothing")
    func nothing() {
        #expect(Told([]) == Told())
        #expect(Told([]).status == nil)
    }

    @Test(
        "what a relay has taken, or may have taken, was told; everything else was not",
        arguments: MessageState.allCases
    )
    func states(_ state: MessageState) {
        let told = Told([letter(1, state, tells: "registered", at: state == .sent ? 5 : 0)])
        let isTold = state == .sent || state == .inDoubt
        #expect(told.status == (isTold ? .registered : nil))
        #expect(told.lastTaken == (isTold ? 1 : 0))
    }

    @Test("what may have been taken and will not go again is uncertain", arguments: MessageState.allCases)
    func uncertain(_ state: MessageState) {
        var letter = letter(1, state, tells: "registered", at: state == .sent ? 5 : 0)
        letter.wasInDoubt = true
        let told = Told([letter])
        #expect(told.status == .registered)
        #expect(
            told.isUncertain
                == [.cancelled, .expired, .rejected, .suppressed, .bounced, .sending].contains(state)
        )
        #expect(!Told([letter, self.letter(2, .sent, tells: "waitlisted", at: 9)]).isUncertain)
    }

    @Test("the letter that was taken last counts, whichever was made last")
    func order() {
        let told = Told([
            letter(2, .sent, tells: "cancelled", at: 10),
            letter(1, .sent, tells: "registered", at: 20),
        ])
        #expect(told.status == .registered)
        #expect(told.version == 1)
    }

    @Test("an entry stands until one takes it back, and letters without one leave it alone")
    func entries() {
        let given = letter(1, .sent, tells: "registered", at: 1, entry: "request")
        let reminder = letter(2, .sent, tells: nil, at: 2)
        let withdrawn = letter(3, .sent, tells: "cancelled", at: 3, entry: "cancel")
        #expect(Told([given]).hasEntry)
        #expect(Told([given, reminder]).hasEntry)
        #expect(Told([given, reminder]).status == .registered)
        #expect(!Told([given, reminder, withdrawn]).hasEntry)
        #expect(Told([given, letter(4, .queued, tells: "cancelled", entry: "cancel")]).hasEntry)
    }

    @Test("an invitation's entry is one, though it tells nothing of a registration")
    func invitation() {
        let told = Told([letter(1, .sent, tells: nil, at: 1, entry: "request")])
        #expect(told.hasEntry)
        #expect(told.status == nil)
    }
}
