import Delivery
import Glibc
import HTTP
import Manual
import Passwords
import Service
import Settings
import Site
import Terminal
import Web
import Wording

/// The command line of `vestnik-web`.
enum WebCommand {
    static let program = WebProgram.declaration(version: Version.text)

    /// Runs the program with its arguments.
    static func run(_ arguments: [String]) -> ExitCode {
        let environment = Console.environment
        // Set to nothing counts as not set, as with `vestnik`.
        let named = environment["VESTNIK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = program.value(of: "config", in: arguments) ?? named ?? Site.defaultConfiguration
        let language = Site.language(configuration: path, environment: environment)
        let output = Output()
        do throws(UsageError) {
            switch try program.parse(arguments, language: language) {
            case .help(let text), .version(let text):
                try? output.writeLine(text)
                try? output.flush()
                return .done
            case .run(let invocation):
                if invocation.flag("hash-password") { return HashPassword.run(output, language: language) }
                return WebServer(configuration: path, environment: environment, language: language).run()
            }
        } catch {
            Log(language: language).error(error.wording.text(in: language))
            return .usage
        }
    }
}

/// `--hash-password`: a password from standard input, never from the command line, which everybody on the machine sees.
enum HashPassword {
    static func run(_ output: Output, language: String) -> ExitCode {
        let errors = Output(descriptor: 2)
        func say(_ wording: Wording) {
            try? errors.writeLine(wording.text(in: language)); try? errors.flush()
        }
        let isTyped = Console.isTerminal(0)
        if isTyped { say(WebServerWords.typePassword) }
        let echo = isTyped ? Echo() : nil
        let line = readLine()
        echo?.restore()
        guard let password = line, let hash = Password.hash(password) else {
            say(WebServerWords.noPassword)
            return .badData
        }
        do {
            try output.writeLine(hash)
            try output.flush()
            return .done
        } catch { return .ioError }
    }
}

/// A terminal that does not show what is typed.
private struct Echo {
    private let before: termios

    init?() {
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else { return nil }
        before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &settings)
    }

    func restore() {
        var settings = before
        tcsetattr(0, TCSAFLUSH, &settings)
    }
}
