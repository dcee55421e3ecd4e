import Events
import Foundation
import Regions
import Settings
import Wording

/// What `vestnik check` sees besides the form of the files: what they point to, and what their letters look like.
public struct SiteCheck: Sendable {
    /// Letters cannot go, or not to all, before these are put right; a sentence each.
    public private(set) var faults: [String] = []
    /// What should be looked at and stops nothing.
    public private(set) var warnings: [String] = []
    /// Whether a template uses a name that no letter has.
    public private(set) var hasUnknownName = false

    private let site: Site
    private let environment: [String: String]
    private let now: Date

    /// Looks at an installation.
    ///
    /// - Parameters:
    ///   - site: its configuration has no faults; those of its events are told with all others.
    ///   - environment: of the process, for `CREDENTIALS_DIRECTORY`.
    ///   - now: milliseconds since 1970 UTC.
    public init(_ site: Site, environment: [String: String], now: Int64) {
        self.site = site
        self.environment = environment
        self.now = Date(timeIntervalSince1970: Double(now) / 1000)
        warnings = site.warnings
        checkRelays()
        checkMailbox()
        let heldBack = site.heldBack.sorted { $0.key < $1.key }
        let told = heldBack.flatMap(\.value.faults)
        let readable = site.heldBack.compactMapValues(\.kit)
        let letters = LetterReview(
            site.events.merging(readable) { sound, _ in sound },
            publicAddress: site.configuration.dashboard?.public,
            now: self.now,
            letterBytes: site.configuration.limits.letterBytes,
            language: site.configuration.language.rawValue
        )
        faults += told + letters.faults.filter { !told.contains($0) }
        warnings += letters.warnings
        hasUnknownName = letters.hasUnknownName
        for (_, kit) in site.events.sorted(by: { $0.key < $1.key }) {
            checkFiles(kit)
            checkSender(kit.event)
            checkYears(kit.event)
        }
    }

    /// What of the configuration alone letters cannot go without: trust anchors and secrets that can be read.
    init(configuration site: Site, environment: [String: String], now: Int64) {
        self.site = site
        self.environment = environment
        self.now = Date(timeIntervalSince1970: Double(now) / 1000)
        checkRelays()
        checkMailbox()
    }

    private mutating func checkRelays() {
        for (index, relay) in site.configuration.relays.enumerated() {
            check(relay.ca, "relays[\(index)].ca")
            check(relay.password, "relays[\(index)].password")
            check(relay.token, "relays[\(index)].token")
        }
    }

    private mutating func checkMailbox() {
        guard let mailbox = site.configuration.mailbox else { return }
        guard case .imap(let server) = mailbox.access else { return }
        check(server.ca, "mailbox.ca")
        check(server.password, "mailbox.password")
    }

    private mutating func check(_ trust: String?, _ key: String) {
        guard let trust else { return }
        let text = FileManager.default.contents(atPath: trust).map { String(decoding: $0, as: UTF8.self) }
        if let text {
            guard !text.contains("-----BEGIN ") else { return }
            fault(
                key,
                Wording(
                    ru: "в \(trust) нет сертификата в форме PEM",
                    en: "\(trust) holds no certificate in PEM form"
                )
            )
        } else {
            fault(key, Wording(ru: "\(trust): не читается", en: "\(trust) cannot be read"))
        }
    }

    private mutating func check(_ secret: SecretSource?, _ key: String) {
        guard let secret else { return }
        if case .credential = secret, environment["CREDENTIALS_DIRECTORY"] == nil {
            // Only systemd hands credentials out, and only to its unit: a person at a terminal never has them.
            return warn(
                key,
                Wording(
                    ru: "есть ли такой секрет, может сказать только сама служба",
                    en: "whether the credential is there, only the service itself can tell"
                )
            )
        }
        do { _ = try secret.read(environment: environment) } catch {
            fault(key, Wording(of: error))
        }
        if let warning = secret.warning { warn(key, warning) }
    }

    /// Above this many octets receivers begin to refuse letters, and everybody's mailbox fills.
    private static let largeFile = 2_000_000

    private mutating func checkFiles(_ kit: EventKit) {
        let attached = Set(kit.event.notifications.flatMap(\.attachments))
        for name in attached.sorted() {
            guard let size = kit.files.bytes["attachments/" + name]?.count, size > Self.largeFile else {
                continue
            }
            let file = "\(kit.event.directory)/attachments/\(name)"
            let megabytes = size / 1_000_000
            warn(
                Wording(
                    ru:
                        "\(file): \(megabytes) МБ, в письме на треть больше; лучше положить на страницу и дать ссылку",
                    en:
                        "\(file): has \(megabytes) MB, in a letter a third more; better put it on a page and link to it"
                )
            )
        }
    }

    private mutating func checkSender(_ event: Event) {
        let file = "\(event.directory)/event.json5"
        let address = event.sender.address
        if !address.asciiDomain.contains("."), !address.asciiDomain.hasPrefix("[") {
            warn(
                Wording(
                    ru: "\(file): sender.address: до домена «\(address.domain)» ответы не дойдут",
                    en: "\(file): sender.address: “\(address.domain)” is no domain that answers could reach"
                )
            )
        }
        guard let returnPath = event.sender.returnPath else { return }
        let own = Self.organization(of: address.asciiDomain)
        if Self.organization(of: returnPath.asciiDomain) != own {
            warn(
                Wording(
                    ru:
                        "\(file): sender.returnPath: не тот домен, что в sender.address; тогда SPF ничего не говорит о \(own)"
                        + " (RFC 7489 §3.1.2)",
                    en:
                        "\(file): sender.returnPath: is of another domain than sender.address; SPF then says nothing for \(own)"
                        + " (RFC 7489 §3.1.2)"
                )
            )
        }
    }

    /// The last two labels: near enough to the organisational domain for a word of warning.
    private static func organization(of domain: String) -> String {
        domain.split(separator: ".").suffix(2).joined(separator: ".")
    }

    private mutating func checkYears(_ event: Event) {
        let calendar = event.calendar ?? site.calendar
        let years = Set(
            event.notifications.compactMap { notification in
                guard (notification.window ?? event.window)?.days == .working else { return Int?.none }
                return Schedule.due(
                    notification,
                    event: event,
                    zone: event.timeZone,
                    calendar: site.calendar
                )
                .map { event.timeZone.local($0).date.year }
            }
        )
        for year in years.sorted() where year >= currentYear && !calendar.knows(year: year) {
            let file = "\(event.directory)/event.json5"
            warn(
                Wording(
                    ru:
                        "\(file): window.days: производственный календарь не знает \(year) года: тогда выходными"
                        + " считаются только суббота и воскресенье",
                    en: "\(file): window.days: the production calendar does not know \(year): only weekends"
                        + " count as days off then"
                )
            )
        }
    }

    private var currentYear: Int { TimeZone(identifier: "UTC")?.local(now).date.year ?? 1970 }

    private var language: String { site.configuration.language.rawValue }

    private mutating func fault(_ key: String, _ sentence: Wording) {
        faults.append(site.configuration.fault(at: key, sentence).wording.text(in: language))
    }

    private mutating func warn(_ key: String, _ sentence: Wording) {
        warnings.append(site.configuration.fault(at: key, sentence).wording.text(in: language))
    }

    private mutating func warn(_ sentence: Wording) { warnings.append(sentence.text(in: language)) }
}
