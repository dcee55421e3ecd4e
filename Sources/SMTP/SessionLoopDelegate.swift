/// Who feeds a ``SessionLoop`` and hears from it.
///
/// Every call comes on the loop's own thread and must not block.
public protocol SessionLoopDelegate: AnyObject, Sendable {
    /// A session can take a message: it is idle, or may pipeline one behind the dot of the one before.
    ///
    /// - Parameters:
    ///   - session: the session that asks.
    ///   - body: receives the message: CRLF lines, no dot-stuffing. It is a reused buffer, empty on call.
    /// - Returns: nil when there is nothing for this session now; it is asked again after its next reply and
    ///   after ``SessionLoop/wake()``.
    func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction?

    /// The dot that ends this message is handed to the kernel right after this call.
    func willSendEndOfData(tag: Int64, session: SessionInfo)

    /// The one outcome of a transaction that ``nextTransaction(for:into:)`` returned.
    func finished(tag: Int64, outcome: Outcome, session: SessionInfo)

    /// A session is ready.
    func sessionOpened(_ info: SessionInfo)

    /// A session has ended; its transactions have had their outcomes.
    func sessionClosed(_ info: SessionInfo, reason: SessionEnd)

    /// How many sessions are to be opened at once now that one of the relay's is gone.
    ///
    /// Asked after ``sessionClosed(_:reason:)`` of a session that was lost; ``sessionOpened(_:)`` or
    /// ``connectFailed(relay:problem:)`` comes for each.
    func sessionsToOpen(relay: Int) -> Int

    /// The relay was found to lose what is pipelined behind the end of data; from now on nothing is.
    func overlapLost(relay: Int)

    /// A session asked for by ``SessionLoop/open(relay:)`` could not be opened.
    func connectFailed(relay: Int, problem: ConnectFailure)

    /// A round of the loop is over: everything that had arrived has been dealt with. The place for group commits.
    func roundEnded(now: Moment)
}

extension SessionLoopDelegate {
    /// Does nothing.
    public func willSendEndOfData(tag: Int64, session: SessionInfo) {}
    /// Does nothing.
    public func sessionOpened(_ info: SessionInfo) {}
    /// None.
    public func sessionsToOpen(relay: Int) -> Int { 0 }
    /// Does nothing.
    public func overlapLost(relay: Int) {}
    /// Does nothing.
    public func roundEnded(now: Moment) {}
}
