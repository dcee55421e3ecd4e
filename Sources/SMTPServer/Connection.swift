import Glibc

/// One accepted connection: buffered reading, replies gathered and written when the client's next bytes are
/// needed, so that a pipelined client gets its replies in one segment (RFC 2920 §3.2).
///
/// Used by one thread; the descriptor is opened and closed by its owner.
struct Connection: ~Copyable {
    let descriptor: Int32
    private var input = [UInt8](repeating: 0, count: 65_536)
    private var start = 0
    private var end = 0
    private var output: [UInt8] = []
    /// How many times bytes were read: commands of one segment have the same number.
    private(set) var reads = 0

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Gives the unread bytes to `body`, which returns how many it has consumed.
    mutating func consume<Result>(_ body: (UnsafeRawBufferPointer) -> (used: Int, result: Result)) -> Result {
        let (used, result) = input.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
        start += max(0, min(used, end - start))
        return result
    }

    /// Writes what is waiting, then reads more; false at the end of the connection.
    mutating func fill() -> Bool {
        guard flush() else { return false }
        if start == end {
            start = 0
            end = 0
        } else if end == input.count {
            if start > 0 {
                input.replaceSubrange(0..<(end - start), with: Array(input[start..<end]))
                end -= start
                start = 0
            } else {
                input.append(contentsOf: repeatElement(0, count: input.count))
            }
        }
        let free = end
        while true {
            let count = input.withUnsafeMutableBytes { bytes in
                recv(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: bytes[free...]).baseAddress,
                    bytes.count - free,
                    0
                )
            }
            if count > 0 {
                end += count
                reads += 1
                return true
            }
            guard count < 0, errno == EINTR else { return false }
        }
    }

    /// The next command line without its line end; nil at the end of the connection.
    ///
    /// A line of more than `limit` bytes is read to its end and comes back cut (RFC 5321 §4.5.3.1.4).
    mutating func readLine(limit: Int) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            let complete = consume { bytes -> (used: Int, result: Bool) in
                guard let base = bytes.baseAddress, !bytes.isEmpty else { return (0, false) }
                let found = memchr(base, 10, bytes.count).map { UnsafeRawPointer($0) - base }
                let length = found ?? bytes.count
                line += bytes[..<min(length, max(0, limit + 1 - line.count))]
                return (found.map { $0 + 1 } ?? length, found != nil)
            }
            if complete {
                if line.last == 13 { line.removeLast() }
                return line
            }
            guard fill() else { return nil }
        }
    }

    /// Throws away what has been read and not consumed.
    mutating func dropInput() { start = end }

    /// Keeps bytes for the next `flush`.
    mutating func write(_ bytes: some Sequence<UInt8>) { output += bytes }

    /// Writes everything that waits; false when the client is gone.
    mutating func flush() -> Bool {
        var sent = 0
        while sent < output.count {
            let count = output.withUnsafeBytes { bytes in
                send(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno != EINTR {
                output.removeAll(keepingCapacity: true)
                return false
            }
        }
        output.removeAll(keepingCapacity: true)
        return true
    }

    /// Waits for a time, or less when the connection has ended meanwhile.
    borrowing func pause(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let milliseconds = min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        _ = poll(&entry, 1, Int32(clamping: milliseconds))
    }

    /// Waits, reading nothing, until the client has left or the server stops.
    borrowing func waitForHangUp() {
        let peerHasClosed: Int16 = 0x2000  // POLLRDHUP, which the Glibc module hides
        var entry = pollfd(fd: descriptor, events: peerHasClosed, revents: 0)
        while poll(&entry, 1, -1) < 0 && errno == EINTR {}
    }

    /// Makes the coming close a reset (RST instead of FIN).
    borrowing func armReset() {
        var lingering = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    }
}
