/// The prefetch limit: how fast the relays take mail, to claim no more than goes soon: what is claimed stands before
/// what becomes due later.
///
/// A pure value; time is a parameter, in milliseconds of the monotonic clock.
struct Prefetch: Equatable, Sendable {
    /// Messages a second, of the last quarter of a second and more.
    private(set) var rate = 0.0
    private var begin = Uptime.zero
    private var count = 0

    /// Counts outcomes.
    mutating func add(_ outcomes: Int, at now: Uptime) {
        guard outcomes > 0 else { return }
        // After a silence the time before says nothing of the pace.
        if count == 0 || now - begin > 5000 { (begin, count) = (now, 0) }
        count += outcomes
        let elapsed = now - begin
        if elapsed >= 250 {
            rate = Double(count) * 1000 / Double(elapsed)
            count = 0
        } else {
            // A beginning: it is believed where it is faster.
            rate = max(rate, Double(count) * 1000 / Double(max(elapsed, 50)))
        }
    }

    /// How many messages may be claimed and not yet recorded: what goes within a second, but enough for each session to
    /// have one at hand.
    func horizon(sessions: Int, most: Int) -> Int {
        min(most, max(4 * sessions, Int(min(rate, Double(most)))))
    }
}
