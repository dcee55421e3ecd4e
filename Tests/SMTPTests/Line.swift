import Mail

@testable import SMTP

/// A dialogue with somebody at the other end who says what the test wants.
///
/// No sockets, no clock.
struct Line {
    var dialogue: Dialogue
    var now = Moment(monotonic: 1_000_000_000, wall: 1_000)
    private(set) var outcomes: [Int64: [Outcome]] = [:]
    /// How many bytes have been produced and not handed over; used only by ``hold()``.
    private var held = 0

    init(_ extensions: String..., options: Dialogue.Options = Dialogue.Options()) {
        let lines = ["relay.example.org"] + extensions
        dialogue = Dialogue(
            capabilities: Capabilities(ehlo: lines.map { $0[...] }),
            options: options,
            now: now
        )
    }

    /// A dialogue with a relay that pipelines.
    static func pipelined(_ options: Dialogue.Options = Dialogue.Options()) -> Line {
        Line("PIPELINING", "8BITMIME", options: options)
    }

    /// A dialogue with a relay that does not.
    static func plain(_ options: Dialogue.Options = Dialogue.Options()) -> Line {
        Line("8BITMIME", options: options)
    }

    mutating func submit(
        _ tag: Int64,
        _ body: String = "Subject: x\r\n\r\nhello\r\n",
        to path: String = "b@example.org"
    ) {
        submit(tag, body, Envelope(reversePath: "a@example.org", forwardPath: path))
    }

    mutating func submit(_ tag: Int64, _ body: String = "x\r\n", _ envelope: Envelope) {
        var bytes = Array(body.utf8)
        dialogue.submit(Transaction(tag: tag, envelope: envelope), body: &bytes, now: now)
        collect()
    }

    /// What is sent now, all of it taken by the kernel.
    mutating func sends() -> String {
        var all: [UInt8] = []
        while true {
            var out: [UInt8] = []
            dialogue.produce(into: &out, now: now)
            if out.isEmpty { break }
            dialogue.wrote(out.count, now: now)
            all += out
        }
        collect()
        return String(decoding: all, as: UTF8.self)
    }

    /// What would be sent now, of which the kernel takes only so many bytes.
    mutating func sends(only count: Int) -> String {
        var out: [UInt8] = []
        dialogue.produce(into: &out, now: now)
        dialogue.wrote(min(count, out.count), now: now)
        return String(decoding: out, as: UTF8.self)
    }

    mutating func hears(_ text: String) { hears(Array(text.utf8)) }

    mutating func hears(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { dialogue.received($0, now: now) }
        collect()
    }

    mutating func isLost() {
        dialogue.connectionLost("connection reset", now: now)
        collect()
    }

    mutating func waits(_ duration: Duration) {
        now.monotonic += duration.nanoseconds
        now.wall += Int64(duration.nanoseconds / 1_000_000)
        dialogue.check(now: now)
        collect()
    }

    mutating func collect() {
        for result in dialogue.takeResults() { outcomes[result.tag, default: []].append(result.outcome) }
    }

    /// The one outcome of a transaction; nil if there is none or more than one.
    func outcome(_ tag: Int64) -> Outcome? {
        guard let all = outcomes[tag], all.count == 1 else { return nil }
        return all[0]
    }

    /// Sends a message as far as the command that the stage names has gone and its reply is due.
    mutating func advance(to stage: Stage, tag: Int64 = 1) {
        submit(tag)
        _ = sends()
        for step in [Stage.mail, .rcpt, .data, .endOfData] {
            if step == stage { return }
            hears(step == .data ? "354 go\r\n" : "250 ok\r\n")
            _ = sends()
        }
    }
}

let envelopeCommands = "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
