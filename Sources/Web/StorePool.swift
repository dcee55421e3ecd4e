internal import Locks
public import Store

/// Connections that read the database, kept open: each is one thread's at a time.
///
/// Sendable: a store is taken out under the lock, used by the thread that has it alone, and put back.
public final class StorePool: @unchecked Sendable {
    private struct Idle: @unchecked Sendable { var stores: [MessageStore] = [] }

    private let path: String
    private let idle = Locked(Idle())
    /// As many as the server has threads.
    private static let most = 8

    /// A pool for the database at a path.
    public init(path: String) { self.path = path }

    /// Reads with one of them.
    public func read<Result>(_ body: (MessageStore) throws -> Result) throws -> Result {
        let store = try idle.withLock { $0.stores.popLast() } ?? MessageStore(path: path, access: .readOnly)
        let result = try body(store)
        // One whose reading failed is not used again.
        idle.withLock { if $0.stores.count < Self.most { $0.stores.append(store) } }
        return result
    }
}
