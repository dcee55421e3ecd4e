import Locks
import Synchronization

/// Habits of real servers, as rules.
extension Script {
    /// The same script, answering so at a stage each `count`th time that any session comes to it.
    ///
    /// With an answer that closes or resets, each such letter breaks its connection.
    public func onEvery(_ count: Int, at stage: Stage, _ answer: Answer) -> Script {
        let times = Tally()
        return adding { situation in
            guard situation.stage == stage, times.next() % max(1, count) == 0 else { return nil }
            return answer
        }
    }

    /// The same script, serving so many sessions at once.
    ///
    /// A session that comes when there are as many is greeted, and then every transaction on it is refused, as
    /// sendmail's
    /// `conncontrol` does.
    public func serving(
        sessions count: Int,
        refusal: Answer = .reply("452 4.3.2 Too many open connections.")
    ) -> Script {
        let refused = Locked<Set<Int>>([])
        return adding { situation in
            switch situation.stage {
            case .connect:
                if situation.open > count { refused.withLock { _ = $0.insert(situation.session) } }
                return nil
            case .mail, .rcpt, .data:
                return refused.withLock { $0.contains(situation.session) } ? refusal : nil
            default: return nil
            }
        }
    }

    /// The same script, taking so many MAIL commands in a window of time that begins with the first, and refusing the
    /// others, as Postfix does with `smtpd_client_message_rate_limit`.
    public func taking(
        _ count: Int,
        per window: Duration,
        refusal: Answer = .reply("450 4.7.1 Error: too much mail from 127.0.0.1")
    ) -> Script {
        let clock = ContinuousClock()
        let counted = Locked<(since: ContinuousClock.Instant?, count: Int)>((nil, 0))
        return adding { situation in
            guard situation.stage == .mail else { return nil }
            let now = clock.now
            return counted.withLock { counted in
                if counted.since.map({ now - $0 >= window }) ?? true { counted = (now, 0) }
                counted.count += 1
                return counted.count > count ? refusal : nil
            }
        }
    }
}

/// A count that sessions share.
private final class Tally: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
