import Events
import Foundation
import Mail
import Mustache

/// What an event gives every letter of one language, to readers of one zone, on one day of theirs.
struct EventVariables {
    let event: Event
    let language: LetterLanguage
    let reader: TimeZone
    let now: Date
    let languages: Set<String>
    /// Whether a reminder is still to come to whoever is registered now.
    let expectsReminder: Bool

    /// `event`, `facts`, `days`, `sender`, `language`.
    var value: Value {
        let facts = FactValue(
            language: language,
            fallback: event.language,
            zone: event.timeZone,
            languages: languages
        )
        var sender: [String: Value] = ["address": .string(event.sender.address.shown)]
        if let name = event.sender.name { sender["name"] = .string(name[language.code]) }
        if let replyTo = event.sender.replyTo { sender["reply_to"] = .string(replyTo.shown) }
        return [
            "language": .string(language.code),
            "event": eventValue,
            "facts": facts.value(of: event.facts),
            "days": days,
            "sender": .object(sender),
        ]
    }

    private var eventValue: Value {
        let instant = event.starts.earliest(in: event.timeZone)
        var names: [String: Value] = [
            "id": .string(event.id),
            "name": .string(Nonbreaking.kept(event.name[language.code])),
            "dates": .string(DateWording.range(event.starts.date, event.ends.date, language: language)),
            "first_day": .string(DateWording.weekdayAndDay(event.starts.date, language: language)),
            "first_day_on": .string(DateWording.onDay(event.starts.date, language: language)),
            "last_day_on": .string(DateWording.onDay(event.ends.date, language: language)),
            "zone": .string(ZoneWording.name(of: event.timeZone, at: instant, language: language)),
            "hours_known": .bool(event.starts.hasTime),
            "venue_known": .bool(event.venue != nil),
            "venue": .string(
                event.venue.map { Nonbreaking.kept($0[language.code]) } ?? language.words.venueUnknown
            ),
            "reminder_coming": .bool(expectsReminder),
            "registration_open": .bool(registrationIsOpen),
        ]
        add("starts", event.starts, to: &names)
        add("ends", event.ends, to: &names)
        if let closes = event.registrationCloses {
            add("registration_closes", closes, to: &names)
            if let until = ClockWording.until(closes, in: event.timeZone, language: language) {
                names["registration_until"] = .string(until)
            }
        }
        if let url = event.url { names["url"] = .string(url) }
        return .object(names)
    }

    /// `KEY`, `KEY_date`, `KEY_on`, and where the hour is known `KEY_time`; `KEY_local`, `KEY_time_local` by another clock.
    private func add(_ key: String, _ moment: EventMoment, to names: inout [String: Value]) {
        let day = DateWording.day(moment.date, language: language)
        names[key + "_date"] = .string(day)
        names[key + "_on"] = .string(DateWording.onDay(moment.date, language: language))
        guard let instant = moment.instant(in: event.timeZone) else {
            let unknown = " (\(language.words.timeUnknown))"
            names[key] = .string(key == "registration_closes" ? day : day + unknown)
            return
        }
        names[key] = .string(ClockWording.moment(instant, in: event.timeZone, language: language))
        names[key + "_time"] = .string(ClockWording.time(instant, in: event.timeZone, language: language))
        if let local = ClockWording.local(instant, event: event.timeZone, reader: reader, language: language)
        {
            names[key + "_local"] = .string(local)
        }
    }

    /// Whole days by the reader's calendar from today to the day the event starts.
    private var days: Value {
        let start =
            event.starts.instant(in: event.timeZone).map { reader.local($0).date } ?? event.starts.date
        let ahead = start.daysSince1970 - reader.local(now).date.daysSince1970
        let left = max(0, ahead)
        var days: [String: Value] = [
            "left": .integer(left),
            "word": .string(Plural.days(left, language: language)),
            "verb": .string(Plural.remain(left, language: language)),
        ]
        // Once it has begun there is no telling in how many days it will: a letter that would is not sent.
        if ahead >= 0, let when = Plural.when(ahead, language: language) {
            days["when"] = .string(when)
            days["when_capitalised"] = .string(when.prefix(1).uppercased() + when.dropFirst())
        }
        return .object(days)
    }

    private var registrationIsOpen: Bool {
        let closes = event.registrationCloses?.latest(in: event.timeZone)
        return now < (closes ?? event.starts.earliest(in: event.timeZone))
    }
}
