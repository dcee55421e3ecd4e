/// How much a reader may ask of the server.
public struct HTTPLimits: Sendable, Hashable {
    /// Connections at once.
    public var connections = 256
    /// Threads that answer.
    public var threads = 4
    /// A connection that says nothing for so many seconds is closed.
    public var idleSeconds = 20
    /// A request that is not complete after so many seconds is given up.
    public var requestSeconds = 30
    /// The memory of a connection, in bytes: its header fields must fit into it, ours and the reader's.
    public var connectionMemory = 32 << 10
    /// The longest body, in bytes.
    public var bodyBytes = 64 << 10

    /// The usual ones.
    public init() {}
}
