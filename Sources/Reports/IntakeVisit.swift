import Glibc
package import Intake
package import Wording
import Service

/// A visit to the web site's file while no daemon reads it: through a process of its own, as the daemon's.
///
/// Nothing is taken out of the file's queue.
package struct IntakeVisit {
    /// What was found.
    package struct Findings {
        /// What keeps the file from being read; nil when all is well.
        package var trouble: IntakeCondition.Trouble?
        /// What SQLite or the system said of it.
        package var detail: Wording?
        /// How many changes wait for the daemon, of those that could be counted.
        package var unread = 0
        /// When the oldest of them was queued: milliseconds since 1970 UTC; nil when none waits.
        package var oldestUnread: Int64?
    }

    /// For how long a visit lasts at most, in milliseconds; a search through a large file longer.
    private let patience: Int64
    private let intake: IntakeProcess

    /// A visit to the file at a path, which is made where that is asked for.
    package init(_ path: String, create: Bool = false, patience: Int64 = 5000) {
        self.patience = patience
        intake = IntakeProcess(path: path, create: create)
    }

    /// Sees that the file is there and as it should be.
    package func look() -> Findings {
        defer { intake.close() }
        var findings = Findings()
        wait {
            for change in intake.take() where change.id != nil {
                findings.unread += 1
                findings.oldestUnread = min(findings.oldestUnread ?? .max, change.at)
            }
            return intake.isCaughtUp
        }
        let condition = intake.condition
        findings.trouble = condition.trouble
        findings.detail = condition.detail
        findings.unread += condition.unread
        if let oldest = condition.oldestUnread {
            findings.oldestUnread = min(findings.oldestUnread ?? .max, oldest)
        }
        return findings
    }

    /// The registrations in the file whose address is that of a person, those that nobody has read yet included.
    ///
    /// As far as the file can be read. The process that reads the file looks through it, however large it is and however much
    /// of it waits, and tells no more than what it was asked for.
    /// - Parameter key: the person's identity (`Address.identity(of:)`).
    /// - Returns: them, and whether all of the file was looked through.
    package func registrations(of key: String) -> (ids: [Int64], isWhole: Bool) {
        defer { intake.close() }
        intake.search(for: key)
        let end = Self.now + patience * Self.longest
        wait(whileMoving: { end }) {
            _ = intake.take()
            // One that cannot be read has nothing to give.
            return intake.found != nil || intake.condition.trouble != nil
        }
        return intake.found ?? ([], false)
    }

    /// So many times the patience a large file may take.
    private static let longest: Int64 = 60

    /// Erases registrations in the file.
    ///
    /// - Returns: whether that was done.
    package func erase(_ registrations: [Int64]) -> Bool {
        defer { intake.close() }
        intake.erase(registrations)
        wait {
            _ = intake.take()
            return intake.unerased == 0 || intake.condition.trouble != nil
        }
        return intake.unerased == 0
    }

    private static var now: Int64 { MonotonicClock.nanoseconds / 1_000_000 }

    private func wait(until isDone: () -> Bool) {
        let end = Self.now + patience
        wait(whileMoving: { end }, until: isDone)
    }

    private func wait(whileMoving end: () -> Int64, until isDone: () -> Bool) {
        while true {
            let now = Self.now
            intake.tend(now: now)
            if isDone() || now >= end() { return }
            var polled = pollfd(fd: intake.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 50)
        }
    }
}
