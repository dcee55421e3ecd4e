import Intake
import Store

/// The engine's side of the intake: what comes from there, and what the web site is told.
extension Engine {
    /// How many changes may wait for a turn that takes them over.
    static let mostChanges = 1024

    /// Takes what the intake has to give.
    func hearIntake() {
        intake.tend(now: Uptime.now().milliseconds)
        if pendingChanges.count < Self.mostChanges { pendingChanges += intake.take() }
        for repair in intake.condition.repairs {
            observer.notice(.warning, said(Notices.intakeRepaired(repair)))
        }
    }

    /// After the commit that has consumed them: changes leave the intake's own queue, and the web site is told of
    /// letters.
    ///
    /// - Returns: whether changes were taken over.
    func tellIntake() -> Bool {
        tellErasures()
        let count = consumedChanges
        if count > 0 {
            intake.settle(Array(pendingChanges.prefix(count)))
            pendingChanges.removeFirst(count)
            consumedChanges = 0
        }
        guard publishing.isDue else { return count > 0 }
        publishing.isDue = false
        let room = min(Publishing.most, intake.roomForStatuses)
        // What cannot be read now is told later.
        guard room > 0, let batch = try? store.unpublishedDeliveries(limit: room) else { return count > 0 }
        publishing.isPending = batch.last != nil
        guard publishing.isPending else { return count > 0 }
        publishing.ticket += 1
        publishing.underway = batch
        intake.publish(batch.deliveries.map(DeliveryStatus.init), ticket: publishing.ticket)
        return count > 0
    }

    /// Forgets what the intake has been told; part of the turn's transaction.
    ///
    /// What it is to be told next is read after the commit, while others may write.
    func prepareDeliveries() throws(StoreError) {
        let moment = Uptime.now()
        if let underway = publishing.underway {
            guard intake.published >= publishing.ticket else { return }
            if let last = underway.last { try store.publishedDeliveries(upTo: last) }
            publishing.underway = nil
        }
        guard moment >= publishing.next else { return }
        publishing.next = moment + Publishing.interval
        publishing.isDue = true
    }

    /// Writes down how the intake is doing where that has changed, for `status`; part of the turn's transaction.
    func noteIntake() throws(StoreError) {
        var condition = intake.condition
        condition.repairs = []
        condition.isCaughtUp = false
        // Seconds are enough for people, and spare the database.
        condition.oldestUnread = condition.oldestUnread.map { $0 / 1000 * 1000 }
        guard condition != notedCondition else { return }
        if condition.trouble != notedCondition?.trouble {
            if let trouble = condition.trouble {
                tell(.error, Notices.intakeUnreadable(trouble, condition.detail))
            } else if notedCondition?.trouble != nil {
                tell(.notice, Notices.intakeAgain)
            }
        }
        try store.setMeta("intake:trouble", condition.trouble?.rawValue)
        try store.setMeta("intake:detail", condition.detail.map(said))
        try store.setMeta("intake:oldest", condition.oldestUnread.map(String.init))
        notedCondition = condition
    }
}

/// How far the web site has been told of its registrations' letters.
struct Publishing {
    /// Milliseconds between two looks at the outbox.
    static let interval: Int64 = 250
    /// Deliveries at most in one go.
    static let most = 4096

    /// Whether it is to be told after the commit of the transaction being made.
    var isDue = false
    /// Told, and not yet known to be written.
    var underway: DeliveryBatch?
    /// Of the batch that was told last.
    var ticket: Int64 = 0
    /// When the outbox is looked at next.
    var next = Uptime.zero
    /// Whether the outbox held something at the last look.
    var isPending = true

    /// How long until it should be looked at again, in milliseconds.
    var rest: Int64 { Self.interval }
}

extension DeliveryStatus {
    /// What the web site reads of a delivery.
    init(_ delivery: Delivery) {
        self.init(
            registration: delivery.registration,
            notification: delivery.notification,
            state: delivery.state,
            reason: delivery.reason,
            sentAt: delivery.sentAt.map(Timestamp.text),
            updatedAt: Timestamp.text(delivery.updatedAt),
            answer: delivery.answer
        )
    }
}
