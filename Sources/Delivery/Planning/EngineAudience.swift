import Events
import Foundation
import Mail
import Store

/// Who still gets a letter of a mailing when it is claimed.
extension Engine {
    /// Whether a letter of a mailing still goes to the person whose row stands behind it.
    func isOfAudience(_ message: ClaimedMessage) -> Bool {
        guard message.goesByTheClock, let row = message.registration,
            let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            let audience = notification.audience, !audience.isOfInvitees
        else { return true }
        return audience.takesIn(row.status ?? "") && notification.admits(row, of: event)
    }

    /// Whether it reminds somebody who has declined in their calendar and has not registered anew since.
    func hasDeclined(_ message: ClaimedMessage) throws(StoreError) -> Bool {
        guard mailings.hasAnswers, message.goesByTheClock, let row = message.registration,
            let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            Schedule.latest(notification, event: event) != nil,
            let answer = try store.calendarAnswer(of: message.personKey, event: message.event)
        else { return false }
        return answer.outcome == CalendarAnswer.Participation.declined.rawValue
            && (row.updatedAt ?? "") <= Timestamp.text(answer.at + MessageStore.answerGrace)
    }

    /// Whether the moment has come that a letter counts back from: it is of no use any more.
    func isPastItsMoment(_ message: ClaimedMessage, now: Int64) -> Bool {
        guard message.goesByTheClock, let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            let latest = Schedule.latest(notification, event: event)
        else { return false }
        return MailingPlanner.milliseconds(latest) <= now
    }
}

extension ClaimedMessage {
    /// Whether it is of a mailing, or a letter of one that a person has sent again.
    var goesByTheClock: Bool { mailing != nil || priority != .prompted }
}
