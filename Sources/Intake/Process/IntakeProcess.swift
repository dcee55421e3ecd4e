internal import CLinux
internal import Glibc
internal import Wording

/// The intake read by a process of its own: the daemon's side.
///
/// A malformed page, a mapped file that was cut short, a lock without end cost that process. It is started anew,
/// after ever longer pauses, and ended where it does not answer. What it says is not trusted either.
public final class IntakeProcess: IntakeSource {
    /// Readable when there is something to take; the same for the whole life of this object.
    public let descriptor: Int32
    private let path: String
    private let detailsLimit: Int
    private let executable: String

    private var child: ReaderProcess?
    private var ending: [pid_t] = []
    private var now: Int64 = 0
    private var health = ReaderHealth()
    private var mayCreate: Bool
    private var isWritable = false

    private var fresh: [IntakeChange] = []
    private var freshBytes = 0
    /// Changes of this child that were not settled yet.
    private var out = 0
    private var told = IntakeCondition()
    private var repairs: [Wording] = []
    private var isTold = false
    private var statuses = OutgoingStatuses()
    private var erasures: [[Int64]] = []
    /// How many of them this child has done.
    private var erased: Int64 = 0
    private var wantsAll = false
    private var searched: String?
    private var foundRegistrations: (ids: [Int64], isWhole: Bool)?

    /// More changes than this, from a child that was told the bound, are a fault of the child.
    private static let outAtMost = 4 * IntakeLimits.unsettled
    /// Registrations that one frame names.
    private static let erasedAtOnce = 10_000

    /// The intake at a path; its process starts with the first ``tend(now:)``.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - detailsLimit: the longest `details` that is read, in bytes.
    ///   - create: whether a missing file is made when the process starts for the first time.
    ///   - executable: a program that calls ``IntakeReader/runIfAsked(_:)`` before all else: as a rule, this one.
    public init(
        path: String,
        detailsLimit: Int = 64 << 10,
        create: Bool = true,
        executable: String = "/proc/self/exe"
    ) {
        self.path = path
        self.detailsLimit = detailsLimit
        self.executable = executable
        mayCreate = create
        // A descriptor that stays while sockets come and go.
        descriptor = epoll_create1(Int32(O_CLOEXEC))
    }

    deinit {
        close()
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// The process that reads; nil while there is none.
    var processID: Int32? { child?.id }

    // MARK: the daemon's questions

    /// Changes that have come.
    public func take() -> [IntakeChange] {
        receive()
        defer {
            fresh = []
            freshBytes = 0
        }
        return fresh
    }

    /// Has changes removed from the file's queue.
    public func settle(_ changes: [IntakeChange]) {
        out = max(0, out - changes.count)
        for start in stride(from: 0, to: changes.count, by: IntakeFrame.most) {
            say(.settle(Array(changes[start..<min(start + IntakeFrame.most, changes.count)])))
        }
    }

    /// Has statuses written.
    public func publish(_ new: [DeliveryStatus], ticket: Int64) {
        guard statuses.add(new, ticket: ticket) else { return }
        for frame in OutgoingStatuses.frames(new, ticket: ticket) { say(frame) }
    }

    /// The newest ticket that the file has.
    public var published: Int64 { statuses.published }

    /// How many more statuses are taken.
    public var roomForStatuses: Int { statuses.room }

    /// Has registrations erased.
    public func erase(_ registrations: [Int64]) {
        for start in stride(from: 0, to: registrations.count, by: Self.erasedAtOnce) {
            let slice = Array(registrations[start..<min(start + Self.erasedAtOnce, registrations.count)])
            erasures.append(slice)
            say(.erase(slice))
        }
    }

    /// How many erasures are not done.
    public var unerased: Int { erasures.count }

    /// Has a person looked for, by their identity (`Address.identity(of:)`).
    public func search(for key: String) {
        (searched, foundRegistrations) = (key, nil)
        say(.search(key))
    }

    /// Their registrations, and whether all of the file was looked through; nil as long as it is looked through.
    public var found: (ids: [Int64], isWhole: Bool)? {
        receive()
        return foundRegistrations
    }

    /// Has every registration given.
    public func readAgain() {
        wantsAll = true
        say(.readAgain)
    }

    /// Whether the reader has read the file and all that it gave was taken, or there is trouble.
    public var isCaughtUp: Bool {
        health.trouble != nil || told.trouble != nil || told.isCaughtUp && fresh.isEmpty
    }

    /// How the file, and the process that reads it, are doing.
    public var condition: IntakeCondition {
        isTold = true
        var condition = told
        condition.repairs = repairs
        if let trouble = health.trouble {
            condition.trouble = trouble
            condition.detail = health.startFault
        }
        return condition
    }

    /// Starts the process, asks whether it still answers, ends one that does not.
    ///
    /// To be called every two seconds at least: the question makes the process look into the file, too.
    public func tend(now: Int64) {
        if isTold { repairs = [] }
        isTold = false
        self.now = now
        ending.removeAll(where: ReaderProcess.isGone)
        if child != nil { receive() }
        if let child, !child.flush() { ended() }
        if child != nil {
            switch health.check(now) {
            case .nothing: break
            case .ask: say(.ping(now))
            case .end:
                health.fellSilent()
                ended()
            }
        }
        if child == nil, now >= health.startAt { start() }
        watchForRoom()
    }

    /// Ends the process, and waits for that as long as it takes to end.
    public func close() {
        if let child { ending.append(child.id) }
        // It removes what was settled and ends by itself when the socket closes; but it is not waited for longer than
        // a second.
        child = nil
        for turn in 0..<1000 where !ending.isEmpty {
            if turn == 500 { for id in ending { _ = kill(id, SIGKILL) } }
            ending.removeAll(where: ReaderProcess.isGone)
            if !ending.isEmpty { usleep(1000) }
        }
    }

    // MARK: the process

    private func start() {
        health.starts(now)
        let arguments = [IntakeReader.argument, path, "\(detailsLimit)", mayCreate ? "create" : "open"]
        do throws(IntakeError) {
            let started = try ReaderProcess(executable: executable, arguments: arguments)
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: started.socket))
            guard epoll_ctl(descriptor, EPOLL_CTL_ADD, started.socket, &event) == 0 else {
                throw .last("epoll")
            }
            child = started
        } catch {
            health.failedToStart(now, because: error.boundedDetail)
            return
        }
        isWritable = false
        erased = 0
        out = 0
        for (ticket, waiting) in statuses.waiting {
            for frame in OutgoingStatuses.frames(waiting, ticket: ticket) { say(frame) }
        }
        for registrations in erasures { say(.erase(registrations)) }
        if wantsAll { say(.readAgain) }
        if let searched { say(.search(searched)) }
    }

    private func say(_ frame: IntakeFrame) {
        guard let child else { return }
        if !child.send(frame) { ended() } else { watchForRoom() }
    }

    /// Wakes the daemon when the socket takes more, while something waits for that.
    private func watchForRoom() {
        guard let child, child.isFull != isWritable else { return }
        isWritable = child.isFull
        var event = epoll_event(
            events: EPOLLIN.rawValue | (isWritable ? EPOLLOUT.rawValue : 0),
            data: epoll_data_t(fd: child.socket)
        )
        epoll_ctl(descriptor, EPOLL_CTL_MOD, child.socket, &event)
    }

    private func receive() {
        guard let child else { return }
        if isWritable, child.flush() { watchForRoom() }
        if !child.receive(heard) { ended() }
    }

    /// The child has ended, or is ended now; what it gave and nobody took is kept.
    private func ended() {
        guard let gone = child else { return }
        gone.kill()
        ending.append(gone.id)
        child = nil
        told.isCaughtUp = false
        // It has told why by itself where it could not begin.
        if told.trouble == .missing { health.gaveUp(now) } else { health.died(now) }
    }

    private func heard(_ frame: IntakeFrame) -> Bool {
        health.heard(now)
        switch frame {
        case .changes(let changes):
            out += changes.count
            for change in changes { freshBytes += change.row?.cost ?? 0 }
            guard out <= Self.outAtMost, freshBytes <= 4 * IntakeLimits.unsettledBytes else { return false }
            fresh += changes
        case .published(let ticket): return statuses.written(ticket)
        case .erased(let count):
            let more = count - erased
            guard more > 0, more <= erasures.count else { return false }
            erasures.removeFirst(Int(more))
            erased = count
        case .condition(let condition):
            told = condition
            repairs = Array((repairs + condition.repairs).suffix(20))
            if condition.trouble == nil { mayCreate = false }
        case .pong: health.answered(now)
        case .readAll: wantsAll = false
        case .found(let ids, let isWhole):
            // Nobody has asked, or asked for another one meanwhile.
            guard searched != nil else { return false }
            searched = nil
            foundRegistrations = (ids, isWhole)
        case .settle, .publish, .erase, .readAgain, .ping, .search: return false
        }
        return true
    }
}
