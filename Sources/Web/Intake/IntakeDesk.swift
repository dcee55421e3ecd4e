import HTTP
import Intake
import Locks
import Settings
import Wording

/// The way to the web site's file: one visit at a time.
///
/// Closing a file that this process has open elsewhere would end SQLite's locks of it (fcntl(2)).
final class IntakeDesk: Sendable {
    private let writer: RegistrationWriter
    let detailsLimit: Int
    /// How many are at the desk; more than a few are sent away, so that a locked file does not take all threads.
    private let visitors = Locked(0)
    private let alone = Locked(())
    private static let most = 2
    private static let patience = 1500

    init(_ configuration: Configuration) {
        writer = RegistrationWriter(path: configuration.intake, patience: Self.patience)
        detailsLimit = configuration.limits.detailsBytes
    }

    /// Does something with the file.
    func visit<Result>(
        _ body: (RegistrationWriter) throws(RegistrationWriter.Failure) -> Result
    ) throws(Refusal) -> Result {
        let isIn = visitors.withLock { count in
            guard count <= Self.most else { return false }
            count += 1
            return true
        }
        guard isIn else { throw Self.busy }
        defer { visitors.withLock { $0 -= 1 } }
        do throws(RegistrationWriter.Failure) {
            return try alone.withLock { _ throws(RegistrationWriter.Failure) in try body(writer) }
        } catch {
            switch error {
            case .busy: throw Self.busy
            case .missing(let detail), .unusable(let detail):
                throw Refusal(.unavailable, WebWords.intakeUnusable + detail, headers: ["Retry-After": "30"])
            case .changed: throw Refusal(.unavailable, WebWords.intakeChanged, headers: ["Retry-After": "5"])
            }
        }
    }

    private static let busy = Refusal(.unavailable, WebWords.intakeBusy, headers: ["Retry-After": "1"])
}
