/// The pace that a relay asks for: learnt from how much it took before it said "too much", and how long it then took
/// nothing.
///
/// Relays count in many ways: so many in a window that begins with the first (Postfix's anvil), or an average that
/// every message raises, those included that are refused (Exim's `ratelimit`, strict). Nobody says which. So: after
/// "too much" nothing goes; then one letter knocks, alone, later each time; once it is taken, either as much goes as
/// before (where that was much: a window), or letters go one by one, at a distance that shrinks until it is too small
/// (an average, or few a window).
///
/// A pure value; time is a parameter, in milliseconds of the monotonic clock.
struct RelayPace: Sendable {
    private enum Phase: Sendable, Equatable {
        case open
        /// Nothing goes before this moment, then one letter.
        case waiting(until: Uptime)
        /// That letter is on its way.
        case knocking
    }

    private var phase = Phase.open
    /// The distance between letters in milliseconds; 0: they go as fast as they can.
    private(set) var spacing = 0.0
    /// Whether the distance has not been found too small yet: it may shrink fast.
    private var isStarting = false
    /// Before this moment no letter goes while there is a distance.
    private var nextAt = Uptime.past

    /// After a knock was answered, how many letters may begin before more are taken; nil for any number.
    private var allowance: Int?

    /// When the first letter was taken after the last wait, and how many were since; the last one of them.
    private var begin: Uptime?
    private var taken = 0
    private var lastTaken = Uptime.past
    /// When the wait began; nil while there is none.
    private(set) var waitingSince: Uptime?
    /// The pause before the next knock.
    private var step: Int64 = 0
    /// From the first letter to the first that was taken after a wait: longer than this, at most that.
    private var tooShort: Int64 = 0
    private var longEnough: Int64?

    /// The first pause, in milliseconds.
    static let firstStep: Int64 = 1000
    /// The longest pause between two knocks.
    static let longestStep: Int64 = 300_000
    /// So many letters taken before "too much" are a window's worth.
    private static let many = 10
    /// After so long without a letter, what was taken before is over and done.
    private static let silence: Int64 = 60_000
    /// A smaller distance is none.
    private static let smallest = 5.0
    /// So much time may be made up for when nobody looked in time.
    private static let arrears: Int64 = 100

    /// Whether the relay has asked for a pace that is still kept.
    var isKept: Bool { phase != .open || spacing > 0 }

    /// How many letters may begin now.
    func room(at now: Uptime) -> Int {
        switch phase {
        case .knocking: return 0
        case .waiting(let until): return now >= until ? 1 : 0
        case .open:
            guard spacing > 0 else { return allowance ?? .max }
            return now < nextAt ? 0 : 1 + Int(Double(min(now - nextAt, Self.arrears)) / spacing)
        }
    }

    /// When the next letter may begin; `now` when one may.
    func nextUse(after now: Uptime) -> Uptime {
        switch phase {
        // Its outcome comes by itself.
        case .knocking: now + Self.firstStep
        case .waiting(let until): max(now, until)
        case .open where spacing > 0: max(now, nextAt)
        // The outcomes of those that have begun come by themselves.
        case .open: room(at: now) > 0 ? now : now + Self.firstStep
        }
    }

    /// Letters begin.
    mutating func started(_ amount: Int = 1, at now: Uptime) {
        if let left = allowance { allowance = max(0, left - amount) }
        guard isKept else { return }
        if case .waiting = phase { phase = .knocking }
        if spacing > 0 { nextAt = max(nextAt, now - Self.arrears) + Int64(Double(amount) * spacing) }
    }

    /// A letter passed the place where it would have been refused for its being one too many.
    mutating func took(at now: Uptime) {
        if phase == .knocking { answered(at: now) }
        // What was on its way when the wait began belongs to the time before.
        if lastTaken == .past || now - lastTaken > Self.silence { (begin, taken) = (now, 0) }
        taken += 1
        lastTaken = now
        // A flood of letters that are one too many would count as well.
        if let left = allowance { allowance = taken < Self.many * 3 ? left + 2 : nil }
        guard spacing > 0, phase == .open else { return }
        spacing *= isStarting ? 0.7 : 0.97
        if spacing < Self.smallest { spacing = 0 }
    }

    /// The knock was answered: the wait is over.
    private mutating func answered(at now: Uptime) {
        let elapsed = now - (begin ?? waitingSince ?? now)
        if taken < Self.many || spacing > 0 {
            if spacing == 0 {
                spacing = Double(max(1, elapsed)) / Double(max(1, taken))
                isStarting = true
            }
            nextAt = now + Int64(spacing)
        } else {
            longEnough = elapsed
            allowance = 0
            // The relay may have become more generous.
            if tooShort >= elapsed { tooShort = elapsed / 2 }
        }
        phase = .open
        waitingSince = nil
        (begin, taken) = (now, 0)
    }

    /// A letter was one too many; `hint` is the wait that the relay states.
    mutating func refused(hint: Int64?, at now: Uptime) {
        switch phase {
        case .open:
            waitingSince = now
            if begin.map({ now - max($0, lastTaken) > Self.silence }) ?? true { (begin, taken) = (nil, 0) }
            step = Self.firstStep
            var until = now + step
            if spacing > 0 {
                spacing *= 1.25
                isStarting = false
                step = Int64(2 * spacing) + 1
                until = now + step
            } else if taken >= Self.many, let begin, tooShort > 0 {
                // It is known how long it takes nothing for the next letter to be taken.
                until = max(until, max(begin, now - Self.silence) + tooShort)
                if let longEnough { step = max(Self.firstStep, (longEnough - tooShort) / 4) }
            }
            phase = .waiting(until: max(until, now + (hint ?? 0)))
        case .knocking:
            let elapsed = now - (begin ?? waitingSince ?? now)
            let isWindow = spacing == 0 && taken >= Self.many
            if isWindow { tooShort = max(tooShort, elapsed) }
            if spacing > 0 { spacing *= 1.25 }
            // Short of what was long enough the last time small steps are enough.
            if !isWindow || elapsed >= longEnough ?? 0 { step = min(Self.longestStep, step * 3 / 2) }
            phase = .waiting(until: now + max(step, hint ?? 0))
        // Others that had gone before the wait began.
        case .waiting(let until): if let hint { phase = .waiting(until: max(until, now + hint)) }
        }
    }

    /// The knock came to nothing: another letter tells.
    mutating func undecided(at now: Uptime) {
        if phase == .knocking { phase = .waiting(until: now) }
        if let left = allowance { allowance = left + 1 }
    }

    /// A person wishes it to be tried at once.
    mutating func forgive(at now: Uptime) {
        if case .waiting = phase { phase = .waiting(until: now) }
    }
}
