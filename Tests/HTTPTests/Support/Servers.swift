import HTTP
import Locks

/// Tells each request back, as lines.
struct Echo: Responder {
    func response(to request: Request) -> Response {
        switch request.path {
        case ["stream"]: Response(stream: Counting(3), type: "text/csv")
        case ["endless"]: Response(stream: Counting(.max, waiting: 20), type: "text/event-stream")
        case ["broken"]: Response(stream: Counting(2, isBroken: true), type: "text/csv")
        case ["split"]: Response(text: "").with("X-Told", "a\r\nX-Forged: b")
        case ["framed"]: Response(text: "").with("Content-Security-Policy", "default-src 'self'")
        default:
            Response(
                text: [
                    request.method.rawValue, request.path.joined(separator: "|"), request.query.encoded,
                    String(decoding: request.body, as: UTF8.self), request.remote,
                    request.arrivedByUnixSocket ? "unix" : "tcp",
                ].joined(separator: "\n")
            )
        }
    }

    func refusal(_ status: Status, target: String, headers: Fields) -> Response {
        Response(status, text: "refused \(target.prefix(20))")
    }
}

/// A stream of numbers.
final class Counting: BodyStream {
    private let said = Locked(0)
    private let most: Int
    private let waiting: Int?
    private let isBroken: Bool

    init(_ most: Int, waiting: Int? = nil, isBroken: Bool = false) {
        self.most = most
        self.waiting = waiting
        self.isBroken = isBroken
    }

    func next() -> BodyPiece {
        let number = said.withLock { number in
            number += 1
            return number
        }
        // Every second time there is nothing yet.
        if let waiting {
            return number % 2 == 0 ? .wait(milliseconds: waiting) : .bytes(Array("\(number / 2)\n".utf8))
        }
        guard number <= most else { return isBroken ? .broken : .end }
        return .bytes(Array("\(number)\n".utf8))
    }
}
