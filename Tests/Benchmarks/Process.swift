import CAllocations
import Foundation
import Glibc
import Service

/// What this process and others have used.
enum Usage {
    /// CPU seconds of this process so far, user and system.
    static var cpu: Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// CPU seconds of the processes that this one has started, and that have ended and were waited for.
    static var cpuOfEnded: Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// CPU seconds of this thread so far.
    static var cpuOfThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }

    /// Seconds since some moment.
    static var now: Double { Double(MonotonicClock.nanoseconds) / 1e9 }

    /// CPU seconds of another process so far, to the nanosecond: the sum of what the scheduler knows of its threads
    /// (proc(5), schedstat); nil when it is not there, or where the kernel keeps no such figures.
    static func cpu(of process: Int32) -> Double? {
        let folder = "/proc/\(process)/task"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        var nanoseconds = 0.0
        for thread in threads {
            guard let text = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8),
                let first = text.split(separator: " ").first, let own = Double(first)
            else { return nil }
            nanoseconds += own
        }
        return nanoseconds / 1e9
    }

    /// The most memory that a process (or this one) has held since `forgetPeak`, in megabytes.
    static func peakMemory(of process: String = "self") -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
            return (Double(kilobytes ?? "") ?? 0) / 1024
        }
        return 0
    }

    /// Lets the peak begin anew (proc(5), clear_refs).
    static func forgetPeak() {
        malloc_trim(0)
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    }
}

/// A program that runs beside the benchmark, its words thrown away.
final class Companion {
    let id: Int32

    init(_ program: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawn(&child, program, &actions, nil, words, environ) == 0 else {
            throw BenchmarkError("cannot start \(program)")
        }
        id = child
    }

    deinit { stop() }

    private var isOver = false
    /// CPU seconds that it has used, once it has ended.
    private(set) var cpu = 0.0

    /// Waits for its end; whether it ended well.
    @discardableResult
    func wait() -> Bool {
        guard !isOver else { return false }
        isOver = true
        var status: Int32 = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
        cpu = Usage.seconds(usage.ru_utime) + Usage.seconds(usage.ru_stime)
        return status == 0
    }

    /// Asks it to end and waits until it has.
    func stop() {
        guard !isOver else { return }
        kill(id, SIGTERM)
        wait()
    }
}

/// Why a benchmark cannot go on.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
