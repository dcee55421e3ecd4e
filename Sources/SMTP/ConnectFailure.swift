public import Wording

/// Why no session could be opened.
public struct ConnectFailure: Error, Sendable, Hashable, Worded {
    /// How far it came.
    public var stage: Stage
    /// The relay's last answer, if it refused.
    public var reply: Reply?
    /// What went wrong.
    public var problem: Wording
    /// Whether trying again is of no use until a person has changed something: a refused login, a certificate
    /// that is not trusted, a greeting with 5xx.
    public var isPermanent: Bool
    /// Whether we broke it off ourselves: it says nothing of the relay.
    public var isInterrupted: Bool
    /// libcurl's code, 0 where it was not libcurl that failed.
    public var curlCode: Int

    /// A failure.
    public init(
        stage: Stage,
        reply: Reply? = nil,
        problem: Wording,
        isPermanent: Bool,
        isInterrupted: Bool = false,
        curlCode: Int = 0
    ) {
        self.stage = stage
        self.reply = reply
        self.problem = problem
        self.isPermanent = isPermanent
        self.isInterrupted = isInterrupted
        self.curlCode = curlCode
    }

    /// The problem with the relay's own words.
    public var wording: Wording {
        guard let reply else { return problem }
        return problem + ": \(reply)"
    }
}
