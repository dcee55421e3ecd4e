import Site
import Store
import Terminal

/// How everything stands, under the names of `vestnik status --json`.
enum Overview {
    static func line(_ store: MessageStore, _ web: WebContext) throws(StoreError) -> JSONLine {
        let now = web.now()
        let sign = web.daemonSign()
        var line = JSONLine()
        line.add("alive", sign.isThere)
        line.add("daemon", sign.condition.rawValue)
        line.add("heartbeat", sign.heartbeat.map(Timestamp.text))
        line.add("messages", states(try store.counts()))
        line.add("new_registrations", try store.waitingLooks().reduce(0) { $0 + $1.count })
        line.add("oldest_due", try store.oldestDue(now: now).map(Timestamp.text))
        line.add("oldest_sending", try store.oldestSending().map(Timestamp.text))
        line.add("sent_last_minute", try store.throughput(since: now - 60_000))
        line.add("sent_last_hour", try store.throughput(since: now - 3_600_000))
        line.add("sent_last_day", try store.throughput(since: now - 86_400_000))
        let trouble = try store.lastTrouble(since: now - 86_400_000)
        line.add("last_trouble", json: trouble.map { Rows.log.line($0).text })
        line.add("mailings", try store.mailings().filter { !$0.state.isFinal }.map(Rows.mailings.line))
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
