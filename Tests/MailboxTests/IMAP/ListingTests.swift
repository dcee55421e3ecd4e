import TestSupport
import Testing

@testable import Mailbox

@Suite("Finding the next messages of a folder")
struct ListingTests {
    /// Asks a folder with these numbers until nothing is left.
    private func listed(
        _ uids: [UInt32],
        after: UInt32 = 0,
        highest: UInt32? = nil
    ) -> (
        found: [UInt32], questions: Int, largest: Int
    ) {
        var listing = Listing(after: after, highest: highest ?? uids.max() ?? 0)
        var found: [UInt32] = []
        var questions = 0, largest = 0
        while let question = listing.question(exists: UInt32(uids.count)), questions < 10_000 {
            questions += 1
            let range = question.line.split(separator: " ")[2].split(separator: ":")
            let first = UInt32(range[0]) ?? 0
            let last = range[1] == "*" ? max(uids.max() ?? 0, first) : UInt32(range[1]) ?? 0
            // The last message always belongs to `n:*` (RFC 9051 §9).
            let answer = uids.filter { $0 >= first && $0 <= last || range[1] == "*" && $0 == uids.max() }
            largest = max(largest, answer.count)
            for uid in answer { listing.take(Response.Fetch(uid: uid, size: 1, flags: [])) }
            let (entries, isEnd) = listing.finish()
            #expect(entries.count <= Listing.most)
            found += entries.map(\.uid)
            if isEnd { break }
        }
        return (found, questions, largest)
    }

    @Test("a small folder takes one question, wherever its numbers lie")
    func small() {
        #expect(listed([]) == ([], 0, 0))
        #expect(listed([7]).found == [7] && listed([7]).questions == 1)
        let far: [UInt32] = [3, 4_000_000_000, .max]
        #expect(listed(far) == (far, 1, 3))
        #expect(listed(far, after: 3).found == [4_000_000_000, .max])
        #expect(listed(far, after: .max).found.isEmpty)
        // The last message is told again where there is no later one.
        #expect(listed(far, after: .max - 1).found == [.max])
        #expect(listed([3, 9], after: 9).found.isEmpty)
    }

    @Test("a large folder is told of in slices, each message once and in order")
    func large() {
        let dense = (1...10_000).map(UInt32.init)
        let result = listed(dense)
        #expect(result.found == dense && result.largest <= 1000, "\(result.questions) \(result.largest)")
        #expect(result.questions < 30)
        #expect(listed(dense, after: 9_990).found == Array(dense.suffix(10)))
        // A few messages with millions of unused numbers between crowds of them.
        let uneven = (1...3000).map(UInt32.init) + [5_000_000] + (4_000_000_000...4_000_003_000).map { $0 }
        let found = listed(uneven)
        #expect(found.found == uneven && found.questions < 60, "\(found.questions)")
    }

    @Test("any folder is listed wholly and once")
    func random() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<30 {
            var uids: Set<UInt32> = []
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let start = UInt32.random(in: 1...(.max - 5000), using: &random)
                let step = UInt32.random(in: 1...3, using: &random)
                for place in 0..<UInt32.random(in: 0...1500, using: &random) {
                    uids.insert(start + place * step)
                }
            }
            let sorted = uids.sorted()
            let after = sorted.randomElement(using: &random) ?? 0
            // The server may tell a lower highest number than there is: messages have come since.
            let highest = sorted.randomElement(using: &random) ?? 0
            #expect(listed(sorted, after: after, highest: highest).found == sorted.filter { $0 > after })
        }
    }

    @Test("a server that tells things twice, out of order or out of range is set right")
    func muddled() {
        var listing = Listing(after: 10, highest: 100)
        _ = listing.question(exists: 5)
        for uid: UInt32 in [30, 20, 10, 3, 40, 20, 30] {
            listing.take(Response.Fetch(uid: uid, size: 1, flags: uid == 20 ? ["\\SEEN"] : []))
        }
        listing.take(Response.Fetch(uid: nil))
        listing.take(Response.Fetch(uid: 40, flags: ["\\DELETED"]))
        let (entries, isEnd) = listing.finish()
        #expect(entries.map(\.uid) == [20, 30, 40] && isEnd)
        #expect(entries.map(\.flags) == [["\\SEEN"], [], ["\\DELETED"]])
        #expect(entries.map(\.size) == [1, 1, 1])
        // What is told without having been asked for counts for nothing.
        listing.take(Response.Fetch(uid: 50))
        #expect(listing.finish() == ([], true))
    }
}
