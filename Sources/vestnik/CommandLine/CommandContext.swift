import Reports
import Site
import Delivery
import Events
import Service
import Glibc
import Settings
import Store
import Terminal
import Wording

/// One run of a command: what was asked, where answers go, and the way to configuration and database.
final class CommandContext {
    let invocation: Invocation
    let output: Output
    let errors: Output
    let environment = Console.environment
    /// The moment that the command began, in milliseconds since 1970 UTC.
    let now = SystemClock().now()
    /// Whether the log beside the database is known to be its own.
    private var hasLookedAtLog = false
    /// The user who acts, whatever rights the command gives up.
    let user = getuid()
    /// The language of everything that a person reads: `ru` or `en`.
    let language: String

    init(invocation: Invocation, output: Output, errors: Output, language: String) {
        self.invocation = invocation
        self.language = language
        self.output = output
        self.errors = errors
    }

    /// Says something that is no data.
    func say(_ sentence: String) {
        try? errors.writeLine(Visible.line(sentence))
        try? errors.flush()
    }

    /// Says something that is no data.
    func say(_ sentence: Wording) { say(text(sentence)) }

    /// A sentence in the language of this run.
    func text(_ wording: Wording) -> String { wording.text(in: language) }

    /// Writes a sentence to standard output; what people typed into it moves no cursor and turns no line around.
    func tell(_ sentence: Wording) throws(OutputError) { try output.writeLine(Visible.lines(text(sentence))) }

    var wantsJSON: Bool { invocation.flag("json") }

    /// `--config`, else `$VESTNIK_CONFIG`, else the usual place.
    var configurationPath: String {
        Self.configurationPath(given: invocation.value("config"), environment: environment)
    }

    /// The path that was given, else what the environment says, else the usual place.
    static func configurationPath(given: String?, environment: [String: String]) -> String {
        if let given { return given }
        if let set = environment["VESTNIK_CONFIG"], !set.isEmpty { return set }
        return Site.defaultConfiguration
    }

    /// The whole configuration; any fault in it is an error.
    func configuration() throws -> Configuration {
        try refuseMissingConfiguration()
        return try Configuration.load(path: configurationPath)
    }

    /// Where the database lies.
    ///
    /// Faults elsewhere in the configuration do not matter to those who only look.
    func databasePath() throws -> String {
        try refuseMissingConfiguration()
        do { return try Configuration.load(path: configurationPath).database } catch {
            guard let path = try DatabaseKey.read(of: configurationPath) else { throw error }
            say(
                Wording(
                    ru: "vestnik: \(configurationPath): есть ошибки, их назовёт `vestnik check`",
                    en: "vestnik: \(configurationPath) has faults: `vestnik check` names them"
                )
            )
            return path
        }
    }

    /// Where the web site's file lies.
    ///
    /// Faults elsewhere in the configuration do not matter.
    func intakePath() throws -> String {
        try refuseMissingConfiguration()
        do { return try Configuration.load(path: configurationPath).intake } catch {
            guard let path = try DatabaseKey.read("intake", of: configurationPath) else { throw error }
            return path
        }
    }

    private func refuseMissingConfiguration() throws {
        guard let absence = Configuration.absence(of: configurationPath) else { return }
        throw Failure(.noInput, absence)
    }

    /// The database, which must exist.
    ///
    /// Root becomes its owner before it is opened, be it to read: whoever is root does not follow what its owner may have
    /// put there, and sees of configuration and events what the daemon sees. A command that needs root's rights for
    /// something else `keepsRights`; SQLite then gives what it makes beside the database to its owner.
    func store(_ access: MessageStore.Access = .readOnly, keepsRights: Bool = false) throws -> MessageStore {
        let path = try databasePath()
        guard Glibc.access(path, F_OK) == 0 else {
            let problem = errno
            guard problem == ENOENT else {
                throw Failure(.ioError, "\(path): " + .systemError(problem))
            }
            guard !MessageStore.isBeingRestored(path) else {
                throw Failure(.noInput, RestoreWords.cutOff(path))
            }
            throw Failure(
                .noInput,
                Wording(
                    ru: "\(path): базы ещё нет; её создаст «vestnik init»",
                    en: "\(path): there is no database yet; make it with “vestnik init”"
                )
            )
        }
        if !keepsRights { try becomeOwner(of: path) }
        // Looked at before the first connection alone: closing the file again would end the locks of one that is open.
        if !hasLookedAtLog {
            guard !MessageStore.hasForeignLog(path) else {
                throw Failure(.badData, RestoreWords.foreignLog(path))
            }
            hasLookedAtLog = true
        }
        let store = try MessageStore(path: path, access: access)
        if access != .readOnly { store.language = language }
        return store
    }

    /// Whether the configured folder of events holds one of this name; true where that cannot be told.
    func knowsEvent(_ name: String) -> Bool {
        guard let configuration = try? Configuration.load(path: configurationPath) else { return true }
        return Glibc.access("\(configuration.events)/\(name)/event.json5", F_OK) == 0
    }

    /// Whether the configured folder of events holds one of this name; false where that cannot be told.
    func hasEvent(_ name: String) -> Bool { eventNames.contains(name) }

    /// The folder of events that the configuration names; nil where that cannot be told.
    var eventsFolder: String? { Configuration.eventsFolder(path: configurationPath) }

    /// Whether there is a folder of events with none in it.
    var hasNoEvents: Bool {
        guard let eventsFolder, Glibc.access(eventsFolder, R_OK | X_OK) == 0 else { return false }
        return eventNames.isEmpty
    }

    /// The names of the events in the configured folder; none where that cannot be told.
    var eventNames: [String] {
        Configuration.eventsFolder(path: configurationPath).map(Site.eventNames) ?? []
    }

    /// The clock by which people see times: the event's, or the one that all events have; else the machine's.
    func clock(of event: String? = nil) -> ReportClock {
        guard let folder = eventsFolder else { return .machine }
        let names = event.map { [$0] } ?? Site.eventNames(in: folder)
        // A stranger's name leads nowhere: it is compared, and never a path.
        let known = event == nil ? names : names.filter(Site.eventNames(in: folder).contains)
        return ReportClock(known.compactMap { try? Event.load(folder: folder + "/" + $0) })
    }

    /// The event of this name as its file says; nil where it cannot be read.
    func event(named name: String) -> Event? {
        guard let folder = Configuration.eventsFolder(path: configurationPath),
            Site.eventNames(in: folder).contains(name)
        else { return nil }
        return try? Event.load(folder: folder + "/" + name)
    }

    /// The events that the configured folder holds; none where that cannot be told.
    var events: [String] {
        Configuration.eventsFolder(path: configurationPath).map { Site.eventNames(in: $0) } ?? []
    }

    /// Gives up root's rights for those of the database's owner, for good.
    ///
    /// What is made beside a database is to be its owner's, and root is not to follow what its owner has put there. One
    /// that root has put there is its folder's owner's.
    func becomeOwner(of path: String) throws {
        guard Privileges.becomeOwner(of: path) else {
            throw Failure(.ioError, "\(path): " + .systemError(errno))
        }
    }

    /// Asks before what cannot be undone; `--yes` answers in advance.
    func confirm(_ question: Wording) throws {
        if invocation.flag("yes") { return }
        guard let answer = Console.confirm(question, language: language) else {
            throw UsageError(
                Wording(
                    ru: "отменить это будет нельзя, а спросить некого",
                    en: "this cannot be undone, and nobody is there to ask"
                ),
                hint: Wording(ru: "если вы уверены, добавьте --yes", en: "say --yes if you mean it")
            )
        }
        if !answer { throw Failure(.usage, Wording(ru: "ничего не изменено", en: "nothing was changed")) }
    }

    /// The option for ``confirm(_:)``.
    static let yes = Option.flag("yes", short: "y", Wording(ru: "Не спрашивать", en: "Do not ask"))
    /// The option for machines.
    static let json = Option.flag("json", Wording(ru: "Вывести JSON Lines", en: "Print JSON Lines"))
    /// The options for programs and spreadsheets.
    static let forms = [
        json, Option.flag("csv", TableWords.csv), Option.flag("spreadsheet", TableWords.spreadsheet),
    ]

    /// How CSV is written where it is wanted; nil: it is not.
    var csv: CSV? {
        if invocation.flag("spreadsheet") { return .spreadsheet(language: language) }
        return invocation.flag("csv") ? .plain : nil
    }
}
