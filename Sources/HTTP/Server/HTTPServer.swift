internal import CMicroHTTP
internal import Glibc
internal import Service

/// An HTTP server on one socket, with threads of its own (libmicrohttpd).
///
/// It is the thin part: it bounds and decodes what comes and sends what a ``Responder`` answers. No TLS: it listens on
/// this machine alone.
public final class HTTPServer {
    private let daemon: OpaquePointer
    private let exchanges: Exchanges
    private let listener: Listener
    private var isStopped = false

    /// The port that it listens on; 0 on a Unix socket.
    public var port: Int { listener.port }

    /// Begins to listen and to answer.
    ///
    /// - Throws: the address is not this machine's own alone, is taken, or the system refuses it.
    public init(
        listen address: ListenAddress,
        limits: HTTPLimits = HTTPLimits(),
        responder: any Responder
    ) throws(HTTPError) {
        listener = try Listener(address)
        let waker: Waker
        do { waker = try Waker() } catch {
            close(listener.descriptor)
            throw error
        }
        exchanges = Exchanges(
            responder: responder,
            limits: limits,
            isUnix: listener.isUnix,
            waker: waker
        )
        var beginning = mhd_beginning()
        beginning.listener = listener.descriptor
        beginning.threads = UInt32(limits.threads)
        beginning.connections = UInt32(limits.connections)
        beginning.idle_seconds = UInt32(limits.idleSeconds)
        beginning.connection_memory = limits.connectionMemory
        beginning.handler = Callbacks.handler
        beginning.target = Callbacks.target
        beginning.completed = Callbacks.completed
        // Alive for as long as the daemon: this object holds it, and stops the daemon first.
        beginning.context = Unmanaged.passUnretained(exchanges).toOpaque()
        guard let daemon = mhd_start(&beginning) else {
            let problem = errno
            waker.stop()
            close(listener.descriptor)
            throw .system("libmicrohttpd", problem)
        }
        self.daemon = daemon
    }

    deinit { stop(within: 0) }

    /// Lets every stream that waits look again at once.
    public func wakeStreams() { exchanges.waker.wakeAll() }

    /// Takes no more connections, ends streams, lets answers under way finish for so many seconds, and closes.
    public func stop(within seconds: Double = 5) {
        guard !isStopped else { return }
        isStopped = true
        let socket = MHD_quiesce_daemon(daemon)
        exchanges.waker.stop()
        exchanges.waitForNone(until: MonotonicClock.nanoseconds + Int64(seconds * 1e9))
        MHD_stop_daemon(daemon)
        // The library leaves the socket that it was stopped from listening on.
        if socket >= 0 { close(socket) }
        if let path = listener.path { unlink(path) }
    }
}
