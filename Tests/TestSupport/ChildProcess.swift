import Glibc
import Locks

/// A program run by a test: its output is gathered, its life is bounded by this object's.
public final class ChildProcess: Sendable {
    /// How a program ended, with everything it wrote.
    public struct Result: Sendable {
        /// The exit code, or 128 + the signal's number.
        public let status: Int32
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String

        /// Lines of the output without the empty one at the end.
        public var lines: [String] {
            var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last == "" { lines.removeLast() }
            return lines
        }
    }

    /// The process id.
    public let id: Int32
    private let output: PipeReader
    private let errors: PipeReader
    private let ended = Locked<Int32?>(nil)

    /// Starts a program in the environment given (nil: this process's), with these bytes as its standard input.
    public init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String]? = nil,
        folder: String? = nil,
        input: String = ""
    ) throws {
        // env(1) changes the folder: posix_spawn can do so only with GNU's additions.
        let program = folder == nil ? executable : "/usr/bin/env"
        let words = folder.map { [program, "-C", $0, executable] + arguments } ?? [executable] + arguments
        let source = try InputFile(input)
        defer { source.close() }
        // One at a time: a pipe is close-on-exec only a moment after it was made, and a sibling that inherited
        // it would keep it open.
        let started = try ChildProcess.starting.withLock { count in
            count += 1
            let out = try Pipe()
            let err = try Pipe()
            defer {
                out.closeWriting()
                err.closeWriting()
            }
            do {
                let id = try ChildProcess.spawn(
                    program,
                    words,
                    environment,
                    descriptors: [source.descriptor, out.writing, err.writing]
                )
                return (id, PipeReader(out.reading), PipeReader(err.reading))
            } catch {
                close(out.reading)
                close(err.reading)
                throw error
            }
        }
        (id, output, errors) = started
    }

    /// How many were started: a value without size would share its address with the object that holds it, which
    /// ThreadSanitizer takes for a race.
    private static let starting = Locked(0)

    private static func spawn(
        _ program: String,
        _ words: [String],
        _ environment: [String: String]?,
        descriptors: [Int32]
    ) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let arguments = words.map { strdup($0) } + [nil]
        let settings = environment.map { $0.map { strdup("\($0.key)=\($0.value)") } + [nil] }
        defer { (arguments + (settings ?? [])).forEach { free($0) } }
        var child: pid_t = 0
        let problem = posix_spawn(&child, program, &actions, &attributes, arguments, settings ?? inherited)
        guard problem == 0 else {
            throw TestSupportError("cannot start \(program): \(String(cString: strerror(problem)))")
        }
        return child
    }

    /// Kills what still runs.
    deinit { if status() == nil { kill(); _ = waitForEnd(within: .seconds(20)) } }

    /// Runs a program to its end; throws if that takes longer than `limit`.
    public static func run(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String]? = nil,
        folder: String? = nil,
        input: String = "",
        within limit: Duration = .seconds(60)
    ) throws -> Result {
        try ChildProcess(
            executable,
            arguments,
            environment: environment,
            folder: folder,
            input: input
        ).wait(within: limit)
    }

    /// Waits for the end; throws, with what was written so far, if it does not come in time.
    public func wait(within limit: Duration = .seconds(60)) throws -> Result {
        guard let status = waitForEnd(within: limit) else {
            throw TestSupportError("process \(id) still runs; output: \(outputSoFar); errors: \(errorsSoFar)")
        }
        // A grandchild may keep the pipes open: what it writes is not waited for long.
        _ = TestSupport.wait(atMost: .seconds(2)) { output.isAtEnd && errors.isAtEnd }
        return Result(status: status, output: outputSoFar, errors: errorsSoFar)
    }

    /// Sends a signal, by number; does nothing to a process that has ended.
    public func signal(_ number: Int32) {
        ended.withLock { if $0 == nil { _ = Glibc.kill(id, number) } }
    }

    /// Asks it to end (SIGTERM).
    public func terminate() { signal(SIGTERM) }

    /// Ends it at once (SIGKILL).
    public func kill() { signal(SIGKILL) }

    /// Whether it still runs.
    public var isRunning: Bool { status() == nil }

    /// What it has written to standard output so far.
    public var outputSoFar: String { output.text }

    /// What it has written to standard error so far.
    public var errorsSoFar: String { errors.text }

    /// Waits until standard error contains a text; false if the process ends or time is up before.
    public func waitForErrors(containing text: String, within limit: Duration = .seconds(30)) -> Bool {
        _ = waitUntil(within: limit) { errorsSoFar.contains(text) || (!isRunning && errors.isAtEnd) }
        return errorsSoFar.contains(text)
    }

    private func waitForEnd(within limit: Duration) -> Int32? {
        _ = waitUntil(within: limit) { status() != nil }
        return status()
    }

    /// The exit code; nil while it runs.
    ///
    /// Reaps the process.
    private func status() -> Int32? {
        ended.withLock { ended in
            if let ended { return ended }
            var raw: Int32 = 0
            guard waitpid(id, &raw, WNOHANG) == id else { return nil }
            // wait(2): the low seven bits are the signal, the next byte the exit code.
            ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
            return ended
        }
    }

    private static var inherited: [UnsafeMutablePointer<CChar>?] {
        var list: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let entry = next.pointee {
            list.append(entry)
            next += 1
        }
        return list + [nil]
    }
}
