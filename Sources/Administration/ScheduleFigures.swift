import Delivery
import Events
import Foundation
import Store

/// A large mailing in figures: as totals and indexes tell them, without its people.
extension ScheduleForecast {
    /// Whether a mailing is for more people than are looked at one by one.
    func isLarge(_ planner: MailingPlanner, _ known: Mailing?) throws(StoreError) -> Bool {
        if let known, known.frozenAt != nil { return (known.audience ?? 0) > exactUpTo }
        return try store.hasMoreRows(than: exactUpTo, of: planner.audience, event: planner.event.id)
    }

    /// Of an audience that is known: who got it or gets it, and who does not, by the reason.
    func countFrozen(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        _ result: inout ScheduledMailing
    ) throws(StoreError) {
        var figures = ScheduledMailing.Figures()
        var reasons: [String: Int] = [:]
        var (first, last) = (Int64.max, Int64.min)
        var isWaiting = false
        for total in try store.totals(mailing: mailing.id) where !total.isResent {
            switch total.state {
            case .queued, .deferred, .sending: isWaiting = true
            case .held where total.cause == .awaitsApproval || total.cause == .mailingStopped:
                isWaiting = true
            case .sent: (first, last) = (min(first, total.first), max(last, total.last))
            default:
                let reason = try store.exampleReason(total) ?? total.state.rawValue
                reasons[reason, default: 0] += total.count
                continue
            }
            figures.going += total.count
        }
        figures.leftOut = reasons.map { (reason: $0.key, count: $0.value) }
        let places = try planner.possiblePlaces(in: store)
        if isWaiting, let span = departures(&planner, places, audience: mailing.audience ?? 0) {
            (first, last) = (min(first, span.first), max(last, span.last))
        }
        figures.zones = zones(planner, places)
        result.figures = figures
        (result.firstAt, result.lastAt) = first <= last ? (first, last) : (mailing.due, mailing.due)
    }

    /// Of an audience that is not known yet: how many it would be.
    func countFutureAudience(
        _ planner: inout MailingPlanner,
        _ result: inout ScheduledMailing
    ) throws(StoreError) {
        let places = try planner.possiblePlaces(in: store)
        guard let span = departures(&planner, places, audience: 0) else { return }
        var figures = ScheduledMailing.Figures()
        figures.going = try planner.size(in: store)
        figures.zones = zones(planner, places)
        result.figures = figures
        result.audience = figures.going
        result.firstAt = span.first
        result.lastAt = departures(&planner, places, audience: figures.going)?.last ?? span.last
    }

    private func zones(_ planner: MailingPlanner, _ places: [AudiencePlace]) -> Int {
        let found = places.map {
            Schedule.zone(own: $0.timeZone, region: $0.region, event: planner.event).identifier
        }
        return max(1, Set(found).count)
    }

    /// When the first and the last at these places get it, by open hours, the time to take it back and waves.
    private func departures(
        _ planner: inout MailingPlanner,
        _ places: [AudiencePlace],
        audience: Int
    ) -> (first: Int64, last: Int64)? {
        planner.departures(at: places, audience: audience, start: LateStart(), notBefore: .min)
    }
}

extension MailingPlanner {
    /// When letters to these places go first and last: in open hours, after the time to take them back, wave after
    /// wave.
    mutating func departures(
        at places: [AudiencePlace],
        audience: Int,
        start: LateStart,
        notBefore: Int64
    ) -> (first: Int64, last: Int64)? {
        let undo = Int64(notification.undo.seconds) * 1000
        let waves = notification.waves.isEmpty ? 1 : max(1, notification.waveSizes(of: audience).count)
        let spread = Int64(waves - 1) * Int64(notification.pause.seconds) * 1000
        var span: (first: Int64, last: Int64)?
        for place in places {
            guard let due = due(timeZone: place.timeZone, region: place.region) else { continue }
            let zone = Schedule.zone(own: place.timeZone, region: place.region, event: event)
            let ready = max(due.at + undo + start.shift, start.notBefore)
            let first = opening(from: max(ready, notBefore), zone: zone, region: place.region)
            let last = opening(from: max(ready + spread, notBefore), zone: zone, region: place.region)
            span = (min(span?.first ?? first, first), max(span?.last ?? last, last))
        }
        return span
    }
}
