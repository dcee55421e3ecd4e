import Intake
import Store

/// Has the intake erase what the database has erased: of people who were forgotten, and of what is too old to be kept.
extension Engine {
    /// Forgets what the intake has erased, and reads what it is to erase next; part of the turn's transaction.
    func prepareErasures() throws(StoreError) {
        if erasing.isPending {
            erasing.mustEmptyLog = try store.mustEmptyLog()
            erasing.isSweeping = try store.isSweeping()
        }
        // What a command that was killed has left.
        if erasing.isSweeping, Uptime.now() >= erasing.sweepAt, turnTime.mayBegin(.sweeping) {
            turnTime.begin(.sweeping)
            erasing.isSweeping = try store.sweep() != nil
            erasing.sweepAt = Uptime.now() + gatheringRest
        }
        if !erasing.underway.isEmpty {
            // A change that was read before must be passed over first: it would bring the person back.
            guard intake.unerased == 0, pendingChanges.count < Self.mostChanges,
                !pendingChanges.contains(where: { erasing.underway.contains($0.registration) })
            else { return }
            try store.erasedInIntake(Array(erasing.underway))
            erasing.underway = []
        }
        guard erasing.isPending else { return }
        erasing.prepared = try store.pendingErasures(limit: Erasing.most)
        erasing.isPending = !erasing.prepared.isEmpty
    }

    /// After the commit: the intake is told what to erase.
    func tellErasures() {
        emptyLog()
        guard !erasing.prepared.isEmpty else { return }
        intake.erase(erasing.prepared)
        erasing.underway = Set(erasing.prepared)
        erasing.prepared = []
    }
}

extension Engine {
    /// Empties the database's log of what was erased, as soon as nobody reads it.
    private func emptyLog() {
        guard erasing.mustEmptyLog, Uptime.now() >= erasing.emptyLogAt else { return }
        // What keeps it from being emptied has been told where it hinders anything else.
        erasing.mustEmptyLog = (try? store.emptyLog()) != true
        erasing.emptyLogAt = Uptime.now() + Erasing.rest
    }
}

/// How far the intake has erased what the database has.
struct Erasing {
    /// Registrations at most in one go.
    static let most = 1000

    /// Milliseconds between two tries to empty the log.
    static let rest: Int64 = 5000

    /// Whether the log may hold what was erased.
    var mustEmptyLog = false
    /// Whether sentences are still to be looked through for people who were forgotten.
    var isSweeping = false
    /// Before this moment no more of them are.
    var sweepAt = Uptime.zero
    /// Before this moment that is not tried again.
    var emptyLogAt = Uptime.past
    /// Read in the transaction being made, told after its commit.
    var prepared: [Int64] = []
    /// Told, and not yet known to be erased.
    var underway: Set<Int64> = []
    /// Whether the database may have more.
    var isPending = true
}
