import Glibc
import TestSupport
import Testing

@testable import Service

/// Whether a descriptor has something to read now, or within a time.
func isReadable(_ descriptor: Int32, within milliseconds: Int32 = 0) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) == 1
}

@Suite struct EventFDTests {
    @Test("it is readable from signal to drain")
    func signals() throws {
        let event = try EventFD()
        #expect(!isReadable(event.descriptor))
        #expect(!event.drain())
        event.signal()
        event.signal()
        #expect(isReadable(event.descriptor))
        #expect(event.drain())
        #expect(!isReadable(event.descriptor))
    }
}

@Suite struct SignalsTests {
    @Test("signals come through the descriptor in place of their usual effect")
    func signals() throws {
        let signals = try Signals([SIGUSR1, SIGUSR2])
        #expect(signals.next() == nil)
        pthread_kill(pthread_self(), SIGUSR2)
        pthread_kill(pthread_self(), SIGUSR1)
        #expect(isReadable(signals.descriptor))
        #expect(Set([signals.next(), signals.next()]) == [SIGUSR1, SIGUSR2])
        #expect(signals.next() == nil)
    }
}

@Suite struct FolderWatchTests {
    @Test("it wakes when a file is made, written, renamed or deleted")
    func wakes() throws {
        let folder = try TemporaryFolder()
        let watch = try FolderWatch([folder.path])
        #expect(watch.drain() == [])
        try folder.write("x", to: "one")
        #expect(isReadable(watch.descriptor))
        #expect(watch.drain().contains("one"))
        #expect(!isReadable(watch.descriptor))
        rename(folder.path("one"), folder.path("two"))
        #expect(watch.drain() == ["one", "two"])
        unlink(folder.path("two"))
        #expect(watch.drain() == ["two"])
    }

    @Test("more folders can be watched, missing ones are told of")
    func more() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        let watch = try FolderWatch([first.path])
        try watch.add(second.path)
        try second.write("x", to: "there")
        #expect(watch.drain().contains("there"))
        let error = #expect(throws: ServiceError.self) { try watch.add(first.path("missing")) }
        #expect(error?.description.hasSuffix("/missing: No such file or directory") == true)
    }

    @Test(
        "where files are named, a neighbour that is written wakes nobody; one that is made later is watched as well"
    )
    func named() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "one")
        try folder.write("x", to: "neighbour")
        let watch = try FolderWatch([folder.path], files: [folder.path("one"), folder.path("two")])
        try append(to: folder.path("neighbour"))
        #expect(!isReadable(watch.descriptor))
        try append(to: folder.path("one"))
        #expect(watch.drain() == [""])
        try folder.write("x", to: "two")
        #expect(watch.drain().contains("two"))
        try append(to: folder.path("two"))
        #expect(watch.drain() == [""])
        // Another file in the place of the first one.
        rename(folder.path("neighbour"), folder.path("one"))
        #expect(watch.drain().contains("one"))
        try append(to: folder.path("one"))
        #expect(watch.drain() == [""])
    }

    private func append(to path: String) throws {
        let file = open(path, O_WRONLY | O_APPEND)
        try #require(file >= 0)
        defer { close(file) }
        #expect(write(file, "y", 1) == 1)
    }

    @Test("events cut short are no trouble")
    func cutShort() {
        var names: Set<String> = []
        let event: [UInt8] = [1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 97, 98, 0, 0]
        FolderWatch.collect(event[...], into: &names)
        FolderWatch.collect(event[..<10], into: &names)
        #expect(names == ["ab"])
    }
}
