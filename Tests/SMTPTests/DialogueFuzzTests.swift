import TestSupport
import Testing

@testable import SMTP

/// A relay that answers every command as a seeded generator pleases, and knows which messages it has accepted.
private struct WhimsicalRelay {
    var random: SplitMix64
    /// How often it misbehaves, in 100.
    let malice: UInt64
    private var input: [UInt8] = []
    private var isInBody = false
    private var tag: Int64 = 0
    /// Both MAIL and RCPT were accepted; otherwise a message is one to nobody.
    private var hasSender = false
    private var hasRecipient = false
    /// Tags of messages whose dot was answered with 2xx; nothing else may be reported as sent.
    private(set) var accepted: Set<Int64> = []
    private(set) var hasClosed = false

    init(seed: UInt64, malice: UInt64) {
        random = SplitMix64(seed: seed)
        self.malice = malice
    }

    mutating func hears(_ bytes: [UInt8]) -> [UInt8] {
        input += bytes
        var out: [UInt8] = []
        while let feed = input.firstIndex(of: 10) {
            let line = String(decoding: input[..<feed].filter { $0 != 13 }, as: UTF8.self)
            input.removeSubrange(...feed)
            out += answer(line)
        }
        return out
    }

    private mutating func answer(_ line: String) -> [UInt8] {
        if isInBody {
            guard line == "." else { return [] }
            isInBody = false
            let code = pick([250, 250, 250, 451, 550])
            return say(code, atTheDot: true)
        }
        if line.hasPrefix("RCPT") {
            // The local part is the tag.
            tag = Int64(line.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
            let code = pick([250, 250, 250, 450, 550, 421])
            hasRecipient = code == 250
            return say(code)
        }
        if line.hasPrefix("DATA") {
            let code = pick([354, 354, 354, 354, 354, 503, 451])
            isInBody = code == 354
            return say(code)
        }
        if line.hasPrefix("MAIL") {
            let code = pick([250, 250, 250, 250, 452, 553])
            hasSender = code == 250
            return say(code)
        }
        return say(line == "QUIT" ? 221 : pick([250, 250, 250, 250, 250, 250, 452, 553]))
    }

    private mutating func pick(_ codes: [Int]) -> Int { codes[Int(random.next() % UInt64(codes.count))] }

    private mutating func say(_ code: Int, atTheDot: Bool = false) -> [UInt8] {
        if random.next() % 100 < malice {
            switch random.next() % 6 {
            case 0: return Array("\(pick([100, 299, 333, 421, 600, 999])) odd\r\n".utf8)
            case 1: return Array("\(code)-first\r\n\(pick([250, 550])) second\r\n".utf8).filter { _ in true }
            case 2: return (0..<20).map { _ in UInt8(truncatingIfNeeded: random.next()) } + [10]
            case 3: hasClosed = true
            case 4: return []
            default: return Array("\(code) one\r\n\(code) two\r\n".utf8)
            }
            return []
        }
        if atTheDot, code == 250, hasSender, hasRecipient { accepted.insert(tag) }
        return Array((random.next() % 3 == 0 ? "\(code)-well\r\n" : "").utf8)
            + Array("\(code) 2.0.0 x\r\n".utf8)
    }
}

@Suite("The dialogue against relays of every temper")
struct DialogueFuzzTests {
    @Test(
        "each transaction has exactly one outcome, and none is sent without its own 2xx",
        arguments: 0..<600
    )
    func temper(seed: UInt64) {
        var random = SplitMix64(seed: seed &+ 10_000)
        var relay = WhimsicalRelay(seed: seed, malice: [0, 0, 3, 20][Int(seed % 4)])
        var line = seed % 3 == 0 ? Line.plain() : Line.pipelined()
        var submitted: Int64 = 0, back: [UInt8] = [], out: [UInt8] = []
        for _ in 0..<400 where line.dialogue.end == nil {
            if line.dialogue.wantsTransaction, random.next() % 4 != 0 {
                submitted += 1
                line.submit(submitted, to: "\(submitted)@example.org")
            }
            if out.isEmpty { line.dialogue.produce(into: &out, now: line.now) }
            // The kernel takes what it likes; the relay's words arrive in pieces.
            let taken = Array(out.prefix(Int(random.next() % 64)))
            out.removeFirst(taken.count)
            line.dialogue.wrote(taken.count, now: line.now)
            if !relay.hasClosed { back += relay.hears(taken) }
            let heard = Array(back.prefix(Int(random.next() % 40)))
            back.removeFirst(heard.count)
            if !heard.isEmpty { line.hears(heard) }
            if relay.hasClosed, back.isEmpty { line.isLost() }
            if random.next() % 50 == 0 { line.waits(.seconds(Int64(random.next() % 200))) }
        }
        line.isLost()
        line.collect()
        #expect(line.outcomes.count == Int(submitted))
        for (tag, outcomes) in line.outcomes {
            #expect(outcomes.count == 1)
            // A relay that says too much can make any client mistake one reply for another.
            guard relay.malice == 0, let outcome = outcomes.first else { continue }
            if outcome.kind == .sent { #expect(relay.accepted.contains(tag)) }
            if relay.accepted.contains(tag) { #expect(outcome.kind == .sent || outcome.kind == .inDoubt) }
        }
    }

    @Test("random bytes from the relay never trap and never send anything", arguments: 0..<300)
    func noise(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("2345 -01\r\n\r\n\u{0}x".utf8)
        var line = seed % 2 == 0 ? Line.plain() : Line.pipelined()
        line.submit(1)
        _ = line.sends()
        for _ in 0..<60 where line.dialogue.end == nil {
            line.hears(
                (0..<Int(random.next() % 30)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))]
                }
            )
            _ = line.sends(only: 10)
        }
        line.isLost()
        #expect(line.outcomes[1]?.count == 1)
        if line.outcome(1)?.kind == .sent { #expect(line.outcome(1)?.endOfDataSent == true) }
    }
}
