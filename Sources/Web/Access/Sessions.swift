import Administration
import Locks
import Passwords
import Settings

/// Who is logged in: kept in memory alone, so that a restart ends all.
final class Sessions: Sendable {
    struct Session: Sendable {
        let name: String
        let formToken: String
        let begun: Int64
        var used: Int64
    }

    private let sessions = Locked([String: Session]())
    /// What the next page tells, by the token of its reader's forms: a proxy's people have that, and no session.
    private let told = Locked([String: String]())
    /// In milliseconds: unused, and at all.
    private static let longestUnused: Int64 = 8 * 3_600_000
    private static let longest: Int64 = 24 * 3_600_000
    private static let most = 1000

    /// Begins one; gives its secret.
    func begin(_ name: String, now: Int64) -> String {
        let secret = Secrets.random()
        sessions.withLock { sessions in
            sessions = sessions.filter { Self.isAlive($0.value, now) }
            if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.used < $1.value.used }) {
                sessions[oldest.key] = nil
            }
            sessions[secret] = Session(name: name, formToken: Secrets.random(), begun: now, used: now)
        }
        return secret
    }

    /// The session of a secret, which is used by that.
    func find(_ secret: String, now: Int64) -> Session? {
        sessions.withLock { sessions in
            guard let session = sessions[secret] else { return nil }
            guard Self.isAlive(session, now) else {
                sessions[secret] = nil
                return nil
            }
            sessions[secret]?.used = now
            return session
        }
    }

    func end(_ secret: String) { sessions.withLock { $0[secret] = nil } }

    /// Leaves a sentence for the next page of whoever sends forms with this token.
    func tell(_ text: String, _ reader: String) {
        told.withLock { told in
            // Sentences that nobody fetched are not kept for ever.
            if told.count >= Self.most { told.removeAll() }
            told[reader] = text
        }
    }

    /// Takes the sentence that was left.
    func takeTold(_ reader: String) -> String? { told.withLock { $0.removeValue(forKey: reader) } }

    private static func isAlive(_ session: Session, _ now: Int64) -> Bool {
        now - session.used < longestUnused && now - session.begun < longest
    }
}
