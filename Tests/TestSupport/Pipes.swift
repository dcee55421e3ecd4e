import Glibc
import Locks

/// A pipe whose ends are not inherited.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw TestSupportError("no pipe: \(String(cString: strerror(errno)))") }
        reading = ends[0]
        writing = ends[1]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeWriting() { close(writing) }
}

/// A nameless file that holds a program's standard input: no thread has to feed it.
struct InputFile {
    let descriptor: Int32

    init(_ text: String) throws {
        guard !text.isEmpty else {
            descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            return
        }
        var template = Array("/tmp/vestnik-input-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw TestSupportError("no temporary file") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw TestSupportError("the temporary file cannot be written")
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func close() { Glibc.close(descriptor) }
}

/// Gathers what comes out of a pipe on a thread of its own, and closes it at its end.
public final class PipeReader: Sendable {
    private struct Content {
        var bytes: [UInt8] = []
        var isAtEnd = false
    }

    private let content = Locked(Content())

    /// Begins to read from a descriptor, which is the reader's from now on.
    public init(_ descriptor: Int32) {
        let box = Unmanaged.passRetained(Task(reader: self, descriptor: descriptor))
        var thread = pthread_t()
        let failed = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument {
                    let task = Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
                    task.reader.gather(task.descriptor)
                }
                return nil
            },
            box.toOpaque()
        )
        if failed == 0 { pthread_detach(thread) } else { box.release() }
    }

    private final class Task: Sendable {
        let reader: PipeReader
        let descriptor: Int32

        init(reader: PipeReader, descriptor: Int32) {
            self.reader = reader
            self.descriptor = descriptor
        }
    }

    /// What has come.
    public var text: String { content.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Whether nothing more comes.
    public var isAtEnd: Bool { content.withLock { $0.isAtEnd } }

    private func gather(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            content.withLock { $0.bytes += buffer[..<count] }
        }
        close(descriptor)
        content.withLock { $0.isAtEnd = true }
    }
}
