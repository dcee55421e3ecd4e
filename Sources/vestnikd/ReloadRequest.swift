import Delivery
import Glibc
import Service
import Site
import Terminal
import Wording

/// `vestnikd --reload`: a request to the running daemon to read its files again, and the wait for what it says to them.
///
/// For `ExecReload=`: `systemctl reload` then fails where a file has a fault, and names it.
struct ReloadRequest {
    let configuration: String
    let language: String
    let log: Log

    /// How long the daemon may take, in seconds.
    private static let patience = 60

    /// - Returns: 0 where everything was read, 78 where something was refused, 69 where no daemon runs, 75 where it does
    /// not answer.
    func run() -> ExitCode {
        let database: String
        switch databasePath() {
        case .success(let path): database = path
        case .failure(let code): return code
        }
        let pulseFile = PulseFile.path(besides: database)
        guard let process = LockFile.holder(of: LockFile.path(besides: database)), process > 0 else {
            return fail(.unavailable, Wording(ru: "vestnikd не запущен", en: "vestnikd is not running"))
        }
        let before = PulseFile.read(pulseFile)?.reloads ?? 0
        guard kill(process, SIGHUP) == 0 else {
            return fail(.unavailable, Wording(verbatim: "kill \(process): ") + .systemError(errno))
        }
        for _ in 0..<Self.patience * 20 {
            usleep(50_000)
            guard let pulse = PulseFile.read(pulseFile), pulse.reloads != before else { continue }
            for fault in pulse.refused { log.error(fault) }
            return pulse.refused.isEmpty ? .done : .badConfiguration
        }
        return fail(
            .temporaryFailure,
            Wording(
                ru: "vestnikd (процесс \(process)) не ответил за \(Self.patience) с",
                en: "vestnikd (process \(process)) has not answered in \(Self.patience) s"
            )
        )
    }

    private enum Found {
        case success(String)
        case failure(ExitCode)
    }

    /// The database of the configuration as it is now; whoever has broken the file is told what is wrong.
    private func databasePath() -> Found {
        do throws(SiteError) {
            let site = try Site.load(configuration: configuration)
            let path = site.configuration.database
            guard let real = realpath(path, nil) else { return .success(path) }
            defer { free(real) }
            return .success(String(cString: real))
        } catch {
            for fault in error.faults { log.error(fault) }
            return .failure(error.isMissingFile ? .noInput : .badConfiguration)
        }
    }

    private func fail(_ code: ExitCode, _ sentence: Wording) -> ExitCode {
        log.error(sentence.text(in: language))
        return code
    }
}
