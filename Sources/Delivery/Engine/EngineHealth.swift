import Glibc
import Service
import Store
import Wording

extension Engine {
    /// The database cannot be written: what is known waits, and nothing more begins.
    func stumbled(_ error: StoreError) {
        suspend("\(site.configuration.database): " + error.wording)
        figures.isTroublePassing = error.category == .busy
        lacksRoom = error.category == .full || error.category == .inputOutput
    }

    /// Stops sending before it stops recording; outcomes in flight are kept until they can be written down.
    func suspend(_ sentence: Wording) {
        if figures.trouble == nil {
            observer.notice(.error, said(Notices.cannotRecord(sentence)))
        }
        figures.trouble = sentence
        figures.isTroublePassing = false
        readyQueue.suspend()
        observer.turn(figures)
    }

    /// A sentence in the configured language.
    func said(_ wording: Wording) -> String { wording.text(in: site.configuration.language.rawValue) }

    /// A turn was committed: sending goes on.
    func recovered() {
        guard figures.trouble != nil else { return }
        figures.trouble = nil
        lacksRoom = false
        readyQueue.resume()
        loop.wake()
        observer.notice(.notice, said(Notices.writableAgain))
    }

    /// Whether the clock may be believed, and what it has done to waits: part of the turn's transaction.
    func heedClock() throws(StoreError) {
        let reading = clock.reading
        try watchClock(reading)
        try rebaseWaits(now: WallTime(milliseconds: reading.wall))
    }

    /// Raises a doubt about the clock, or ends it; while it lasts, what cannot be undone waits.
    private func watchClock(_ reading: ClockReading) throws(StoreError) {
        let change: ClockGuard.Change?
        if state.lastTurn == nil {
            change = clockGuard.begin(
                reading,
                newest: try store.newestBelievedMoment(),
                kept: try store.clockDoubt()
            )
        } else {
            if clockGuard.isInDoubt, try store.clockDoubt() == nil {
                clockGuard.accept()
                mailings.isStale = true
                tell(.notice, Reasons.clockAccepted)
            }
            change = clockGuard.look(reading)
        }
        switch change {
        case .doubted(let doubt):
            try store.doubtClock(doubt)
            tell(.error, doubt.wording)
        case .agreed:
            try store.believeClock(now: reading.wall)
            mailings.isStale = true
            tell(.notice, Reasons.clockAgreed)
        case nil: break
        }
    }

    /// The end that letters must have ahead of them to be claimed; nil while the clock is believed.
    ///
    /// In doubt nobody knows whether one whose end has passed is late: it neither goes nor expires.
    var leastEnd: Int64? { clockGuard.isInDoubt ? clock.now() : nil }

    /// When the wall clock has gone back, what was to wait a minute must not wait a minute and the whole step.
    private func rebaseWaits(now: WallTime) throws(StoreError) {
        defer { state.lastTurn = now }
        if let lastTurn = state.lastTurn {
            guard now < lastTurn - Self.clockTolerance else { return }
        } else {
            guard try store.latestMoment() > now.milliseconds + Self.clockTolerance else { return }
        }
        let count = try store.rebase(now: now.milliseconds, tolerance: Self.clockTolerance)
        tell(.warning, Notices.clockWentBack(count))
    }

    /// How far the clock may go back unheeded, in milliseconds.
    private static let clockTolerance: Int64 = 1000
}
