internal import Glibc

/// A value that several threads share, behind a lock of the C library.
///
/// `Synchronization.Mutex` would do as well, but its lock is made inside the Swift runtime, where ThreadSanitizer
/// does not see it: each access under it is then reported as a race, and a real race drowns among them.
///
/// Sendable: the value is reached under the lock alone.
public final class Locked<State: Sendable>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var state: State

    /// A value to be shared.
    public init(_ state: State) {
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
        self.state = state
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Runs `body` with the value, alone; not from inside another such call on the same value.
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return try body(&state)
    }
}
