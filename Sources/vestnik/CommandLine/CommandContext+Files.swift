import Delivery
import Reports
import Service
import Wording

extension CommandContext {
    /// Says so where the files of an event are not those that a running daemon works from.
    func tellStaleFiles(of event: String?) throws {
        let store = try store()
        guard LockFile.holder(of: LockFile.path(besides: store.databasePath)) != nil else { return }
        let read = try Engine.filesRead(store)
        let stale = FilesSeen(configuration: configurationPath, environment: environment).stale(
            read: read,
            isRunning: true,
            heldBack: []
        )
        for files in stale where files.event.isEmpty || event == nil || files.event == event {
            say("vestnik: " + HealthReasons.stale(files))
        }
    }
}
