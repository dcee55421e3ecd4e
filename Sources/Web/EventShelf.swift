package import Events
import Glibc
import Locks
package import Reports
import Site

/// The events as their files say, read again when these have changed.
package final class EventShelf: Sendable {
    private struct Entry: Sendable {
        let mark: String
        let event: Event?
    }

    private let folder: String
    private let entries = Locked([String: Entry]())

    init(folder: String) { self.folder = folder }

    /// The names of the events that there are folders of.
    package var names: [String] { Site.eventNames(in: folder) }

    /// The event of this name; nil where there is none, or its file cannot be read.
    package func event(_ name: String) -> Event? {
        // A stranger's name leads nowhere: it is compared, and never a path.
        guard names.contains(name) else { return nil }
        return read(name)
    }

    /// The clock by which people see times: the event's, or the one that all events have; else the machine's.
    package func clock(of event: String? = nil) -> ReportClock {
        ReportClock((event.map { [$0] } ?? names).compactMap(self.event))
    }

    /// The clock of these events, as far as they have one.
    package func clock(of events: some Sequence<String>) -> ReportClock {
        ReportClock(Set(events).compactMap(event))
    }

    private func read(_ name: String) -> Event? {
        let path = folder + "/" + name
        let mark = Self.mark(path + "/event.json5")
        if let entry = entries.withLock({ $0[name] }), entry.mark == mark { return entry.event }
        let event = try? Event.load(folder: path)
        entries.withLock { $0[name] = Entry(mark: mark, event: event) }
        return event
    }

    private static func mark(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "none" }
        return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
