import Site
import Delivery
import Manual
import Service
import Terminal
import Wording

/// The command line of `vestnikd`.
enum DaemonCommand {
    static let program = DaemonProgram.declaration(version: Version.text)

    /// Runs the program with its arguments.
    static func run(_ arguments: [String]) -> ExitCode {
        let output = Output()
        let environment = Console.environment
        // Set to nothing counts as not set, as with `vestnik`.
        let named = environment["VESTNIK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = program.value(of: "config", in: arguments) ?? named ?? Site.defaultConfiguration
        let language = Site.language(configuration: path, environment: environment)
        do throws(UsageError) {
            switch try program.parse(arguments, language: language) {
            case .help(let text), .version(let text):
                try? output.writeLine(text)
                return .done
            case .run(let invocation):
                return start(invocation, path: path, language: language)
            }
        } catch {
            Log(language: language).error(error.wording.text(in: language))
            return .usage
        }
    }

    /// Faults as `FILE:LINE:COLUMN: KEY: message`, bare, so that editors and scripts can read them.
    private static func tell(_ faults: [String], log: Log) {
        let errors = Output(descriptor: 2)
        for fault in faults {
            if log.style == .journal {
                log.error(fault)
            } else {
                try? errors.writeLine(fault)
            }
        }
        try? errors.flush()
    }

    private static func start(_ invocation: Invocation, path: String, language: String) -> ExitCode {
        let log = Log(level: invocation.flag("verbose") ? .debug : .info, language: language)
        let environment = Console.environment
        if invocation.flag("reload") {
            return ReloadRequest(configuration: path, language: language, log: log).run()
        }
        let site: Site
        do { site = try Site.loadForService(configuration: path, environment: environment) } catch {
            tell(error.faults, log: log)
            return error.isMissingFile ? .noInput : .badConfiguration
        }
        for warning in site.warnings { log.warning(warning) }
        let daemon = Daemon(configurationPath: path, environment: environment, log: log)
        do {
            // Signals are blocked before any thread starts: threads inherit the mask.
            let signals = try Signals()
            if try Engine.makeDatabase(site) {
                let made = Wording(ru: "создана база ", en: "made the database ")
                log.notice(made.text(in: language) + site.configuration.database)
            }
            let engine = try daemon.engine(site)
            engine.markCrashes()
            if invocation.flag("once") {
                return daemon.runOnce(engine, site, signals: signals)
            }
            try daemon.run(engine, site, signals: signals)
            return .done
        } catch let error as EngineError {
            Daemon.noteFailure(error, database: site.configuration.database, language: language)
            log.error(error.wording.text(in: language))
            return error.exitCode
        } catch {
            log.error(Wording(of: error).text(in: language))
            return .software
        }
    }
}

extension EngineError {
    /// The sysexits code that a caller expects.
    var exitCode: ExitCode {
        switch self {
        case .file: .cannotCreate
        case .noDatabase, .lostDatabase, .cutOffRestore: .noInput
        case .foreign, .foreignLog: .badData
        case .alreadyRunning, .busy: .temporaryFailure
        case .database: .ioError
        case .configuration: .badConfiguration
        }
    }
}
