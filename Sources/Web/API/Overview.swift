import Reports
import Site
import Store
import Terminal

/// How everything stands, under the names of `vestnik status --json`.
enum Overview {
    static func line(
        _ store: MessageStore,
        _ web: WebContext,
        _ language: String
    ) throws(StoreError) -> JSONLine {
        let health = try web.health(store, language: language)
        var line = health.line
        line.add("daemon", health.sign.condition.rawValue)
        return line
    }

    static func states(_ counts: [MessageState: Int]) -> JSONLine {
        var line = JSONLine()
        for state in MessageState.allCases { line.add(state.rawValue, counts[state] ?? 0) }
        return line
    }

    static func relays(_ store: MessageStore, _ web: WebContext) throws(StoreError) -> [JSONLine] {
        let troubles = try store.relayTroubles()
        let blocks = try store.relayBlocks(now: web.now())
        return web.configuration.relays.map { relay in
            let name = "\(relay.host):\(relay.port)"
            var line = JSONLine()
            line.add("relay", name)
            line.add("connections", relay.connections)
            line.add("messages_per_minute", relay.messagesPerMinute)
            line.add("trouble", troubles.first { $0.relay == name }?.problem)
            let block = blocks.first { $0.relay == name }
            line.add("blocked_until", block.map { Timestamp.text($0.until) })
            line.add("blocked_because", block?.problem)
            return line
        }
    }
}

extension WebContext {
    /// The events that there are folders of.
    var eventNames: [String] { Site.eventNames(in: configuration.events) }
}
