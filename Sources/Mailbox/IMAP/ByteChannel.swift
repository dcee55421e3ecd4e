internal import Curl
internal import Glibc

/// A connection to a server, and the time: what a conversation needs of the world.
protocol ByteChannel: AnyObject {
    /// What came of waiting.
    typealias Wait = WakeUp.Wait

    /// The time, counted from any instant, never set back.
    var now: Duration { get }
    /// Hands bytes over; never blocks.
    func send(_ bytes: UnsafeRawBufferPointer) -> Stream.Transfer
    /// Takes what has arrived; never blocks.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Stream.Transfer
    /// Waits until there is something to read, or room to write where that is asked for.
    func wait(toWrite: Bool, until deadline: Duration) -> Wait
}

/// A stream of libcurl's.
final class StreamChannel: ByteChannel {
    private let stream: Stream
    private let wakeUp: WakeUp

    init(_ stream: Stream, wakeUp: WakeUp) {
        self.stream = stream
        self.wakeUp = wakeUp
    }

    var now: Duration { WakeUp.now }

    func send(_ bytes: UnsafeRawBufferPointer) -> Stream.Transfer { stream.send(bytes) }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Stream.Transfer {
        stream.receive(into: buffer)
    }

    func wait(toWrite: Bool, until deadline: Duration) -> Wait {
        wakeUp.wait(
            for: stream.descriptor,
            events: Int16(toWrite ? POLLIN | POLLOUT : POLLIN),
            until: deadline
        )
    }
}
