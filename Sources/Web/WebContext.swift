public import Acts
public import Administration
internal import Locks
internal import Reports
internal import Service
public import Settings
internal import Store

/// What all visits share: settings, sessions, limits, ways to the database, to the intake and to the daemon.
public final class WebContext: Sendable {
    /// The web pages' settings.
    public let settings: DashboardSettings
    /// The whole configuration.
    public let configuration: Configuration
    /// Of readers whose browser asks for neither: `ru` or `en`.
    public let language: String
    /// The path of the configuration's file; nil where it came from none.
    public let path: String?
    /// The environment that its secrets may stand in.
    public let environment: [String: String]
    /// Hands acts to the daemon.
    public let acts: ActClient
    /// Milliseconds since 1970 UTC.
    public let now: @Sendable () -> Int64
    /// Reads the database.
    public let stores: StorePool
    /// The events.
    package let events: EventShelf
    /// The installation with its events' templates.
    package let sites: SiteShelf
    let fileFaults = FileFaults()
    let identity: Identity
    let tokens: TokenCache
    let tokenGate = TokenGate()
    let tally = AttemptTally()
    let intake: IntakeDesk
    /// The host of `public`, in lower case; nil where it is not set.
    let publicHost: String?

    /// The context of a configuration whose `dashboard` is set.
    ///
    /// - Parameters:
    ///   - configuration: as it was read.
    ///   - settings: its `dashboard`.
    ///   - path: of its file; nil: it came from none.
    ///   - environment: that its secrets may stand in.
    ///   - now: milliseconds since 1970 UTC.
    public init(
        _ configuration: Configuration,
        _ settings: DashboardSettings,
        path: String? = nil,
        environment: [String: String] = [:],
        now: @escaping @Sendable () -> Int64
    ) {
        self.configuration = configuration
        self.settings = settings
        self.path = path
        self.environment = environment
        self.now = now
        language = configuration.language.rawValue
        acts = ActClient(path: settings.actsPath(database: configuration.database))
        events = EventShelf(folder: configuration.events)
        sites = SiteShelf(configuration: path)
        stores = StorePool(path: configuration.database)
        identity = Identity(settings, now: now)
        tokens = TokenCache(RegistrationTokens(database: configuration.database), now: now)
        intake = IntakeDesk(configuration)
        publicHost = settings.public.map { address in
            let rest = address[(address.range(of: "://")?.upperBound ?? address.startIndex)...]
            return OriginCheck.name(String(rest.prefix { $0 != "/" }))
        }
    }

    /// Whether people may look who have not said who they are: nobody was named, and no address outside leads here.
    public var isOpenToRead: Bool {
        settings.users.isEmpty && settings.proxy == nil && settings.public == nil
    }

    /// Whether browsers reach it by TLS alone.
    var isSecure: Bool { settings.public?.hasPrefix("https:") == true }
}
