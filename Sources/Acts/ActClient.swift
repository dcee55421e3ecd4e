import Glibc

/// Hands acts to the daemon.
public struct ActClient: Sendable {
    /// The path of the daemon's socket.
    public let path: String

    /// A client of the daemon that listens there.
    public init(path: String) { self.path = path }

    /// Has an act done, and waits for what comes of it.
    public func send(_ request: ActRequest) -> ActAnswer {
        guard let address = ActSocket.address(path) else { return ActAnswer(.failed, ActWords.noDaemon) }
        let descriptor = ActSocket.open()
        guard descriptor >= 0 else { return ActAnswer(.failed, ActWords.noDaemon) }
        defer { close(descriptor) }
        ActSocket.setPatience(descriptor)
        let line = JSONLines.line(request)
        guard line.count <= ActRequest.longest else { return ActWords.bad }
        guard ActSocket.with(address, { connect(descriptor, $0, $1) }) == 0,
            ActSocket.write(line, to: descriptor)
        else { return ActAnswer(.failed, ActWords.noDaemon) }
        guard let line = ActSocket.readLine(from: descriptor),
            let answer = JSONLines.value(ActAnswer.self, line)
        else { return ActAnswer(.failed, ActWords.noAnswer) }
        return answer
    }
}
