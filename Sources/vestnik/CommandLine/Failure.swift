import Administration
import Reports
import Site
import Delivery
import Service
import Settings
import SMTPServer
import Terminal
import Store
import Wording

/// Why a command ends before its time: what is said, and the code to end with.
struct Failure: Error {
    let code: ExitCode
    /// Said on standard error, a line each.
    let lines: [Wording]

    /// A failure of a command's own; the program's name is put in front.
    init(_ code: ExitCode, _ sentence: Wording) {
        self.init(code, wordings: ["vestnik: " + sentence])
    }

    /// A failure that says these lines as they are: nothing, where all has been said.
    init(_ code: ExitCode, wordings lines: [Wording]) {
        self.code = code
        self.lines = lines
    }

    /// A failure told in lines of another's.
    init(_ code: ExitCode, lines: [String]) {
        self.init(code, wordings: lines.map { Wording(verbatim: $0) })
    }

    /// How an error of any room is told.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as UsageError:
            let hint = error.hint.isEmpty ? [] : [error.hint]
            self.init(.usage, wordings: ["vestnik: " + error.message] + hint)
        case let error as OutputError:
            self.init(error.exitCode, wordings: error.isClosed ? [] : ["vestnik: " + error.wording])
        case let error as Faults:
            self.init(error.isUnreadable ? .noInput : .badConfiguration, wordings: error.all.map(\.wording))
        case let error as SiteError:
            self.init(error.isMissingFile ? .noInput : .badConfiguration, lines: error.faults)
        case let error as StoreError: self.init(Self.code(error), error.wording)
        case let error as MailingServiceError: self.init(Self.code(error), error.wording)
        case let error as EngineError: self.init(Self.code(error), error.wording)
        case let error as SMTPServerError: self.init(Self.code(error), error.wording)
        case let error as ServiceError: self.init(.ioError, error.wording)
        default: self.init(.software, Wording(of: error))
        }
    }

    private static func code(_ error: StoreError) -> ExitCode {
        switch error.category {
        case .busy: .temporaryFailure
        case .notADatabase, .corrupt, .newerSchema: .badData
        default: .ioError
        }
    }

    private static func code(_ error: MailingServiceError) -> ExitCode {
        switch error {
        case .unknownEvent, .unknownNotification: .noInput
        case .isPrompted, .needsNoApproval, .notWaiting, .awaitsApproval, .isNotCalledOff, .nobodyIsLate:
            .badData
        case .hasNoTime, .letter: .badConfiguration
        case .database: .ioError
        }
    }

    private static func code(_ error: EngineError) -> ExitCode {
        switch error {
        case .file: .cannotCreate
        case .noDatabase, .lostDatabase, .cutOffRestore: .noInput
        case .foreign, .foreignLog: .badData
        case .alreadyRunning, .busy: .temporaryFailure
        case .database: .ioError
        case .configuration: .badConfiguration
        }
    }

    private static func code(_ error: SMTPServerError) -> ExitCode {
        switch error {
        case .badAddress: .usage
        case .cannotListen, .noThread: .unavailable
        case .cannotFile: .cannotCreate
        }
    }
}

extension String {
    /// The lines of a text, without their ends.
    var inLines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
