public import Wording

/// Where registrations come from: the web site's file, as the daemon sees it.
///
/// Nothing here waits and nothing throws: a file that is locked, damaged or gone is a ``condition``, and all other mail
/// goes on. One thread uses a source.
public protocol IntakeSource: AnyObject {
    /// A descriptor that is readable when ``take()`` has something to give; -1 where there is none.
    var descriptor: Int32 { get }

    /// Changes that have come since the last call, in the order in which they were queued; empty when there are none.
    ///
    /// A change is given once, and again only after the source was made anew: whoever takes it keeps it until it is
    /// settled. No more than a bounded number are out at a time, so an empty answer may mean that some must be
    /// settled first.
    func take() -> [IntakeChange]

    /// Whether the file has been looked at since the source was made, and all that was found has been given.
    ///
    /// With nothing in ``take()`` there is nothing to do then. True while there is trouble.
    var isCaughtUp: Bool { get }

    /// Removes changes from the intake's own queue; called after the commit that has consumed them.
    ///
    /// A change that could not be removed comes again after a restart, which does no harm: it says only "look at this
    /// one".
    func settle(_ changes: [IntakeChange])

    /// Writes what became of letters into `registration_delivery`; later statuses of the same key outdo earlier ones.
    ///
    /// `ticket` grows from call to call; ``published`` tells how far the file has it.
    func publish(_ statuses: [DeliveryStatus], ticket: Int64)

    /// The newest ticket whose statuses the file has; 0 for none.
    var published: Int64 { get }

    /// How many more statuses are taken now.
    ///
    /// A call of ``publish(_:ticket:)`` with more is thrown away whole, with all later ones, and ``published`` stays
    /// below its ticket until that ticket or an earlier one is given again.
    var roomForStatuses: Int { get }

    /// Erases registrations, with what the file says of their letters, leaving no byte behind as far as readers allow.
    func erase(_ registrations: [Int64])

    /// How many calls of ``erase(_:)`` are not done yet; they are tried until they are, but not across restarts of
    /// the daemon.
    var unerased: Int { get }

    /// Gives every registration that the file has as a change of its own, in slices: after a database was restored,
    /// or where triggers were missing (which the source does by itself). Rows that are not there are not told. Such
    /// changes have no
    /// `id`; they are settled like all others, which makes room for the next slice.
    func readAgain()

    /// How the file is doing, for `status`.
    var condition: IntakeCondition { get }

    /// Looks after what needs time: a reader that died is started anew, a late one is ended. Called at every turn.
    ///
    /// - Parameter now: monotonic milliseconds.
    func tend(now: Int64)

    /// Ends the source and whatever it has started.
    func close()
}

/// How the intake is doing.
public struct IntakeCondition: Sendable, Hashable {
    /// What keeps registrations from being read; nil when all is well.
    public enum Trouble: String, Sendable, Codable {
        /// The file is not there.
        case missing
        /// Another program holds its lock for too long.
        case locked
        /// It is no database, or a damaged one.
        case damaged
        /// Its disk is full, or it cannot be written.
        case unwritable
        /// The process that reads it ends again and again.
        case crashing
        /// The process that reads it does not answer.
        case silent
    }

    /// What keeps registrations from being read; nil when all is well.
    public var trouble: Trouble?
    /// What SQLite or the system said, for people; no program reads it.
    public var detail: Wording?
    /// What was put right in the file, for people, as "trigger registrations_inserted".
    ///
    /// The same until the ``IntakeSource/tend(now:)`` that follows the look at it; then it is told no more.
    public var repairs: [Wording]
    /// How many changes wait in the file's queue that have not been read yet, as far as is known.
    public var unread: Int
    /// When the oldest of them was queued: milliseconds since 1970 UTC; nil when none waits.
    public var oldestUnread: Int64?
    /// Whether the file was read, and nothing more is to be given now.
    public var isCaughtUp = false

    /// A condition.
    public init(
        trouble: Trouble? = nil,
        detail: Wording? = nil,
        repairs: [Wording] = [],
        unread: Int = 0,
        oldestUnread: Int64? = nil
    ) {
        self.trouble = trouble
        self.detail = detail
        self.repairs = repairs
        self.unread = unread
        self.oldestUnread = oldestUnread
    }
}
