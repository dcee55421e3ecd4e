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
        var walks: [ParkingWalk] = []
        try store.transaction { () throws(StoreError) in
            let before = HeldBackEvents(try store.meta(HeldBackEvents.key))
            var after = HeldBackEvents()
            for (name, event) in site.heldBack {
                let waits = site.events[name] == nil
                let since = before.events[name].flatMap { $0.waits == waits ? $0.since : nil } ?? now
                after.events[name] = .init(since: since, waits: waits, faults: event.faults)
                guard waits else { continue }
                waiting.insert(name)
                walks.append(ParkingWalk(name))
            }
            for (name, var event) in before.events
            where event.waits && !waiting.contains(name) && site.events[name] != nil {
                walks.append(ParkingWalk(name, since: event.since))
                // Remembered until all of its mail is back: whoever is killed goes on.
                event.returns = true
                if after.events[name] == nil { after.events[name] = event }
            }
            // What has gone with its folder is remembered, for its mail still waits.
            for (name, event) in before.events
            where event.waits && site.events[name] == nil && after.events[name] == nil {
                after.events[name] = event
                after.events[name]?.returns = nil
                if event.returns == true { walks.append(ParkingWalk(name)) }
                waiting.insert(name)
            }
            if after != before { try store.setMeta(HeldBackEvents.key, after.json) }
            if let read = site.fingerprint?.json, try read != store.meta(Self.filesKey) {
                try store.setMeta(Self.filesKey, read)
            }
        }
        waitingEvents = waiting
        state.parking = Parking(walks: walks)
    }

    /// Goes on putting aside what waits of events with faults, or letting it come back, while the turn has time; part of
    /// the turn's transaction.
    ///
    /// Nothing of it goes meanwhile: a claim finds that its event waits.
    func parkOn(now: Int64) throws(StoreError) {
        guard var walk = state.parking.walks.first, Uptime.now() >= state.parking.at,
            turnTime.mayBegin(.parking)
        else { return }
        turnTime.begin(.parking)
        defer { state.parking.at = Uptime.now() + gatheringRest }
        repeat { try store.park(&walk, now: now) } while !walk.isDone && turnTime.isLeft()
        guard walk.isDone else { return state.parking.walks[0] = walk }
        state.parking.walks.removeFirst()
        guard walk.since != nil else { return }
        var known = HeldBackEvents(try store.meta(HeldBackEvents.key))
        if known.events[walk.event]?.returns == true { known.events[walk.event] = nil }
        try store.setMeta(HeldBackEvents.key, known.json)
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

/// What is put aside, or comes back, some at a time.
struct Parking {
    /// One after the other.
    var walks: [ParkingWalk] = []
    /// Before this moment none goes on.
    var at = Uptime.zero
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
        /// Whether it can be used again, and its mail is coming back.
        var returns: Bool?
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
    public init(_ store: MessageStore) throws(StoreError) {
        self.init(try store.meta(Self.key))
        events = events.filter { $0.value.returns != true }
    }

    /// The column's text; nil for none.
    var json: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard !events.isEmpty, let data = try? encoder.encode(events) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
