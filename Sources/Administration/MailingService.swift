import Delivery
public import Site
import Events
import Foundation
import Letters
import Mail
public import Store
internal import Wording

/// The administrator's service for mailings: looks at one, approves it, stops it and lets it go on.
public struct MailingService {
    let site: Site
    let store: MessageStore
    /// Of mailings for more people only figures are told, and a sample is tried.
    var exactUpTo = 5000

    /// A desk for these events and this database, which must be open for writing.
    public init(site: Site, store: MessageStore) {
        self.site = site
        self.store = store
    }

    /// How a mailing stands after a person's approval.
    public struct Approval: Sendable, Hashable {
        /// How many people must still approve.
        public let missing: Int
        /// Who has approved.
        public let names: [String]
        /// Whether this person had approved before, so that nothing changed.
        public let isRepeated: Bool
        /// The state of the mailing now.
        public let state: MailingState
    }

    /// Notes a person's approval; with the last one that is needed the mailing goes, when its time has come.
    ///
    /// Given late, it gives the mailing its time back: waves keep their distance, the undo window begins now, and each
    /// letter may be as late as `lateBy` allows from now on, though never later than the fact that it is counted to.
    /// - Parameters:
    ///   - event: the event's name.
    ///   - name: the notification's name.
    ///   - actor: who approves, as the log names them.
    ///   - identity: who that is, however they are named; nil: the name tells.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: who has approved and how many are missing.
    /// - Throws: there is no such mailing, or it does not wait for approval.
    public func approve(
        event: String,
        notification name: String,
        actor: String,
        identity: String? = nil,
        now: Int64
    ) throws(MailingServiceError) -> Approval {
        let (event, notification) = try find(event, name)
        guard notification.approval else { throw .needsNoApproval(notification.name) }
        let mailing = try planned(event, notification, now: now)
        do {
            let before = try store.approvals(mailing: mailing.id)
            let start = lateStart(mailing, notification, event, since: mailing.due, now: now)
            let missing = try store.approve(
                mailing: mailing.id,
                actor: actor,
                identity: identity,
                start: start,
                lateEnd: lateEnd(mailing, notification, event, now: now),
                now: now
            )
            guard let missing else { throw MailingServiceError.notWaiting(mailing.state) }
            let names = try store.approvals(mailing: mailing.id)
            return Approval(
                missing: missing,
                names: names,
                isRepeated: names.count == before.count,
                state: try store.mailing(id: mailing.id)?.state ?? mailing.state
            )
        } catch { throw MailingServiceError(error) }
    }

    /// Acts on a mailing as a whole.
    ///
    /// - Returns: what changed; nil when the act is not about the mailing as a whole as it stands now, but about single
    ///   messages of it (or of a prompted notification).
    public func act(
        _ act: Act,
        event: String,
        notification name: String,
        actor: String,
        reason: String?,
        now: Int64
    ) throws(MailingServiceError) -> MailingChange? {
        let (event, notification) = try find(event, name, timed: false)
        let tellsFacts = try tellsFacts(notification, of: event)
        guard notification.isMailing || tellsFacts, act != .retry else { return nil }
        let mailing = try planned(event, notification, now: now)
        do {
            switch act {
            case .hold:
                return try store.hold(mailing: mailing.id, actor: actor, reason: reason, now: now)
            case .release:
                if mailing.state == .awaitingApproval {
                    throw MailingServiceError.awaitsApproval(event.id, name)
                }
                let start = lateStart(mailing, notification, event, since: mailing.updated, now: now)
                return try store.release(
                    mailing: mailing.id,
                    actor: actor,
                    reason: reason,
                    start: start,
                    lateEnd: lateEnd(mailing, notification, event, now: now),
                    now: now
                )
            case .cancel:
                let count = try store.cancel(mailing: mailing.id, actor: actor, reason: reason, now: now)
                return count.map { MailingChange(from: mailing.state, to: .cancelled, messages: $0) }
            case .retry: return nil
            }
        } catch { throw MailingServiceError(error) }
    }

    /// The notification of an event, by their names.
    func find(
        _ event: String,
        _ name: String,
        timed: Bool = true
    ) throws(MailingServiceError) -> (Event, Events.Notification) {
        guard let kit = site.events[event] else {
            throw .unknownEvent(event, known: site.events.keys.sorted())
        }
        guard let notification = kit.event.notification(named: name) else {
            throw .unknownNotification(name, event: event, known: kit.event.notifications.map(\.name))
        }
        let tellsFacts = try tellsFacts(notification, of: kit.event)
        guard !timed || notification.isMailing || tellsFacts else { throw .isPrompted(name) }
        return (kit.event, notification)
    }

    /// Whether a letter that tells of changes tells moved facts to many now, and is acted on as a whole.
    func tellsFacts(
        _ notification: Events.Notification,
        of event: Event
    ) throws(MailingServiceError) -> Bool {
        guard notification.trigger == .on(.changed) else { return false }
        do { return try store.mailing(event.id, notification.name)?.facts != nil } catch {
            throw MailingServiceError(error)
        }
    }

    /// The mailing as the rules plan it now: also one that the daemon has not looked at yet.
    private func planned(
        _ event: Event,
        _ notification: Events.Notification,
        now: Int64
    ) throws(MailingServiceError) -> Mailing {
        if try tellsFacts(notification, of: event) {
            // It is there as soon as the daemon has seen the facts move, and the rules plan nothing further.
            do {
                if let mailing = try store.mailing(event.id, notification.name) { return mailing }
            } catch { throw MailingServiceError(error) }
        }
        guard notification.isTimed || event.isCancelled else { throw .isNotCalledOff(event.id) }
        do {
            let before = try store.mailing(event.id, notification.name)
            var planner = planner(event, notification, before, now: now)
            let asked = planner
            let found = try planner.span(of: planner.possiblePlaces(in: store)) { place throws(StoreError) in
                try asked.hasPeople(at: place, in: store)
            }
            guard let span = found else { throw MailingServiceError.hasNoTime(notification.name) }
            guard let mailing = try store.plan(planner.plan(for: span), now: now) else {
                throw MailingServiceError.hasNoTime(notification.name)
            }
            return mailing
        } catch { throw MailingServiceError(error) }
    }

    func lateStart(
        _ mailing: Mailing,
        _ notification: Events.Notification,
        _ event: Event,
        since: Int64,
        now: Int64
    ) -> LateStart {
        var start = LateStart()
        start.notBefore = now + Int64(notification.undo.seconds) * 1000
        start.expires = now + Int64(notification.lateSeconds) * 1000
        if !notification.waves.isEmpty { start.shift = max(0, now - since) }
        start.latest = planner(event, notification, mailing, now: now).latest
        return start
    }

    func planner(
        _ event: Event,
        _ notification: Events.Notification,
        _ mailing: Mailing?,
        now: Int64
    ) -> MailingPlanner {
        MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: mailing,
            now: now
        )
    }

    /// Lets invitees have a mailing who were imported after it went; the daemon writes to them.
    ///
    /// - Returns: how many they are.
    /// - Throws: there is no such mailing, it has not gone yet, or nobody was imported since.
    public func approveLate(
        event: String,
        notification name: String,
        actor: String,
        now: Int64
    ) throws(MailingServiceError) -> Int {
        let (event, notification) = try find(event, name)
        do {
            let late = try LateInvitees(event: event, calendar: site.calendar, store: store)
                .rows(of: notification, now: now)
            guard let last = late.map(\.id).max(), let mailing = try store.mailing(event.id, name) else {
                throw MailingServiceError.nobodyIsLate(name)
            }
            let isDone = try store.approveLate(
                mailing: mailing.id,
                through: last,
                actor: actor,
                note: Wording(
                    ru: "импортированы после рассылки: \(late.count)",
                    en: "\(late.count) imported after it went"
                ).text(in: store.language),
                now: now
            )
            guard isDone else { throw MailingServiceError.notWaiting(mailing.state) }
            return late.count
        } catch { throw MailingServiceError(error) }
    }

    /// Lets all messages follow what was done to their mailings, in parts with rests: where no daemon does.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970 UTC.
    ///   - rest: between two parts, so that whoever waits for the database gets it.
    /// - Throws: what the database refuses.
    public func followAll(now: Int64, rest: () -> Void = {}) throws(MailingServiceError) {
        var ends: (mailing: Int64, ends: LateEnds)?
        do {
            while let next = try store.nextFollowing() {
                if next.start != nil, ends?.mailing != next.mailing {
                    ends = try lateEnds(of: next.mailing, now: now).map { (next.mailing, $0) }
                }
                let known = ends?.mailing == next.mailing ? ends?.ends : nil
                try store.follow(now: now, lateEnd: known.map { known in { known.end(of: $1, $0) } })
                rest()
            }
        } catch { throw MailingServiceError(error) }
    }

    private func lateEnds(of id: Int64, now: Int64) throws(StoreError) -> LateEnds? {
        guard let mailing = try store.mailing(id: id), let event = site.events[mailing.event]?.event,
            let notification = event.notification(named: mailing.notification)
        else { return nil }
        return LateEnds(planner(event, notification, mailing, now: now))
    }

    private func lateEnd(
        _ mailing: Mailing,
        _ notification: Events.Notification,
        _ event: Event,
        now: Int64
    ) -> MessageStore.LateEnd {
        let ends = LateEnds(planner(event, notification, mailing, now: now))
        return { ends.end(of: $1, $0) }
    }
}
