internal import Glibc
internal import Wording

/// A reading process under way, and this side of the socket to it: nothing here waits, and what is kept is bounded.
final class ReaderProcess {
    /// Its process id.
    let id: pid_t
    /// This side's end; non-blocking.
    let socket: Int32
    private var incoming = FrameBuffer()
    private var outgoing: [UInt8] = []
    private var sent = 0

    /// More than this is not kept for a process that does not read.
    private static let outgoingAtMost = 16 << 20

    /// Starts `executable` with the reader's arguments.
    init(executable: String, arguments: [String]) throws(IntakeError) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .last("socketpair") }
        defer { close(ends[1]) }
        // This end alone: the other one waits for us.
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        do throws(IntakeError) {
            id = try Self.spawn(executable, arguments, socket: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        socket = ends[0]
    }

    deinit { close(socket) }

    private static func spawn(
        _ executable: String,
        _ arguments: [String],
        socket: Int32
    ) throws(IntakeError) -> pid_t {
        // Opened here: a spawned process could not say which file it was refused.
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { throw .last("/dev/null") }
        defer { close(nothing) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Standard error stays: what the reader has to say in its last moment belongs into the daemon's journal.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO] {
            posix_spawn_file_actions_adddup2(&actions, nothing, descriptor)
        }
        posix_spawn_file_actions_adddup2(&actions, socket, IntakeReader.socket)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own: Ctrl-C at a terminal is the daemon's to act on.
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

        let words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        // What the toolchain's libraries need; secrets that the environment has are not the reader's.
        var settings: [UnsafeMutablePointer<CChar>?] = []
        for name in ["LD_LIBRARY_PATH", "TZ"] {
            if let value = getenv(name) { settings.append(strdup("\(name)=\(String(cString: value))")) }
        }
        settings.append(nil)
        defer { (words + settings).forEach { free($0) } }
        var child: pid_t = 0
        let problem = posix_spawn(
            &child,
            executable,
            &actions,
            &attributes,
            words,
            settings.map { $0 } + [nil]
        )
        guard problem == 0 else { throw .refused("\(executable): " + Wording.systemError(problem)) }
        return child
    }

    /// Whether something waits to be sent.
    var isFull: Bool { sent < outgoing.count }

    /// Sends a frame, now or when there is room.
    ///
    /// - Returns: false where the process takes nothing any more.
    func send(_ frame: IntakeFrame) -> Bool {
        frame.append(to: &outgoing)
        return flush()
    }

    /// Sends what waits.
    func flush() -> Bool {
        while sent < outgoing.count {
            let count = outgoing.withUnsafeBytes {
                Glibc.send(
                    socket,
                    $0.baseAddress?.advanced(by: sent),
                    outgoing.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { break }
            guard count > 0 else { return false }
            sent += count
        }
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: outgoing.capacity <= 1 << 20)
            sent = 0
        } else if sent > 1 << 20 {
            outgoing.removeFirst(sent)
            sent = 0
        }
        return outgoing.count - sent <= Self.outgoingAtMost
    }

    /// Takes what has come, frame by frame.
    ///
    /// - Parameter take: what to do with a frame; false where it is not one to come now.
    /// - Returns: false where the process has ended, or does not speak our language.
    func receive(_ take: (IntakeFrame) -> Bool) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 256 << 10)
        // Bounded: a process that never stops talking must not keep the daemon from its turn.
        for _ in 0..<64 {
            let count = recv(socket, &bytes, bytes.count, 0)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return errno == EAGAIN }
            guard count > 0 else { return false }
            incoming.append(bytes[..<count])
            do throws(FrameError) {
                while let frame = try incoming.next() { guard take(frame) else { return false } }
            } catch { return false }
            if count < bytes.count { return true }
        }
        return true
    }

    /// Ends the process at once.
    func kill() { _ = Glibc.kill(id, SIGKILL) }

    /// Whether the process is gone; takes note of its end.
    static func isGone(_ id: pid_t) -> Bool {
        var status: Int32 = 0
        let result = waitpid(id, &status, WNOHANG)
        return result == id || (result < 0 && errno == ECHILD)
    }
}
