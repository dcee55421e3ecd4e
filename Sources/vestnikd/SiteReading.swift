import Locks
import Service
import Site
import Wording

/// A site that is read aside: its letters are tried meanwhile, and nobody's letter waits for that.
///
/// Belongs to the daemon's thread; the reading has one of its own.
final class SiteReading {
    /// What was read, or why it cannot be used.
    typealias Outcome = Result<Site, SiteError>

    private let bell: EventFD
    private let outcome = Locked<Outcome?>(nil)
    private let read: @Sendable () throws(SiteError) -> Site
    private(set) var isUnderWay = false
    /// Whether files may have changed since the reading under way began.
    private var isAskedAgain = false

    /// Reads nothing yet.
    ///
    /// - Parameter read: reads the files; on a thread of its own.
    /// - Throws: the system gives no descriptor.
    init(_ read: @escaping @Sendable () throws(SiteError) -> Site) throws(ServiceError) {
        self.read = read
        bell = try EventFD()
    }

    /// Becomes readable when the files were read.
    var descriptor: Int32 { bell.descriptor }

    /// Reads the files; where they are being read, once more afterwards.
    func begin() {
        guard !isUnderWay else {
            isAskedAgain = true
            return
        }
        isUnderWay = true
        let (bell, outcome, read) = (bell, outcome, read)
        let work: @Sendable () -> Void = {
            let found = Outcome(catching: read)
            outcome.withLock { $0 = found }
            bell.signal()
        }
        // Without a thread it takes its time here.
        if !Threads.start("reload", work) { work() }
    }

    /// What the files say, once they were read and nobody has asked for them anew meanwhile.
    func take() -> Outcome? {
        bell.drain()
        guard let found = outcome.withLock({ $0.take() }) else { return nil }
        isUnderWay = false
        guard isAskedAgain else { return found }
        isAskedAgain = false
        begin()
        return nil
    }
}
