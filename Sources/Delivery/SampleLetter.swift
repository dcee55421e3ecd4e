import Events
import Foundation
public import Letters
import Mail
import SQLite
import Store

/// One letter of a mailing as one of its recipients will see it.
public struct SampleLetter: Sendable {
    /// Whose letter it is.
    public let email: String
    /// Subject and text.
    public let letter: LetterPreview
}

extension MailingDesk {
    /// The letter that the first person of a mailing's audience gets; nil when there is nobody yet.
    public func sample(
        event: String,
        notification name: String,
        now: Int64
    ) throws(MailingDeskError) -> SampleLetter? {
        let (event, notification) = try find(event, name)
        guard let kit = installation.events[event.id] else { return nil }
        let planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: installation.calendar
        )
        var first: PersonRow?
        do throws(SQLiteError) {
            try store.people(planner.audience, event: event.id) { row throws(SQLiteError) in
                first = row
                return false
            }
        } catch { throw .database("\(error)") }
        guard let first else { return nil }
        let order = Order(
            person: Person(first),
            notification: name,
            messageID: "<sample@\(event.sender.address.asciiDomain)>",
            date: Date(timeIntervalSince1970: Double(now) / 1000)
        )
        do {
            let press = try LetterPress(event: event, files: kit.files)
            return SampleLetter(email: first.email, letter: try press.preview(order))
        } catch { throw .letter("\(error)") }
    }
}
