import Mail
import SMTP
import Wording

/// What the delivery journal keeps of an outcome: all that judging it needs, in a bounded number of bytes.
struct JournalReply: Sendable, Equatable {
    var outcome: Outcome
    /// Whether the relay had answered no transaction of that session before.
    var isFirst = false

    init(_ outcome: Outcome, isFirst: Bool = false) {
        self.outcome = outcome
        self.isFirst = isFirst
    }

    /// How much of a sentence of our own is kept in each language, in bytes.
    private static let mostOfProblem = 128
    /// How many bytes it takes at most.
    static let size = 32 + Reply.mostJudged + 2 * mostOfProblem

    /// Fields: kind 0, stage 1, flags 2, code 4, enhanced 8, 10, 12, lengths 14, 16, 18, milliseconds 20, start 24; texts
    /// from 32.
    private enum Flag {
        static let first: UInt8 = 1, reply: UInt8 = 2, problem: UInt8 = 4, endOfData: UInt8 = 8
    }

    /// Writes it to mapped memory.
    func store(at base: UnsafeMutableRawPointer) {
        var flags: UInt8 = 0
        if isFirst { flags |= Flag.first }
        if outcome.endOfDataSent { flags |= Flag.endOfData }
        var texts = 32
        var replyLength = 0, russianLength = 0, englishLength = 0
        if let reply = outcome.reply {
            flags |= Flag.reply
            replyLength = Self.copy(reply.judged.text, to: base + texts)
            texts += replyLength
        }
        if let problem = outcome.problem {
            flags |= Flag.problem
            russianLength = Self.copy(problem.ru.prefix(bytes: Self.mostOfProblem), to: base + texts)
            texts += russianLength
            englishLength = Self.copy(problem.en.prefix(bytes: Self.mostOfProblem), to: base + texts)
        }
        base.storeBytes(of: Self.number(outcome.kind), toByteOffset: 0, as: UInt8.self)
        base.storeBytes(of: Self.number(outcome.stage), toByteOffset: 1, as: UInt8.self)
        base.storeBytes(of: flags, toByteOffset: 2, as: UInt8.self)
        let code = UInt32(truncatingIfNeeded: outcome.reply?.code ?? 0)
        base.storeBytes(of: code, toByteOffset: 4, as: UInt32.self)
        let enhanced = outcome.enhanced
        Self.put(enhanced?.classDigit ?? 0, to: base + 8)
        Self.put(enhanced?.subject ?? 0, to: base + 10)
        Self.put(enhanced?.detail ?? 0, to: base + 12)
        Self.put(replyLength, to: base + 14)
        Self.put(russianLength, to: base + 16)
        Self.put(englishLength, to: base + 18)
        base.storeBytes(
            of: UInt32(clamping: outcome.durationMilliseconds),
            toByteOffset: 20,
            as: UInt32.self
        )
        base.storeBytes(of: outcome.startedAt, toByteOffset: 24, as: Int64.self)
    }

    /// Reads what was written; nil where it is nothing of ours.
    ///
    /// Bytes of a damaged file must not lead out of it: lengths are checked, texts are made valid UTF-8.
    init?(from base: UnsafeRawPointer) {
        guard let kind = Self.kinds[safe: base.load(fromByteOffset: 0, as: UInt8.self)],
            let stage = Self.stages[safe: base.load(fromByteOffset: 1, as: UInt8.self)]
        else { return nil }
        let flags = base.load(fromByteOffset: 2, as: UInt8.self)
        let numbers = (0..<6).map { Int(base.load(fromByteOffset: 8 + 2 * $0, as: UInt16.self)) }
        guard numbers[3] <= Reply.mostJudged, numbers[4...].allSatisfy({ $0 <= Self.mostOfProblem }) else {
            return nil
        }
        func text(_ offset: Int, _ count: Int) -> String {
            String(decoding: UnsafeRawBufferPointer(start: base + 32 + offset, count: count), as: UTF8.self)
        }
        let problem = Wording(
            ru: text(numbers[3], numbers[4]),
            en: text(numbers[3] + numbers[4], numbers[5])
        )
        let code = Int(base.load(fromByteOffset: 4, as: UInt32.self))
        outcome = Outcome(
            kind: kind,
            stage: stage,
            reply: flags & Flag.reply == 0 ? nil : Reply(code: code, text: text(0, numbers[3])),
            problem: flags & Flag.problem == 0 ? nil : problem,
            enhanced: EnhancedStatus(numbers[0], numbers[1], numbers[2]),
            endOfDataSent: flags & Flag.endOfData != 0,
            startedAt: base.load(fromByteOffset: 24, as: Int64.self),
            durationNanoseconds: UInt64(base.load(fromByteOffset: 20, as: UInt32.self)) * 1_000_000
        )
        isFirst = flags & Flag.first != 0
    }

    private static func put(_ number: Int, to place: UnsafeMutableRawPointer) {
        place.storeBytes(of: UInt16(truncatingIfNeeded: number), as: UInt16.self)
    }

    private static func copy(_ text: String, to base: UnsafeMutableRawPointer) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            if let start = bytes.baseAddress { base.copyMemory(from: start, byteCount: bytes.count) }
            return bytes.count
        }
    }

    private static let kinds: [Outcome.Kind] = [.sent, .deferred, .bounced, .inDoubt, .notTried]

    private static let stages = Stage.allCases

    private static func number(_ kind: Outcome.Kind) -> UInt8 {
        UInt8(truncatingIfNeeded: kinds.firstIndex(of: kind) ?? kinds.count)
    }

    private static func number(_ stage: Stage) -> UInt8 {
        UInt8(truncatingIfNeeded: stages.firstIndex(of: stage) ?? stages.count)
    }
}

extension Array {
    /// The element at a place that a file names; nil beyond the end.
    fileprivate subscript(safe index: UInt8) -> Element? {
        indices.contains(Int(index)) ? self[Int(index)] : nil
    }
}
