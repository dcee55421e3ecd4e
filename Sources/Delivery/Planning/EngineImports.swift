import Service
import Store
import Wording

/// Invitation lists that a command was killed over: the rows of an accepted one follow, those of another go.
extension Engine {
    /// Goes on with what nobody else does; part of the turn's transaction.
    func followImports() throws(StoreError) {
        guard importing.isPending, Uptime.now() >= importing.at, turnTime.mayBegin(.imports) else { return }
        guard try !store.pendingImports().isEmpty else {
            importing.isPending = false
            return
        }
        turnTime.begin(.imports)
        // Whoever imports does it.
        guard LockFile.holder(of: MessageStore.importLock(besides: store.databasePath)) == nil else {
            importing.at = Uptime.now() + Importing.restForOthers
            return
        }
        importing.at = Uptime.now() + gatheringRest
        guard let list = try store.followImport() else {
            _ = try store.dropUnaccepted()
            return
        }
        guard list.followed == list.rows else { return }
        tell(.notice, ImportWords.followed(list.event, list.rows))
        mailings.lookAtOnce()
    }

    /// Whether rows of a list of this event have still to follow: an audience is asked when it is whole.
    func waitsForList(of event: String, now: Int64) throws(StoreError) -> Bool {
        guard try store.isImporting(event: event) else { return false }
        remember(now + Importing.restForOthers, now: now)
        return true
    }
}

/// How far lists are imported that nobody else imports.
struct Importing {
    /// Milliseconds until it is looked again whether somebody imports still.
    static let restForOthers: Int64 = 1000

    /// Whether the database may have such lists.
    var isPending = true
    /// Before this moment nothing of them follows.
    var at = Uptime.zero
}
