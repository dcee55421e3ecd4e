import Site
import Events
import Foundation
import Store

/// The last look at the rules of mailings, kept between turns.
struct MailingLook {
    /// When something is due to be planned next, in engine milliseconds; nil for never.
    private(set) var nextInstant: Int64?
    /// The same of each mailing: an hour that strikes concerns those alone whose it is.
    private var instants: [MailingName: Int64] = [:]
    /// The mailings that are still to be looked at, the next one last.
    var queue: [MailingName] = []
    /// The one that is looked at.
    var looking = MailingName.none
    /// Where the people of the audiences are that were asked for in this look.
    var places: [String: [AudiencePlace]] = [:]
    /// Whether an hour has struck, or facts may have moved: no letter goes before it was looked whose it is.
    var isHour = false
    /// Whether it is still to be seen which events are called off.
    var mustHeedStates = false
    /// How many mailings were looked at since the start.
    var count = 0
    /// The facts that letters of each event tell now.
    var facts: [String: Facts] = [:]

    /// Facts of an event, with the number by which letters know them.
    struct Facts {
        let id: Int64
        let facts: ToldFacts
    }

    /// Whether anybody has answered from a calendar.
    var hasAnswers = false
    /// Whether rows have changed since the last look at the rules.
    var isStale = true
    /// Whether facts or rules may have changed: after a start or a reload.
    var isFresh = true
    /// Whether the database was found to be restored at this start, and the facts are not compared yet.
    var isRestored = false
    /// When the rules were looked at last.
    var lookedAt: Int64 = 0
    /// When it was seen last who belongs to the mailings; 0: not since the start.
    var lastLook: Int64 = 0
    /// The events that are called off.
    var calledOff: Set<String> = []
    /// What is still to be withdrawn of them, and whether that is to be told.
    var withdrawals: [(walk: Withdrawal, isFirst: Bool)] = []
    /// When the next part of that is due.
    var withdrawAt = Uptime.zero
    /// Those of which something was on its way when they were looked at last.
    var inFlight: Set<String> = []
    /// The mailings whose messages may be claimed.
    var running: [Int64] = []

    /// The mailing whose audience is being gathered, a part a turn; nil for none.
    var gathering: OpenGathering?
    /// When its next part is due.
    var gatherAt = Uptime.zero

    /// The mailings that are looked through, members and audience, a part a turn; the first is under way.
    var reviews: [MailingReview] = []
    /// Whether the last part was one of a review.
    var hasReviewed = false
    /// When the look began whose reviews are under way, in engine milliseconds.
    var lookBegan: Int64 = 0
    /// Whoever may yet register where its hour has not struck still belongs to these mailings.
    var awaited: Set<Int64> { Set(awaiting.values) }
    /// The same by their names.
    var awaiting: [MailingName: Int64] = [:]

    /// Whether messages have still to follow acts on their mailings.
    var isFollowing = false
    /// When the next of them do.
    var followAt = Uptime.zero
    /// Whether the last turn was theirs.
    var hasFollowed = false
    /// The ends of letters of the mailing that is let go; nil: not asked yet.
    var lateEnds: (mailing: Int64, ends: LateEnds)?

    /// When the next part of a gathering, of a review or of what follows an act is due; nil: none is under way.
    var partAt: Uptime? {
        [
            isLooking ? gatherAt : nil, isFollowing ? followAt : nil, withdrawals.isEmpty ? nil : withdrawAt,
        ].compactMap(\.self).min()
    }

    /// Whether parts of a look are under way.
    var isLooking: Bool { gathering != nil || !reviews.isEmpty || !queue.isEmpty }

    /// Remembers that the mailing which is looked at is to be looked at again.
    mutating func remember(_ instant: Int64) {
        instants[looking] = min(instants[looking] ?? instant, instant)
        nextInstant = min(nextInstant ?? instant, instant)
    }

    /// The mailings of which anything is remembered.
    var remembered: Set<MailingName> { Set(instants.keys).union(awaiting.keys) }

    /// The mailings whose moment has come.
    func due(_ now: Int64) -> Set<MailingName> { Set(instants.filter { $0.value <= now }.keys) }

    /// What was remembered of mailings is found out anew.
    mutating func forget(_ names: some Sequence<MailingName>) {
        for name in names {
            instants[name] = nil
            awaiting[name] = nil
        }
        nextInstant = instants.values.min()
    }

    /// The mailings whose messages may be claimed: where an hour has struck, or facts have moved, it is looked first who
    /// still belongs to them.
    var claimable: [Int64] {
        guard !reviews.isEmpty else { return running }
        let waiting = Set(reviews.lazy.filter(\.holdsLetters).map(\.mailing))
        return waiting.isEmpty ? running : running.filter { !waiting.contains($0) }
    }

    /// How long the last look took with its reviews, the rests between their parts not counted, in milliseconds.
    var lookTook: Int64 = 0

    /// Looking at the rules reads every person of each event: with rows changing all the time, once a second is soon
    /// enough, and a fiftieth of the time.
    var restBetweenLooks: Int64 { max(1000, lookTook * 50) }

    /// Lets the rules be looked at in the next turn.
    mutating func lookAtOnce() {
        isStale = true
        lookedAt = 0
    }

    /// Whether the rules must be looked at now.
    func isDue(_ now: Int64) -> Bool {
        isUrgent(now) || isStale && now - lookedAt >= restBetweenLooks
    }

    /// Whether an hour has struck, facts have moved, or the clock has gone back.
    func isUrgent(_ now: Int64) -> Bool {
        isFresh || now < lookedAt || nextInstant.map { $0 <= now } == true
    }

    /// When a timed letter that is claimed now may go, if not now: its recipient's window is closed.
    func opening(_ message: ClaimedMessage, now: Int64, site: Site) -> Int64? {
        guard let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            notification.isTimed, (notification.window ?? event.window) != nil
        else { return nil }
        let region = message.registration?.region ?? message.invitee?.region
        let zone = Schedule.zone(own: message.timeZone, region: region, event: event)
        let at = Date(timeIntervalSince1970: Double(now) / 1000)
        let opening = Schedule.hours(
            of: notification,
            event: event,
            zone: zone,
            calendar: site.calendar,
            region: region
        ).opening(from: at)
        return opening > at ? MailingPlanner.milliseconds(opening) : nil
    }
}

/// A mailing by its names.
struct MailingName: Hashable {
    let event: String
    let notification: String

    /// None.
    static let none = Self(event: "", notification: "")
}
