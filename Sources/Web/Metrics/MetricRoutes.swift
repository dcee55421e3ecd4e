import HTTP
import Service
import Store

/// Figures for Prometheus, at `/metrics`.
enum MetricRoutes {
    static let all: [Route] = [
        Route(.get, "/metrics", access: .reader) { visit in
            let text = try visit.web.stores.read { store in try figures(store, visit.web) }
            return Response(text: text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    ]

    private static func figures(_ store: MessageStore, _ web: WebContext) throws(StoreError) -> String {
        var metrics = MetricText()
        let now = web.now()
        daemon(web, now, &metrics)
        let counts = try store.counts()
        metrics.begin("vestnik_messages", .gauge, "Messages by state.")
        for state in MessageState.allCases {
            metrics.add("vestnik_messages", [("state", state.rawValue)], Double(counts[state] ?? 0))
        }
        metrics.begin(
            "vestnik_oldest_seconds",
            .gauge,
            "How long the oldest message is overdue, or with a relay."
        )
        let due = try store.oldestDue(now: now)
        metrics.add("vestnik_oldest_seconds", [("state", "due")], seconds(since: due, now))
        metrics.add(
            "vestnik_oldest_seconds",
            [("state", "sending")],
            seconds(since: try store.oldestSending(), now)
        )
        metrics.begin("vestnik_new_registrations", .gauge, "Registrations that wait to be looked at.")
        metrics.add("vestnik_new_registrations", Double(try store.waitingLooks().reduce(0) { $0 + $1.count }))
        let mailings = try store.mailings()
        metrics.begin("vestnik_mailings", .gauge, "Mailings by state.")
        for state in MailingState.allCases {
            let count = mailings.count { $0.state == state }
            metrics.add("vestnik_mailings", [("state", state.rawValue)], Double(count))
        }
        try relays(store, web, &metrics)
        attempts(try web.tally.look(store), &metrics)
        return metrics.text
    }

    private static func daemon(_ web: WebContext, _ now: Int64, _ metrics: inout MetricText) {
        let sign = web.daemonSign()
        metrics.begin("vestnik_healthy", .gauge, "1 while mail goes, as /healthz has it.")
        metrics.add("vestnik_healthy", sign.isHealthy ? 1 : 0)
        metrics.begin(
            "vestnik_heartbeat_timestamp_seconds",
            .gauge,
            "When the daemon gave a sign of life last."
        )
        metrics.add("vestnik_heartbeat_timestamp_seconds", Double(sign.heartbeat ?? 0) / 1000)
        // Without a daemon there is nothing to tell; with a new one the counters begin anew.
        let (turns, commits) = (sign.pulse?.turns ?? .init(), sign.pulse?.commits ?? .init())
        metrics.begin(
            "vestnik_turn_duration_seconds",
            .histogram,
            "How long the daemon's turns took: a look at what is new, planning, claiming, recording."
        )
        metrics.add("vestnik_turn_duration_seconds", turns)
        metrics.begin("vestnik_commit_duration_seconds", .histogram, "How long the daemon's commits took.")
        metrics.add("vestnik_commit_duration_seconds", commits)
    }

    private static func relays(
        _ store: MessageStore,
        _ web: WebContext,
        _ metrics: inout MetricText
    ) throws(StoreError) {
        let troubled = Set(try store.relayTroubles().map(\.relay))
        let blocked = Set(try store.relayBlocks(now: web.now()).map(\.relay))
        metrics.begin(
            "vestnik_relay_usable",
            .gauge,
            "0 while only a person can mend a relay, or it takes nothing by its own word."
        )
        for relay in web.configuration.relays {
            let name = "\(relay.host):\(relay.port)"
            let isUsable = !troubled.contains(name) && !blocked.contains(name)
            metrics.add("vestnik_relay_usable", [("relay", name)], isUsable ? 1 : 0)
        }
    }

    private static func attempts(_ state: AttemptTally.State, _ metrics: inout MetricText) {
        metrics.begin("vestnik_last_sent_timestamp_seconds", .gauge, "When a relay took a message last.")
        metrics.add("vestnik_last_sent_timestamp_seconds", Double(state.lastSent ?? 0) / 1000)
        metrics.begin(
            "vestnik_attempts_total",
            .counter,
            "Attempts by relay, outcome and class of the reply."
        )
        for (key, count) in state.outcomes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let labels = [("relay", key.relay), ("outcome", key.outcome), ("class", key.replyClass)]
            metrics.add("vestnik_attempts_total", labels, Double(count))
        }
        let name = "vestnik_attempt_duration_seconds"
        metrics.begin(name, .histogram, "How long attempts took, by relay.")
        for (relay, found) in state.durations.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(AttemptTally.bounds, found.counts) {
                metrics.add(name + "_bucket", [("relay", relay), ("le", "\(bound)")], Double(count))
            }
            metrics.add(name + "_bucket", [("relay", relay), ("le", "+Inf")], Double(found.all))
            metrics.add(name + "_sum", [("relay", relay)], found.seconds)
            metrics.add(name + "_count", [("relay", relay)], Double(found.all))
        }
    }

    private static func seconds(since moment: Int64?, _ now: Int64) -> Double {
        moment.map { Double(max(0, now - $0)) / 1000 } ?? 0
    }
}
