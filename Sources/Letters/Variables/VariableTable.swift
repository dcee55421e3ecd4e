import Events
import Foundation
import Mail
import Mustache
import Regions

/// Finds the values for a letter, and keeps those that many letters share.
final class VariableTable {
    private struct ReaderPlaceKey: Hashable {
        let timeZone: ByteKey?
        let region: ByteKey?
    }

    private let event: Event
    private let languages: Set<String>
    private var places: [ReaderPlaceKey: ReaderPlace] = [:]
    private var clocks: [ByteKey: ReaderClock] = [:]
    private var shared: [SharedVariables] = []
    private var sharedCount = 0
    private var details: [ByteKey: Details] = [:]
    private let noDetails = Details(.object([:]))
    /// When registration ends.
    private let openUntil: Date
    private let moments: MomentVariables
    /// What goes before the event to everyone who is registered; one for some alone promises the others nothing.
    private let reminders: [Events.Notification]

    /// A table for the letters of an event that is written about in `languages`.
    init(event: Event, languages: Set<String>) {
        self.event = event
        moments = MomentVariables(zone: event.timeZone)
        openUntil =
            event.registrationCloses?.latest(in: event.timeZone)
            ?? event.starts.earliest(in: event.timeZone)
        reminders = event.notifications.filter { notification in
            guard case .relative(let relative) = notification.trigger, relative.side == .before else {
                return false
            }
            return notification.audience == .registered && notification.conditions.isEmpty
                && !notification.approval
        }
        self.languages = languages.union(event.name.byLanguage.keys).union(["ru", "en", event.language])
    }

    /// What templates find for a letter.
    func names(for request: LetterRequest, _ choice: TemplateChoice) -> LetterVariables {
        let place = place(of: request.person)
        let extra = ChangeVariables.completed(request.extra, language: choice.words).inert
        let person = PersonVariables(
            person: request.person,
            language: choice.words,
            event: event.id,
            place: place,
            moments: moments
        )
        let details = details(of: request.person)
        let salutation = person.salutation(details: details)
        return LetterVariables(
            shared: sharedNames(at: request.asOf ?? request.date, in: place, language: choice.words),
            person: person,
            salutation: salutation,
            isToSeveral: choice.opensWithSalutation && choice.words.isRussian
                && Salutation.isToSeveral(salutation),
            details: details,
            unsubscribe: choice.notification.bulk ? Unsubscription(request.unsubscribe, event: event) : nil,
            hasCalendar: request.method(usually: choice.notification.calendar) != nil,
            readsAnswers: request.readsAnswers,
            extra: extra,
            usedExtra: choice.used(extra)
        )
    }

    private func sharedNames(at now: Date, in place: ReaderPlace, language: LetterLanguage) -> SharedVariables
    {
        let terms = SharedTerms(
            language: language.code,
            quarter: Int((now.timeIntervalSince1970 / 900).rounded(.down)),
            isOpen: now < openUntil,
            expectsReminder: place.lastReminder.map { now < $0 } ?? false
        )
        let clock = place.clock
        for known in clock.latest where known.terms == terms { return known.names }
        let value = EventVariables(
            event: event,
            language: language,
            reader: clock.zone,
            now: now,
            languages: languages,
            expectsReminder: terms.expectsReminder
        ).value
        let names = names(with: value)
        if clock.latest.count >= 8 { clock.latest.removeFirst() }
        clock.latest.append((terms, names))
        return names
    }

    /// The same object for the same value: letters to most zones and at most hours say the same of the event.
    private func names(with value: Value) -> SharedVariables {
        if let known = shared.first(where: { $0.value.hasBytes(of: value) }) { return known }
        sharedCount += 1
        let names = SharedVariables(number: sharedCount, value: value)
        if shared.count >= 64 { shared.removeFirst() }
        shared.append(names)
        return names
    }

    /// When a reminder goes to there; who registers later gets none.
    private func lastHour(of reminder: Events.Notification, _ zone: TimeZone, _ region: String?) -> Date? {
        Schedule.plan(reminder, event: event, zone: zone, calendar: .builtIn, region: region)
            .map { min($0.nominal, $0.due) }
    }

    private func place(of person: Person) -> ReaderPlace {
        let key = ReaderPlaceKey(
            timeZone: person.timeZone.map(ByteKey.init),
            region: person.region.map(ByteKey.init)
        )
        if let known = places[key] { return known }
        let zone = Schedule.zone(own: person.timeZone, region: person.region, event: event)
        let place = ReaderPlace(
            region: person.region.flatMap(Regions.find),
            clock: clock(of: zone),
            lastReminder: reminders.compactMap { lastHour(of: $0, zone, person.region) }.max()
        )
        if places.count >= 2_000 { places.removeAll(keepingCapacity: true) }
        places[key] = place
        return place
    }

    /// The same clock for all readers of a zone.
    private func clock(of zone: TimeZone) -> ReaderClock {
        let key = ByteKey(zone.identifier)
        if let known = clocks[key] { return known }
        let clock = ReaderClock(zone)
        if clocks.count >= 500 { clocks.removeAll(keepingCapacity: true) }
        clocks[key] = clock
        return clock
    }

    /// The details column: the answers to a form's few questions, so that many rows have the same.
    private func details(of person: Person) -> Details {
        if person.details.utf8.count <= 2 { return noDetails }
        let key = ByteKey(person.details)
        if let known = details[key] { return known }
        let made = PersonVariables.details(of: person)
        if person.details.utf8.count <= 500 {
            if details.count >= 500 { details.removeAll(keepingCapacity: true) }
            details[key] = made
        }
        return made
    }
}
