internal import Curl
internal import Wording

extension ConnectFailure {
    /// What libcurl's error means for a session with this relay.
    init(_ error: CurlError, relay: RelayEndpoint) {
        let replies = Reply.all(in: error.lines)
        let stage = Self.stage(of: error, replies, relay)
        // The last words count as a refusal only if they are one: a lost connection leaves a 250 behind.
        let refusal = replies.last.flatMap { $0.code >= 400 ? $0 : nil }
        let isTokenTrouble = relay.login?.isToken == true && stage == .auth
        let isPermanent =
            switch error.kind {
            case .certificate, .badOptions: true
            case .login: !isTokenTrouble && refusal?.isTransient != true
            case .encryption: refusal?.isTransient != true && !Self.isBreak(error.message)
            case .refused: refusal?.isPermanent == true
            case .resolve, .connect, .timeout, .lost, .interrupted, .other: false
            }
        self.init(
            stage: stage,
            reply: refusal,
            problem: Self.sentence(error, stage, replies.last),
            isPermanent: isPermanent,
            isInterrupted: error.kind == .interrupted,
            curlCode: error.code
        )
    }

    /// OpenSSL reports a connection that broke in the handshake with the same code as one that cannot agree.
    private static func isBreak(_ message: String) -> Bool {
        let small = message.lowercased()
        return small.contains("syscall") || small.contains("reset by peer")
            || small.contains("unexpected eof")
    }

    private static func stage(of error: CurlError, _ replies: [Reply], _ relay: RelayEndpoint) -> Stage {
        switch error.kind {
        case .badOptions: return .local
        case .resolve, .connect: return .connect
        case .certificate, .encryption: return .starttls
        case .login: return .auth
        case .refused, .timeout, .lost, .interrupted, .other: break
        }
        if !error.wasConnected { return .connect }
        guard let first = replies.first else {
            return relay.security == .implicit && error.kind != .refused ? .starttls : .greeting
        }
        if !first.isPositive { return .greeting }
        guard let ehlo = replies.lastIndex(where: { $0.code == 250 }) else { return .ehlo }
        if relay.security == .startTLS, !replies[ehlo...].contains(where: { $0.code == 220 }),
            replies.count(where: { $0.code == 250 }) == 1
        {
            return .starttls
        }
        if replies[ehlo...].contains(where: { $0.code == 220 }) { return .ehlo }
        return relay.login == nil ? .ehlo : .auth
    }

    private static func sentence(_ error: CurlError, _ stage: Stage, _ last: Reply?) -> Wording {
        switch (error.kind, stage) {
        case (.login, _):
            if last?.code == 334 { return Problems.tokenRefused }
            return last.map { $0.code >= 400 } == true ? Problems.loginRefused : Problems.noLogin
        case (.refused, .greeting): return Problems.noConnections
        case (.refused, .ehlo): return Problems.refusedEHLO
        case (.lost, _): return Problems.lost(at: stage, error.message)
        case (.timeout, _): return Problems.noAnswer(at: stage, error.message)
        default: return Problems.curl(error.kind, error.message)
        }
    }
}
