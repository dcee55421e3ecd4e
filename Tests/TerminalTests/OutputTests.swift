import Glibc
import TestSupport
import Testing
@testable import Terminal

struct OutputTests {
    /// Both ends of a pipe.
    private func makePipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    @Test("what is written arrives when it is flushed")
    func flushed() throws {
        let ends = try makePipe()
        defer { close(ends.read) }
        let output = Output(descriptor: ends.write)
        #expect(!output.isTerminal && output.width == nil && !output.style.isColoured)
        try output.writeLine("Дом")
        var table = Table([.init("a")])
        table.add(["1"])
        try output.write(table)
        try output.flush()
        close(ends.write)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = read(ends.read, &buffer, 100)
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "Дом\na\n1\n")
    }

    @Test("what is left is written when the output goes")
    func leftOver() throws {
        let ends = try makePipe()
        defer { close(ends.read) }
        do {
            let output = Output(descriptor: ends.write)
            try output.write("end")
        }
        close(ends.write)
        var buffer = [UInt8](repeating: 0, count: 10)
        #expect(read(ends.read, &buffer, 10) == 3)
    }

    @Test("a reader that has gone is a quiet end, not a signal")
    func closedPipe() throws {
        let ends = try makePipe()
        close(ends.read)
        defer { close(ends.write) }
        let output = Output(descriptor: ends.write)
        let error = #expect(throws: OutputError.self) {
            try output.write("text")
            try output.flush()
        }
        #expect(error?.isClosed == true)
        #expect(error?.exitCode == .done)
    }

    @Test("a full disk is an I/O error")
    func fullDisk() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let output = Output(descriptor: descriptor)
        let error = #expect(throws: OutputError.self) {
            try output.write("text")
            try output.flush()
        }
        #expect(error?.isClosed == false)
        #expect(error?.exitCode == .ioError)
        #expect(error?.description.contains("No space left") == true)
    }

    @Test("more than the buffer holds goes out in order")
    func largeOutput() throws {
        let ends = try makePipe()
        // A thread of its own: one of the few that run tests might never come to reading.
        let reader = PipeReader(ends.read)
        let lines = (0..<50_000).map { "line \($0)\n" }
        let output = Output(descriptor: ends.write)
        for line in lines { try output.write(line) }
        try output.flush()
        close(ends.write)
        #expect(waitUntil { reader.isAtEnd })
        #expect(reader.text == lines.joined())
    }

    @Test(
        "a text beside its title is wrapped on a terminal alone, its lines below each other, long words whole elsewhere"
    )
    func besideTitle() {
        func lines(_ text: String, width: Int?, hanging: Int = 4) -> String {
            Output.lines("to  ", taking: 4, text, hanging: hanging, width: width)
        }
        #expect(lines("one two three", width: nil) == "to  one two three\n")
        #expect(lines("one two three", width: 12) == "to  one two\n    three\n")
        #expect(lines("one two three", width: 12, hanging: 1) == "to  one two\n three\n")
        #expect(lines("", width: 12) == "to\n")
        #expect(lines("unbreakable", width: 8) == "to  unbr\n    eaka\n    ble\n")
        #expect(lines("unbreakable", width: 14, hanging: 1) == "to\n unbreakable\n")
        #expect(lines("a\u{1B}[2J\nb", width: nil) == "to  a\u{FFFD}[2J b\n")
    }
}
