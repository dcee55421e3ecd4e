public import Site
import Foundation
public import Store

/// Events with faults are held back: their mail waits, untouched, and all other mail goes.
extension Engine {
    /// Lets the mail of events wait that cannot be used, and that of those go on that can be used again.
    ///
    /// Part of the start, and of each reload.
    func holdBack(_ site: Site) throws(StoreError) {
        let now = clock.now()
        var waiting: Set<String> = []
        try store.transaction { () throws(StoreError) in
            let before = HeldBackEvents(try store.meta(HeldBackEvents.key))
            var after = HeldBackEvents()
            for (name, event) in site.heldBack {
                let waits = site.events[name] == nil
                let since = before.events[name].flatMap { $0.waits == waits ? $0.since : nil } ?? now
                after.events[name] = .init(since: since, waits: waits, faults: event.faults)
                guard waits else { continue }
                waiting.insert(name)
                try store.park(event: name)
            }
            for (name, event) in before.events
            where event.waits && !waiting.contains(name) && site.events[name] != nil {
                try store.unpark(event: name, after: max(0, now - event.since), now: now)
            }
            // What has gone with its folder is remembered, for its mail still waits.
            for (name, event) in before.events
            where event.waits && site.events[name] == nil && after.events[name] == nil {
                after.events[name] = event
                waiting.insert(name)
            }
            if after != before { try store.setMeta(HeldBackEvents.key, after.json) }
            if let read = site.fingerprint?.json, try read != store.meta(Self.filesKey) {
                try store.setMeta(Self.filesKey, read)
            }
        }
        waitingEvents = waiting
    }

    /// The key of ``MessageStore/meta(_:)`` that tells which files the daemon has read.
    static let filesKey = "files"

    /// Which files the daemon of this database has read.
    public static func filesRead(_ store: MessageStore) throws(StoreError) -> SiteFingerprint {
        SiteFingerprint(json: try store.meta(filesKey))
    }

    /// Tells which events are held back, and why.
    func tellHeldBack() {
        let language = site.configuration.language.rawValue
        for (name, event) in site.heldBack.sorted(by: { $0.key < $1.key }) {
            for fault in event.faults { observer.notice(.error, fault) }
            let waits = site.events[name] == nil
            let sentence = waits ? Reasons.heldBack(name) : Reasons.keptAsItWas(name)
            observer.notice(.error, sentence.text(in: language))
        }
    }
}

/// The events that are held back, as the database keeps it for `vestnik status` and for the next start.
public struct HeldBackEvents: Sendable, Equatable {
    /// One of them.
    public struct Event: Sendable, Equatable, Codable {
        /// Since when, in milliseconds since 1970 UTC.
        public var since: Int64
        /// Whether its mail waits; else its old version is in force.
        public var waits: Bool
        /// What is wrong with it, one sentence each.
        public var faults: [String]
    }

    /// By name.
    public var events: [String: Event] = [:]

    static let key = "held_back"

    init() {}

    init(_ json: String?) {
        guard let json else { return }
        events = (try? JSONDecoder().decode([String: Event].self, from: Data(json.utf8))) ?? [:]
    }

    /// Those that the daemon of this database holds back.
    public init(_ store: MessageStore) throws(StoreError) { self.init(try store.meta(Self.key)) }

    /// The column's text; nil for none.
    var json: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard !events.isEmpty, let data = try? encoder.encode(events) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
