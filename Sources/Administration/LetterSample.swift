import Delivery
import Events
import Foundation
public import Letters
import Mail
import Store
public import Wording

/// A mailing's letter as its recipients will see it.
public struct LetterSample: Sendable {
    /// Whose letter it is: the first person's whose letter can be made.
    public let email: String
    /// Subject and text.
    public let letter: LetterPreview
    /// How many letters were made to see whether that can be done.
    public let checked: Int
    /// Whether these are a sample, spread evenly over the list, and not all of them.
    public let isSample: Bool
    /// How many people's letters cannot be made: theirs will be rejected.
    public let unmakable: Int
    /// What is wrong with the first of those.
    public let problem: Wording?
}

extension MailingService {
    /// The letter of a mailing, by the first person of its audience for whom it can be made; nil when there is nobody
    /// yet.
    ///
    /// - Throws: nobody's letter can be made, or there is no such mailing.
    public func sample(
        event: String,
        notification name: String,
        now: Int64
    ) throws(MailingServiceError) -> LetterSample? {
        let (event, notification) = try find(event, name)
        // What has changed for each is told by the letters themselves: no sample says it for all.
        guard let kit = site.events[event.id], notification.trigger != .on(.changed) else { return nil }
        let planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: nil,
            now: now
        )
        let writer: LetterWriter
        let letterBytes = site.configuration.limits.letterBytes
        do {
            writer = try LetterWriter(event: event, files: kit.files, letterBytes: letterBytes)
        } catch { throw .letter(error.wording) }
        var trial = SampleTrial(writer: writer, notification: notification, now: now)
        trial.publicAddress = site.configuration.dashboard?.public
        trial.readsAnswers = site.configuration.mailbox != nil
        do throws(StoreError) {
            let isLarge = try store.hasMoreRows(than: exactUpTo, of: planner.audience, event: event.id)
            trial.isSample = isLarge
            if isLarge {
                try spread(planner) { trial.add($0) }
            } else {
                try planner.recipients(in: store) { row throws(StoreError) in
                    trial.add(row)
                    return true
                }
            }
        } catch { throw .database(error.wording) }
        if let sample = trial.sample { return sample }
        if let problem = trial.problem { throw .letter(problem) }
        return nil
    }
}

extension MailingService {
    /// How many letters of a large mailing are made to see whether that can be done.
    static let sampled = 100
    /// How many rows of the list are asked for one of them.
    private static let sampledRows = 50

    /// Hands over people spread evenly over the list: one of each hundredth, and more from its beginning where hundredths
    /// have nobody of the audience among their first rows.
    private func spread(_ planner: MailingPlanner, _ body: (PersonRow) -> Void) throws(StoreError) {
        var found: Set<Int64> = []
        let stretches = try store.stretches(of: planner.audience, count: Self.sampled, rows: Self.sampledRows)
        func take(_ stretch: RowRange, upTo most: Int) throws(StoreError) {
            var taken = 0
            try store.recipients(of: planner.audience, event: planner.event.id, part: stretch) {
                row throws(StoreError) in
                guard planner.notification.admits(row, of: planner.event), found.insert(row.id).inserted
                else {
                    return true
                }
                body(row)
                taken += 1
                return taken < most
            }
        }
        for stretch in stretches { try take(stretch, upTo: stretches.count == 1 ? Self.sampled : 1) }
        for stretch in stretches where found.count < Self.sampled {
            try take(stretch, upTo: Self.sampled - found.count)
        }
    }
}

/// Tries a mailing's letter on one person after the other.
private struct SampleTrial {
    let writer: LetterWriter
    let notification: Events.Notification
    let now: Int64
    var publicAddress: String?
    var readsAnswers = false
    private var first: (email: String, letter: LetterPreview)?
    private var failures = 0
    private var checked = 0
    var isSample = false
    private(set) var problem: Wording?

    init(writer: LetterWriter, notification: Events.Notification, now: Int64) {
        self.writer = writer
        self.notification = notification
        self.now = now
    }

    mutating func add(_ row: PersonRow) {
        var request = LetterRequest(
            person: Person(row),
            notification: notification.name,
            messageID: "<sample@\(writer.event.sender.address.asciiDomain)>",
            date: Date(timeIntervalSince1970: Double(now) / 1000)
        )
        checked += 1
        request.readsAnswers = readsAnswers
        if notification.bulk { request.offerUnsubscription(at: publicAddress) }
        do {
            let letter = try writer.preview(request)
            if first == nil { first = (row.email, letter) }
        } catch {
            // A bad address is no fault of the letter: the schedule tells whom it leaves out.
            guard error.kind != .address else { return }
            failures += 1
            if problem == nil { problem = "\(row.email): " + error.wording }
        }
    }

    var sample: LetterSample? {
        first.map {
            LetterSample(
                email: $0.email,
                letter: $0.letter,
                checked: checked,
                isSample: isSample,
                unmakable: failures,
                problem: problem
            )
        }
    }
}
