import Curl

@testable import Mailbox

/// A channel to a model server, in a time of its own: waiting lets it pass at once.
final class ModelChannel: ByteChannel {
    let server: ModelServer
    private(set) var now = Duration.seconds(1000)
    private var waiting: [UInt8] = []
    /// As many bytes arrive at once.
    private let piece: Int
    /// Called when the client waits and nothing has come; gives what the server says then, and whether the bell rings.
    var whileWaiting: ((_ until: Duration) -> (said: [UInt8], rings: Bool))?
    /// How long it was waited until, each time that nothing came.
    private(set) var waits: [Duration] = []

    init(_ server: ModelServer, piece: Int = 16_384) {
        self.server = server
        self.piece = piece
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Stream.Transfer {
        if server.isClosed { return .broken(code: 55) }
        waiting += server.received(bytes)
        return .moved(bytes.count)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Stream.Transfer {
        guard !waiting.isEmpty else { return server.isClosed ? .closed : .wouldBlock }
        let part = waiting.prefix(min(piece, buffer.count))
        buffer.copyBytes(from: part)
        waiting.removeFirst(part.count)
        return .moved(part.count)
    }

    func wait(toWrite: Bool, until deadline: Duration) -> Wait {
        if !waiting.isEmpty || toWrite || server.isClosed { return .ready }
        waits.append(deadline - now)
        if let answer = whileWaiting?(deadline) {
            waiting += answer.said
            if answer.rings { return .woken }
            if !waiting.isEmpty || server.isClosed { return .ready }
        }
        now = max(now, deadline)
        return .timeout
    }
}
