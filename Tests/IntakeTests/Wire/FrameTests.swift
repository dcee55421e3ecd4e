import TestSupport
import Testing

@testable import Intake

@Suite("Frames between the daemon and the reading process")
struct FrameTests {
    static let row: IntakeRow = {
        var row = IntakeRow(id: .min, event: "m", email: "иван@example.org", status: "waitlisted")
        row.key = ""
        row.details = #"{"a":"\u0000"}"#
        row.updatedAt = "2026-01-01T00:00:00.000Z"
        row.faults = [IntakeFault(column: "name", kind: .tooLong, figure: 5_000_000)]
        return row
    }()

    static let frames: [IntakeFrame] = [
        .changes([
            IntakeChange(id: .max, registration: -1, row: row, at: 7),
            IntakeChange(id: nil, registration: 2, row: nil, at: 0),
        ]),
        .published(4), .erased(1), .pong(.max), .readAll, .readAgain, .ping(3),
        .condition(
            IntakeCondition(trouble: .locked, detail: "d", repairs: ["a", "б"], unread: 9, oldestUnread: 5)
        ),
        .condition(IntakeCondition()),
        .settle([IntakeChange(id: 1, registration: 2, row: nil, at: 3)]),
        .publish(
            [
                DeliveryStatus(
                    registration: 1,
                    notification: "n",
                    state: "sent",
                    reason: nil,
                    sentAt: "s",
                    updatedAt: "u",
                    answer: "declined"
                )
            ],
            ticket: 12,
            isLast: false
        ),
        .erase([1, .min, .max]), .search("иван@example.org"), .found([], isWhole: false),
        .found([1, .max], isWhole: true),
    ]

    /// Every frame that a buffer gives, up to the first error.
    func read(_ bytes: [UInt8], in pieces: Int) -> (frames: [IntakeFrame], isSound: Bool) {
        var buffer = FrameBuffer()
        var found: [IntakeFrame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            buffer.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            do { while let frame = try buffer.next() { found.append(frame) } } catch { return (found, false) }
        }
        return (found, true)
    }

    @Test("what was written is read, in whatever pieces it comes", arguments: [1, 7, 1000])
    func roundTrip(pieces: Int) {
        var bytes: [UInt8] = []
        for frame in Self.frames { frame.append(to: &bytes) }
        let (frames, isSound) = read(bytes, in: pieces)
        #expect(isSound && frames == Self.frames)
    }

    @Test("bytes at random, and frames with bytes altered, give a value or an error, never more")
    func fuzz() {
        var random = SplitMix64(seed: 20_261_126)
        var whole: [UInt8] = []
        for frame in Self.frames { frame.append(to: &whole) }
        var sound = 0
        for _ in 0..<20_000 {
            var bytes = whole
            switch UInt8.random(in: 0..<4, using: &random) {
            case 0:
                bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            case 1: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
            default:
                for _ in 0..<Int.random(in: 1..<6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                        in: 0...255,
                        using: &random
                    )
                }
            }
            if read(bytes, in: 4096).isSound { sound += 1 }
        }
        #expect(sound > 0)
    }

    @Test("a frame is never longer than the bound, nor its lists, nor its texts")
    func bounds() {
        #expect(!read([0xFF, 0xFF, 0xFF, 0x7F, 1], in: 10).isSound)
        #expect(!read([0, 0, 0, 0], in: 10).isSound)
        // A list of four thousand million.
        #expect(!read([5, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF], in: 10).isSound)
        var bytes: [UInt8] = []
        var row = Self.row
        row.name = String(repeating: "x", count: 5000)
        IntakeFrame.changes([IntakeChange(id: 1, registration: 1, row: row, at: 1)]).append(to: &bytes)
        #expect(!read(bytes, in: 4096).isSound)
        bytes = []
        row.name = nil
        row.status = "asleep"
        IntakeFrame.changes([IntakeChange(id: 1, registration: 1, row: row, at: 1)]).append(to: &bytes)
        #expect(!read(bytes, in: 4096).isSound)
    }
}
