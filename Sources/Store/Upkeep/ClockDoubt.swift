internal import SQLite
public import Wording

/// A doubt about the wall clock: while it lasts, nothing is erased, missed or expired.
///
/// The daemon keeps it in the database, so that `status` tells of it and a person can end it.
public struct ClockDoubt: Sendable, Hashable {
    /// What raised it.
    public enum Kind: String, Sendable {
        /// The wall clock went another way than the monotonic one.
        case jumped
        /// At a start it stood far from the newest moment in the database.
        case apart
    }

    /// What raised it.
    public var kind: Kind
    /// How far the clock went, or stands, from where it was expected: milliseconds, ahead if positive.
    public var by: Int64
    /// Since when the clock has agreed with itself: milliseconds since the machine started.
    public var since: Int64
    /// The wall clock less the time since the machine started, then: it stays while the clock agrees with itself.
    public var offset: Int64

    /// A doubt.
    public init(kind: Kind, by: Int64, since: Int64, offset: Int64) {
        self.kind = kind
        self.by = by
        self.since = since
        self.offset = offset
    }

    /// Reads what ``text`` has written.
    init?(text: String) {
        let words = text.split(separator: " ")
        guard words.count == 4, let kind = Kind(rawValue: String(words[0])), let by = Int64(words[1]),
            let since = Int64(words[2]), let offset = Int64(words[3])
        else { return nil }
        self.init(kind: kind, by: by, since: since, offset: offset)
    }

    /// The doubt as the database keeps it.
    var text: String { "\(kind.rawValue) \(by) \(since) \(offset)" }

    /// A sentence for a person, with the next step.
    public var wording: Wording {
        let (ru, en) = Self.span(by.magnitude)
        let isAhead = by >= 0
        let what =
            switch kind {
            case .jumped:
                Wording(
                    ru: "часы перескочили на \(ru) \(isAhead ? "вперёд" : "назад")",
                    en: "the clock jumped \(en) \(isAhead ? "ahead" : "back")"
                )
            case .apart:
                Wording(
                    ru: "часы стоят на \(ru) \(isAhead ? "позже" : "раньше") последней записи в базе",
                    en:
                        "the clock stands \(en) \(isAhead ? "after" : "before") the newest record in the database"
                )
            }
        return Wording(
            ru:
                "\(what.ru): пока они не пройдут ровно 15 минут, ничего не стирается и не признаётся опоздавшим;"
                + " если время верно: vestnik clock --accept",
            en: "\(what.en): until it has gone evenly for 15 minutes, nothing is erased, missed or expired;"
                + " if the time is right: vestnik clock --accept"
        )
    }

    private static func span(_ milliseconds: UInt64) -> (ru: String, en: String) {
        let minutes = milliseconds / 60_000
        if minutes < 120 { return ("\(minutes) мин", "\(minutes) min") }
        if minutes < 2 * 1440 { return ("\(minutes / 60) ч", "\(minutes / 60) h") }
        return ("\(minutes / 1440) дн.", "\(minutes / 1440) days")
    }
}

extension MessageStore {
    private static let doubtKey = "clock:doubt"
    private static let believedKey = "clock:believed"
    private static let wrongKey = "clock:wrong"

    /// The doubt about the clock that stands; nil while it is believed.
    public func clockDoubt() throws(StoreError) -> ClockDoubt? {
        try meta(Self.doubtKey).flatMap(ClockDoubt.init(text:))
    }

    /// Keeps a doubt about the clock, in place of an earlier one.
    public func doubtClock(_ doubt: ClockDoubt) throws(StoreError) {
        try setMeta(Self.doubtKey, doubt.text)
    }

    /// Ends the doubt: the clock has agreed with itself for long enough.
    ///
    /// What was written under a clock that was ahead stays in the log, but raises no doubt any more.
    public func believeClock(now: Int64) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            let newest = try newestOwnMoment()
            try setMeta(Self.doubtKey, nil)
            try setMeta(Self.believedKey, String(now))
            try setMeta(Self.wrongKey, newest > now ? String(newest) : nil)
        }
    }

    /// Notes that the clock is believed now, so that a long time without mail raises no doubt at the next start.
    public func noteBelievedMoment(_ now: Int64) throws(StoreError) {
        try setMeta(Self.believedKey, String(now))
    }

    /// Ends the doubt because a person says that the time is right; the log names them.
    public func acceptClock(actor: String, now: Int64) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try believeClock(now: now)
            try log(nil, .admin, "clock_accepted", actor: actor, note: Timestamp.text(now), at: now)
        }
    }

    /// The newest moment that this program has written down, by a clock that was believed; nil in a new database.
    ///
    /// Rows of registrations do not count: their writers have clocks of their own.
    public func newestBelievedMoment() throws(StoreError) -> Int64? {
        let own = try newestOwnMoment()
        let wrong = try meta(Self.wrongKey).flatMap { Int64($0) }
        let believed = try meta(Self.believedKey).flatMap { Int64($0) } ?? 0
        let newest = max(own == wrong ? 0 : own, believed)
        return newest > 0 ? newest : nil
    }

    private func newestOwnMoment() throws(StoreError) -> Int64 {
        try connection.integer(
            """
            SELECT max(coalesce((SELECT max(at) FROM attempts), 0),
                coalesce((SELECT created_at FROM messages ORDER BY id DESC LIMIT 1), 0))
            """
        )
    }
}
