import Testing

@testable import Service

@Suite("Durations counted by bounds")
struct DurationTallyTests {
    @Test(
        "each is counted once, under the first bound that it does not pass",
        arguments: [(0, 0), (250, 0), (251, 1), (1000, 2), (5_000_000, 12), (5_000_001, 13), (.max, 13)]
    )
    func bounds(_ taken: Int64, _ place: Int) {
        var tally = DurationTally()
        tally.note(microseconds: taken)
        #expect(tally.count == 1 && tally.counts[place] == 1)
    }

    @Test("its word says all of it again; what is no such word says nothing")
    func word() {
        var tally = DurationTally()
        for taken: Int64 in [1, 1, 3000, 70_000_000] { tally.note(microseconds: taken) }
        #expect(DurationTally(word: tally.word) == tally)
        for word in [
            "", "1", "1,2,3", tally.word + ",1", "-" + tally.word, tally.word.replacing("1", with: "x"),
        ] {
            #expect(DurationTally(word: word) == nil, "\(word)")
        }
    }
}
