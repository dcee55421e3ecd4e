internal import CLinux
internal import Curl
internal import Glibc
internal import Wording

/// A stream and the dialogue on it.
///
/// Lives on one thread.
final class Session {
    private let stream: Stream
    var dialogue: Dialogue
    private(set) var info: SessionInfo

    private var out: [UInt8] = []
    private var offset = 0
    /// The message of the next transaction, filled by whoever has one.
    private var body: [UInt8] = []

    /// Whether the kernel takes no more bytes for now.
    private(set) var isBlocked = false
    /// What `epoll` watches for.
    var watched: UInt32 = 0
    /// Whether the last question for a transaction was answered with nil.
    var isStarved = false

    var descriptor: Int32 { stream.descriptor }

    init(_ opened: OpenedSession, id: UInt64, relay: Int, options: Dialogue.Options, now: Moment) {
        stream = opened.stream
        var options = options
        options.tls = opened.stream.encryption
        dialogue = Dialogue(capabilities: opened.capabilities, options: options, now: now)
        info = SessionInfo(
            id: id,
            relay: relay,
            remoteAddress: opened.stream.remoteAddress,
            tls: opened.stream.encryption,
            capabilities: opened.capabilities
        )
    }

    /// Everything produced has been handed over.
    var isDrained: Bool { offset == out.count }

    /// Exchanges what bytes are gathered in, once all of them have been handed over.
    ///
    /// One buffer for all sessions of a thread stays in the processor's cache; one for each of them would be fetched from memory
    /// for each letter. A session keeps it only while the kernel has not taken everything.
    func exchange(_ buffer: inout [UInt8]) {
        guard isDrained else { return }
        swap(&out, &buffer)
        out.removeAll(keepingCapacity: out.capacity <= Dialogue.segment * 4)
        offset = 0
    }

    /// Fills the segment that is sent next: what the dialogue has to say, and as many transactions as it can
    /// take.
    ///
    /// `ask` gives the next one.
    ///
    /// - Returns: false if it stopped because too many in a row could not go at all.
    func fill(now: Moment, ask: (SessionInfo, inout [UInt8]) -> Transaction?) -> Bool {
        out.removeAll(keepingCapacity: true)
        offset = 0
        for _ in 0..<64 {
            dialogue.produce(into: &out, now: now)
            guard out.count < Dialogue.segment, !isStarved, dialogue.wantsTransaction else { return true }
            body.removeAll(keepingCapacity: body.capacity <= 1 << 20)
            guard let transaction = ask(info, &body) else {
                isStarved = true
                return true
            }
            dialogue.submit(transaction, body: &body, now: now)
        }
        return false
    }

    /// Hands what is filled to the kernel.
    func flush(now: Moment) {
        while offset < out.count {
            let result = out.withUnsafeBytes { stream.send(UnsafeRawBufferPointer(rebasing: $0[offset...])) }
            switch result {
            case .moved(let count):
                offset += count
                dialogue.wrote(count, now: now)
            case .wouldBlock:
                isBlocked = true
                return
            case .closed: lose(Problems.closedConnection, now)
            case .broken(let code): lose(Problems.broken(code: code), now)
            }
        }
        isBlocked = false
    }

    /// Takes what has arrived.
    func read(into buffer: UnsafeMutableRawBufferPointer, now: Moment) {
        isStarved = false
        while dialogue.end == nil {
            switch stream.receive(into: buffer) {
            case .moved(let count):
                dialogue.received(UnsafeRawBufferPointer(rebasing: buffer[..<count]), now: now)
                // In plain text a short read has emptied the socket; one more would only say so.
                if info.tls == nil, count < buffer.count { return }
            case .wouldBlock: return
            case .closed: dialogue.connectionLost(Problems.closedConnection, now: now)
            case .broken(let code): dialogue.connectionLost(Problems.broken(code: code), now: now)
            }
        }
    }

    /// Hands over the outcomes in order.
    func deliver(_ take: (Int64, Outcome, SessionInfo) -> Void) {
        guard !dialogue.results.isEmpty else { return }
        for result in dialogue.takeResults() {
            if result.outcome.isAnswer { info.served += 1 }
            take(result.tag, result.outcome, info)
        }
    }

    /// Sending failed: the relay may have said why before it closed, so what it said is read first.
    private func lose(_ problem: Wording, _ now: Moment) {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { read(into: $0, now: now) }
        dialogue.connectionLost(problem, now: now)
        offset = out.count
    }
}
