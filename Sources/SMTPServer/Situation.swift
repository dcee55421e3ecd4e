/// What a script knows when it decides how to answer.
public struct Situation: Sendable {
    /// The step being answered.
    public var stage: Stage
    /// The command line as received, without its line end; empty at `connect` and `endOfData`.
    public var line: String
    /// Sessions are numbered from 1 in the order they were accepted.
    public var session: Int
    /// How often this session came to this stage, this time included: 1 for the first RCPT.
    public var occurrence: Int
    /// Messages accepted in this session so far.
    public var accepted: Int
    /// Messages accepted by the server in all sessions so far.
    public var total: Int
    /// How many sessions were open at the server when this one was accepted, this one included.
    public var open: Int
    /// The reverse-path of MAIL FROM, without brackets; nil before MAIL.
    public var reversePath: String?
    /// The forward-path of this RCPT without brackets; nil at other stages.
    public var forwardPath: String?
    /// Recipients accepted so far in this transaction.
    public var recipients: [String]
    /// The user that AUTH has shown, if any.
    public var user: String?
    /// The whole message, at `endOfData`.
    public var message: ReceivedMessage?
}

extension Situation {
    /// The local part of `forwardPath`, in lower case; empty without one.
    public var recipientLocalPart: String {
        guard let path = forwardPath?.lowercased() else { return "" }
        guard let at = path.lastIndex(of: "@") else { return path }
        return String(path[..<at])
    }
}
