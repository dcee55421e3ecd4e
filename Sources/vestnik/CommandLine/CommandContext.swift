import Site
import Delivery
import Glibc
import Settings
import Store
import Terminal

/// One run of a command: what was asked, where answers go, and the way to configuration and database.
final class CommandContext {
    let invocation: Invocation
    let output: Output
    let errors: Output
    let environment = Console.environment
    /// The moment that the command began, in milliseconds since 1970 UTC.
    let now = SystemClock().now()

    init(invocation: Invocation, output: Output, errors: Output) {
        self.invocation = invocation
        self.output = output
        self.errors = errors
    }

    /// Says something that is no data.
    func say(_ sentence: String) {
        try? errors.writeLine(Visible.line(sentence))
        try? errors.flush()
    }

    var wantsJSON: Bool { invocation.flag("json") }

    /// `--config`, else `$VESTNIK_CONFIG`, else the usual place.
    var configurationPath: String {
        if let given = invocation.value("config") { return given }
        if let set = environment["VESTNIK_CONFIG"], !set.isEmpty { return set }
        return Site.defaultConfiguration
    }

    /// The whole configuration; any fault in it is an error.
    func configuration() throws -> Configuration {
        try refuseMissingConfiguration()
        return try Configuration.load(path: configurationPath)
    }

    /// The language of sentences kept in the database and of explanations; `ru` unless configuration says otherwise.
    lazy var language: String = (try? Configuration.load(path: configurationPath))?.language.rawValue ?? "ru"

    /// Where the database lies.
    ///
    /// Faults elsewhere in the configuration do not matter to those who only look.
    func databasePath() throws -> String {
        try refuseMissingConfiguration()
        do { return try Configuration.load(path: configurationPath).database } catch {
            guard let path = try DatabaseKey.read(of: configurationPath) else { throw error }
            say("vestnik: \(configurationPath) has faults: `vestnik check` names them")
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
        guard access(configurationPath, F_OK) != 0 else { return }
        throw Failure(.noInput, "\(configurationPath): \(String(cString: strerror(errno)))")
    }

    /// The database, which must exist.
    func store(_ access: MessageStore.Access = .readOnly) throws -> MessageStore {
        let path = try databasePath()
        guard Glibc.access(path, F_OK) == 0 else {
            let problem = errno
            guard problem == ENOENT else {
                throw Failure(.ioError, "\(path): \(String(cString: strerror(problem)))")
            }
            throw Failure(.noInput, "\(path): there is no database yet; make it with “vestnik init”")
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
    func hasEvent(_ name: String) -> Bool {
        guard let folder = Configuration.eventsFolder(path: configurationPath) else { return false }
        return Site.eventNames(in: folder).contains(name)
    }

    /// Who acts, for the log: the person behind sudo, else the user.
    var actor: String {
        if let person = environment["SUDO_USER"], !person.isEmpty { return person }
        if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return "user \(getuid())"
    }

    /// Asks before what cannot be undone; `--yes` answers in advance.
    func confirm(_ question: String) throws {
        if invocation.flag("yes") { return }
        guard let answer = Console.confirm(question) else {
            throw UsageError(
                "this cannot be undone, and nobody is there to ask",
                hint: "say --yes if you mean it"
            )
        }
        if !answer { throw Failure(.usage, "nothing was changed") }
    }

    /// The option for ``confirm(_:)``.
    static let yes = Option.flag("yes", short: "y", "Do not ask")
    /// The option for machines.
    static let json = Option.flag("json", "Print JSON Lines")
    /// The option for spreadsheets.
    static let csv = Option.flag("csv", "Print CSV")
}
