import Administration
import Glibc
import Locks

/// The tokens of sites, read again when their file has changed.
final class TokenCache: Sendable {
    private struct State {
        var tokens: [RegistrationToken] = []
        /// What told the file apart when it was read.
        var mark = ""
    }

    private let file: RegistrationTokens
    private let now: @Sendable () -> Int64
    private let state = Locked(State())

    init(_ file: RegistrationTokens, now: @escaping @Sendable () -> Int64) {
        self.file = file
        self.now = now
    }

    /// The token that a request shows.
    func find(_ secret: String) throws(RegistrationTokens.Failure) -> RegistrationToken? {
        let mark = Self.mark(file.path)
        let tokens = try state.withLock { state throws(RegistrationTokens.Failure) in
            if state.mark != mark {
                state.tokens = try file.all()
                state.mark = mark
            }
            return state.tokens
        }
        return RegistrationTokens.find(secret, among: tokens)
    }

    private static func mark(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "none" }
        return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
