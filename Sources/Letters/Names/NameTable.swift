import Events
import Foundation
import Mail
import Mustache
import Regions

/// Finds the values for a letter, and keeps those that many letters share.
final class NameTable {
    private struct SharedKey: Hashable {
        let language: String
        let zone: String
        /// A quarter of an hour: within one, no clock of any zone goes past midnight.
        let quarter: Int
        let isOpen: Bool
    }

    private let event: Event
    private let languages: Set<String>
    private var shared: [SharedKey: Value] = [:]
    private var zones: [String: TimeZone] = [:]
    private var regions: [String: Region?] = [:]
    /// When registration ends.
    private let openUntil: Date
    private let moments: MomentNames

    /// A table for the letters of an event that is written about in `languages`.
    init(event: Event, languages: Set<String>) {
        self.event = event
        moments = MomentNames(zone: event.timeZone)
        openUntil =
            event.registrationCloses?.latest(in: event.timeZone)
            ?? event.starts.earliest(in: event.timeZone)
        self.languages = languages.union(event.name.byLanguage.keys).union(["ru", "en", event.language])
    }

    /// What templates look names up in, the innermost last.
    func contexts(for order: Order, notification: Events.Notification, language: String) -> [Value] {
        let details = PersonNames.details(of: order.person)
        let names = PersonNames(
            person: order.person,
            language: language,
            event: event,
            region: region(of: order.person),
            moments: moments
        )
        var own = names.value(details: details)
        if notification.bulk {
            let unsubscribe = Unsubscription(order.unsubscribe, event: event)
            own["unsubscribe"] = unsubscribe.value
        }
        if notification.calendar != nil { own["calendar"] = ["attached": true] }
        var contexts = [eventNames(for: order, language: language), .object(own)]
        let extra = ChangeNames.completed(order.extra, language: language)
        if case .object = extra { contexts.append(extra) }
        return contexts
    }

    private func eventNames(for order: Order, language: String) -> Value {
        let zone = zone(of: order.person)
        let now = order.asOf ?? order.date
        let key = SharedKey(
            language: language,
            zone: zone.identifier,
            quarter: Int((now.timeIntervalSince1970 / 900).rounded(.down)),
            isOpen: now < openUntil
        )
        if let known = shared[key] { return known }
        let made = EventNames(
            event: event,
            language: language,
            reader: zone,
            now: now,
            languages: languages
        ).value
        if shared.count > 500 { shared.removeAll(keepingCapacity: true) }
        shared[key] = made
        return made
    }

    private func region(of person: Person) -> Region? {
        guard let text = person.region else { return nil }
        if let known = regions[text] { return known }
        let region = Regions.find(text)
        if regions.count > 2_000 { regions.removeAll(keepingCapacity: true) }
        regions[text] = .some(region)
        return region
    }

    private func zone(of person: Person) -> TimeZone {
        let key = "\(person.timeZone ?? "")\t\(person.region ?? "")"
        if let known = zones[key] { return known }
        let zone = Schedule.zone(own: person.timeZone, region: person.region, event: event)
        if zones.count > 2_000 { zones.removeAll(keepingCapacity: true) }
        zones[key] = zone
        return zone
    }
}
