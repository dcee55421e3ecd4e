internal import CLinux
internal import Glibc
internal import Service

/// Notices commits of other programs within a few milliseconds, without polling while nothing happens.
///
/// A write to the write-ahead log is seen before its commit is visible, so after each sign of life the descriptor
/// wakes a few times more, at growing intervals.
final class IntakeWatch {
    /// Readable when there is something to look at.
    let descriptor: Int32
    private let folder: FolderWatch
    private let name: String
    private let timer: Int32
    private var looks: ArraySlice<Int> = []

    /// Microseconds between looks.
    private static let ladder = [
        200, 200, 300, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 3000, 5000, 10_000, 20_000,
        // A commit becomes visible only when its log is on the disk, and a disk that is busy takes its time.
        40_000, 80_000, 160_000, 320_000, 640_000,
    ]

    /// What the timer waits for after a sign of life, in microseconds.
    ///
    /// One's own commits are signs of life too, and show nothing new: while they follow each other, a stranger's
    /// commit among them is looked for less often.
    static func pauses(afterOwnCommit: Bool) -> ArraySlice<Int> {
        afterOwnCommit ? ladder.drop { $0 < 1000 } : ladder[...]
    }

    /// Watches the file of that name in a folder; the folder must be there.
    init(_ place: IntakePlace) throws(IntakeError) {
        name = place.name
        // The daemon's database may lie in the same folder, and is written all the time.
        do throws(ServiceError) {
            folder = try FolderWatch([place.folder], files: FolderWatch.files(ofDatabase: place.path))
        } catch {
            throw access(place.folder, F_OK) == 0 ? .refused(error.wording) : .missing(error.wording)
        }
        timer = timerfd_create(CLOCK_MONOTONIC, Int32(O_CLOEXEC | O_NONBLOCK))
        descriptor = epoll_create1(Int32(O_CLOEXEC))
        guard timer >= 0, descriptor >= 0 else { throw .last("timerfd") }
        for each in [folder.descriptor, timer] {
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: each))
            guard epoll_ctl(descriptor, EPOLL_CTL_ADD, each, &event) == 0 else { throw .last("epoll") }
        }
    }

    deinit {
        if timer >= 0 { close(timer) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes the signs of life, and sets the time of the next look.
    ///
    /// - Parameter hasCommitted: whether this process has written to the file since the last call.
    /// - Returns: whether the file, or a companion of it, was touched.
    func drain(hasCommitted: Bool) -> Bool {
        var count: UInt64 = 0
        let isDue = read(timer, &count, 8) == 8
        // No name at all: so much has happened that some of it was lost.
        let isTouched = folder.drain().contains { $0.isEmpty || $0.hasPrefix(name) }
        if isTouched {
            looks = Self.pauses(afterOwnCommit: hasCommitted)
        } else if isDue {
            looks = looks.dropFirst()
        } else {
            return false
        }
        var time = itimerspec()
        time.it_value.tv_nsec = (looks.first ?? 0) * 1000
        timerfd_settime(timer, 0, &time, nil)
        return isTouched
    }
}
