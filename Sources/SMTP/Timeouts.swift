/// How long the relay may take at each step; the defaults are those of RFC 5321 §4.5.3.2.
public struct Timeouts: Sendable, Hashable {
    /// Name resolution and TCP connection.
    public var connect: Duration = .seconds(30)
    /// The greeting, and each reply to EHLO, STARTTLS and AUTH.
    public var greeting: Duration = .seconds(300)
    /// The reply to MAIL, and to RSET.
    public var mail: Duration = .seconds(300)
    /// The reply to a MAIL that went behind the dot of the message before, once that dot has been answered.
    ///
    /// Of our own making: a relay that throws away what it has read with the end of data never answers it.
    public var overlap: Duration = .seconds(5)
    /// The reply to RCPT.
    public var rcpt: Duration = .seconds(300)
    /// The reply to DATA.
    public var data: Duration = .seconds(120)
    /// Each step forward while the message is being handed over.
    public var block: Duration = .seconds(180)
    /// The reply to the dot.
    public var endOfData: Duration = .seconds(600)
    /// The reply to QUIT, which nothing depends on.
    public var quit: Duration = .seconds(2)

    /// The RFC's times.
    public init() {}

    /// The limits as plain numbers: they are asked for at every turn of the loop.
    struct Nanoseconds {
        /// The limit for the reply to an overlapped MAIL.
        let overlap: UInt64
        private let mail, rcpt, data, block, endOfData, quit: UInt64

        fileprivate init(_ timeouts: Timeouts) {
            mail = timeouts.mail.nanoseconds
            overlap = min(timeouts.overlap, timeouts.mail).nanoseconds
            rcpt = timeouts.rcpt.nanoseconds
            data = timeouts.data.nanoseconds
            block = timeouts.block.nanoseconds
            endOfData = timeouts.endOfData.nanoseconds
            quit = timeouts.quit.nanoseconds
        }

        /// The limit for a step of the dialogue.
        subscript(stage: Stage) -> UInt64 {
            switch stage {
            case .rcpt: rcpt
            case .data: data
            case .body: block
            case .endOfData: endOfData
            case .quit: quit
            case .local, .connect, .greeting, .ehlo, .starttls, .auth, .mail, .rset: mail
            }
        }
    }

    /// The limits of the dialogue; those of the connection are libcurl's business.
    var nanoseconds: Nanoseconds { Nanoseconds(self) }
}
