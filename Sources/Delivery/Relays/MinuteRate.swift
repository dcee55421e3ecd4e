/// A rate: so many messages in a rolling minute, spread over it.
///
/// The window alone would let a whole minute's mail go in its first tenth of a second, which receivers take for a
/// flood. So messages keep a distance as well; who was silent may catch up with a second's worth at most.
/// A pure value; time is a parameter.
struct MinuteRate: Sendable, Equatable {
    /// Messages in a minute at most; 0 for no limit.
    let most: Int
    private var window = RollingWindow.minute
    /// The distance between messages in microseconds, so that the window is full just when its oldest step is over.
    private let distance: Int64
    /// When the next message would begin if none went before its time, in microseconds (the theoretical arrival time
    /// of the generic cell rate algorithm, ITU-T I.371).
    private var due: Int64 = .min

    init(most: Int) {
        self.most = max(0, most)
        distance = most > 0 ? Int64(RollingWindow.minuteLength) * 1000 / Int64(most) : 0
    }

    /// Whether there is a limit.
    var isLimited: Bool { most > 0 }

    /// How many messages may go at once after a silence: a second's worth.
    private var burst: Int64 { Int64(max(1, most / 60)) }

    /// How many are worth waking up for: a tenth of a second's worth.
    private var portion: Int64 { Int64(max(1, most / 600)) }

    /// How many messages may begin at `now`.
    mutating func room(at now: Uptime) -> Int {
        guard isLimited else { return .max }
        return max(0, min(most - window.total(at: now), spread(at: now)))
    }

    /// How many the distance between them allows.
    private func spread(at now: Uptime) -> Int {
        let moment = now.milliseconds * 1000
        guard distance > 0, due > moment else { return Int(burst) }
        // What is begun of a distance is not over.
        return Int(max(0, burst - (due - moment + distance - 1) / distance))
    }

    /// When the next messages may begin; `now` when some may.
    mutating func free(at now: Uptime) -> Uptime {
        guard isLimited, room(at: now) == 0 else { return now }
        let spread = (due - (burst - portion) * distance + 999) / 1000
        return max(now + 1, max(window.free(below: most, at: now), Uptime(milliseconds: spread)))
    }

    /// Messages begin.
    mutating func began(_ amount: Int = 1, at now: Uptime) {
        guard isLimited else { return }
        window.add(amount, at: now)
        due = max(due, now.milliseconds * 1000) + Int64(amount) * distance
    }

    /// Messages had begun at `then`, before this run: they count for the minute, and the next keeps its distance.
    mutating func remember(_ amount: Int, at then: Uptime) {
        guard isLimited, amount > 0 else { return }
        window.add(amount, at: then)
        due = max(due, then.milliseconds * 1000 + burst * distance)
    }
}
