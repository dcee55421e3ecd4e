import Delivery
import Events
import Foundation
import Mail
import Reports
import Settings
public import Site
public import Store
import Wording

/// The watch over an installation: looks at what needs a person, and queues letters to administrators about it.
///
/// It has a connection of its own, as an administrator's command has, and the engine's turn does not wait for it.
public final class AlertWatch {
    private let site: Site
    private let store: MessageStore
    private let environment: [String: String]
    /// Octets that may still be written where the database lies, and those of the whole.
    private let room: (String) -> (free: Int64, total: Int64)?
    private var random = SystemRandomNumberGenerator()

    /// A watch over a site; nil where nobody is to be written to.
    public convenience init?(_ site: Site, store: MessageStore, environment: [String: String]) {
        self.init(site, store: store, environment: environment, room: DiskRoom.of)
    }

    /// A watch that asks for the room of a disk in a way of its own.
    package init?(
        _ site: Site,
        store: MessageStore,
        environment: [String: String],
        room: @escaping (String) -> (free: Int64, total: Int64)?
    ) {
        guard site.configuration.alerts != nil else { return nil }
        self.site = site
        self.store = store
        self.environment = environment
        self.room = room
    }

    /// Looks, and queues what is to be told now, in one commit with the note that it was.
    ///
    /// - Parameter now: milliseconds since 1970 UTC.
    /// - Returns: how many letters were queued.
    /// - Throws: the database cannot be read or written.
    @discardableResult
    public func look(now: Int64) throws(StoreError) -> Int {
        guard let alerts = site.configuration.alerts else { return 0 }
        let clock = ReportClock(zone: alerts.timeZone.flatMap { TimeZone(identifier: $0) } ?? .current)
        let kept = try store.toldToAdministrators()
        var state = AlertState(json: kept)
        let health = try health(clock, now: now)
        let findings = health.findings
        var canGo: [Int64: Bool] = [:]
        let others = hasOtherRelay(health)
        for since in Set(state.causes.values.map(\.since) + [now]).union([now - 3_600_000]) {
            let accepted = try store.throughput(since: since)
            canGo[since] = others || accepted > 0
        }
        let due = state.note(findings, now: now) { canGo[$0] ?? others }
        var letters: [NewMessage] = []
        if !due.isEmpty {
            let text = AlertTexts.warning(
                due.map(\.wording),
                moment: clock.shown(now),
                zone: clock.zoneName(at: now)
            )
            letters += self.letters(text, .warning, round: state.number, due.map(\.cause), clock, now: now)
        }
        let present = Set(findings.map(\.cause))
        var withdrawn = try store.waitingForAdministrators(Kind.warning.rawValue).filter { waiting in
            let causes = AdministratorLetter(json: waiting.data)?.causes ?? []
            return causes.allSatisfy { !present.contains($0) }
        }
        let hour = alerts.digest.map { DigestHour(minutes: $0, zone: clock.zone) }
        if let day = hour?.dayDue(at: now), day > state.digestDay ?? .min {
            withdrawn += try store.waitingForAdministrators(Kind.digest.rawValue)
            let text = try digest(&state, findings.map(\.wording), health, clock, now: now)
            state.digestDay = day
            letters += self.letters(text, .digest, round: day, [], clock, now: now)
            try store.emptyAdministratorLetters(before: now - Self.keeping)
        }
        guard state.json != kept || !withdrawn.isEmpty else { return 0 }
        try store.tell(
            administrators: letters,
            withdrawing: withdrawn.map(\.id),
            reason: AlertWords.overMeanwhile.text(in: language),
            state: state.json,
            now: now
        )
        return letters.count
    }

    /// The kinds of these letters, as the log names them.
    enum Kind: String { case warning, digest }

    /// For how long, in milliseconds, it is kept what such a letter said.
    private static let keeping: Int64 = 30 * 86_400_000

    private var language: String { site.configuration.language.rawValue }

    private func health(_ clock: ReportClock, now: Int64) throws(StoreError) -> Health {
        try Health(
            store,
            intake: site.configuration.intake,
            now: now,
            language: language,
            files: FilesSeen(configuration: site.configuration.file, environment: environment),
            clock: clock,
            asDaemon: getpid(),
            room: room
        ) { site.events[$0] != nil || site.heldBack[$0] != nil }
    }

    /// Whether a relay is configured of which no trouble is known.
    private func hasOtherRelay(_ health: Health) -> Bool {
        let names = health.relayTroubles.map(\.relay) + health.relayBlocks.map(\.relay)
        let troubled = Set(names + [health.lostRelay?.relay].compactMap(\.self))
        return site.configuration.relays.contains { !troubled.contains($0.name) }
    }

    private func digest(
        _ state: inout AlertState,
        _ problems: [Wording],
        _ health: Health,
        _ clock: ReportClock,
        now: Int64
    ) throws(StoreError) -> AlertText {
        let declined = Dictionary(grouping: health.declined, by: \.event).mapValues { $0.map(\.email) }
        var events: [DigestEvent] = []
        for name in site.events.keys.sorted() {
            var event = DigestEvent(name)
            for figures in try store.notificationFigures(event: name) {
                event.letters.append(
                    DigestEvent.Letters(
                        figures.notification,
                        sent: figures.counts[.sent] ?? 0,
                        deferred: figures.counts[.deferred] ?? 0,
                        bounced: figures.counts[.bounced] ?? 0
                    )
                )
            }
            let regions = try store.coverage(event: name)
            event.invited = regions.reduce(0) { $0 + $1.invited }
            event.answered = regions.reduce(0) { $0 + $1.answered }
            event.silent = regions.filter { $0.invited > 0 && $0.answered == 0 && $0.registered == 0 }
                .compactMap { $0.name ?? $0.region }
            event.declined = declined[name] ?? []
            events.append(event)
        }
        let folded = state.folded.map { folded in
            Wording(
                ru: "\(clock.text(folded.at)): \(folded.ru)",
                en: "\(clock.text(folded.at)): \(folded.en)"
            )
        }
        let moment = clock.shown(now)
        let text = AlertTexts.digest(
            problems,
            folded: folded,
            events: events,
            before: state.figures,
            day: moment.beforeComma,
            moment: moment,
            zone: clock.zoneName(at: now)
        )
        state.folded = []
        state.figures = events.reduce(into: [:]) { $0.merge($1.figures) { first, _ in first } }
        return text
    }

    // MARK: letters

    private func letters(
        _ text: AlertText,
        _ kind: Kind,
        round: Int,
        _ causes: [String],
        _ clock: ReportClock,
        now: Int64
    ) -> [NewMessage] {
        let moment = Date(timeIntervalSince1970: Double(now) / 1000)
        return (site.configuration.alerts?.to ?? []).compactMap { to in
            guard let address = try? Address(to) else { return nil }
            let sender = sender(instead: address)
            let letter = AdministratorLetter(
                from: sender.wire,
                name: AlertWords.sender.text(in: language),
                subject: text.subject(in: language),
                text: text.text(in: language),
                html: text.html(in: language),
                language: language,
                offset: clock.zone.secondsFromGMT(for: moment),
                causes: causes
            )
            var message = NewMessage(
                event: MessageStore.administratorsEvent,
                notification: kind.rawValue,
                priority: .prompted,
                personKey: Address.identity(of: to),
                domain: address.asciiDomain,
                email: to,
                due: now,
                expires: now + 86_400_000
            )
            message.round = round
            message.language = language
            message.messageID = "<\(newID())@\(sender.asciiDomain)>"
            message.data = letter.json
            return message
        }
    }

    /// Relays take letters from the sender of an event; without any event an administrator writes to themselves.
    private func sender(instead administrator: Address) -> Address {
        site.events.sorted { $0.key < $1.key }.first?.value.event.sender.address ?? administrator
    }

    private func newID() -> String {
        let alphabet = Array("0123456789abcdefghijklmnopqrstuv")
        return String((0..<12).map { _ in alphabet[Int.random(in: 0..<32, using: &random)] })
    }
}

extension Wording {
    /// The part before the first comma: of a moment its day.
    fileprivate var beforeComma: Wording {
        Wording(ru: String(ru.prefix { $0 != "," }), en: String(en.prefix { $0 != "," }))
    }
}
