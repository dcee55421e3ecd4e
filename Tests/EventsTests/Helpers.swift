import Events
import Foundation
import Settings

/// An event that starts on 28 November 2026 at 10:00 in Moscow, with more or other keys.
func eventText(
    _ more: String = "",
    starts: String = "\"2026-11-28T10:00\"",
    zone: String = "Europe/Moscow"
) -> String {
    """
    {
      name: { ru: "Совещание", en: "Meeting" },
      starts: \(starts), timeZone: "\(zone)",
      sender: { address: "meeting@example.org" },
      \(more)
    }
    """
}

/// The event of a text that must be sound.
func makeEvent(
    _ more: String = "",
    starts: String = "\"2026-11-28T10:00\"",
    zone: String = "Europe/Moscow"
) throws -> Event {
    try Event.parse(eventText(more, starts: starts, zone: zone), id: "meeting", directory: "/ev/meeting")
}

/// The faults of an event with these keys more, without file, line and column.
func eventFaults(
    _ more: String,
    starts: String = "\"2026-11-28T10:00\"",
    zone: String = "Europe/Moscow"
) -> [String] {
    do throws(Faults) {
        _ = try Event.parse(eventText(more, starts: starts, zone: zone), id: "m", directory: "/ev/m")
        return []
    } catch {
        return error.all.map { $0.keyPath + ": " + $0.message.en }
    }
}

/// The faults of the event's only notification, its key path left out.
func notificationFaults(
    _ keys: String,
    _ more: String = "",
    starts: String = "\"2026-11-28T10:00\""
) -> [String] {
    eventFaults("notifications: [{ \(keys) }], " + more, starts: starts)
        .map { $0.replacing("notifications[0].", with: "").replacing("notifications[0]: ", with: "") }
}

/// An instant by RFC 3339.
func instant(_ text: String) -> Date {
    (try? Date(text, strategy: .iso8601)) ?? .distantPast
}

/// A zone that is known to exist.
func zone(_ name: String) -> TimeZone {
    TimeZone(identifier: name) ?? .gmt
}

func date(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
    LocalDate(year: year, month: month, day: day) ?? LocalDate(daysSince1970: 0)
}

func time(_ hour: Int, _ minute: Int = 0) -> LocalTime {
    LocalTime(hour: hour, minute: minute) ?? .midnight
}

/// The calendar of the repository.
func shippedCalendar() throws -> ProductionCalendar {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    return try ProductionCalendar.load(path: root + "/config/calendars/ru.json5")
}
