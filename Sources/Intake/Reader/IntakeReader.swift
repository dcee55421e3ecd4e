internal import Glibc
internal import Service

/// The process that opens the web site's file, in the daemon's place: whatever is wrong with that file costs this
/// process, which has access to the file's folder alone and is started anew.
///
/// It is the daemon's own program, called with a first argument that no person types, as Postfix's `pickup` is
/// started by its master.
public enum IntakeReader {
    static let argument = "--intake-reader"
    /// The descriptor of its end of the socket pair.
    static let socket: Int32 = 3

    /// Runs the reader where the arguments ask for it; to be called before anything else.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the process's exit code; nil where the arguments are of another kind.
    public static func runIfAsked(_ arguments: [String]) -> Int32? {
        guard arguments.first == argument else { return nil }
        guard arguments.count == 4, let limit = Int(arguments[2]), (1...(1 << 20)).contains(limit), isSocket()
        else {
            return 64  // EX_USAGE
        }
        signal(SIGPIPE, SIG_IGN)
        Confinement.becomeOwner(ofFolderOf: arguments[1])
        Confinement.begin(keeping: socket)
        let options = IntakeSession.Options(
            path: arguments[1],
            detailsLimit: limit,
            create: arguments[3] == "create"
        )
        return ReaderLoop(options).run()
    }

    private static func isSocket() -> Bool {
        var status = stat()
        return fstat(socket, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
}

/// The reader's loop: commands from the daemon, changes to it.
final class ReaderLoop {
    private let session: IntakeSession
    private let path: String
    private var buffer = FrameBuffer()
    private var published: Int64 = 0
    private var erased: Int64 = 0
    private var isReadingAll = false
    private var told: IntakeCondition?

    init(_ options: IntakeSession.Options) {
        session = IntakeSession(options)
        path = options.path
    }

    /// Runs until the daemon closes its end; the exit code.
    func run() -> Int32 {
        let watch: IntakeWatch
        do throws(IntakeError) {
            let place = try IntakePlace(path)
            watch = try IntakeWatch(place)
            IntakeSession.warmUp()
            try Confinement.confine(to: place.folder)
        } catch {
            var condition = IntakeCondition(trouble: error.trouble ?? .unwritable)
            condition.detail = error.boundedDetail
            _ = send([.condition(condition)])
            return 0
        }
        while true {
            if !look() { return 0 }
            var waiting = [
                pollfd(fd: IntakeReader.socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let pause = session.nextLook.map { max(0, $0 == .min ? 0 : $0 - Self.now) }
            guard poll(&waiting, 2, Int32(clamping: pause ?? -1)) >= 0 || errno == EINTR else { return 1 }
            if watch.drain(hasCommitted: session.takeHasCommitted()) { session.stirred() }
            if waiting[0].revents != 0, !receive() {
                session.close()
                return 0
            }
        }
    }

    private static var now: Int64 { MonotonicClock.nanoseconds / 1_000_000 }

    /// Looks into the file once and tells what there is to tell; false when nobody listens any more.
    private func look() -> Bool {
        let changes = session.look(now: Self.now)
        var frames: [IntakeFrame] = []
        if !changes.isEmpty { frames.append(.changes(changes)) }
        if session.published != published {
            published = session.published
            frames.append(.published(published))
        }
        if session.erased != erased {
            erased = session.erased
            frames.append(.erased(erased))
        }
        if isReadingAll, session.hasReadAll {
            isReadingAll = false
            frames.append(.readAll)
        }
        if let done = session.takeFound() { frames.append(.found(done.found, isWhole: done.isWhole)) }
        if session.condition != told {
            frames.append(.condition(session.condition))
            _ = session.takeRepairs()
            told = session.condition
        }
        return frames.isEmpty || send(frames)
    }

    /// Reads what the daemon says; false at the end, or where it is not the daemon's language.
    private func receive() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(IntakeReader.socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        guard count > 0 else { return false }
        buffer.append(bytes[..<count])
        do throws(FrameError) {
            while let frame = try buffer.next() { if !take(frame) { return false } }
            return true
        } catch { return false }
    }

    private func take(_ frame: IntakeFrame) -> Bool {
        switch frame {
        case .settle(let changes): session.settle(changes)
        case .publish(let statuses, let ticket, let isLast):
            session.publish(statuses, ticket: ticket, isLast: isLast)
        case .erase(let registrations): session.erase(registrations)
        case .readAgain:
            isReadingAll = true
            session.readAgain()
        case .search(let key): session.search(for: key)
        case .ping(let number):
            session.stirred()
            return send([.pong(number)])
        default: return false
        }
        return true
    }

    /// Waits where the daemon is slow: it keeps no more for us than the socket does.
    private func send(_ frames: [IntakeFrame]) -> Bool {
        var bytes: [UInt8] = []
        for frame in frames { frame.append(to: &bytes) }
        var start = 0
        while start < bytes.count {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(
                    IntakeReader.socket,
                    $0.baseAddress?.advanced(by: start),
                    bytes.count - start,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return false }
            start += sent
        }
        return true
    }
}
