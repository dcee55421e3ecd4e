import Events
import Store

extension MailingPlanner {
    /// Which of several letters of this kind it is; nil for somebody who knows already.
    ///
    /// That an event is called off is said once more to whoever was told something else meanwhile: that it takes place.
    func round(_ personKey: String, _ history: PersonHistory) throws(StoreError) -> Int? {
        guard notification.trigger == .on(.eventCancelled) else { return 0 }
        let letters = try history.letters(of: personKey).filter { $0.event == event.id }
        guard
            let last = letters.filter({ $0.notification == notification.name }).max(by: {
                $0.round < $1.round
            })
        else { return 0 }
        // One that never went comes back as it is.
        guard last.isTaken || last.state == .bounced else { return last.round }
        let isOld = letters.contains { $0.isTaken && last.isTaken(before: $0) }
        return isOld ? last.round + 1 : nil
    }

    /// The round of a letter that goes once more.
    func nextRound(_ personKey: String, _ history: PersonHistory) throws(StoreError) -> Int {
        let letters = try history.letters(of: personKey).filter {
            $0.event == event.id && $0.notification == notification.name
        }
        return letters.map { $0.round + 1 }.max() ?? 0
    }
}
