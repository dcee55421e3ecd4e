import Glibc
import Locks
public import Service
public import Site
import Store
public import Wording

/// The thread of the watch: looks every twenty seconds, and at once when it begins.
public final class AlertThread: Sendable {
    private let bell: EventFD
    private let site: Site
    private let environment: [String: String]
    private let tell: @Sendable (Wording) -> Void
    private let now: @Sendable () -> Int64

    /// So often, in milliseconds, it is looked.
    private static let interval: Int32 = 20_000

    /// Begins to look.
    ///
    /// - Parameters:
    ///   - site: what is in force.
    ///   - environment: of the process.
    ///   - now: milliseconds since 1970 UTC.
    ///   - tell: hears why nothing could be written.
    /// - Throws: the system gives no thread.
    public init(
        _ site: Site,
        environment: [String: String],
        now: @escaping @Sendable () -> Int64,
        tell: @escaping @Sendable (Wording) -> Void
    ) throws(ServiceError) {
        self.site = site
        self.environment = environment
        self.now = now
        self.tell = tell
        bell = try EventFD()
        guard Threads.start("alerts", { [self] in run() }) else {
            throw .system(Wording(verbatim: "pthread_create"), EAGAIN)
        }
    }

    /// Looks no more; a look under way is finished.
    public func stop() { bell.signal() }

    private func run() {
        var told: Wording?
        while true {
            do throws(StoreError) {
                // Opened each time: a database that was replaced meanwhile is not written to.
                let store = try MessageStore(path: site.configuration.database)
                try AlertWatch(site, store: store, environment: environment)?.look(now: now())
                told = nil
            } catch {
                if told != error.wording { tell(AlertWords.cannotLook(error.wording)) }
                told = error.wording
            }
            var polled = [pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)]
            if poll(&polled, 1, Self.interval) > 0 { return }
        }
    }
}
