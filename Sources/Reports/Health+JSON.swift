import Store
package import Terminal
import Wording

extension Health {
    /// The state of an installation as an object, for programs.
    package var line: JSONLine {
        var messages = JSONLine()
        for state in MessageState.allCases { messages.add(state.rawValue, count(state)) }
        var line = JSONLine()
        line.add("alive", daemon != nil)
        line.add("pid", daemon.flatMap { $0 > 0 ? $0 : nil })
        line.add("heartbeat", sign.heartbeat.map(Timestamp.text))
        line.add("database", databasePath)
        line.add("messages", messages)
        line.add("new_registrations", waiting)
        line.add("intake_trouble", intakeTrouble?.rawValue)
        line.add("unread", unread)
        line.add("oldest_unread", oldestUnread.map(Timestamp.text))
        line.add("unknown_events", strayEvents)
        line.add("unknown_time_zones", unknownZones.map(\.text))
        line.add("regions_without_time_zone", placelessRegions.map(\.text))
        line.add("oldest_erasure", oldestErasure.map(Timestamp.text))
        line.add("oldest_due", oldestDue.map(Timestamp.text))
        line.add("sent_last_minute", sentLastMinute)
        line.add("sent_last_hour", sentLastHour)
        line.add("sent_last_day", sentLastDay)
        line.add("last_trouble", json: lastTrouble.map { LogReport.line($0).text })
        line.add("mailings", mailings.map(MailingReport.line))
        line.add(
            "following",
            followings.map { mailing, left in
                var line = JSONLine()
                line.add("event", mailing.event)
                line.add("notification", mailing.notification)
                line.add("state", mailing.state.rawValue)
                line.add("left", left)
                return line
            }
        )
        line.add("needs", needs)
        return line
    }
}
