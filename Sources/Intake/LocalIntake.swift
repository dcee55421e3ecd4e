internal import SQLite
public import Wording

/// The intake read in the daemon's own process: for tests, the demo and the benchmarks.
///
/// A page that is damaged in the right way ends the process; ``IntakeProcess`` is for files that a stranger can write.
public final class LocalIntake: IntakeSource {
    private let session: IntakeSession
    private let path: String
    private var watch: IntakeWatch?
    private var now: Int64 = 0
    private var isTold = false

    /// The intake at a path, made where it is missing.
    ///
    /// - Parameters:
    ///   - path: of the file; its folder must be there.
    ///   - detailsLimit: the longest `details` that is read, in bytes.
    ///   - create: whether a missing file is made.
    public init(path: String, detailsLimit: Int = 64 << 10, create: Bool = true) {
        self.path = path
        session = IntakeSession(IntakeSession.Options(path: path, detailsLimit: detailsLimit, create: create))
        watch = try? IntakeWatch(IntakePlace(path))
    }

    /// Readable when the file was touched; -1 where its folder is not there.
    public var descriptor: Int32 { watch?.descriptor ?? -1 }

    /// Looks into the file.
    public func take() -> [IntakeChange] {
        if watch?.drain(hasCommitted: session.takeHasCommitted()) == true { session.stirred() }
        return session.look(now: now)
    }

    /// Whether nothing more is to be read now, or there is trouble.
    public var isCaughtUp: Bool { session.condition.isCaughtUp || session.condition.trouble != nil }

    /// Removes changes from the file's queue.
    public func settle(_ changes: [IntakeChange]) {
        session.settle(changes)
        session.work(now: now)
    }

    /// Writes statuses.
    public func publish(_ statuses: [DeliveryStatus], ticket: Int64) {
        session.publish(statuses, ticket: ticket)
        session.work(now: now)
    }

    /// The newest ticket that was written.
    public var published: Int64 { session.published }

    /// How many more statuses are taken.
    public var roomForStatuses: Int { session.roomForStatuses }

    /// Erases registrations.
    public func erase(_ registrations: [Int64]) {
        session.erase(registrations)
        session.work(now: now)
    }

    /// How many erasures wait.
    public var unerased: Int { session.unerased }

    /// Begins to give every registration.
    public func readAgain() { session.readAgain() }

    /// How the file is doing.
    public var condition: IntakeCondition {
        isTold = true
        return session.condition
    }

    /// Tries again what did not go.
    public func tend(now: Int64) {
        self.now = now
        if isTold { _ = session.takeRepairs() }
        isTold = false
        if watch == nil { watch = try? IntakeWatch(IntakePlace(path)) }
        session.work(now: now)
    }

    /// Closes the file.
    public func close() {
        session.close()
        watch = nil
    }

    /// Makes the file where it is missing, and puts its schema right.
    ///
    /// - Throws: a sentence for people.
    public static func prepare(path: String) throws(IntakeUnusable) {
        do throws(IntakeError) {
            _ = try IntakeFile(IntakePlace(path), create: true, detailsLimit: 64 << 10)
        } catch { throw IntakeUnusable(wording: error.detail) }
    }
}

/// Why the intake cannot be made or used.
public struct IntakeUnusable: Error, Worded {
    /// What SQLite or the system says.
    public let wording: Wording
}
