/// One dedicated thread that drives every open session without ever blocking.
public final class SessionLoop: Sendable {
    /// How many sessions of a relay there are.
    public struct Counts: Sendable, Hashable {
        /// Being opened.
        public var connecting = 0
        /// Open, QUIT not yet sent.
        public var open = 0
    }

    /// Starts the thread; no session is opened yet.
    ///
    /// - Parameter delegate: kept alive until the thread has ended.
    public init(relays: [RelayEndpoint], timeouts: Timeouts, delegate: any SessionLoopDelegate) {}

    /// Asks the delegate anew for each session that can take a message. From any thread; cheap.
    public func wake() {}

    /// Begins to open a session; the delegate hears `sessionOpened` or `connectFailed`. From any thread.
    public func open(relay: Int) {}

    /// How many sessions the relay has at this moment. From any thread.
    public func counts(relay: Int) -> Counts { Counts() }

    /// Takes no more messages, lets what is in flight finish, and ends every session with QUIT; after
    /// `finishing` what is left is cut off. Returns at once. From any thread.
    public func shutdown(finishing: Duration) {}

    /// Waits until the thread has ended after ``shutdown(finishing:)``. Not from the loop's own thread.
    public func join() {}
}
