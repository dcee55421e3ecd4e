import Settings
import Store

/// Rolling limits that survive a restart.
extension Engine {
    /// What the database remembers of the last day.
    func usage(_ configuration: Configuration) throws(EngineError) -> RememberedUsage {
        let now = clock.wall
        var usage = RememberedUsage(now: now, relays: configuration.relays.map(\.name))
        do throws(StoreError) {
            usage.rows = try store.usages(since: now.milliseconds - 86_400_000)
            for (index, name) in usage.relays.enumerated() {
                guard let text = try store.meta(MessageStore.relayBlock + name),
                    let until = Int64(text).map(WallTime.init), until > now
                else { continue }
                // A clock that was wrong must not keep a relay out for longer than any block lasts.
                usage.blocks.append((RelayID(index), min(until - now, StatedSuspension.longest)))
            }
        } catch {
            throw EngineError(error, path: configuration.database)
        }
        return usage
    }
}

/// How much of the rolling limits was used before, as the database remembers it.
struct RememberedUsage: Sendable {
    /// When it was read.
    let now: WallTime
    /// The relays' names by their places in the list.
    let relays: [String]
    var rows: [Usage] = []
    /// Relays that have said that they take nothing, and for how much longer, in milliseconds.
    var blocks: [(relay: RelayID, left: Int64)] = []
}
