import Events
import Foundation

/// Hours as letters write them: on the 24-hour clock, always with the zone.
enum ClockWording {
    /// The time of day: `09:05`.
    static func clock(_ time: LocalTime) -> String {
        "\(ZoneWording.twoDigits(time.hour)):\(ZoneWording.twoDigits(time.minute))"
    }

    /// «10:00 (МСК)», «10:00 (МСК+4, UTC+7)».
    static func time(_ instant: Date, in zone: TimeZone, language: LetterLanguage) -> String {
        let zoneName = ZoneWording.inner(of: zone, at: instant, language: language)
        return "\(clock(zone.local(instant).time)) (\(zoneName))"
    }

    /// «28 ноября 2023 г., 10:00 (МСК)».
    static func moment(_ instant: Date, in zone: TimeZone, language: LetterLanguage) -> String {
        let day = DateWording.day(zone.local(instant).date, language: language)
        return language.dates.moment.filled(["day": day, "time": time(instant, in: zone, language: language)])
    }

    /// Until when: «по 22 марта включительно», «до 18:00 (МСК) 20 ноября».
    ///
    /// Nil where the language's file does not say how.
    static func until(_ moment: EventMoment, in zone: TimeZone, language: LetterLanguage) -> String? {
        let day = DateWording.day(moment.date, language: language)
        guard let instant = moment.instant(in: zone) else {
            return language.dates.untilDay?.filled(["day": day])
        }
        return language.dates.untilHour?.filled([
            "day": day, "time": time(instant, in: zone, language: language),
        ])
    }

    /// A moment of the event by the reader's clock: «14:00 (МСК+4, UTC+7)», with the day where that differs too;
    /// nil where both clocks show the same.
    static func local(_ instant: Date, event: TimeZone, reader: TimeZone, language: LetterLanguage) -> String?
    {
        let there = event.local(instant)
        let here = reader.local(instant)
        guard there != here else { return nil }
        if there.date == here.date { return time(instant, in: reader, language: language) }
        let day = DateWording.dayAndMonth(here.date, language: language)
        return language.dates.moment.filled([
            "day": day, "time": time(instant, in: reader, language: language),
        ])
    }
}
