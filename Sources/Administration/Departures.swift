import Delivery
import Events
public import Foundation
import Store

/// When the letters of a mailing really go: in open hours, by each one's own clock, after the time to take it back.
public struct Departures: Sendable, Hashable {
    /// When the first goes, in milliseconds since 1970 UTC.
    public let first: Int64
    /// When the last goes.
    public let last: Int64
    /// In how many time zones their readers are.
    public let zones: Int
    /// The event's zone.
    public let zone: TimeZone
}

extension MailingService {
    /// When the letters go that wait, if nothing but an approval keeps them; nil where nobody waits.
    public func departures(
        event: String,
        notification name: String,
        now: Int64
    ) throws(MailingServiceError) -> Departures? {
        let (event, notification) = try find(event, name)
        do {
            let known = try store.mailing(event.id, name)
            guard let known, known.frozenAt != nil else {
                let mailing = try forecast(now).run(event: event.id, notification: name)
                if let mailing, let figures = mailing.figures {
                    guard figures.going > 0, let first = mailing.firstAt, let last = mailing.lastAt else {
                        return nil
                    }
                    return Departures(
                        first: max(first, now),
                        last: max(last, now),
                        zones: figures.zones,
                        zone: event.timeZone
                    )
                }
                let going = mailing?.recipients.map { (at: max($0.at, now), zone: $0.timeZone) } ?? []
                return span(going, event)
            }
            var planner = planner(event, notification, known, now: now)
            var start = LateStart()
            if known.state == .awaitingApproval {
                start = lateStart(known, notification, event, since: known.due, now: now)
            } else if known.state == .running, known.updated == now {
                start.notBefore = now + Int64(notification.undo.seconds) * 1000
            }
            if try forecast(now).isLarge(planner, known) {
                return try departures(of: known, &planner, start, now: now)
            }
            var going: [(at: Int64, zone: String)] = []
            var filter = LogFilter()
            filter.mailing = known.id
            filter.states = [.queued, .deferred, .held]
            try store.messages(filter) { message throws(StoreError) in
                guard message.state != .held || message.cause == .awaitsApproval, message.resendOf == nil,
                    !message.personKey.hasPrefix(MailingPlanner.proofPrefix)
                else { return true }
                let zone = Schedule.zone(own: message.timeZone, region: message.region, event: event)
                let ready = max(message.due + start.shift, message.nextAttempt ?? 0, start.notBefore, now)
                let at = planner.opening(from: ready, zone: zone, region: message.region)
                going.append((at, zone.identifier))
                return true
            }
            return span(going, event)
        } catch { throw MailingServiceError(error) }
    }

    private func forecast(_ now: Int64) -> ScheduleForecast {
        var forecast = ScheduleForecast(site: site, store: store, now: now, at: now)
        forecast.exactUpTo = exactUpTo
        return forecast
    }

    /// Of a mailing for many: by the places where they are.
    private func departures(
        of mailing: Mailing,
        _ planner: inout MailingPlanner,
        _ start: LateStart,
        now: Int64
    ) throws(StoreError) -> Departures? {
        let isWaiting = try store.totals(mailing: mailing.id).contains { total in
            !total.isResent
                && ([.queued, .deferred].contains(total.state)
                    || total.state == .held && total.cause == .awaitsApproval)
        }
        let places = try planner.possiblePlaces(in: store)
        guard isWaiting,
            let span = planner.departures(
                at: places,
                audience: mailing.audience ?? 0,
                start: start,
                notBefore: now
            )
        else { return nil }
        let zones = places.map {
            Schedule.zone(own: $0.timeZone, region: $0.region, event: planner.event).identifier
        }
        return Departures(
            first: span.first,
            last: span.last,
            zones: Set(zones).count,
            zone: planner.event.timeZone
        )
    }

    private func span(_ going: [(at: Int64, zone: String)], _ event: Event) -> Departures? {
        guard let first = going.map(\.at).min(), let last = going.map(\.at).max() else { return nil }
        return Departures(
            first: first,
            last: last,
            zones: Set(going.map(\.zone)).count,
            zone: event.timeZone
        )
    }
}
