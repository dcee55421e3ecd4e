import CMicroHTTP
import Glibc
import Locks
import Service

/// What all requests of a server have in common.
final class Exchanges: Sendable {
    let responder: any Responder
    let limits: HTTPLimits
    let isUnix: Bool
    let waker: Waker
    private let underWay = Locked(0)

    init(responder: any Responder, limits: HTTPLimits, isUnix: Bool, waker: Waker) {
        self.responder = responder
        self.limits = limits
        self.isUnix = isUnix
        self.waker = waker
    }

    func begin() { underWay.withLock { $0 += 1 } }
    func end() { underWay.withLock { $0 -= 1 } }

    /// What the responder says to what is no request that it could read.
    func refusal(_ status: Status, _ exchange: Exchange) -> Response {
        responder.refusal(status, target: exchange.target, headers: exchange.headers)
    }

    /// Waits until no request is under way, or until that time of the monotonic clock, in nanoseconds.
    func waitForNone(until end: Int64) {
        while underWay.withLock({ $0 > 0 }), MonotonicClock.nanoseconds < end { usleep(5000) }
    }
}

/// One request as it comes in, and what has been found wrong with it; the connection's thread alone uses it.
final class Exchange {
    let target: String
    let begun = MonotonicClock.nanoseconds
    var isStarted = false
    var method = Method.get
    var headers = Fields()
    var body: [UInt8] = []
    /// More came than may: it is read no further than to be able to say so.
    var overflow = 0

    init(target: String) { self.target = target }

    /// What speaks against a request as far as its header tells.
    func refusal(_ limits: HTTPLimits) -> Status? {
        let lengths = headers.values(of: "Content-Length")
        // What two parties on the way could read in two ways is not read (RFC 9112 §11.2).
        if lengths.count > 1 || headers.values(of: "Host").count > 1
            || (!lengths.isEmpty && headers["Transfer-Encoding"] != nil)
        {
            return .badRequest
        }
        if let length = lengths.first {
            guard let length = Int(length), length >= 0 else { return .badRequest }
            if length > limits.bodyBytes { return .contentTooLarge }
        }
        return nil
    }

    /// Takes a piece of the body.
    ///
    /// - Returns: false where the reader is not listened to any longer.
    func take(_ bytes: UnsafeRawBufferPointer, _ limits: HTTPLimits) -> Bool {
        guard MonotonicClock.nanoseconds - begun < Int64(limits.requestSeconds) * 1_000_000_000 else {
            return false
        }
        if overflow == 0, body.count + bytes.count <= limits.bodyBytes {
            body.append(contentsOf: bytes)
            return true
        }
        body = []
        overflow += bytes.count
        return overflow <= 16 * limits.bodyBytes
    }
}
