public import Site
import Events
import Foundation
public import Letters
public import Mail
import Mustache
import SMTP
public import Settings
public import Store
import Wording

/// The events whose letters are written, and what configuration says about writing them.
public struct LetterSource: Sendable {
    /// By the event's name.
    public var events: [String: EventKit]
    /// What is asked of relays that offer DSN.
    var dsn: DSNSettings?
    /// What configuration says of the letters themselves.
    var settings: LetterSettings
    /// The editions of the events as the database keeps them, by the event's name.
    var editions: [String: Int64] = [:]
    /// How bulk letters say that one unsubscribes.
    let unsubscription: UnsubscriptionOffer
    /// The return path that tells letters apart; nil: each event's own.
    private(set) var returnPaths: MarkedReturnPaths?

    /// The letters of these events under a configuration, with tokens that are signed with `tokenKey`; nil: with none.
    public init(events: [String: EventKit], configuration: Configuration, tokenKey: SecretKey? = nil) {
        self.init(events: events, settings: LetterSettings(configuration), tokenKey: tokenKey)
        dsn = configuration.dsn
        returnPaths = MarkedReturnPaths(configuration, tokenKey)
    }

    /// The letters alone, as they would be under these settings: their envelopes say nothing but from and to.
    init(events: [String: EventKit], settings: LetterSettings, tokenKey: SecretKey?) {
        self.events = events
        self.settings = settings
        unsubscription = UnsubscriptionOffer(settings, tokenKey)
    }
}

/// The composer of letters: turns a claimed message into bytes and an envelope.
///
/// Sendable: it is used by one thread alone, the session loop's.
final class LetterComposer: @unchecked Sendable {
    private var writers: [String: LetterWriter] = [:]
    private var kits: [String: Kit] = [:]

    /// An event by reference, with what every envelope of its letters says: a letter copies nothing of it.
    private final class Kit {
        let kit: EventKit
        let edition: Int64?
        let reversePath: String
        private let bulk: Set<String>

        init(_ kit: EventKit, edition: Int64?) {
            self.kit = kit
            self.edition = edition
            bulk = Set(kit.event.notifications.filter(\.bulk).map(\.name))
            reversePath = (kit.event.sender.returnPath ?? kit.event.sender.address).wire
        }

        /// Whether a notification's letters may be unsubscribed from.
        func isBulk(_ notification: String) -> Bool { bulk.contains(notification) }
    }

    /// What letters are made from; a new source makes new presses.
    var source: LetterSource? {
        didSet {
            writers.removeAll()
            kits = [:]
            for (name, kit) in source?.events ?? [:] {
                kits[name] = Kit(kit, edition: source?.editions[name])
            }
        }
    }

    /// Makes ready what all letters of an event share; what is wrong with it, its letters say.
    func prepare(_ event: String) {
        guard writers[event] == nil, let source, let kit = kits[event] else { return }
        _ = try? writer(kit, named: event, letterBytes: source.settings.letterBytes)
    }

    /// Appends the letter's bytes to `body`.
    ///
    /// - Returns: the envelope, and the mark by which the letter is known again.
    func compose(
        _ message: ClaimedMessage,
        now: Int64,
        into body: inout [UInt8]
    ) throws(LetterError) -> (envelope: Envelope, mark: LetterMark) {
        if AdministratorLetter.isOne(message) {
            return try composeForAdministrator(message, now: now, into: &body)
        }
        guard let source, let kit = kits[message.event] else {
            throw LetterError(.noTemplate, Reasons.noEvent(message.event))
        }
        var request = try Self.request(message, now: now, source: source)
        request.readsAnswers = source.settings.isMailboxRead
        if kit.isBulk(message.notification) { request.unsubscribe = source.unsubscription.made(for: message) }
        let writer = try writer(kit, named: message.event, letterBytes: source.settings.letterBytes)
        let start = body.count
        let composed = try writer.compose(request, into: &body)
        let mark = LetterMark(madeAt: now, edition: kit.edition, checksum: Self.checksum(body, from: start))
        let envelope = Envelope(
            reversePath: source.returnPaths?.made(for: message) ?? kit.reversePath,
            forwardPath: composed.forwardPath,
            smtputf8: composed.needsSMTPUTF8,
            internationalAddress: composed.internationalAddress,
            dsn: source.dsn?.request(envid: LetterToken(message).text, recipient: composed.forwardPath)
        )
        return (envelope, mark)
    }

    /// What the program itself has to say needs no event.
    private func composeForAdministrator(
        _ message: ClaimedMessage,
        now: Int64,
        into body: inout [UInt8]
    ) throws(LetterError) -> (envelope: Envelope, mark: LetterMark) {
        let start = body.count
        let (recipient, reversePath) = try AdministratorLetter.compose(message, now: now, into: &body)
        let mark = LetterMark(madeAt: now, edition: nil, checksum: Self.checksum(body, from: start))
        let envelope = Envelope(
            reversePath: source?.returnPaths?.made(for: message) ?? reversePath,
            forwardPath: recipient.wire,
            smtputf8: recipient.needsSMTPUTF8,
            internationalAddress: recipient.needsSMTPUTF8 ? recipient.wire : nil,
            dsn: source?.dsn?.request(envid: LetterToken(message).text, recipient: recipient.wire)
        )
        return (envelope, mark)
    }

    private static func checksum(_ body: [UInt8], from start: Int) -> Int64 {
        let sum = body.withUnsafeBytes { ByteChecksum.of(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        return Int64(bitPattern: sum)
    }

    private func writer(
        _ kit: Kit,
        named name: String,
        letterBytes: Int
    ) throws(LetterError) -> LetterWriter {
        if let writer = writers[name] { return writer }
        do {
            let writer = try LetterWriter(
                event: kit.kit.event,
                files: kit.kit.files,
                letterBytes: letterBytes
            )
            writers[name] = writer
            return writer
        } catch {
            throw LetterError(.template, error.wording)
        }
    }

    /// What is ordered for a claimed message.
    static func request(
        _ message: ClaimedMessage,
        now: Int64,
        source: LetterSource
    ) throws(LetterError) -> LetterRequest {
        guard let row = message.registration ?? message.invitee else {
            throw LetterError(.address, Reasons.noRow)
        }
        var request = LetterRequest(
            person: Person(row),
            notification: message.notification,
            messageID: message.messageID ?? "<\(message.id)@localhost>",
            date: Date(timeIntervalSince1970: Double(now) / 1000),
            sequence: message.sequence,
            language: message.language
        )
        request.uid = message.uid
        request.entry = message.entry.flatMap(CalendarMethod.init).map { .method($0) } ?? .none
        if message.email != row.email { request.recipient = message.email }
        if let data = message.data { try request.add(data) }
        if let sandbox = source.settings.sandbox {
            request.recipient = sandbox
            let language = message.language ?? source.events[message.event]?.event.language ?? "ru"
            request.sandboxNote = Wording(ru: "[Проба → \(message.email)]", en: "[Test → \(message.email)]")
                .text(in: language)
        }
        return request
    }
}

extension LetterRequest {
    /// Takes over what was planned with the message: references, values for the template.
    mutating func add(_ json: String) throws(LetterError) {
        let value: Mustache.Value
        do { value = try Mustache.Value(json: json) } catch {
            throw LetterError(.template, Reasons.badData(Wording(of: error)))
        }
        guard case .object(let members) = value else { return }
        if case .list(let list)? = members["references"] {
            references = list.compactMap { if case .string(let text) = $0 { text } else { nil } }
        }
        extra = value
    }
}

extension Person {
    /// The person behind a row.
    public init(_ row: PersonRow) {
        self.init(
            kind: row.kind == .registration ? .registration : .invitee,
            id: row.id,
            email: row.email,
            name: row.name,
            organization: row.organization,
            position: row.position,
            region: row.region,
            language: row.language,
            timeZone: row.timeZone,
            status: row.status,
            details: row.details ?? "",
            createdAt: row.createdAt,
            updatedAt: row.updatedAt
        )
    }
}
